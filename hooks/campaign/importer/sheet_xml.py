"""Reads the XML of a workbook's sheets and texts, many times as fast as openpyxl does.

Only for parts that were looked through before: the parser here expands what a part defines.
openpyxl itself reads all else, as which cells are dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat

from openpyxl.xml.constants import SHEET_MAIN_NS

from campaign.importer.sheet_cells import (
    INLINE,
    Styles,
    TooWide,
    column_number,
    read_value,
    unescaped,
)
from campaign.importer.table import letters

CHUNK = 1 << 18
"""Bytes that are parsed before the rows in them are handed on."""
SEPARATOR = " "
NAMESPACE = SHEET_MAIN_NS + SEPARATOR
ROW, CELL, VALUE, FORMULA = (NAMESPACE + tag for tag in ("row", "c", "v", "f"))
ITEM, TEXT, READING_AID = (NAMESPACE + tag for tag in ("si", "t", "rPh"))
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
LETTERS = tuple(letters(at) for at in range(100))


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
            self.found.append(unescaped("".join(self._parts)))
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
        kind = self._cell.get("t", "")
        if kind == INLINE:
            return unescaped("".join(self._text))
        value = "".join(self._value)
        if not value:
            return "" if self._formula is None else f"={''.join(self._formula)}"
        return read_value(kind, self._cell.get("s", ""), value, self._styles)


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
