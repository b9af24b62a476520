"""The fonts that cards are drawn with: files of the project, so that every machine draws alike."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont, features

from campaign.look.font_characters import UnreadableFont, characters

TITLE, SMALL = "NotoSerif-Bold", "NotoSans-Bold"
"""Names of the files that are tried first, for the title and for the lines around it."""
SUFFIXES = (".ttf", ".otf")
JOINERS_AND_MARKS = frozenset(map(ord, "\u00ad\u200c\u200d\u200e\u200f\ufe0e\ufe0f"))
"""Characters without a shape of their own, which no font need have."""
SHAPING = "raqm"
"""The part of Pillow that joins Arabic letters and orders Indic ones."""


def can_shape() -> bool:
    """Whether this Pillow can set every script."""
    return bool(features.check(SHAPING))


class Font(NamedTuple):
    """One font file."""

    name: str
    """The file's name without its ending."""
    data: bytes
    characters: frozenset[int]


class Run(NamedTuple):
    """Neighbouring characters that one font has."""

    font: Font
    text: str


class FontBook:
    """The fonts of a folder, each standing in for what those before it lack."""

    def __init__(self, fonts: Iterable[Font]) -> None:
        """Make it of fonts in any order."""
        self._fonts = tuple(fonts)
        names = hashlib.blake2b()
        for font in sorted(self._fonts):
            names.update(font.name.encode() + b"\0" + hashlib.blake2b(font.data).digest())
        self.digest = names.hexdigest()
        """Changes with any of the fonts."""

    def order(self, first: str) -> tuple[Font, ...]:
        """Return the fonts in the order in which they are tried: `first`, its like, the others."""
        family = first.partition("-")[0]

        def rank(font: Font) -> tuple[bool, bool, bool, bool, str]:
            return (
                font.name != first,
                "Italic" in font.name,
                not font.name.startswith(family),
                "Bold" not in font.name,
                font.name,
            )

        return tuple(sorted(self._fonts, key=rank))

    def missing(self, text: str) -> str:
        """Return the characters of a text that no font has, each once."""
        return "".join(dict.fromkeys(c for c in text if not (_is_shapeless(c) or self._has(c))))

    def runs(self, text: str, first: str) -> Iterator[Run]:
        """Cut a text into runs of one font; a character that no font has is left out.

        Spaces, punctuation and marks stay in the font of what they follow, if it has them.
        """
        order = self.order(first)
        current: Font | None = None
        held = ""
        for character in text:
            font = _font_for(character, current, order)
            if font is None:
                continue
            if current is not None and font is not current:
                yield Run(current, held)
                held = ""
            current = font
            held += character
        if current is not None:
            yield Run(current, held)

    def _has(self, character: str) -> bool:
        return any(ord(character) in font.characters for font in self._fonts)


def read_fonts(folder: Path) -> tuple[FontBook, list[tuple[str, str]]]:
    """Return the fonts of a folder, and of files that cannot be used the names, each with why."""
    fonts, refused = [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() not in SUFFIXES:
            continue
        try:
            data = path.read_bytes()
            font = Font(path.stem, data, _characters(data))
            sized(data, 20)
        except UnreadableFont as error:
            refused.append((path.name, str(error)))
        except OSError as error:
            refused.append((path.name, error.strerror or "it cannot be read"))
        else:
            fonts.append(font)
    return FontBook(fonts), refused


@lru_cache(maxsize=256)
def sized(data: bytes, size: int) -> ImageFont.FreeTypeFont:
    """Return a font at a size in pixels."""
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=64)
def _characters(data: bytes) -> frozenset[int]:
    return characters(data)


def _is_shapeless(character: str) -> bool:
    return ord(character) in JOINERS_AND_MARKS


def _font_for(character: str, current: Font | None, order: tuple[Font, ...]) -> Font | None:
    code = ord(character)
    if _is_shapeless(character):
        return current
    follows = unicodedata.category(character)[0] in "MPZ"
    if current is not None and follows and code in current.characters:
        return current
    return next((font for font in order if code in font.characters), None)
