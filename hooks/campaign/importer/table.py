"""What every kind of file becomes first: a header, and rows that know where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from campaign.config.fields import FORBIDDEN
from campaign.config.topics import ABOUT_IMPORTING
from campaign.core.problems import Problem, quote
from campaign.importer.words import target_of

LONGEST_FILE = 128 * 1024 * 1024
"""Bytes of one file: some five hundred thousand rows of a form's export."""
MOST_COLUMNS = 500
STRUCK = "Struck through"
"""The column that tells which entries of a list are struck through: their signatories withdrew."""
HEADING = "Heading"
"""The column for what stood above a list, or for what a list was called."""


class SourceRow(NamedTuple):
    """One row that holds something."""

    file: str
    """The file it stands in, as messages show it."""
    line: int
    """The line of a text in which it begins, the row of a spreadsheet; from 1, 0 for none."""
    cells: tuple[str, ...]
    """As many as the header has."""


@dataclass(frozen=True)
class Table:
    """A file that was read."""

    file: str
    """The file or folder, as messages show it."""
    form: str
    """What it is, in words: "text separated by semicolons, in UTF-8"."""
    header: tuple[str, ...]
    """The columns' names; no two are the same."""
    rows: tuple[SourceRow, ...]
    refused: tuple[tuple[Problem, ...], ...] = ()
    """The rows that could not be read; each with all that is wrong with it."""
    notes: tuple[str, ...] = ()
    """What else an editor must know of how the file was read, each a sentence."""
    unread: int = 0
    """How many files of a folder may hold signatories and were not read."""

    def column(self, name: str) -> list[str]:
        """Return a column's cells, from the first row to the last."""
        at = self.header.index(name)
        return [row.cells[at] for row in self.rows]


class Unreadable(Exception):
    """A file cannot be read at all; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def unreadable(file: str, message: str, line: int = 0, column: int = 0) -> Unreadable:
    """Make the error for one reason; line and column from 1, 0 for none."""
    return Unreadable(Problem(file, line, column, message, ABOUT_IMPORTING))


def make_table(
    file: str,
    form: str,
    header: Sequence[str],
    records: Iterable[tuple[int, Sequence[str]]],
    notes: Iterable[str] = (),
) -> Table:
    """Return the table of a file whose header and rows are known; empty rows are passed over.

    Columns without a name that hold nothing are left out; those that hold something are called by
    their letter. A row with more cells than the header has is refused.
    """
    width = len(header)
    if width > MOST_COLUMNS:
        message = f"the header has {width} columns; delete those that are not needed, in a copy"
        raise unreadable(file, message)
    rows: list[SourceRow] = []
    refused: list[tuple[Problem, ...]] = []
    filled: set[int] = {at for at, name in enumerate(header) if name.strip()}
    nameless = [at for at in range(width) if at not in filled]
    for line, given in records:
        cells = given
        if not any(map(str.strip, cells)):
            continue
        if len(cells) > width and cells[width - 1].lower().startswith("http"):
            # A comma within a web address, which begins where it should: no cell is displaced.
            cells = [*cells[: width - 1], ",".join(cells[width - 1 :])]
        if any(cell.strip() for cell in cells[width:]):
            message = (
                f"the row has {len(cells)} cells, but the header {width}; "
                "delete what stands beyond the last column, or put quotation marks around a text "
                "that holds the sign between the columns"
            )
            refused.append((Problem(file, line, 0, message, ABOUT_IMPORTING),))
            continue
        row = tuple(cells[:width]) + ("",) * (width - len(cells))
        filled.update(at for at in nameless if row[at].strip())
        rows.append(SourceRow(file, line, row))
    kept = sorted(filled)
    if len(kept) < width:
        rows = [row._replace(cells=tuple(row.cells[at] for at in kept)) for row in rows]
    names = column_names(file, [header[at] or f"column {letters(at)}" for at in kept])
    return Table(file, form, names, tuple(rows), tuple(refused), tuple(notes))


def column_names(file: str, header: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a header's columns, on one line each; the second of a name as "A (2)"."""
    taken: dict[str, None] = {}
    for at, given in enumerate(header):
        name = " ".join(given.split()) or f"column {letters(at)}"
        if found := FORBIDDEN.search(name):
            raise unreadable(
                file,
                f"the name of column {letters(at)} holds the invisible character "
                f"{quote(found[0])}; delete it",
            )
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{name} ({number})"
        taken[unique] = None
    return tuple(taken)


def letters(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A, B, … Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def header_and_rows(
    file: str, records: Iterable[tuple[int, Sequence[str]]], header_row: int | None
) -> tuple[Sequence[str], list[tuple[int, Sequence[str]]], list[str]]:
    """Split records at the header: the first that holds something, or the one of a given line.

    The third part are notes for an editor.

    `header_row` is 0 where there is none: columns are then called by their letters. A single
    column whose first cell names no column is a list of names.
    """
    rows = list(records)
    filled = [(line, cells) for line, cells in rows if any(map(str.strip, cells))]
    width = max((len(cells) for _, cells in filled), default=0)
    if filled and width == 1 and not header_row:
        first = filled[0][1][0]
        if header_row == 0 or not target_of(first):
            note = f"The file has no header: {quote(first)} counts as the first name."
            option = "" if header_row == 0 else " If it names the column, write --header-row 1."
            return ("Name",), rows, [note + option]
    if header_row == 0 and filled:
        return [f"column {letters(at)}" for at in range(width)], rows, []
    for at, (line, cells) in enumerate(rows):
        if any(map(str.strip, cells)) and (header_row is None or line == header_row):
            return cells, rows[at + 1 :], []
    where = "" if header_row is None else f" in row {header_row}"
    raise unreadable(file, f"the file holds no header{where}; name the columns in one row")
