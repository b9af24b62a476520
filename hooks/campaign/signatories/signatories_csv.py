"""Reads docs/data/signatories.csv: every row becomes a signatory or a problem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

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
_TITLE_LINES = 10
"""How far down a title, or what a program wrote first, can have moved the header."""

_MOST_COLUMNS = 100
"""Far more than are known: each that is not known costs a search for the one that is meant."""


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
    if not text.strip():
        why = f"the file is empty; write the header {_HEADER} in its first line"
        return (), [Problem(path, 1, 1, why, ABOUT_ROWS)]
    reader = _Reader(text, path, _checks(vocabulary))
    return reader.signatories(), reader.problems


def _checks(vocabulary: Vocabulary) -> Mapping[str, Callable[[str], Any]]:
    """Return what gives a cell's value, by its column; it raises `Wrong` for a wrong one."""
    groups, versions, public = vocabulary.groups, vocabulary.versions, vocabulary.public
    plain_text, address = partial(text_cell, public=public), partial(url_cell, public=public)
    checks: dict[str, Callable[[str], Any]] = {
        "kind": word_of("kind", KINDS),
        "group": plain_text if groups is None else word_of("group", groups),
        "title": plain_text,
        "affiliation": plain_text,
        "place": plain_text,
        "url": address,
        "signed": day_cell,
        "sort": plain_text,
        "first": is_first,
        "demands": demands_of(vocabulary.demands),
        "version": plain_text if versions is None else version_of(versions),
        "withdrawn": day_cell,
        "source": address,
        "logo": partial(logo_cell, public=public),
    }
    # Most columns say the same in many rows; names differ.
    kept = {name: lru_cache(maxsize=4096)(check) for name, check in checks.items()}
    return {"name": partial(name_cell, public=public), **kept}


class _Reader:
    """Reads one file, row by row."""

    def __init__(self, text: str, path: str, checks: Mapping[str, Callable[[str], Any]]) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._path = path
        self._checks = checks
        self._columns: list[str] = []
        self._seen: defaultdict[tuple[str, str], list[tuple[Signatory, int]]] = defaultdict(list)
        """By kind and folded name, who bears it, and in which line."""
        self._kinds: list[int | None] = []
        """Of each row without a kind in its column, which cell holds one."""

    def signatories(self) -> tuple[Signatory, ...]:
        found: list[Signatory] = []
        for row in csv_rows(self._text):
            if row.error:
                self._note(row, 0, row.error)
            elif not self._columns:
                self._read_header(row)
            elif not row.is_empty and (signatory := self._signatory(row)):
                found.append(signatory)
            if not self._columns:
                break
        kinds = {*self._kinds}
        if not found and len(self._kinds) > 1 and len(kinds) == 1 and None not in kinds:
            why = (
                f"each row has its kind in cell {kinds.pop()}, and the first line names cell "
                f"{self._columns.index('kind') + 1} so; name the columns there in the order of the "
                "cells below"
            )
            self.problems = [Problem(self._path, 1, 1, why, ABOUT_ROWS)]  # all follow from it
        return tuple(found)

    def _read_header(self, row: CsvRow) -> None:
        """Know the file's columns from its first row, if nothing is wrong with it."""
        header = [cell.strip() for cell in row.cells]
        if why := _wrong_header(header, self._text.splitlines()[:_TITLE_LINES]):
            self._note(row, 0, why)
            return
        for number, column in enumerate(header):
            if column not in COLUMNS:
                topic = ABOUT_PERSONAL_DATA if PERSONAL_COLUMN.search(column) else ABOUT_ROWS
                self._note(row, number, _unknown_column(column), topic)
            elif column in header[:number]:
                self._note(row, number, f"the column {quote(column)} stands twice; keep one")
        meant = {nearest(column, COLUMNS) for column in header if column not in COLUMNS}
        if len(meant) > 1 and not any(column in REQUIRED for column in header):
            meant.update(REQUIRED)  # the header is in another language
        for column in REQUIRED:
            if column not in header and column not in meant:
                self._note(
                    row, 0, f"the column {quote(column)} is missing; add it to the first line"
                )
        if not self.problems:
            self._columns = header

    def _signatory(self, row: CsvRow) -> Signatory | None:
        """Return the signatory of a row; None if anything is wrong with it."""
        before = len(self.problems)
        self._check_cut(row)
        if len(self.problems) > before:
            return None
        values: dict[str, Any] = {}
        for column, cell in zip(self._columns, row.cells, strict=False):
            if not cell or cell.isspace():
                continue
            try:
                values[column] = self._checks[column](cell)
            except Wrong as wrong:
                values[column] = ""
                topic = ABOUT_WITHDRAWN if column == "withdrawn" else wrong.topic or ABOUT_CELLS
                self._note(row, self._columns.index(column), f"'{column}' {wrong}", topic)
        for column in REQUIRED:
            if column not in values:
                number = min(self._columns.index(column), len(row.cells) - 1)
                why = f"'{column}' is empty; fill it in, or delete the row"
                self._note(row, number, why, ABOUT_CELLS)
        for column in ("group", "logo") if values.get("kind") == "individual" else ():
            if values.get(column):
                why = f"'{column}' is for organizations only; leave it empty"
                self._note(row, self._columns.index(column), why, ABOUT_CELLS)
        if len(self.problems) > before:
            return None
        signatory = Signatory(**values)
        if first := self._line_of(signatory, row.line):
            why = (
                f"{quote(signatory.name)} already stands in line {first}; keep one of the two "
                "lines, or tell the two apart by `affiliation`, `place` or `url` in both"
            )
            self._note(row, self._columns.index("name"), why, ABOUT_DUPLICATES)
            return None
        return signatory

    def _check_cut(self, row: CsvRow) -> None:
        """Note what parts the cells of a row otherwise than the header names them."""
        cells, most, kind_at = row.cells, len(self._columns), self._columns.index("kind")
        if any(map(str.strip, cells[most:])):
            self._note(
                row,
                most,
                f"the row has {len(cells)} cells, but the header {most}; put a text that holds a "
                'comma in straight double quotation marks ("), or name the column that is missing '
                "in the first line",
            )
        elif not any(cells[1:]):
            if any(f",{kind}," in f"{cells[0]}," for kind in KINDS):
                self._note(
                    row,
                    0,
                    "quotation marks make one cell of the row; delete those at its beginning and "
                    "end",
                )
            for delimiter, name in OTHER_DELIMITERS:
                if cells[0].count(delimiter) >= min(2, most - 1):
                    self._note(
                        row,
                        0,
                        f"the cells of the row are separated by {name}; put commas in their place",
                    )
        elif len(cells) > kind_at and (given := cells[kind_at].strip()) not in KINDS:
            elsewhere = next((n for n, cell in enumerate(cells, 1) if cell in KINDS), None)
            self._kinds.append(elsewhere if len(cells) <= most else None)
            if given and cells[kind_at + 1 : kind_at + 2] and cells[kind_at + 1] in KINDS:
                self._note(
                    row,
                    kind_at,
                    f"{quote(given)} stands where the kind is expected, and the kind in the next "
                    'cell; put a name that holds a comma in straight double quotation marks (")',
                    ABOUT_CELLS,
                )

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

    def _note(self, row: CsvRow, number: int, message: str, topic: Topic = ABOUT_ROWS) -> None:
        place = cell_place(self._text, row, number)
        self.problems.append(Problem(self._path, *place, message, topic))


def _wrong_header(header: Sequence[str], begin: Sequence[str]) -> str:
    """Return what is wrong with a first row that names no columns of a list.

    `begin`: the file's first lines.
    """
    for delimiter, name in OTHER_DELIMITERS:
        if len(header) == 1 and delimiter in begin[0]:
            return (
                f"the columns are separated by {name}; separate them by commas "
                '(in Excel: save as "CSV UTF-8")'
            )
    if any(column.casefold() in COLUMNS for column in header):
        if len(header) > _MOST_COLUMNS:
            return f"the header has {len(header)} columns; write at most {_MOST_COLUMNS}"
        return ""
    for number, line in enumerate(begin[1:], start=2):
        if line.split(",")[:2] == [*REQUIRED]:
            return (
                f"the names of the columns stand in line {number}; let them be the first line: "
                "delete what stands above, or move a signatory's row below"
            )
    if any(map(PERSONAL_COLUMN.search, header)):
        return (
            "this is an export of a form, with personal data that must not be published; take the "
            "file's last version back, and bring the export in by `campaign import`"
        )
    if at := next((n for n, cell in enumerate(header) if cell in KINDS), None):
        columns = ",".join(["name", *["…"] * (at - 1), "kind"])
        more = ",…" if at + 1 < len(header) else ""
        return (
            "the first line is a signatory's, so that nothing says what the columns hold; write a "
            f"line above it with a name for each of its {len(header)} cells: {columns}{more}"
        )
    what = "holds no column that is known" if any(header) else "is empty"
    return f"the first line {what}; write the header {_HEADER} there"


def _unknown_column(column: str) -> str:
    if not column:
        return "a column has no name; delete it, or name it"
    if PERSONAL_COLUMN.search(column):
        return (
            f"the column {quote(column)} looks like personal data, which this file must never "
            "hold; delete the column"
        )
    return f"the column {quote(column)} is not known; {did_you_mean(column, COLUMNS)}"
