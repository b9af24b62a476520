"""What every kind of file becomes first: a header, and rows that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from string import ascii_uppercase
from typing import NamedTuple

from campaign.config.fields import FORBIDDEN
from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_IMPORTING
from campaign.importer.words import target_of

MOST_COLUMNS = 500
STRUCK = "Struck through"
"""The column that tells which entries of a list are struck through: their signatories withdrew."""
HEADING = "Heading"
"""The column for what stood above a list, or for what a list was called."""
OWN_WORDS = re.compile(r"^(?:Open-Ended )?Response$")
"""What SurveyMonkey writes below a question of one answer."""
Records = Iterable[tuple[int, Sequence[str]]]
"""Lines and their cells."""


class Entry(NamedTuple):
    """A record, or an entry of a document's list, by its keys."""

    file: str
    line: int
    facts: dict[str, str]


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

    @cached_property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """Each column's cells, from the first row to the last."""
        cells = zip(*(row.cells for row in self.rows), strict=True) if self.rows else ()
        return dict(zip(self.header, cells or [()] * len(self.header), strict=True))


class Unreadable(Exception):
    """A file cannot be read at all; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def unreadable(file: str, message: str, line: int = 0, column: int = 0) -> Unreadable:
    """Make the error for one reason; line and column from 1, 0 for none."""
    return Unreadable(Problem(file, line, column, message, ABOUT_IMPORTING))


def row_problem(file: str, line: int, message: str) -> Problem:
    """Make what is wrong with one row."""
    return Problem(file, line, 0, message, ABOUT_IMPORTING)


def table_of_rows(file: str, form: str, records: Records, header_row: int | None = None) -> Table:
    """Return the table of a sheet or a text; empty rows are passed over.

    The header is the first row that holds something, or that of line `header_row`; 0: there is
    none, and columns are called by their letters, as are those without a name that hold something.
    A single column whose first cell names no column is a list of names. A row with more cells than
    the header has is refused.
    """
    header, below, notes = _split(file, [r for r in records if "".join(r[1]).strip()], header_row)
    width = len(header)
    if width > MOST_COLUMNS:
        message = f"the header has {width} columns; delete those that are not needed, in a copy"
        raise unreadable(file, message)
    rows: list[SourceRow] = []
    wrong: list[tuple[Problem, ...]] = []
    for line, given in below:
        cells = given
        if len(cells) > width and cells[width - 1].lower().startswith("http"):
            # A comma within a web address, which begins where it should: no cell is displaced.
            cells = [*cells[: width - 1], ",".join(cells[width - 1 :])]
        if "".join(cells[width:]).strip():
            message = (
                f"the row has {len(cells)} cells, but the header {width}; "
                "delete what stands beyond the last column, or put quotation marks around a text "
                "that holds the sign between the columns"
            )
            wrong.append((row_problem(file, line, message),))
        else:
            rows.append(SourceRow(file, line, (*cells[:width], *[""] * (width - len(cells)))))
    kept = [at for at, name in enumerate(header)
            if name.strip() or any(row.cells[at].strip() for row in rows)]  # fmt: skip
    if len(kept) < width:
        rows = [row._replace(cells=tuple(row.cells[at] for at in kept)) for row in rows]
    names = column_names(file, [header[at] if header[at].strip() else lettered(at) for at in kept])
    return Table(file, form, names, tuple(rows), tuple(wrong), tuple(notes))


def table_of_entries(
    file: str, form: str, entries: Sequence[Entry], refused: Iterable[tuple[Problem, ...]] = ()
) -> Table:
    """Return the table of records or of a document's entries: a column for every key.

    Keys that differ in capitals alone are one.
    """
    columns: dict[str, str] = {}
    for entry in entries:
        for key in [*entry.facts]:
            column = columns.setdefault(" ".join(key.split()).casefold(), key)
            if column != key:
                value = entry.facts.pop(key)
                entry.facts[column] = entry.facts.get(column) or value
    header = tuple(columns.values())
    if len(header) > MOST_COLUMNS:
        raise unreadable(file, f"the entries have {len(header)} keys; leave out what is not needed")
    rows = (
        SourceRow(entry.file, entry.line, tuple(entry.facts.get(name, "") for name in header))
        for entry in entries
    )
    filled = tuple(row for row in rows if "".join(row.cells).strip())
    return Table(file, form, column_names(file, header), filled, tuple(refused))


def column_names(file: str, header: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a header's columns, on one line each; the second of a name as "A (2)"."""
    taken: dict[str, None] = {}
    for at, given in enumerate(header):
        name = " ".join(given.split())
        if found := FORBIDDEN.search(name):
            message = f"the name of {lettered(at)} holds the invisible character {quote(found[0])}"
            raise unreadable(file, f"{message}; delete it")
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{name} ({number})"
        taken[unique] = None
    return tuple(taken)


def lettered(at: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: column A, B, … Z, AA."""
    first = ascii_uppercase[at // 26 - 1] if at >= 26 else ""
    return f"column {first}{ascii_uppercase[at % 26]}"


def _split(
    file: str, filled: list[tuple[int, Sequence[str]]], header_row: int | None
) -> tuple[Sequence[str], list[tuple[int, Sequence[str]]], list[str]]:
    """Return the header, the rows below it, and notes for an editor."""
    width = max((len(cells) for _, cells in filled), default=0)
    if width == 1 and not header_row and (header_row == 0 or not target_of(filled[0][1][0])):
        note = f"The file has no header: {quote(filled[0][1][0])} counts as the first name."
        option = "" if header_row == 0 else " If it names the column, write --header-row 1."
        return ("Name",), filled, [note + option]
    if header_row == 0 and filled:
        return [lettered(at) for at in range(min(width, MOST_COLUMNS))], filled, []
    for at, (line, cells) in enumerate(filled):
        if header_row in (None, line):
            below = filled[at + 1 :]
            second = below[0][1] if below else [""]
            if not second[0].strip() and any(map(OWN_WORDS.search, second)):
                return _with_boxes(cells, second), below[1:], []
            if len(below) > 1 and below[1][1][0].startswith('{"ImportId":'):
                return second, below[2:], []  # Qualtrics: its own names, then the questions
            return cells, below, []
    where = f" in row {header_row}" if header_row else ""
    raise unreadable(file, f"the file holds no header{where}; name the columns in one row")


def _with_boxes(header: Sequence[str], boxes: Sequence[str]) -> list[str]:
    """Return SurveyMonkey's header, whose second row says what stands below each question."""
    names: list[str] = []
    asked = ""
    for question, box in zip_longest(header, boxes, fillvalue=""):
        asked = question or asked
        names.append(f"{asked} ({box})" if box and not OWN_WORDS.search(box) else asked)
    return names
