"""The colours of cards: the tokens at the top of the style sheet, in its light form."""

from __future__ import annotations

import re
from typing import NamedTuple

ROOT = re.compile(r":root\s*\{(?P<body>[^}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AT_RULE = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""A block for some readers only, as those whose screens are dark: cards are drawn in light."""
TOKEN = re.compile(r"--(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;]+);")
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
Colour = tuple[int, int, int]


class Colours(NamedTuple):
    """Red, green and blue, each from 0 to 255, of what a card is drawn in."""

    paper: Colour = (0xFD, 0xFC, 0xF9)
    ink: Colour = (0x1B, 0x1B, 0x1D)
    edge: Colour = (0x87, 0x82, 0x7A)
    accent: Colour = (0x8A, 0x1C, 0x2C)


def read_colours(css: str) -> tuple[Colours, tuple[str, ...]]:
    """Return the colours that a style sheet's first `:root` sets, and the names of those it does
    not set as `#rrggbb` or `#rgb`: these keep the colours the project came with. What a campaign
    sets in a `:root` of its own, which follows, goes before.
    """  # noqa: D205
    plain = AT_RULE.sub("", COMMENT.sub("", css))
    bodies = "".join(found["body"] + ";" for found in ROOT.finditer(plain))
    tokens = {m["name"]: m["value"].strip() for m in TOKEN.finditer(bodies)}
    read = {
        name: _colour(tokens[name])
        for name in Colours._fields
        if HEX.fullmatch(tokens.get(name, ""))
    }
    return Colours(**read), tuple(name for name in Colours._fields if name not in read)


def _colour(value: str) -> Colour:
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue
