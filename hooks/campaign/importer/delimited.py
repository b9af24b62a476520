"""Reads text with commas, semicolons or tabs between its columns, and plain lists of names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from campaign.core.problems import quote
from campaign.importer.encodings import Decoded
from campaign.importer.table import Table, header_and_rows, make_table, unreadable

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
LONGEST_CELL = 1_000_000
"""Characters of a cell, as for a comment that will be dropped; the csv module's own is less."""
SEPARATOR_LINE = re.compile(r"\"?sep=([,;\t])\"?(?:\r\n|\n|\r)", re.IGNORECASE)
"""What Excel writes and reads as a first line to name the sign between the columns."""
UNCLOSED = (
    "a double quotation mark opens in this row and is never closed, so that no row below can be "
    "read; close it, or write it twice"
)
UNEXPECTED = (
    "a closing quotation mark is followed by more text; put the whole cell in quotation marks, and "
    'write a mark within it twice: ""'
)


def read_delimited(decoded: Decoded, file: str, header_row: int | None = None) -> Table:
    """Return the table of a text; line ends are LF, CRLF or CR, those within quotes included.

    The sign between columns is told from the header alone; `header_row` is 0 for a file without.
    Raises `Unreadable` where quotation marks are broken: which rows that concerns cannot be known.
    """
    text = decoded.text
    if not text.strip():
        raise unreadable(file, "the file is empty; export it anew")
    if len(text) > 100 and text.count("\0") > len(text) // 10:
        raise unreadable(file, "the file is no text; save it as CSV UTF-8 or as .xlsx")
    separator = SEPARATOR_LINE.match(text)
    delimiter = separator[1] if separator else sniff(text, header_row)
    skipped = separator.end() if separator else 0
    records = _records(text[skipped:], delimiter, file, 1 if separator else 0)
    header, rows, notes = header_and_rows(file, records, header_row)
    form = f"text separated by {DELIMITERS[delimiter]}" if len(header) > 1 else "text of one column"
    if decoded.sample:
        notes.append(
            f"The encoding was told from the letters: {quote(decoded.sample)} must read as a word. "
            "If it does not, give the right one, as --encoding mac_roman."
        )
    return make_table(file, f"{form}, in {decoded.encoding}", header, rows, notes)


def sniff(text: str, header_row: int | None = None) -> str:
    """Return the sign between columns: the most frequent of the header, quoted text left out."""
    lines = io.StringIO(text, newline="")
    for _ in range((header_row or 1) - 1):
        next(lines, "")
    header = ""
    for line in lines:
        header += line
        if header.strip() and header.count('"') % 2 == 0:
            break
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _records(
    text: str, delimiter: str, file: str, lines_before: int
) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = lines_before + 1
    try:
        for cells in reader:
            yield line, cells
            line = lines_before + reader.line_num + 1
    except csv.Error as error:
        raise unreadable(file, _explained(str(error)), line, 1) from None
    finally:
        csv.field_size_limit(before)


def _explained(error: str) -> str:
    if "end of data" in error:
        return UNCLOSED
    if "expected after" in error:
        return UNEXPECTED
    if "field limit" in error:
        return f"a cell holds more than {LONGEST_CELL} characters; shorten it"
    return f"the row cannot be read ({error}); export the file anew"
