"""Sets a text in lines: where it breaks, how large it can be, in which order its parts stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import icu
from PIL import ImageFont

from campaign.output.cards.fonts import FontBook, sized

MEASURED = 100
"""Pixels at which widths are measured; they grow with the size."""
ELLIPSIS = "…"
LONGEST = 600
"""Characters of a text that are looked at: more than any card has room for."""
SMALL_LOOKING = {"NotoNaskhArabic": 1.2}
"""By the beginning of their names, fonts whose letters are small for their size."""
SLACK = 1.01
"""How much wider a line may come out than its measured parts."""


class Piece(NamedTuple):
    """A part of a line with one font and one direction."""

    text: str
    font: bytes
    direction: str
    scale: float
    """How much larger than others this font is set, to look as large."""

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the piece's font for a line of that size."""
        return sized(self.font, round(size * self.scale))

    def width(self, size: int) -> float:
        """Return the width of the piece in pixels."""
        return self.at(size).getlength(self.text, direction=self.direction)


class Setting(NamedTuple):
    """A text in its lines."""

    size: int
    """Pixels."""
    leading: float
    """Pixels from one line to the next."""
    lines: tuple[str, ...]


class Typesetter(NamedTuple):
    """Sets texts of one language and direction in the fonts of a book, beginning with one."""

    book: FontBook
    first: str
    language: str
    direction: str

    def pieces(self, line: str) -> Iterator[Piece]:
        """Yield the parts of a line from left to right (Unicode's bidirectional algorithm)."""
        for text, direction in _directed(line, is_rtl=self.direction == "rtl"):
            runs = [
                Piece(run.text, run.font.data, direction, _scale(run.font.name))
                for run in self.book.runs(text, self.first)
            ]
            yield from runs if direction == "ltr" else reversed(runs)

    def width(self, line: str, size: int = MEASURED) -> float:
        """Return the width of a line in pixels."""
        return sum(piece.width(size) for piece in self.pieces(line))

    def is_plain(self, text: str) -> bool:
        """Whether the first font has the whole text; others may need more room above and below."""
        return all(run.font.name == self.first for run in self.book.runs(text, self.first))

    def set(self, text: str, sizes: Sequence[int], width: int, height: int) -> Setting:
        """Set a text as large as its box allows, in lines of even length.

        `sizes` run from the largest to the smallest; what does not fit at the smallest is cut
        short by an ellipsis.
        """
        text = " ".join(text[:LONGEST].split())
        parts = [(part, self.width(part.rstrip())) for part in _parts(text, self.language)]
        spread = 1.16 if self.is_plain(text) else 1.42
        for size in sizes:
            leading = size * spread
            room = max(1, int(height // leading))
            wide = width * MEASURED / size / SLACK
            lines = _fill(parts, wide)
            if len(lines) <= room and max(w for _, w in parts) <= wide:
                return Setting(size, leading, _even(parts, wide, len(lines)))
        size = sizes[-1]
        leading = size * spread
        return Setting(
            size,
            leading,
            self._cut(text, width * MEASURED / size / SLACK, max(1, int(height // leading))),
        )

    def _cut(self, text: str, wide: float, room: int) -> tuple[str, ...]:
        """Return as many lines as there is room for; words that are too long are broken."""
        parts: list[tuple[str, float]] = []
        for part in _parts(text, self.language):
            width = self.width(part.rstrip())
            if width <= wide:
                parts.append((part, width))
            else:
                clusters = _clusters(part, self.language)
                parts += [(cluster, self.width(cluster)) for cluster in clusters]
        lines = _fill(parts, wide)
        if len(lines) > room:
            last = _clusters(lines[room - 1], self.language)
            while last and self.width("".join(last).rstrip() + ELLIPSIS) > wide:
                last.pop()
            lines = [*lines[: room - 1], "".join(last).rstrip() + ELLIPSIS]
        return tuple(lines)


def _scale(font: str) -> float:
    return next((by for name, by in SMALL_LOOKING.items() if font.startswith(name)), 1.0)


def _fill(parts: Sequence[tuple[str, float]], wide: float) -> list[str]:
    """Put parts into lines, each as full as it may be."""
    lines: list[str] = []
    line, taken = "", 0.0
    for part, width in parts:
        if line and taken + width > wide:
            lines.append(line.rstrip())
            line, taken = "", 0.0
        line += part
        taken += width + (SPACE if part != part.rstrip() else 0)
    return [*lines, line.rstrip()]


SPACE = 0.28 * MEASURED
"""About the width of a space."""


def _even(parts: Sequence[tuple[str, float]], wide: float, count: int) -> tuple[str, ...]:
    """Return that many lines with the narrowest measure that still gives no more."""
    low, high = wide / 2, wide
    for _ in range(10):
        middle = (low + high) / 2
        fits = len(_fill(parts, middle)) <= count and max(w for _, w in parts) <= middle
        low, high = (low, middle) if fits else (middle, high)
    return tuple(_fill(parts, high))


def _parts(text: str, language: str) -> list[str]:
    """Cut a text where a line may end (Unicode Standard Annex 14), but no word of Korean."""
    parts: list[str] = []
    for part in _cut_by(_breaks(language, by_line=True), text):
        if parts and _is_korean(parts[-1][-1]) and _is_korean(part[0]):
            parts[-1] += part
        else:
            parts.append(part)
    return parts or [""]


def _is_korean(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def _clusters(text: str, language: str) -> list[str]:
    """Cut a text into what readers take for characters (Unicode Standard Annex 29)."""
    return _cut_by(_breaks(language, by_line=False), text)


@lru_cache(maxsize=16)
def _breaks(language: str, *, by_line: bool) -> icu.BreakIterator:
    locale = icu.Locale(language)
    if by_line:
        return icu.BreakIterator.createLineInstance(locale)
    return icu.BreakIterator.createCharacterInstance(locale)


def _cut_by(breaks: icu.BreakIterator, text: str) -> list[str]:
    breaks.setText(text)
    ends = list(breaks)
    return [_slice(text, start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _directed(line: str, *, is_rtl: bool) -> list[tuple[str, str]]:
    """Return the parts of a line that run one way, from left to right, each with its way."""
    if not line:
        return []
    bidi, held = icu.Bidi(), icu.UnicodeString(line)  # Bidi reads it without a copy
    bidi.setPara(held, 1 if is_rtl else 0)
    found = []
    for at in range(bidi.countRuns()):
        start, length, direction = bidi.getVisualRun(at)
        found.append((_slice(line, start, start + length), "rtl" if direction else "ltr"))
    return found


def _slice(text: str, start: int, end: int) -> str:
    """Cut by places that ICU counts in units of UTF-16."""
    if text.isascii():
        return text[start:end]
    units = text.encode("utf-16-le")
    return units[2 * start : 2 * end].decode("utf-16-le")
