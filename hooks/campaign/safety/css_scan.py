"""Style sheets as browsers read them: what is set in which rule, and what is loaded from elsewhere.

Each sign is looked at once: what somebody wrote by chance or on purpose cannot keep a build busy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
STRING_OR_COMMENT = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?", re.DOTALL
)
PARTS = re.compile(r"[{};]")
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\r?\n|([^\r\n]))")
"""A letter written as its number, a line's end that counts for nothing, a letter as it is."""
BLANK = r"[\x00-\x20]*"
"""What browsers skip before an address."""
DEEPEST = 8
"""Rules within rules that are told apart; what is still deeper counts as the eighth."""
LOADED = re.compile(
    rf"(?:url|src)\({BLANK}[\"']?{BLANK}(?!data:image/)((?:[a-z][a-z0-9+.-]*:|[/\\]{{2}})[^\"')]*)",
    re.IGNORECASE,
)
LOADS_STRINGS = re.compile(r"@import|image-set\(", re.IGNORECASE)
STRING_ELSEWHERE = re.compile(
    rf"[\"']{BLANK}((?:(?:https?|ftp):|[/\\]{{2}})[^\"']*)", re.IGNORECASE
)


class Declaration(NamedTuple):
    """What is set somewhere: `--paper: #fff`."""

    text: str
    offset: int
    """Where it begins in the style sheet, with the blanks before it."""
    within: tuple[str, ...]
    """The selectors and conditions that it stands below, the outermost first."""


def declarations(css: str) -> Iterator[Declaration]:
    """Yield everything that a style sheet sets, in its order."""
    text = STRING_OR_COMMENT.sub(_without_parts, css)
    within: tuple[str, ...] = ()
    last = 0
    for part in PARTS.finditer(text):
        said = text[last : part.start()]
        if part[0] == "{":
            within = (*within[:DEEPEST], said.strip())
        else:
            if said.strip():
                yield Declaration(said, last, within)
            if part[0] == "}":
                within = within[:-1]
        last = part.end()
    if text[last:].strip():
        yield Declaration(text[last:], last, within)


def loaded_from_elsewhere(css: str) -> Iterator[str]:
    """Yield each address of another site that a style sheet may load.

    Comments are read as well: what is one to us may be a part of an address to a browser.
    """
    without = STRING_OR_COMMENT.sub(lambda m: "" if m[0].startswith("/*") else m[0], css)
    found: dict[str, None] = {}
    for reading in (css, without):
        plain = without_escapes(reading).replace("\t", "")
        found |= dict.fromkeys(LOADED.findall(plain))
        if LOADS_STRINGS.search(plain):
            found |= dict.fromkeys(STRING_ELSEWHERE.findall(plain))
    yield from found


def without_escapes(css: str) -> str:
    """Return a style sheet with each letter that is written as an escape as itself."""
    return ESCAPE.sub(_letter, css)


def _letter(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2] or ""
    number = int(escape[1], 16)
    is_letter = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return chr(number) if is_letter else "\ufffd"


def _without_parts(found: re.Match[str]) -> str:
    """Return a comment as blanks, and a string without what parts rules: of the same length."""
    return " " * len(found[0]) if found[0].startswith("/*") else PARTS.sub(" ", found[0])
