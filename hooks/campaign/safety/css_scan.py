"""What a style sheet loads from another site, as browsers read it (CSS Syntax Module Level 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import tinycss2
from tinycss2.ast import AtKeywordToken, FunctionBlock, Node, StringToken, URLToken

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\r?\n|([^\r\n]))")
"""A letter written as its number, a line's end that counts for nothing, a letter as it is."""
ELSEWHERE = re.compile(r"(?!data:image/)(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
LOADING = ("url", "src", "image-set", "-webkit-image-set", "image", "cross-fade")
"""Functions in which a string is an address."""
SKIPPED = str.maketrans("", "", "\t\n\r")
"""What browsers leave out of an address, wherever it stands in it."""
BLANKS = "".join(map(chr, range(0x21)))
SCRIPT_ASKS = re.compile(
    r"\b(?:import|importScripts|fetch|Worker|open|EventSource|WebSocket|sendBeacon)\b\s*\(?\s*"
    r"[\"'`](?:[a-z]+:)?//",
    re.IGNORECASE,
)
"""Where a script asks another site by its address."""


def loaded_from_elsewhere(css: str) -> Iterator[str]:
    """Yield each address of another site that a style sheet may load, once."""
    addresses = _addresses(tinycss2.parse_component_value_list(css))
    plain = (address.translate(SKIPPED).strip(BLANKS) for address in addresses)
    yield from dict.fromkeys(address for address in plain if ELSEWHERE.match(address))


def _addresses(tokens: Sequence[Node]) -> Iterator[str]:
    waiting: list[tuple[Node, bool]] = [(token, False) for token in reversed(tokens)]
    is_import = False
    while waiting:  # no recursion: what somebody wrote on purpose may be nested without end
        token, is_loading = waiting.pop()
        if isinstance(token, URLToken) or (
            isinstance(token, StringToken) and (is_loading or is_import)
        ):
            yield token.value
        if isinstance(token, FunctionBlock):
            is_loading = is_loading or token.lower_name in LOADING
            inside = token.arguments
        else:
            inside = getattr(token, "content", None) or ()
        waiting += [(part, is_loading) for part in reversed(inside)]
        if token.type not in ("whitespace", "comment"):
            is_import = isinstance(token, AtKeywordToken) and token.lower_value == "import"


def without_escapes(css: str) -> str:
    """Return a style sheet with each letter that is written as an escape as itself."""
    return ESCAPE.sub(_letter, css)


def _letter(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2] or ""
    number = int(escape[1], 16)
    is_letter = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return chr(number) if is_letter else "\ufffd"
