"""The colours of cards: the tokens at the top of the style sheet, in its light form."""

from __future__ import annotations

import re
from typing import NamedTuple

from campaign.look.contrast import Rgb, rgb
from campaign.look.css_tokens import read_tokens

HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Colours(NamedTuple):
    """Red, green and blue, each from 0 to 255, of what a card is drawn in."""

    paper: Rgb = (0xFD, 0xFC, 0xF9)
    ink: Rgb = (0x1B, 0x1B, 0x1D)
    edge: Rgb = (0x87, 0x82, 0x7A)
    accent: Rgb = (0x8A, 0x1C, 0x2C)


def read_colours(css: str) -> tuple[Colours, tuple[str, ...]]:
    """Return the colours that a style sheet sets at `:root` for the light, and the names of those
    that it does not set as `#rrggbb` or `#rgb`: these keep the colours the project came with. Of
    two that set one colour, the latter holds.
    """  # noqa: D205
    tokens = {each.name: each.value for each in read_tokens(css) if each.scheme in (None, "light")}
    read = {
        name: rgb(tokens[name]) for name in Colours._fields if HEX.fullmatch(tokens.get(name, ""))
    }
    return Colours(**read), tuple(name for name in Colours._fields if name not in read)
