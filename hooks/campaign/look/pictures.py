"""Pictures at a page's top and of people: how large they are, and what keeps them from their place.

What no picture may hold, `safety/uploads.py` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PHOTOGRAPHS = (".png", ".jpg", ".jpeg", ".webp", ".avif")
"""Kinds of files that hold a picture for a page; a GIF has too few colours for one."""
LEAST_WIDTH = 1200
"""Points of a picture at a page's top: what a common screen shows of it."""
LOWEST, HIGHEST = 0.66, 3.0
"""Widths of such a picture, in its own height."""
LARGEST_PORTRAIT = 60_000
"""Bytes: a page may show several, each no larger than a stamp."""
SMALLEST, BROADEST = 160, 800
"""Points of a portrait's side: what a fine screen shows of it, and what no screen shows more of."""
SQUARE = 1.03
"""How many times as long as the other the longer side may be."""
MOVES = "the picture moves, which draws a reader's eye from the words; save one still of it"


class PictureSize(NamedTuple):
    """A picture's sides as a reader sees it, and whether it moves."""

    width: int
    height: int
    moves: bool


def picture_size(path: Path) -> PictureSize | None:
    """Return the size of a picture; None of a broken one, which `uploads` tells of."""
    from PIL import ExifTags, Image  # most checks meet no picture

    try:
        with Image.open(path) as picture:
            width, height = picture.size
            moves = getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO"
            if picture.getexif().get(ExifTags.Base.Orientation, 1) > 4:  # it lies on its side
                width, height = height, width
    except Exception:  # a broken picture breaks the library in many ways
        return None
    return PictureSize(width, height, moves)


def wrong_lead_picture(path: Path) -> Iterator[str]:
    """Yield what keeps a picture from filling a page's top from edge to edge."""
    size = picture_size(path)
    if size is None:
        return
    if size.moves:
        yield MOVES
    if size.width < LEAST_WIDTH:
        yield (
            f"the picture is {size.width} points wide, and would be blurred on a large screen; use "
            f"one of at least {LEAST_WIDTH}"
        )
    if not LOWEST <= size.width / size.height <= HIGHEST:
        yield (
            f"the picture is {size.width} × {size.height}; crop it so that its width is between "
            f"{LOWEST:g} and {HIGHEST:g} times its height, since most of it would be cut away"
        )


def wrong_portrait(path: Path) -> Iterator[str]:
    """Yield what is wrong with a picture of a person; `uploads` says what is wrong with any."""
    if (size := path.stat().st_size) > LARGEST_PORTRAIT:
        yield (
            f"the file has {size // 1000} kB, for a picture beside a quotation; make it smaller "
            f"than {LARGEST_PORTRAIT // 1000} kB"
        )
    found = picture_size(path)
    if found is None:
        return
    width, height, moves = found
    if moves:
        yield MOVES
    if max(width, height) > SQUARE * min(width, height):
        yield f"the picture is {width} × {height}, but is shown as a circle; crop it to a square"
    if not SMALLEST <= min(width, height) <= max(width, height) <= BROADEST:
        yield (
            f"the picture is {width} × {height}; make each side {SMALLEST} to {BROADEST} points "
            "long"
        )
