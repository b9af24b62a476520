"""Reads docs/data/signatories.csv: every row becomes a signatory or a problem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

from campaign.core.folding import name_key
from campaign.core.problems import Problem, Topic, Wrong, did_you_mean, nearest, quote
from campaign.core.topics import (
    ABOUT_CELLS,
    ABOUT_DUPLICATES,
    ABOUT_PERSONAL_DATA,
    ABOUT_ROWS,
    ABOUT_WITHDRAWN,
)
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails
from campaign.signatories.cells import (
    day_cell,
    demands_of,
    is_first,
    logo_cell,
    name_cell,
    text_cell,
    url_cell,
    version_of,
    word_of,
)
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_rows
from campaign.signatories.identity import are_one
from campaign.signatories.signatories import KINDS, Signatory

COLUMNS = Signatory._fields
REQUIRED = ("name", "kind")
_HEADER = quote(",".join(COLUMNS[:3]))
OTHER_DELIMITERS = ((";", "semicolons"), ("\t", "tabs"))
PERSONAL_COLUMN = re.compile(
    r"e-?mail|phone|mobile|address|street|zip|post(al)?.?code|\bip\b|latitude|longitude|birth|"
    r"passport|ssn|notes?|comments?",
    re.IGNORECASE,
)
VARIED = frozenset(("name", "sort", "url", "source", "logo"))
"""Columns that say something else in each row; of others, what was found good is remembered."""
_TITLE_LINES = 10
"""How far down a title, or what a program wrote first, can have moved the header."""
_MOST_COLUMNS = 100
"""Far more than are known: each that is not known costs a search for the one that is meant."""
MOST_PROBLEMS = 100_000
"""Of a list, from which on the rest is not read: nobody mends them one by one."""
EMPTY = Signatory("", "individual")._replace(kind="")  # type: ignore[arg-type]
"""What stands for empty cells."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the campaign knows and a row may name."""

    groups: tuple[str, ...] | None
    """None: the configuration cannot be read, so that any group is taken."""
    demands: tuple[str, ...]
    versions: tuple[str, ...] | None = None
    """None: no version of the letter is recorded, so that any is taken."""
    public: PublicDetails = NOTHING_PUBLIC
    """Details that look personal, and that may be published."""


def read_signatories(
    text: str, path: str, vocabulary: Vocabulary
) -> tuple[tuple[Signatory, ...], list[Problem]]:
    """Read all rows; returns the valid ones in the file's order, and the problems of the others."""
    return _Reader(text, path, _checks(vocabulary)).read()


def _checks(vocabulary: Vocabulary) -> Mapping[str, Callable[[str], Any]]:
    """Return what gives a cell's value, by its column; it raises `Wrong` for a wrong one."""
    groups, versions = vocabulary.groups, vocabulary.versions
    plain_text = partial(text_cell, public=vocabulary.public)
    checks: dict[str, Callable[[str], Any]] = {
        "name": partial(name_cell, public=vocabulary.public),
        "kind": word_of("kind", KINDS),
        "group": plain_text if groups is None else word_of("group", groups),
        "title": plain_text,
        "affiliation": plain_text,
        "place": plain_text,
        "url": partial(url_cell, public=vocabulary.public),
        "signed": day_cell,
        "sort": plain_text,
        "first": is_first,
        "demands": demands_of(vocabulary.demands),
        "version": plain_text if versions is None else version_of(versions),
        "withdrawn": day_cell,
        "source": partial(url_cell, public=vocabulary.public),
        "logo": partial(logo_cell, public=vocabulary.public),
    }
    return {name: each if name in VARIED else cache(each) for name, each in checks.items()}


class _Column(NamedTuple):
    """A column of the file: where its values go, and what reads a cell of it."""

    name: str
    at: int
    value: Callable[[str], Any]


class _Reader:
    """Reads one file, row by row."""

    def __init__(self, text: str, path: str, checks: Mapping[str, Callable[[str], Any]]) -> None:
        self._text = text
        self._path = path
        self._checks = checks
        self._problems: list[Problem] = []
        self._columns: list[_Column] = []
        self._seen: defaultdict[tuple[str, str], list[tuple[Signatory, int]]] = defaultdict(list)
        """By kind and folded name, who bears it, and in which line."""
        self._kind_at = 0
        self._kinds: list[int | None] = []
        """Of each row without a kind in its column, which cell holds one."""

    def read(self) -> tuple[tuple[Signatory, ...], list[Problem]]:
        if not self._text.strip():
            why = f"the file is empty; write the header {_HEADER} in its first line"
            self._add((1, 1), why, ABOUT_ROWS)
            return (), self._problems
        signatories: list[Signatory] = []
        for row in csv_rows(self._text):
            if row.error:
                self._add((row.line, 1), row.error, ABOUT_ROWS)
            elif not self._columns:
                self._read_header(row)
            elif not row.is_empty and (signatory := self._signatory(row)):
                signatories.append(signatory)
            if not self._columns:
                break
            if len(self._problems) > MOST_PROBLEMS:
                why = "the rest was not read, since so much is wrong before it"
                self._add((row.line + 1, 1), why, ABOUT_ROWS)
                break
        kinds = {*self._kinds}
        if not signatories and len(self._kinds) > 1 and len(kinds) == 1 and None not in kinds:
            self._problems = []  # all follow from the first line
            why = (
                f"each row has its kind in cell {kinds.pop()}, and the first line names cell "
                f"{self._kind_at + 1} so; name the columns there in the order of the cells below"
            )
            self._add((1, 1), why, ABOUT_ROWS)
        return tuple(signatories), self._problems

    def _read_header(self, row: CsvRow) -> None:
        """Know the file's columns from its first row, if nothing is wrong with it."""
        header = [cell.strip() for cell in row.cells]
        if why := self._wrong_header(header):
            self._add((1, 1), why, ABOUT_ROWS)
            return
        for number, column in enumerate(header):
            if column not in COLUMNS:
                topic = ABOUT_PERSONAL_DATA if PERSONAL_COLUMN.search(column) else ABOUT_ROWS
                self._cell(row, number, _unknown_column(column), topic)
            elif column in header[:number]:
                why = f"the column {quote(column)} stands twice; keep one"
                self._cell(row, number, why, ABOUT_ROWS)
        meant = {nearest(column, COLUMNS) for column in header if column not in COLUMNS}
        if len(meant) > 1 and not any(column in REQUIRED for column in header):
            meant.update(REQUIRED)  # the header is in another language
        for column in REQUIRED:
            if column not in header and column not in meant:
                why = f"the column {quote(column)} is missing; add it to the first line"
                self._add((1, 1), why, ABOUT_ROWS)
        if not self._problems:
            self._columns = [_Column(n, COLUMNS.index(n), self._checks[n]) for n in header]
            self._kind_at = header.index("kind")

    def _wrong_header(self, header: Sequence[str]) -> str:
        """Return what is wrong with a first row that names no columns of a list."""
        first_line, *lines = self._text.splitlines()[:_TITLE_LINES]
        for delimiter, name in OTHER_DELIMITERS:
            if len(header) == 1 and delimiter in first_line:
                return (
                    f"the columns are separated by {name}; separate them by commas "
                    '(in Excel: save as "CSV UTF-8")'
                )
        if not any(column.casefold() in COLUMNS for column in header):
            for number, line in enumerate(lines, start=2):
                if line.split(",")[:2] == [*REQUIRED]:
                    return (
                        f"the names of the columns stand in line {number}; let them be the first "
                        "line: delete what stands above, or move a signatory's row below"
                    )
            if any(map(PERSONAL_COLUMN.search, header)):
                return (
                    "this is an export of a form, with personal data that must not be published; "
                    "take the file's last version back, and bring the export in by "
                    "`campaign import`"
                )
            if at := next((n for n, cell in enumerate(header) if cell in KINDS), None):
                columns = ",".join(["name", *["…"] * (at - 1), "kind"])
                more = ",…" if at + 1 < len(header) else ""
                return (
                    "the first line is a signatory's, so that nothing says what the columns hold; "
                    f"write a line above it with a name for each of its {len(header)} cells: "
                    f"{columns}{more}"
                )
            what = "holds no column that is known" if any(header) else "is empty"
            return f"the first line {what}; write the header {_HEADER} there"
        if len(header) > _MOST_COLUMNS:
            return f"the header has {len(header)} columns; write at most {_MOST_COLUMNS}"
        return ""

    def _signatory(self, row: CsvRow) -> Signatory | None:
        """Return the signatory of a row; None if anything is wrong with it."""
        cells = row.cells
        before = len(self._problems)
        if not self._is_cut_well(row):
            return None
        if len(cells) > self._kind_at and cells[self._kind_at] not in KINDS:
            beyond = len(cells) > len(self._columns)  # a comma moved what follows
            at = None if beyond else next((n for n, c in enumerate(cells, 1) if c in KINDS), None)
            self._kinds.append(at)
        if (moved := self._moved_by_comma(cells)) is not None:
            why = (
                f"{quote(cells[moved].strip())} stands where the kind is expected, and the kind "
                "in the next cell; put a name that holds a comma in straight double quotation "
                'marks (")'
            )
            self._cell(row, moved, why, ABOUT_CELLS)
            return None
        values = list(EMPTY)
        for number, (column, cell) in enumerate(zip(self._columns, cells, strict=False)):
            if not cell or cell.isspace():
                continue
            try:
                values[column.at] = column.value(cell)
            except Wrong as wrong:
                is_day_of_leaving = column.name == "withdrawn"
                topic = ABOUT_WITHDRAWN if is_day_of_leaving else wrong.topic or ABOUT_CELLS
                self._cell(row, number, f"'{column.name}' {wrong}", topic)
        signatory = Signatory._make(values)
        if not (signatory.name and signatory.kind):
            self._check_required(row)
        for name in ("group", "logo") if signatory.kind == "individual" else ():
            if getattr(signatory, name):
                why = f"'{name}' is for organizations only; leave it empty"
                self._cell(row, self._number(name), why, ABOUT_CELLS)
        if len(self._problems) > before:
            return None
        if first := self._line_of(signatory, row.line):
            why = (
                f"{quote(signatory.name)} already stands in line {first}; keep one of the two "
                "lines, or tell the two apart by `affiliation`, `place` or `url` in both"
            )
            self._cell(row, self._number("name"), why, ABOUT_DUPLICATES)
            return None
        return signatory

    def _is_cut_well(self, row: CsvRow) -> bool:
        """Whether a row has the cells that the header names; else say what parts them."""
        cells, most = row.cells, len(self._columns)
        if len(cells) > most and any(cell.strip() for cell in cells[most:]):
            why = (
                f"the row has {len(cells)} cells, but the header {most}; put a text that holds a "
                'comma in straight double quotation marks ("), or name the column that is missing '
                "in the first line"
            )
            self._cell(row, most, why, ABOUT_ROWS)
            return False
        if any(cells[1:]):
            return True
        if any(f",{kind}," in f"{cells[0]}," for kind in KINDS):
            why = "quotation marks make one cell of the row; delete those at its beginning and end"
            self._add((row.line, 1), why, ABOUT_ROWS)
            return False
        for delimiter, name in OTHER_DELIMITERS:
            if cells[0].count(delimiter) >= min(2, most - 1):
                why = f"the cells of the row are separated by {name}; put commas in their place"
                self._add((row.line, 1), why, ABOUT_ROWS)
                return False
        return True

    def _moved_by_comma(self, cells: Sequence[str]) -> int | None:
        """Return the cell of `kind`, if a comma before it moved the kind by one cell."""
        at = self._kind_at
        is_moved = len(cells) > at + 1 and cells[at] not in KINDS and cells[at + 1] in KINDS
        return at if is_moved and cells[at].strip() else None

    def _check_required(self, row: CsvRow) -> None:
        for name in REQUIRED:
            number = self._number(name)
            if number >= len(row.cells) or not row.cells[number].strip():
                why = f"'{name}' is empty; fill it in, or delete the row"
                self._cell(row, min(number, len(row.cells) - 1), why, ABOUT_CELLS)

    def _line_of(self, signatory: Signatory, line: int) -> int | None:
        """Return the line in which a signatory stands already; if in none, remember `line`.

        Two spellings of one name are one signatory, unless each line has an affiliation or a place
        and these differ, or the web addresses do: two people, or two congregations, may bear it.
        """
        namesakes = self._seen[signatory.kind, name_key(signatory.name)]
        for other, standing in namesakes:
            if are_one(other._asdict(), signatory._asdict()):
                return standing
        namesakes.append((signatory, line))
        return None

    def _number(self, name: str) -> int:
        return next(n for n, column in enumerate(self._columns) if column.name == name)

    def _add(self, place: tuple[int, int], message: str, topic: Topic) -> None:
        self._problems.append(Problem(self._path, *place, message, topic))

    def _cell(self, row: CsvRow, number: int, message: str, topic: Topic) -> None:
        self._add(cell_place(self._text, row, number), message, topic)


def _unknown_column(column: str) -> str:
    if not column:
        return "a column has no name; delete it, or name it"
    if PERSONAL_COLUMN.search(column):
        return (
            f"the column {quote(column)} looks like personal data, which this file must never "
            "hold; delete the column"
        )
    return f"the column {quote(column)} is not known; {did_you_mean(column, COLUMNS)}"
