"""Which characters the PDF's fonts can print, read from the fonts themselves.

Formats: the tables `cmap` and `ttcf` of the OpenType specification, ISO/IEC 14496-22.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

FOLDER = "fonts"
"""Where fonts lie, below the folder of the PDF's template."""
FIRST = ("Libertinus Serif", "Noto Serif")
"""Families to set text with where they have its characters; others follow by their names."""
LAST = ("Symbols", "Emoji")
JOINER = "\u200d"
UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


@dataclass(frozen=True, slots=True)
class Face:
    """One font in a file."""

    family: str
    path: str
    index: int
    """Its place in a collection; 0 in a file of one font."""
    is_regular: bool


@dataclass(frozen=True)
class FontSet:
    """The families that a PDF may be set with, the preferred first."""

    faces: tuple[Face, ...]
    _found: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Every family's name, in the order in which one is looked for."""
        return tuple(sorted({face.family for face in self.faces}, key=_rank))

    def covered(self, family: str) -> frozenset[int]:
        """Return the code points that a family's upright font has."""
        face = min(
            (face for face in self.faces if face.family == family),
            key=lambda face: (not face.is_regular, face.path, face.index),
        )
        return code_points(face.path, face.index)

    def main_for(self, text: str) -> str:
        """Return the family that has most of a text's letters; where several do, the first."""
        letters = [ord(c) for c in text if c.isalpha()]
        best, most = self.families[0], -1
        for family in self.families:
            has = self.covered(family)
            if (number := sum(letter in has for letter in letters)) > most:
                best, most = family, number
            if number == len(letters):
                break
        return best

    def family_of(self, cluster: str) -> str | None:
        """Return the first family that has all of a character and its marks, or None."""
        if cluster not in self._found:
            self._found[cluster] = self._look_for(cluster)
        return self._found[cluster]

    def _look_for(self, cluster: str) -> str | None:
        writings = {cluster, unicodedata.normalize("NFC", cluster)}
        wanted = [{ord(c) for c in writing if not is_unseen(c)} for writing in writings]
        for family in self.families:
            has = self.covered(family)
            if any(points <= has for points in wanted):
                return family
        return None


def clusters(text: str) -> Iterator[str]:
    """Yield a text's characters, each with the marks that belong to it."""
    cluster = ""
    for character in text:
        if cluster and (_is_mark(character) or cluster.endswith(JOINER)):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = character
    if cluster:
        yield cluster


def is_unseen(character: str) -> bool:
    """Whether a character has no shape of its own, so that no font need have it."""
    return (
        unicodedata.category(character) in ("Cf", "Cc", "Zl", "Zp")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _is_mark(character: str) -> bool:
    return (
        unicodedata.category(character).startswith("M")
        or character in ("\u200c", JOINER)
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # a skin tone
    )


def _rank(family: str) -> tuple[int, str]:
    if family in FIRST:
        return FIRST.index(family), family
    return len(FIRST) + any(word in family for word in LAST), family


@lru_cache(maxsize=256)
def code_points(path: str, index: int = 0) -> frozenset[int]:
    """Return the code points for which a font has a shape; none where it cannot be read."""
    try:
        return frozenset(_read(Path(path).read_bytes(), index))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _read(data: bytes, index: int) -> Iterable[int]:
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (number,) = struct.unpack_from(">H", data, start + 4)
    for at in range(number):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * at)
        if tag == b"cmap":
            return _read_cmap(data, offset)
    return ()


def _read_cmap(data: bytes, start: int) -> Iterable[int]:
    (number,) = struct.unpack_from(">H", data, start + 2)
    records = (struct.unpack_from(">HHI", data, start + 4 + 8 * at) for at in range(number))
    tables = {(platform, encoding): start + offset for platform, encoding, offset in records}
    for key in UNICODE_TABLES:
        if key in tables:
            (form,) = struct.unpack_from(">H", data, tables[key])
            if form == 4:
                return _segments(data, tables[key])
            if form == 12:
                return _groups(data, tables[key])
    return ()


def _groups(data: bytes, start: int) -> Iterator[int]:
    (number,) = struct.unpack_from(">I", data, start + 12)
    for at in range(number):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * at)
        yield from range(first if glyph else first + 1, min(last, 0x10FFFF) + 1)


def _segments(data: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    count = doubled // 2
    row = f">{count}H"
    lasts = struct.unpack_from(row, data, start + 14)
    firsts = struct.unpack_from(row, data, start + 16 + doubled)
    deltas = struct.unpack_from(row, data, start + 16 + 2 * doubled)
    offsets_at = start + 16 + 3 * doubled
    offsets = struct.unpack_from(row, data, offsets_at)
    for at, (first, last, delta, offset) in enumerate(
        zip(firsts, lasts, deltas, offsets, strict=True)
    ):
        for point in range(first, last + 1):
            if point == 0xFFFF:
                continue
            if offset:
                place = offsets_at + 2 * at + offset + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            else:
                glyph = (point + delta) & 0xFFFF
            if glyph:
                yield point
