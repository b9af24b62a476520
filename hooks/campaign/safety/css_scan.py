"""What a style sheet says and loads from another site (CSS Syntax Module Level 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtKeywordToken, FunctionBlock, Node, StringToken, URLToken

CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ELSEWHERE = re.compile(r"(?!data:image/)(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
ADDRESS_FUNCTIONS = ("url", "src", "image-set", "-webkit-image-set", "image", "cross-fade")
"""Functions in which a string is an address."""
LEFT_OUT = str.maketrans("", "", "\t\n\r")
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
    yield from dict.fromkeys(filter(_ELSEWHERE.match, css_addresses(css)))


def css_addresses(css: str) -> list[str]:
    """Return every address that a style sheet may load, as a browser reads it."""
    values = (value for value, is_address in _values(css) if is_address)
    return [value.translate(LEFT_OUT).strip(BLANKS) for value in values]


def css_strings(css: str) -> list[str]:
    """Return the strings of a style sheet, which may be shown, with its escapes as letters."""
    return [value for value, is_address in _values(css) if not is_address]


@lru_cache(maxsize=16)  # every page repeats a style sheet in its head
def _values(css: str) -> list[tuple[str, bool]]:
    """Return each string and address of a style sheet, and whether it is an address."""
    found: list[tuple[str, bool]] = []
    tokens = tinycss2.parse_component_value_list(css)
    waiting: list[tuple[Node, bool]] = [(token, False) for token in reversed(tokens)]
    is_import = False
    while waiting:  # no recursion: what somebody wrote on purpose may be nested without end
        token, is_loading = waiting.pop()
        if isinstance(token, (URLToken, StringToken)):
            found.append((token.value, is_loading or is_import or isinstance(token, URLToken)))
        if isinstance(token, FunctionBlock):
            is_loading = is_loading or token.lower_name in ADDRESS_FUNCTIONS
            inside = token.arguments
        else:
            inside = getattr(token, "content", None) or ()
        waiting += [(part, is_loading) for part in reversed(inside)]
        if token.type not in ("whitespace", "comment"):
            is_import = isinstance(token, AtKeywordToken) and token.lower_value == "import"
    return found
