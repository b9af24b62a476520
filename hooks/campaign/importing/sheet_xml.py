"""Reads the XML of a workbook's sheets and texts, many times as fast as openpyxl does.

Only for parts that were looked through before: the parser here expands what a part defines.
openpyxl itself reads all else, as which cells are dates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHEET_MAIN_NS

from .table import letters

CHUNK = 1 << 18
"""Bytes that are parsed before the rows in them are handed on."""
SEPARATOR = " "
NAMESPACE = SHEET_MAIN_NS + SEPARATOR
ROW, CELL, VALUE, FORMULA = (NAMESPACE + tag for tag in ("row", "c", "v", "f"))
ITEM, TEXT, READING_AID = (NAMESPACE + tag for tag in ("si", "t", "rPh"))
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
LETTERS = tuple(letters(at) for at in range(100))


class TooWide(ValueError):
    """A row has more cells than may be read; `args` are its number and theirs."""


@dataclass(frozen=True)
class Styles:
    """What a workbook says of how its cells are to be read."""

    texts: Sequence[str]
    """The texts that cells refer to by number."""
    dates: Collection[int]
    """Styles that make a number a date."""
    durations: Collection[int]
    """Those of them that make it a length of time."""
    epoch: datetime
    """The day from which days are counted."""


def read_texts(part: IO[bytes]) -> list[str]:
    """Return the texts that cells of a workbook refer to, without what only tells how to say them.

    Raises what the parser raises for broken XML: `expat.ExpatError`, `ValueError`.
    """
    reader = _Texts()
    for _ in _parsed(part, reader):
        pass
    return reader.found


def read_rows(part: IO[bytes], styles: Styles, widest: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that a sheet holds.

    A formula counts as its last result; one without a result is given as it is written, "=A1".
    Raises `TooWide`, and what the parser raises for broken XML.
    """
    reader = _Rows(styles, widest)
    for _ in _parsed(part, reader):
        yield from reader.found
        reader.found.clear()


class _Texts:
    """What is found in the part that holds the texts."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_text = False
        self._aids = 0

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        if tag == ITEM:
            self._parts = []
        elif tag == READING_AID:
            self._aids += 1
        self._is_text = tag == TEXT and not self._aids

    def end(self, tag: str) -> None:
        self._is_text = False
        if tag == ITEM:
            self.found.append(_unescaped("".join(self._parts)))
        elif tag == READING_AID:
            self._aids -= 1

    def characters(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)


class _Rows:
    """What is found in a sheet: its rows, as far as they have ended."""

    def __init__(self, styles: Styles, widest: int) -> None:
        self.found: list[tuple[int, list[str]]] = []
        self._styles = styles
        self._widest = widest
        self._number = 0
        self._digits = ""
        self._cells: list[str] = []
        self._cell: Mapping[str, str] = {}
        self._aids = 0
        self._into: list[str] | None = None
        # What stands in a cell's value, its formula and its texts.
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._into = None
        if tag == VALUE:
            self._into = self._value
        elif tag == CELL:
            self._cell = attributes
            self._value, self._formula, self._text = [], None, []
        elif tag == TEXT:
            if not self._aids:
                self._into = self._text
        elif tag == ROW:
            self._number = int(attributes.get("r") or self._number + 1)
            self._digits = str(self._number)
            self._cells = []
        elif tag == FORMULA:
            self._into = self._formula = []
        elif tag == READING_AID:
            self._aids += 1

    def end(self, tag: str) -> None:
        self._into = None
        if tag == CELL:
            self._take_cell()
        elif tag == ROW:
            self.found.append((self._number, self._cells))
        elif tag == READING_AID:
            self._aids -= 1

    def characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _take_cell(self) -> None:
        cells = self._cells
        at = len(cells)
        written = self._cell.get("r")
        # Most cells stand behind the one before, so that most references need no reading.
        expected = LETTERS[at] + self._digits if at < len(LETTERS) else ""
        if written is not None and written != expected and (reference := REFERENCE.match(written)):
            at = column_number(reference[1])
        text = self._read_cell()
        if at >= self._widest:
            if text:
                raise TooWide(self._number, at + 1)
        elif at >= len(cells):
            cells.extend([""] * (at - len(cells)))
            cells.append(text)
        else:
            cells[at] = text

    def _read_cell(self) -> str:
        kind = self._cell.get("t", "n")
        if kind == "inlineStr":
            return _unescaped("".join(self._text))
        value = "".join(self._value)
        if not value:
            return "" if self._formula is None else f"={''.join(self._formula)}"
        styles = self._styles
        if kind == "s":
            return styles.texts[int(value)]
        if kind == "b":
            return "yes" if value == "1" else "no"
        if kind != "n":
            return _unescaped(value)
        style = int(self._cell.get("s", 0))
        if style in styles.dates:
            return _day(value, styles, duration=style in styles.durations)
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _parsed(part: IO[bytes], reader: _Texts | _Rows) -> Iterator[None]:
    """Parse a part chunk by chunk, and give the reader what is in it."""
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    while chunk := part.read(CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


def column_number(name: str) -> int:
    """Return a column's number, from 0, by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _day(value: str, styles: Styles, *, duration: bool) -> str:
    try:
        found: Any = from_excel(float(value), styles.epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return value
    if isinstance(found, datetime):
        whole = found.time() == time()
        return found.date().isoformat() if whole else found.isoformat(" ", "seconds")
    return found.isoformat() if isinstance(found, date) else str(found)


def _unescaped(text: str) -> str:
    """Return a text in which signs that XML cannot hold, as _x000D_, stand for themselves."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
