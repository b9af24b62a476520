"""Which characters a font file has: its `cmap` table (OpenType specification, "cmap").

Pillow draws an empty box for a character that a font lacks and does not say so; typst refuses a
whole PDF for it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

COLLECTION = b"ttcf"
SEGMENTS, GROUPS = 4, 12
"""The two formats of subtables that fonts of today use for Unicode."""
LAST = 0x10FFFF
DAMAGED = "it is damaged, or no TrueType or OpenType font"


class UnreadableFont(ValueError):
    """The data is no font that can be used; the message says why."""


def characters(data: bytes, index: int | None = None) -> frozenset[int]:
    """Return the code points for which a TrueType or OpenType font has a glyph.

    `index` is the font's place in a collection; without it, a collection is refused. Raises
    `UnreadableFont` for that, and for anything that is no font.
    """
    try:
        start = 0
        if data[:4] == COLLECTION:
            if index is None:
                raise UnreadableFont("it is a collection of fonts; put a single font in its place")
            (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
        return frozenset(code for code in _mapped(data, start) if code <= LAST)
    except (struct.error, IndexError):
        raise UnreadableFont(DAMAGED) from None


def _mapped(data: bytes, font: int) -> Iterator[int]:
    (tables,) = struct.unpack_from(">H", data, font + 4)
    records = (struct.unpack_from(">4s3I", data, font + 12 + 16 * at) for at in range(tables))
    start = next((offset for tag, _, offset, _ in records if tag == b"cmap"), None)
    if start is None:
        raise UnreadableFont(DAMAGED)
    (count,) = struct.unpack_from(">H", data, start + 2)
    seen = set()
    for at in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * at)
        is_unicode = platform == 0 or (platform, encoding) in ((3, 1), (3, 10))
        if is_unicode and offset not in seen:
            seen.add(offset)
            (form,) = struct.unpack_from(">H", data, start + offset)
            if form == SEGMENTS:
                yield from _segments(data, start + offset)
            elif form == GROUPS:
                yield from _groups(data, start + offset)


def _segments(data: bytes, start: int) -> Iterator[int]:
    doubled = struct.unpack_from(">H", data, start + 6)[0]
    form = f">{doubled // 2}H"
    ends, begins, deltas, offsets = (
        struct.unpack_from(form, data, start + at + part * doubled)
        for part, at in enumerate((14, 16, 16, 16))
    )
    places = start + 16 + 3 * doubled
    if list(ends) != sorted(ends):
        raise UnreadableFont(DAMAGED)
    for at, (first, last) in enumerate(zip(begins, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[at]:
                place = places + 2 * at + offsets[at] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph if offsets[at] else (code + deltas[at]) & 0xFFFF:
                yield code


def _groups(data: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    before = -1
    for at in range(count):
        first, last, glyph = struct.unpack_from(">3I", data, start + 16 + 12 * at)
        if not before < first <= last:
            raise UnreadableFont(DAMAGED)
        before = last
        yield from range(first if glyph else first + 1, min(last, LAST) + 1)
