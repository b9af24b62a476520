"""Reads a file or a folder of signatories, whatever program wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from campaign.core.problems import Problem, one_of
from campaign.core.topics import ABOUT_IMPORTING
from campaign.importer.documents import read_document
from campaign.importer.records import JSON, MARKDOWN, YAML, read_folder, read_json, read_yaml_list
from campaign.importer.spreadsheets import read_excel
from campaign.importer.table import Table, Unreadable, unreadable
from campaign.importer.text_files import decode, read_delimited

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
    if not table.header:
        none = Problem(shown, 0, 0, "the file holds no signatory; export it anew", ABOUT_IMPORTING)
        problems = [problem for row in table.refused for problem in row]
        raise Unreadable(*(problems or [none]))
    return table


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
