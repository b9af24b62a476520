"""The quick reading of a sheet gives what the parser gives, or leaves the sheet to it."""

from __future__ import annotations

import io
from datetime import date, datetime
from xml.parsers.expat import ExpatError

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from campaign.importer.sheet_cells import Styles, TooWide
from campaign.importer.sheet_scan import scan_rows
from campaign.importer.sheet_xml import read_rows

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = Styles(("Ann Example", "x & y", ""), {1, 2}, {2}, datetime(1899, 12, 30))  # noqa: DTZ001 - a workbook has no zone
WIDEST = 8


def sheet(rows: str, head: str = "", tail: str = "") -> bytes:
    return f'<worksheet xmlns="{NS}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'.encode()


def parsed(data: bytes) -> list[tuple[int, list[str]]] | None:
    try:
        return list(read_rows(io.BytesIO(data), STYLES, WIDEST))
    except (TooWide, ExpatError, ValueError, IndexError, KeyError):
        return None


def scanned(data: bytes) -> list[tuple[int, list[str]]] | None:
    return scan_rows(io.BytesIO(data), STYLES, WIDEST)


USUAL = {
    "texts by number": (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="3" t="s"><v>1</v></c></row>'
    ),
    "texts in the cell": (
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a &amp; b&#233;&#x41;</t></is></c></row>'
    ),
    "spaces kept": (
        '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c></row>'
    ),
    "numbers": '<row r="1"><c r="A1"><v>5</v></c><c r="B1" t="n"><v>1.50</v></c></row>',
    "dates": '<row r="1"><c r="A1" s="1"><v>46136</v></c><c r="B1" s="2"><v>0.5</v></c></row>',
    "yes, no, errors": (
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    ),
    "cells left out": '<row r="3" spans="1:4"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row>',
    "rows left out": '<row r="3"><c r="A3"><v>1</v></c></row><row r="9"></row>',
    "empty cells": (
        '<row r="1"><c r="A1" s="1"/><c r="B1" t="inlineStr"></c><c r="C1"><v></v></c></row>'
    ),
    "no addresses": "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
    "signs that XML cannot hold": '<row r="1"><c r="A1" t="str"><v>a_x000D_b</v></c></row>',
    "nobody": "",
}


@pytest.mark.parametrize("rows", USUAL.values(), ids=USUAL)
def test_the_usual_form_is_read_as_the_parser_reads_it(rows: str) -> None:
    for data in (sheet(rows), sheet(rows, "<cols><col/></cols>", "<pageMargins/>")):
        assert scanned(data) is not None
        assert scanned(data) == parsed(data)


UNUSUAL = {
    "a formula": '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
    "a text in runs": '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
    "a comment": '<row r="1"><!-- <c r="A1"><v>1</v></c> --></row>',
    "a section of CDATA": '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
    "a row without an end": '<row r="1"/>',
    "spaces between": '<row r="1"> <c r="A1"><v>1</v></c></row>',
    "a line's end to be mended": '<row r="1"><c r="A1" t="str"><v>a\r\nb</v></c></row>',
    "attributes in another order": '<row r="1"><c t="s" r="A1"><v>0</v></c></row>',
    "cells in disorder": '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a cell of another row": '<row r="1"><c r="A2"><v>1</v></c></row>',
    "too wide": '<row r="1"><c r="ZZ1"><v>1</v></c></row>',
    "a text that is not there": '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    "no number": '<row r="1"><c r="A1"><v>one</v></c></row>',
    "an unknown reference": '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
    "a bare ampersand": '<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>',
    "a sign that may not be": '<row r="1"><c r="A1" t="str"><v>&#0;&#xD800;</v></c></row>',
    "a control": '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
    "a row left open": '<row r="1"><c r="A1"><v>1</v></c>',
}


@pytest.mark.parametrize("rows", UNUSUAL.values(), ids=UNUSUAL)
def test_all_else_is_left_to_the_parser(rows: str) -> None:
    assert scanned(sheet(rows)) is None


def test_what_looks_like_rows_in_a_comment_counts_for_nothing() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    data = sheet(row, head=f"<!--<sheetData>{row}</sheetData>-->")
    assert scanned(data) is None


def test_other_encodings_and_other_namespaces_are_left_to_the_parser() -> None:
    text = sheet('<row r="1"><c r="A1"><v>1</v></c></row>').decode()
    assert scanned(text.encode()) == [(1, ["1"])]
    assert scanned(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + text.encode())
    for other in (
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + text.encode(),
        text.replace(NS, "http://example.org/").encode(),
        text.replace("worksheet", "x:worksheet").encode(),
    ):
        assert scanned(other) is None


CELLS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12).map(
        lambda text: ILLEGAL_CHARACTERS_RE.sub("", text)
    ),
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)


@given(st.lists(st.lists(CELLS, max_size=WIDEST), max_size=5))
def test_what_a_program_writes_is_read_alike(rows: list[list[object]]) -> None:
    workbook = openpyxl.Workbook(write_only=True)
    written = workbook.create_sheet()
    for row in rows:
        written.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    reader = openpyxl.reader.excel.ExcelReader(buffer, read_only=True)
    reader.read()
    data = reader.archive.read("xl/worksheets/sheet1.xml")
    found = scanned(data)
    if found is not None:
        assert found == parsed(data)
    elif parsed(data) is not None:
        # A formula, as a text that begins with "=", or a sign that the parser mends.
        assert b"<f" in data or b"\r" in data or b"]]>" in data


PIECES = st.sampled_from(
    [
        *USUAL.values(),
        *UNUSUAL.values(),
        "<row>",
        "</row>",
        "<c>",
        "</c>",
        "<v>1</v>",
        "]]>",
        "&lt;",
    ]
)


@given(st.lists(PIECES, max_size=4).map("".join))
def test_whatever_stands_together_is_read_alike_or_left(rows: str) -> None:
    data = sheet(rows)
    if (found := scanned(data)) is not None:
        assert found == parsed(data)


VALUES = st.sampled_from(["", "0", "1", "46136.5", "x", "a &amp; b", "_x000D_", "&#233;", "&", "-"])
ALIKE = (
    '<row r="{n}"><c r="A{n}" t="s"><v>{a}</v></c><c r="C{n}" s="1"><v>{b}</v></c></row>',
    '<row r="{n}" ht="15"><c r="A{n}" t="inlineStr"><is><t xml:space="preserve">{a}</t></is></c>'
    '<c r="B{n}" s="3"/><c r="D{n}" t="b"><v>{b}</v></c></row>',
    '<row r="{n}"><c r="A1" t="str"><v>{a}</v></c></row>',
    '<row r="0{n}"><c r="A{n}" t="inlineStr"><v>{a}</v></c></row>',
)
"""Ways of writing a row; the last two are damaged but for one number, or a form of their own."""


@given(st.lists(st.tuples(st.sampled_from(ALIKE), VALUES, VALUES), max_size=12))
def test_rows_written_like_others_are_read_alike(rows: list[tuple[str, str, str]]) -> None:
    data = sheet("".join(row.format(n=n, a=a, b=b) for n, (row, a, b) in enumerate(rows, start=1)))
    if (found := scanned(data)) is not None:
        assert found == parsed(data)


def test_one_row_teaches_the_next() -> None:
    row = ALIKE[0]
    data = sheet("".join(row.format(n=n, a=n % 3, b=46136 + n) for n in range(1, 400)))
    found = scanned(data)
    assert found == parsed(data)
    assert found is not None
    assert [number for number, _ in found] == list(range(1, 400))
    assert found[2] == (3, ["Ann Example", "", "2026-04-27"])
