"""Fonts of PDFs and cards, which are set with the project's alone: what has which character."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import icu

from campaign.config.folder import Templates

if TYPE_CHECKING:
    import typst

_FIRST = ("Libertinus Serif", "Noto Serif")
"""Families to set text with where they have its characters; others follow by their names."""
LAST = ("Symbols", "Emoji")
FONTS = "fonts/"
"""Where fonts lie among templates: cards and PDFs are made with them; no page loads one."""
MORE_FONTS = "campaign_site_fonts"
"""The package with fonts for other scripts than Latin, Greek and Cyrillic."""
REGULAR = 400
SUFFIXES = (".ttf", ".otf")


@dataclass(frozen=True)
class FontSet:
    """The families that a text may be set with, the preferred first."""

    faces: tuple[typst.FontInfo, ...]
    first: Sequence[str] = _FIRST
    weight: int = REGULAR
    """The weight that the text has: its characters must be in each family's font of this weight."""
    _found: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Every family's name, in the order in which one is looked for."""
        # A family without this weight would print a name in letters of another one.
        fit = {face.family for face in self.faces if self._unlike(face) == (False, 0)}

        def rank(family: str) -> tuple[bool, int, str]:
            is_last = any(word in family for word in LAST)
            at = self.first.index(family) if family in self.first else len(self.first) + is_last
            return family not in fit, at, family

        return tuple(sorted({face.family for face in self.faces}, key=rank))

    def covered(self, family: str) -> frozenset[int]:
        """Return the code points that a family's font has."""
        face = self.face(family)
        return code_points(str(face.path), face.index)

    def face(self, family: str) -> typst.FontInfo:
        """Return the font of a family that is nearest to the text's weight."""
        return min(
            (face for face in self.faces if face.family == family),
            key=lambda face: (*self._unlike(face), str(face.path), face.index),
        )

    def main_for(self, text: str) -> str:
        """Return the family that has most of a text's letters; where several do, the first."""
        letters = [ord(c) for c in text if c.isalpha()]
        whole = (family for family in self.families if self.covered(family).issuperset(letters))
        return next(whole, None) or max(
            self.families, key=lambda family: sum(map(self.covered(family).__contains__, letters))
        )

    def family_of(self, cluster: str) -> str | None:
        """Return the first family that has all of a character and its marks, or None."""
        if cluster not in self._found:
            writings = {cluster, unicodedata.normalize("NFC", cluster)}
            wanted = [{ord(c) for c in writing if not is_unseen(c)} for writing in writings]
            self._found[cluster] = next(
                (f for f in self.families if any(w <= self.covered(f) for w in wanted)), None
            )
        return self._found[cluster]

    def missing(self, text: str) -> str:
        """Return the characters of a text that no family has, each once."""
        lost = (c for c in dict.fromkeys(text) if not is_unseen(c) and self.family_of(c) is None)
        return "".join(lost)

    def _unlike(self, face: typst.FontInfo) -> tuple[bool, int]:
        return face.style != "normal", abs(face.weight - self.weight)


def clusters(text: str) -> list[str]:
    """Return a text's characters, each with the marks that belong to it."""
    whole = icu.UnicodeString(text)
    ends = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    ends.setText(whole)
    return [str(whole[start:end]) for start, end in pairwise([0, *ends])]


def is_unseen(character: str) -> bool:
    """Whether a character has no shape of its own, so that no font need have it."""
    return (
        unicodedata.category(character) in ("Cf", "Cc", "Zl", "Zp")
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


@lru_cache(maxsize=256)
def code_points(path: str, index: int = 0) -> frozenset[int]:
    """Return the code points for which a font has a shape; none where it cannot be read."""
    import freetype  # a build without cards and PDFs reads no font

    try:
        face = freetype.Face(path, index=index)
    except freetype.FT_Exception:
        return frozenset()
    return frozenset(code for code, glyph in face.get_chars() if glyph)


@dataclass(frozen=True)
class Fonts:
    """The fonts of some folders, as typst has loaded them."""

    loaded: typst.Fonts
    faces: tuple[typst.FontInfo, ...]
    refused: tuple[Path, ...]
    """Files that are no fonts, or are damaged."""


@cache
def file_digest(path: str) -> str:
    """Return a hash of a file; fonts are large, and do not change while a program runs."""
    return hashlib.blake2b(Path(path).read_bytes(), digest_size=20).hexdigest()


def font_folders(templates: Templates) -> tuple[Path, ...]:
    """Return where fonts for PDFs and cards lie: the generator's, those of more scripts, own ones.

    The generator's package has what Latin, Greek and Cyrillic need; a second one has the rest.
    """
    found = find_spec(MORE_FONTS)
    more = found.submodule_search_locations if found else None
    return templates.generator / FONTS, *map(Path, more or ()), templates.own / FONTS


def load_fonts(folders: Iterable[Path]) -> Fonts:
    """Return the fonts that lie in some folders, and none of the machine's own."""
    import typst  # it is large, and most commands do without

    present = [folder for folder in folders if folder.is_dir()]
    loaded = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in present],
    )
    faces = tuple(loaded.fonts())  # each with a path, as none is typst's own
    used = {Path(str(face.path)) for face in faces}
    files = (path for folder in present for path in sorted(folder.rglob("*")))
    refused = (path for path in files if path.suffix.lower() in SUFFIXES and path not in used)
    return Fonts(loaded, faces, tuple(refused))
