"""Which of its fonts the PDF's characters are printed with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from campaign.look.font_characters import UnreadableFont, characters

FIRST = ("Libertinus Serif", "Noto Serif")
"""Families to set text with where they have its characters; others follow by their names."""
LAST = ("Symbols", "Emoji")
JOINER = "\u200d"


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
        upright = {face.family for face in self.faces if face.is_regular}
        # What has no regular font is there for cards, and would print a name in bold letters.
        families = {face.family for face in self.faces}
        return tuple(sorted(families, key=lambda f: (f not in upright, *_rank(f))))

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
        return characters(Path(path).read_bytes(), index)
    except (OSError, UnreadableFont):
        return frozenset()
