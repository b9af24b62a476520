"""Reads the rows of a CSV text, each with its place, for all that read one.

RFC 4180: quotation marks around a cell that holds commas, marks or line ends, and two for one
within it. Anything else is an error of that row; reading goes on with the next line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, islice
from typing import NamedTuple

from campaign.core.files import WITH_LINE_END
from campaign.core.problems import LineIndex

_LONGEST_CELL = 1_000_000
"""Characters of a cell, as for a comment that will be dropped; the csv module's own is less."""
csv.field_size_limit(_LONGEST_CELL)
_CELL = re.compile(r'(?=")(?:"[^"]*(?:"|\Z)|[^",\r\n])*|[^,\r\n]*')
"""Quotation marks mean something in a cell that begins with one; in others it is a mere inch."""
_ERRORS = {
    "end of data": (
        "a double quotation mark opens in this row and is never closed, so that no row below could "
        "be read; close it, or write it twice"
    ),
    "expected after": (
        "a closing quotation mark is followed by more text; put the whole cell in quotation marks, "
        'and write a mark within it twice: ""'
    ),
    "field limit": f"a cell holds more than {_LONGEST_CELL} characters; shorten it",
}
"""What an editor is told, by what the csv module says."""


class CsvRow(NamedTuple):
    """A row: its first line (from 1), its offsets in the text with its line end, and its cells.

    A row that cannot be read has no cells, but an `error` for the editor; `line` is where that is.
    """

    line: int
    start: int
    stop: int
    cells: list[str]
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds anything but spaces."""
        return not any(map(str.strip, self.cells))


class Row(NamedTuple):
    """A row below the header that holds something."""

    line: int
    """The line it begins in, from 1."""
    start: int
    """Offset of its first character in the file's text."""
    stop: int
    """Offset behind its line end."""
    cells: Mapping[str, str]
    """Every column of the header and what stands in it, without outer spaces."""


def csv_rows(text: str) -> Iterator[CsvRow]:
    """Yield every row of a text, empty lines and rows that cannot be read among them."""
    begin = 1 if text.startswith("\ufeff") else 0
    lines = WITH_LINE_END.findall(text, begin)
    starts = [*accumulate(map(len, lines), initial=begin)]
    reader = csv.reader(lines, strict=True)
    line = 0
    while True:
        cells, error, at = list[str](), "", line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as caught:  # the reader begins afresh with the next line
            known = (why for sign, why in _ERRORS.items() if sign in str(caught))
            error = next(known, f"the row cannot be read ({caught}); write it anew")
            if "end of data" not in str(caught):
                at = max(reader.line_num - 1, line)
        yield CsvRow(at + 1, starts[line], starts[reader.line_num], cells, error)
        line = reader.line_num


def csv_records(read: str | Iterable[CsvRow]) -> Iterator[Row]:
    """Yield each row below the header that can be read and holds something.

    `read` is a text, or the rows that were read of it.
    """
    rows = iter(csv_rows(read) if isinstance(read, str) else read)
    header = [column.strip() for top in islice(rows, 1) for column in top.cells]
    empty = dict.fromkeys(header, "")
    for row in rows:
        if not row.is_empty:
            cells = empty | dict(zip(header, map(str.strip, row.cells), strict=False))
            yield Row(row.line, row.start, row.stop, cells)


def cell_spans(text: str, start: int, stop: int) -> list[slice]:
    """Return where each cell of the row between two offsets stands, its quotation marks included.

    They are cut as the csv module cuts them, without the comma or line end behind them.
    """
    spans = []
    while found := _CELL.match(text, start, stop):
        spans.append(slice(*found.span()))
        start = found.end() + 1
        if text[found.end() : min(start, stop)] != ",":
            break
    return spans


def cell_place(text: str, row: CsvRow | Row, number: int) -> tuple[int, int]:
    """Return the line and column, both from 1, at which cell `number` (from 0) begins.

    Behind the last cell it is the end of the row.
    """
    spans = cell_spans(text, row.start, row.stop)
    offset = spans[number].start if number < len(spans) else spans[-1].stop
    line, column = LineIndex(text[row.start : offset]).place(offset - row.start)
    return row.line + line - 1, column
