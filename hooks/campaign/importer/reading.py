"""Reads a file or folder of signatories, whatever program wrote it; spreadsheets by calamine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from campaign.core.problems import one_of, quote
from campaign.importer.documents import read_document
from campaign.importer.records import (
    JSON,
    JSON_LINES,
    MARKDOWN,
    YAML,
    read_folder,
    read_json,
    read_yaml_list,
)
from campaign.importer.table import (
    MOST_COLUMNS,
    Table,
    Unreadable,
    decode,
    read_delimited,
    row_problem,
    table_of_rows,
    unreadable,
)

HTML = (".html", ".htm")
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
DELIMITED = (".csv", ".tsv", ".tab", ".txt")
KNOWN = DELIMITED + _SPREADSHEETS + JSON + YAML + MARKDOWN + HTML
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How spreadsheets begin, whatever their names end in: an archive, or an old Office file."""
NO_TEXT = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!",
    b"SQLite format",
)  # fmt: skip
"""How files begin that a tired person may name: a PDF, pictures, archives, a database."""
WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml|table|head)\b", re.IGNORECASE)
JSON_TEXT = re.compile(r"\s*(?:\[\s*[\[{\"]|\{\s*\")")
LONGEST_FILE = 128 * 1024 * 1024
"""Bytes of one file: some five hundred thousand rows of a form's export."""
_REMEDY = "save it as .xlsx, or as CSV UTF-8"
LARGEST = 300 * 1024 * 1024
"""Bytes of a workbook unpacked: some three hundred thousand rows of a form's export."""
MOST_CELLS = 30_000_000
"""Cells that calamine makes room for, those that are empty included."""
SHEET_PART = re.compile(r"^content\.xml$|/sheet[^/]*\.xml$")
"""The parts of a workbook that hold cells: in OpenDocument one, in Excel one a sheet."""
ROW_OF_CELL = re.compile(rb"r\s*=\s*[\"'][A-Za-z]{1,3}(\d{1,7})[\"']")
WIDE_CELL = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{2,3})\d")
REPEATED = re.compile(
    rb"-repeated\s*=\s*[\"'](\d{4,})[\"'][^>]*(?<!/)>\s*<(?:table:table-cell[^>]*office:|text:p)"
)
"""OpenDocument's way to write a filled cell, or a row with one, thousands of times."""
SAVE = "open it in a spreadsheet and save it as .xlsx"
_Value = str | float | bool | date | datetime | time | timedelta


@dataclass(frozen=True)
class Reading:
    """What an editor said of how to read a file; None where the file itself tells."""

    sheet: str | None = None
    encoding: str | None = None
    header_row: int | None = None
    """The row that names the columns; 0: none does."""
    section: str | None = None
    """The heading of a document below which the signatories stand."""


def read_source(path: Path, shown: str, reading: Reading | None = None) -> Table:
    """Return the table that a file or folder holds; raises `Unreadable` with every reason."""
    table = _read(path, shown, reading or Reading())
    if table.header:
        return table
    none = row_problem(shown, 0, "the file holds no signatory; export it anew")
    raise Unreadable(*[problem for row in table.refused for problem in row] or [none])


def _read(path: Path, shown: str, reading: Reading) -> Table:
    """Read a file by what it holds where it is named as a table: programs export much as .xls."""
    if path.is_dir():
        return read_folder(path, shown)
    suffix = path.suffix.lower()
    data = _bytes(path, shown)
    if suffix not in KNOWN:
        raise unreadable(
            shown,
            f"files that end in {suffix or 'nothing'} are not read; {_REMEDY}; its name must then "
            f"end in {one_of(KNOWN)}",
        )
    if data.startswith(WORKBOOK):
        return read_excel(data, shown, reading.sheet, reading.header_row)
    if data.startswith(NO_TEXT):
        raise unreadable(shown, f"the file is neither a text nor a spreadsheet; {_REMEDY}")
    decoded = decode(data, shown, reading.encoding)
    if not decoded.text.strip():
        raise unreadable(shown, "the file is empty; export it anew")
    is_table = suffix in DELIMITED + _SPREADSHEETS
    if suffix in JSON_LINES:  # as one list, each line an entry that stays in its line
        lines = decoded.text.strip().split("\n")
        decoded = replace(decoded, text="[" + ",\n".join(filter(str.strip, lines)) + "]")
    if suffix in JSON or (is_table and JSON_TEXT.match(decoded.text)):
        return read_json(decoded, shown)
    if suffix in YAML:
        return read_yaml_list(decoded, shown)
    is_html = suffix in HTML or (is_table and WEB_PAGE.match(decoded.text) is not None)
    if suffix in MARKDOWN or is_html:
        return read_document(decoded, shown, reading.section, is_html=is_html)
    return read_delimited(decoded, shown, reading.header_row)


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if not path.exists():
            raise unreadable(shown, "there is no such file; check its name and folder")
        if not path.is_file():
            raise unreadable(shown, "this is no file; name a file or a folder")
        if path.stat().st_size > LONGEST_FILE:
            raise unreadable(
                shown,
                f"the file holds more than {LONGEST_FILE // (1024 * 1024)} megabytes; "
                "split it, or leave out the columns that are not needed",
            )
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or "unknown error"
        raise unreadable(shown, f"the file cannot be read ({why}); check its rights") from None


def read_excel(
    data: bytes, file: str, sheet: str | None = None, header_row: int | None = None
) -> Table:
    """Return the table of one sheet; raises `Unreadable` for what no honest workbook holds.

    `sheet` is needed only where several visible sheets hold something. A formula counts as its
    last result. Rows are counted as the spreadsheet shows them.
    """
    _check_size(data, file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        chosen = _choose(file, workbook, sheet)
        table = table_of_rows(file, "a spreadsheet", _records(chosen), header_row)
    except CalamineError as error:
        if "password" in str(error).lower():
            message = "the file is protected by a password; save it without one"
        else:
            message = f"the file cannot be read as a spreadsheet; {SAVE}"
        raise unreadable(file, message) from None
    hidden = [
        each.name for each in workbook.sheets_metadata if each.visible != SheetVisibleEnum.Visible
    ]
    if len(workbook.sheet_names) == 1:
        return table
    notes = [f"Of {len(workbook.sheet_names)} sheets, {quote(chosen.name)} is read."]
    if hidden:
        notes.append(f"Hidden in the workbook: {', '.join(map(quote, hidden))}.")
    return replace(table, notes=(*table.notes, *notes))


def _check_size(data: bytes, file: str) -> None:
    """Refuse what would fill the memory when it is unpacked: calamine sets no bound."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            sheets = [name for name in archive.namelist() if SHEET_PART.search(name)]
            is_vast = size <= LARGEST and any(_is_vast(archive.read(name)) for name in sheets)
    except (zipfile.BadZipFile, zipfile.zlib.error, OSError, ValueError, EOFError,  # type: ignore[attr-defined]
            RuntimeError, NotImplementedError):  # fmt: skip
        raise unreadable(file, f"the file is damaged; {SAVE}") from None
    if is_vast:
        why = "a cell stands far from all others, so that the sheet would fill the memory"
    elif size > LARGEST:
        why = f"unpacked, the file would hold {size // (1024 * 1024)} megabytes"
    else:
        return
    raise unreadable(file, f"{why}; copy the rows into a new workbook")


def _is_vast(sheet: bytes) -> bool:
    """Whether a sheet spans more cells than a list of signatories needs, most of them empty."""
    if any(int(found[1]) > MOST_COLUMNS for found in REPEATED.finditer(sheet)):
        return True
    widest = max(map(len, {*WIDE_CELL.findall(sheet)}), default=1)
    if widest == 1:
        return False  # for all the rows that a sheet may have
    rows = max(map(int, {*ROW_OF_CELL.findall(sheet)}), default=0)  # the last cell may be any
    columns: int = 26**widest
    return rows * columns > MOST_CELLS


def _choose(file: str, workbook: CalamineWorkbook, wanted: str | None) -> CalamineSheet:
    """Return the sheet to read: the wanted one, or the only visible one that holds rows."""
    found = [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    titles = [each.name for each in found]
    if wanted in titles:
        return workbook.get_sheet_by_name(wanted)
    if wanted is not None:
        raise unreadable(file, f"there is no sheet {quote(wanted)}; write {one_of(titles)}")
    visible = [each.name for each in found if each.visible == SheetVisibleEnum.Visible]
    sheets = map(workbook.get_sheet_by_name, visible)
    filled = [sheet for sheet in sheets if sheet.start is not None]
    if not filled:
        remedy = f"export it anew, or write --sheet and the name of a hidden one: {one_of(titles)}"
        raise unreadable(file, f"no visible sheet holds anything; {remedy}")
    if len(filled) > 1:
        names = [sheet.name for sheet in filled]
        raise unreadable(
            file,
            f"several sheets hold something: {', '.join(map(quote, names))}; say which to read, "
            f'as --sheet "{names[0]}"',
        )
    return filled[0]


def _records(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[str]]]:
    first = sheet.start[0] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), start=first + 1):
        yield number, [value if isinstance(value, str) else _text(value) for value in row]


def _text(value: _Value) -> str:
    """Return what a cell says: days as in 2021-02-09, whole numbers without a point, yes and no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)
