"""Reads a sheet as nearly every program writes it, several times as fast as a parser of XML.

It knows one form of row and one form of cell, each with its attributes in the usual order, and
gives up at the first sign of anything else, from a formula to a comment: `sheet_xml` then reads
the whole sheet. So nothing hangs on what is not known here but time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from functools import cache
from typing import IO

from openpyxl.xml.constants import SHEET_MAIN_NS

from campaign.importer.sheet_cells import (
    INLINE,
    Styles,
    TooWide,
    column_number,
    read_value,
    unescaped,
)
from campaign.importer.sheet_shapes import ATTRIBUTES, Shapes, Written

CHUNK = 1 << 20
"""Bytes that are read before the rows in them are looked at."""
LONGEST_ROW = 1 << 24
HEAD = re.compile(
    r'\ufeff?(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="\w+")?\?>)?\s*'
    rf'<worksheet xmlns="{re.escape(SHEET_MAIN_NS)}"{ATTRIBUTES}>'
)
START, TAIL = b"<sheetData>", "</sheetData>"
ROW = re.compile(rf'<row((?: r="(\d+)")?){ATTRIBUTES}>')
CELL = re.compile(
    r'(<c(?: r="([A-Z]{1,3})(\d+)")?(?: s="(\d+)")?(?: t="(\w+)")?'
    r"(?:/>|>(?:<v>([^<]*)</v>"
    rf"|<is><t{ATTRIBUTES}>([^<]*)</t></is>)?</c>))"
)
NOT_XML = bytes({*range(0x20)} - {0x09, 0x0A})
"""Signs that may not stand in XML, and the carriage return, which a parser makes a line's end."""
NOT_KNOWN = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
LETTER = re.compile(r"&#(1[3-9]\d|[2-9]\d\d|\d{4,7});")
"""A reference to a letter that has no meaning in XML, as openpyxl writes all beyond ASCII."""
REFERENCE = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
MOST_COLUMNS = 2_000
"""As many are looked for here."""


class _OtherForm(Exception):
    """The sheet holds something that is not known here."""


def scan_rows(part: IO[bytes], styles: Styles, widest: int) -> list[tuple[int, list[str]]] | None:
    """Return the number and the cells of each row that a sheet holds; None for any other form.

    The rows are those of `sheet_xml.read_rows`; whatever that would raise gives None as well.
    """
    try:
        return _scan(part, styles, widest)
    except (_OtherForm, TooWide, ValueError, IndexError, OverflowError):
        return None


def _scan(part: IO[bytes], styles: Styles, widest: int) -> list[tuple[int, list[str]]]:
    decode = codecs.getincrementaldecoder("utf-8")().decode
    rows: list[tuple[int, list[str]]] = []
    shapes = Shapes(styles)
    text = head = ""
    while data := part.read(CHUNK):
        if not head:
            first, found, data = data.partition(START)
            head = decode(first + found)
            # A comment in the head could hold what looks like rows.
            if not found or not HEAD.match(head) or "<!" in head:
                raise _OtherForm
        if len(data.translate(None, NOT_XML)) < len(data) or any(map(data.__contains__, NOT_KNOWN)):
            raise _OtherForm
        text += decode(data)
        *whole, text = text.split("</row>")
        for row in whole:
            _take_row(row, rows, shapes, styles, widest)
        if len(text) > LONGEST_ROW:
            raise _OtherForm
        if TAIL in text:
            # What stands behind the rows, as the widths of columns, says nothing of them.
            break
    if not text.startswith(TAIL):
        raise _OtherForm
    return rows


def _take_row(
    text: str, rows: list[tuple[int, list[str]]], shapes: Shapes, styles: Styles, widest: int
) -> None:
    if "&" not in text:
        if known := shapes.read(text):
            rows.append(known)
            return
    elif "&#" in text:
        text = LETTER.sub(_letter, text)
    head = ROW.match(text)
    if not head:
        raise _OtherForm
    written = head[2]
    number = int(written) if written else (rows[-1][0] if rows else 0) + 1
    found = list(map(Written._make, CELL.findall(text, head.end())))
    # Cells were passed over if they are not all that the row holds.
    if head.end() + sum(len(cell.whole) for cell in found) != len(text):
        raise _OtherForm
    places = _places(found, str(number))
    cells = [""] * (places[-1] + 1 if places else 0)
    for at, value in zip(places, _values(found, styles, has_references="&" in text), strict=True):
        cells[at] = value
    if len(cells) > widest:
        raise TooWide(number, len(cells))
    rows.append((number, cells))
    if written == str(number):
        shapes.learn(found, places)


def _values(found: Sequence[Written], styles: Styles, *, has_references: bool) -> list[str]:
    """Return what the cells of a row say."""
    cells: list[str] = []
    for cell in found:
        value, inline = cell.value, cell.inline
        if has_references:
            value, inline = _plain(value), _plain(inline)
        if cell.kind == INLINE:
            cells.append(unescaped(inline))
        elif inline:
            raise _OtherForm
        else:
            cells.append(read_value(cell.kind, cell.style, value, styles) if value else "")
    return cells


def _places(found: Sequence[Written], digits: str) -> list[int]:
    """Return the columns of cells, from 0: each says its own, or stands behind the one before."""
    places: list[int] = []
    for cell in found:
        at = places[-1] + 1 if places else 0
        if cell.column or cell.line:
            own = column_number(cell.column)
            if own < at or own >= MOST_COLUMNS or cell.line not in ("", digits):
                raise _OtherForm
            at = own
        places.append(at)
    return places


def _plain(text: str) -> str:
    """Return a text of XML with what its references stand for."""
    if "&" not in text:
        return text
    found, count = REFERENCE.subn(_meant, text)
    if count != text.count("&"):
        raise _OtherForm
    return found


def _meant(reference: re.Match[str]) -> str:
    name, decimal, hexadecimal = reference.groups()
    return NAMED[name] if name else _sign(int(decimal) if decimal else int(hexadecimal, 16))


def _letter(reference: re.Match[str]) -> str:
    return _sign(int(reference[1]))


@cache
def _sign(code: int) -> str:
    """Return the sign of a number, if it may stand in XML (XML 1.0, 2.2)."""
    if (code < 0x20 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000:
        raise _OtherForm
    if code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        raise _OtherForm
    return chr(code)
