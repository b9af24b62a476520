"""How well one colour is seen on another, and the nearest colour that is seen well enough.

The formulas are those of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. What is needed follows its success criteria
1.4.3 (text, AA) and 1.4.11 (edges of controls, the mark of the focus).
"""

from __future__ import annotations

import colorsys
from collections.abc import Collection
from typing import NamedTuple

TEXT = 4.5
"""What a text needs on its ground."""
EDGE = 3.0
"""What the edge of a control needs, or the mark of the focus."""
STEPS = 255
"""Degrees of lightness that are tried: no more can be told apart in eight bits."""
_WHITE, _BLACK = "#ffffff", "#000000"
Rgb = tuple[int, int, int]


class Ground(NamedTuple):
    """A colour that another one lies on (or lies beside), and the ratio that is needed."""

    colour: str
    """As `#rrggbb`."""
    needed: float


def rgb(colour: str) -> Rgb:
    """Return red, green and blue, each from 0 to 255, of a colour as `#rrggbb` or `#rgb`."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def hexadecimal(parts: Rgb) -> str:
    """Return a colour as `#rrggbb`, from its red, green and blue from 0 to 255."""
    return f"#{bytes(parts).hex()}"


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (part / 255 for part in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_readable(colour: str, grounds: Collection[Ground]) -> str | None:
    """Return the colour of the same hue that is seen on all grounds and is nearest in lightness.

    The colour itself, if it is seen; None where no lightness of its hue is.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb(colour)))
    start, tried = round(lightness * STEPS), [colour]
    for step in sorted(range(STEPS + 1), key=lambda step: abs(step - start)):
        parts = colorsys.hls_to_rgb(hue, step / STEPS, saturation)
        red, green, blue = (round(part * 255) for part in parts)
        tried.append(hexadecimal((red, green, blue)))
    return next(
        (
            each
            for each in tried
            if all(contrast(each, ground.colour) >= ground.needed for ground in grounds)
        ),
        None,
    )


def mixed(one: str, other: str, share: float) -> str:
    """Return what lies between two colours; `share`, from 0 to 1, is that of the other."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True)
    )
    return hexadecimal((red, green, blue))


def black_or_white(ground: str) -> str:
    """Return black or white: what is seen better on a ground. One of them has 4.5:1 on any."""
    return max(_WHITE, _BLACK, key=lambda colour: contrast(colour, ground))
