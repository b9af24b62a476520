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
SIGNATURES = (
    ((b"PK\x03\x04",), "an Excel workbook or another archive", (".xlsx", ".xlsm", ".ods")),
    ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), "an old or password-protected Office file",
     (".xls", ".xlsx", ".xlsm")),
    ((b"%PDF",), "a PDF", ()),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture", ()),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"PK\x05\x06"), "a compressed file", ()),
    ((b"SQLite format 3",), "a database", ()),
)  # fmt: skip
"""How files begin, what they are then, and how their names may end."""
WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|\?xml|table|head)\b", re.IGNORECASE)
JSON_TEXT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*[\[{\"]|\{\s*\")")
LONGEST_FILE = 128 * 1024 * 1024
"""Bytes of one file: some five hundred thousand rows of a form's export."""
REMEDY = "save it as .xlsx, or as CSV UTF-8"


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
    if path.is_dir():
        return read_folder(path, shown)
    suffix = path.suffix.lower()
    data = _bytes(path, shown)
    _check_kind(data, suffix, shown)
    if suffix in _SPREADSHEETS:
        return read_excel(data, shown, reading.sheet, reading.header_row)
    decoded = decode(data, shown, reading.encoding)
    if suffix in JSON:
        return read_json(decoded, shown)
    if suffix in YAML:
        return read_yaml_list(decoded, shown)
    if suffix in MARKDOWN + HTML:
        return read_document(decoded, shown, reading.section, is_html=suffix in HTML)
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
    except ValueError:
        raise unreadable(shown, "this is no file's name; check it") from None


def _check_kind(data: bytes, suffix: str, shown: str) -> None:
    """Raise unless the file is of the kind that its name says."""
    if suffix not in KNOWN:
        raise unreadable(
            shown,
            f"files that end in {suffix or 'nothing'} are not read; {REMEDY}; its name must then "
            f"end in {one_of(KNOWN)}",
        )
    if not data.strip():
        raise unreadable(shown, "the file is empty; export it anew")
    named = f"the name ends in {suffix}, but the file is"
    for begins, what, suffixes in SIGNATURES:
        if data.startswith(begins) and suffix not in suffixes:
            remedy = f"let its name end in {suffixes[0]}" if suffixes else REMEDY
            raise unreadable(shown, f"{named} {what}; {remedy}")
    if suffix in _SPREADSHEETS and not data.startswith(
        (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x09")
    ):
        message = "no spreadsheet; if it is text, let its name end in .csv"
        raise unreadable(shown, f"{named} {message}")
    if suffix in DELIMITED and WEB_PAGE.match(data):
        raise unreadable(shown, f"{named} a web page; let its name end in .html, or {REMEDY}")
    if suffix in DELIMITED and JSON_TEXT.match(data):
        raise unreadable(shown, f"{named} JSON; let its name end in .json")
