"""Reads the XML of a workbook's sheets and texts, many times as fast as openpyxl does.

Only for parts that were looked through before: the parser here expands what a part defines.
openpyxl itself reads all else, as which cells are dates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHEET_MAIN_NS

from .table import letters

_IN = f"{{{SHEET_MAIN_NS}}}"
ROW, VALUE, FORMULA, INLINE = (f"{_IN}{tag}" for tag in ("row", "v", "f", "is"))
ITEM, TEXT, RUN = (f"{_IN}{tag}" for tag in ("si", "t", "r"))
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

    Raises what the parser raises for broken XML: `SyntaxError`, `ValueError`.
    """
    texts: list[str] = []
    for _, element in iterparse(part):  # noqa: S314
        if element.tag == ITEM:
            texts.append(_text_in(element))
            element.clear()
    return texts


def read_rows(part: IO[bytes], styles: Styles, widest: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that a sheet holds.

    A formula counts as its last result; one without a result is given as it is written, "=A1".
    Raises `TooWide`, and what the parser raises for broken XML.
    """
    number = 0
    for _, element in iterparse(part):  # noqa: S314
        if element.tag == ROW:
            number = int(element.get("r") or number + 1)
            yield number, _cells(element, number, styles, widest)
            element.clear()


def _cells(row: Element, number: int, styles: Styles, widest: int) -> list[str]:
    cells: list[str] = []
    row_number = str(number)
    for element in row:
        at = len(cells)
        written = element.get("r")
        # Most cells stand behind the one before, so that most references need no reading.
        expected = LETTERS[at] + row_number if at < len(LETTERS) else ""
        if written is not None and written != expected and (reference := REFERENCE.match(written)):
            at = column_number(reference[1])
        text = _cell(element, styles)
        if at >= widest:
            if text:
                raise TooWide(number, at + 1)
            continue
        if at >= len(cells):
            cells.extend([""] * (at - len(cells)))
            cells.append(text)
        else:
            cells[at] = text
    return cells


def column_number(name: str) -> int:
    """Return a column's number, from 0, by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(element: Element, styles: Styles) -> str:
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = element.find(INLINE)
        return "" if inline is None else _text_in(inline)
    value = element.findtext(VALUE)
    if not value:
        formula = element.find(FORMULA)
        return "" if formula is None else f"={formula.text or ''}"
    if kind == "s":
        return styles.texts[int(value)]
    if kind == "b":
        return "yes" if value == "1" else "no"
    if kind != "n":
        return _unescaped(value)
    style = int(element.get("s", 0))
    if style in styles.dates:
        return _day(value, styles, duration=style in styles.durations)
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value


def _day(value: str, styles: Styles, *, duration: bool) -> str:
    try:
        found: Any = from_excel(float(value), styles.epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return value
    if isinstance(found, datetime):
        whole = found.time() == time()
        return found.date().isoformat() if whole else found.isoformat(" ", "seconds")
    return found.isoformat() if isinstance(found, date) else str(found)


def _text_in(element: Element) -> str:
    """Return a text and those of its runs; a reading aid for it (`rPh`) is no part of it."""
    if len(element) == 1 and element[0].tag == TEXT:
        return _unescaped(element[0].text or "")
    parts = [
        child.text if child.tag == TEXT else child.findtext(TEXT)
        for child in element
        if child.tag in (TEXT, RUN)
    ]
    return _unescaped("".join(filter(None, parts)))


def _unescaped(text: str) -> str:
    """Return a text in which signs that XML cannot hold, as _x000D_, stand for themselves."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
