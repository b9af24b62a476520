"""Reads docs/data/signatories.csv: every row becomes a signatory or a problem."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat
from typing import Any

from campaign.config.fields import Wrong
from campaign.core.dates import iso_date
from campaign.core.folding import fold, name_key
from campaign.core.problems import LineIndex, Problem, did_you_mean, nearest, quote
from campaign.safety.personal_data import NOTHING_PUBLIC, PublicDetails
from campaign.signatories.cells import (
    demands_of,
    is_first,
    text_cell,
    text_cells,
    url_cell,
    version_of,
    word_of,
)
from campaign.signatories.identity import same_person
from campaign.signatories.signatories import KINDS, Kind, Signatory

COLUMNS = Signatory._fields
REQUIRED = ("name", "kind")
HEADER = quote(",".join(COLUMNS[:3]))
OTHER_DELIMITERS = ((";", "semicolons"), ("\t", "tabs"))
PERSONAL = re.compile(
    r"e-?mail|phone|mobile|address|street|zip|post(al)?.?code|\bip\b|latitude|longitude|birth|"
    r"passport|ssn|notes?|comments?",
    re.IGNORECASE,
)
# Most columns say the same few things in many rows: what was found good is remembered. Not these:
VARIED = frozenset(map(COLUMNS.index, ("name", "sort", "url", "source")))
MOST_COLUMNS = 100
"""Far more than are known: each that is not known costs a search for the one that is meant."""
MOST_PROBLEMS = 100_000
"""Of a list, from which on the rest is not read: nobody mends them one by one."""
EMPTY = tuple(Signatory._field_defaults.get(column, "") for column in COLUMNS)
AT_ONCE = 2_000
"""Rows that are read together, column by column."""
LINE_END = re.compile(r"\r\n|\r|\n")


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
    return _Reader(text, path, vocabulary).read()


class _Reader:
    """Reads one file, row by row."""

    def __init__(self, text: str, path: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._path = path
        self._problems: list[Problem] = []
        self._lines: LineIndex | None = None  # made for the first problem only
        self._public = vocabulary.public
        self._text_cell = plain_text = partial(text_cell, public=vocabulary.public)
        self._checks: dict[str, Callable[[str], Any]] = {
            "name": plain_text,
            "kind": word_of("kind", KINDS),
            "group": plain_text
            if vocabulary.groups is None
            else word_of("group", vocabulary.groups),
            "title": plain_text,
            "affiliation": plain_text,
            "place": plain_text,
            "url": url_cell,
            "signed": iso_date,
            "sort": plain_text,
            "first": is_first,
            "demands": demands_of(vocabulary.demands),
            "version": plain_text
            if vocabulary.versions is None
            else version_of(vocabulary.versions),
            "withdrawn": iso_date,
            "source": url_cell,
        }
        self._columns: list[tuple[int, Callable[[str], Any], dict[str, Any]]] = []

    def read(self) -> tuple[tuple[Signatory, ...], list[Problem]]:
        if not self._text.strip():
            self._add(1, 1, f"the file is empty; write the header {HEADER} in its first line")
            return (), self._problems
        signatories: list[Signatory] = []
        seen = _Seen(signatories)
        # newline="" lets the csv module see LF, CRLF and CR, and keep those within quotes. Bytes,
        # since a StringIO takes four of them for every character.
        data = io.BytesIO(self._text.encode("utf-8", "surrogatepass"))
        lines = io.TextIOWrapper(data, "utf-8", "surrogatepass", newline="")
        reader = csv.reader(lines, strict=True)
        header: list[str] = []
        line = 1
        while True:
            rows: list[list[str]] = []
            error = None
            try:
                rows.extend(islice(reader, AT_ONCE if header else 1))
            except csv.Error as caught:  # what came before it is in `rows`
                error = str(caught)
            if rows and not header:
                header = [cell.strip() for cell in rows.pop()]
                if not self._header_is_known(header):
                    break
                self._columns = [
                    (at, self._checks[COLUMNS[at]], {"": EMPTY[at]})
                    for at in map(COLUMNS.index, header)
                ]
                line = reader.line_num + 1
                continue
            line = self._read_rows(header, rows, line, reader.line_num, signatories, seen)
            if error is not None:
                self._broken(line, error, reader.line_num)
                line = reader.line_num + 1  # the reader begins afresh with the next line
            if (error is not None and not header) or (error is None and not rows):
                break
            if len(self._problems) > MOST_PROBLEMS:
                self._add(line, 1, "the rest was not read, since so much is wrong before it")
                break
        return tuple(signatories), self._problems

    def _read_rows(
        self,
        header: list[str],
        rows: list[list[str]],
        line: int,
        last: int,
        signatories: list[Signatory],
        seen: _Seen,
    ) -> int:
        """Read rows, of which the first begins in `line`; return the line after them.

        `last` is the line that the reader has come to.
        """
        # One record a line, and each without anything to say about it: most rows of most files.
        plain = self._read_plain(rows) if last + 1 - line == len(rows) else None
        if plain is not None and seen.remember(plain, line):
            signatories += plain
            return line + len(rows)
        for row in rows:
            if any(map(str.strip, row)):
                self._read_row(header, row, line, signatories, seen)
            line += 1 + sum(len(LINE_END.findall(cell)) for cell in row)
        return line

    def _read_plain(self, rows: list[list[str]]) -> list[Signatory] | None:
        """Read rows column by column, in a third of the time; None if any cell needs a word."""
        if not rows or any(len(row) != len(self._columns) for row in rows):
            return None
        columns: list[Iterable[Any]] = [repeat(empty) for empty in EMPTY]
        try:
            for (at, check, known), cells in zip(
                self._columns, zip(*rows, strict=True), strict=True
            ):
                if at in VARIED:
                    columns[at] = (
                        text_cells(cells, self._public)
                        if check is self._text_cell
                        else [check(cell) if cell else cell for cell in cells]
                    )
                    continue
                for cell in set(cells) - known.keys():
                    known[cell] = EMPTY[at] if cell.isspace() else check(cell)
                columns[at] = [known[cell] for cell in cells]
        except Wrong:
            return None
        names, kinds, groups, *_ = columns
        if "" in names or "" in kinds:
            return None
        if any(group and kind == "individual" for group, kind in zip(groups, kinds, strict=False)):
            return None
        return list(map(Signatory._make, zip(*columns, strict=False)))

    def _header_is_known(self, header: list[str]) -> bool:
        before = len(self._problems)
        whole = self._text[: re.search(r"[\r\n]|$", self._text).start()]  # type: ignore[union-attr]
        for delimiter, name in OTHER_DELIMITERS:
            if len(header) == 1 and delimiter in whole:
                self._add(
                    1,
                    1,
                    f"the columns are separated by {name}; "
                    'separate them by commas (in Excel: save as "CSV UTF-8")',
                )
                return False
        if not any(column.casefold() in COLUMNS for column in header):
            if any(map(PERSONAL.search, header)):
                self._add(
                    1,
                    1,
                    "this is an export of a form, with personal data that must not be published; "
                    "take the file's last version back, and bring the export in by "
                    "`campaign import`",
                )
                return False
            what = "holds no column that is known" if any(header) else "is empty"
            self._add(1, 1, f"the first line {what}; write the header {HEADER} there")
            return False
        if len(header) > MOST_COLUMNS:
            why = f"the header has {len(header)} columns; write at most {MOST_COLUMNS}"
            self._add(1, 1, why)
            return False
        for number, column in enumerate(header):
            if column not in COLUMNS:
                self._cell(1, number, self._unknown_column(column))
            elif column in header[:number]:
                self._cell(1, number, f"the column {quote(column)} stands twice; keep one")
        meant = {nearest(column, COLUMNS) for column in header if column not in COLUMNS}
        for column in REQUIRED:
            if column not in header and column not in meant:
                self._add(1, 1, f"the column {quote(column)} is missing; add it to the first line")
        return len(self._problems) == before

    def _unknown_column(self, column: str) -> str:
        if not column:
            return "a column has no name; delete it, or name it"
        if PERSONAL.search(column):
            return (
                f"the column {quote(column)} looks like personal data, which this file must never "
                "hold; delete the column"
            )
        return f"the column {quote(column)} is not known; {did_you_mean(column, COLUMNS)}"

    def _read_row(
        self,
        header: list[str],
        row: list[str],
        line: int,
        signatories: list[Signatory],
        seen: _Seen,
    ) -> None:
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            self._cell(
                line,
                len(header),
                f"the row has {len(row)} cells, but the header "
                f"{len(header)}; put a text that holds a comma in straight double quotation marks "
                '("), or name the column that is missing in the first line',
            )
            return
        for delimiter, name in OTHER_DELIMITERS:
            if not any(row[1:]) and row[0].count(delimiter) >= min(2, len(header) - 1):
                self._add(
                    line,
                    1,
                    f"the cells of the row are separated by {name}; put commas in their place",
                )
                return
        before = len(self._problems)
        values = list(EMPTY)
        for (at, check, known), cell in zip(self._columns, row, strict=False):
            if cell in known:
                values[at] = known[cell]
                continue
            if cell.isspace():
                continue
            try:
                values[at] = check(cell)
            except Wrong as wrong:
                self._cell(line, header.index(COLUMNS[at]), f"'{COLUMNS[at]}' {wrong}")
                continue
            if at not in VARIED:
                known[cell] = values[at]
        for column in REQUIRED:
            if not values[COLUMNS.index(column)] and not self._is_filled(header, row, column):
                number = min(header.index(column), len(row) - 1)
                self._cell(line, number, f"'{column}' is empty; fill it in, or delete the row")
        signatory = Signatory._make(values)
        if signatory.group and signatory.kind == "individual":
            number = header.index("group")
            self._cell(line, number, "'group' is for organizations only; leave it empty")
        if len(self._problems) > before:
            return
        if first := seen.line_of(signatory, line):
            self._cell(
                line,
                header.index("name"),
                f"{quote(signatory.name)} already stands in line {first}; keep one of the two "
                "lines, or tell the two apart by `affiliation`, `place` or `url` in both",
            )
            return
        signatories.append(signatory)

    @staticmethod
    def _is_filled(header: list[str], row: list[str], column: str) -> bool:
        number = header.index(column)
        return number < len(row) and bool(row[number].strip())

    def _broken(self, line: int, error: str, seen_line: int) -> None:
        if "end of data" in error:
            message = (
                "a double quotation mark opens in this row and is never closed, so that no row "
                "below could be read; close it, or write it twice"
            )
            self._add(line, 1, message)
        elif "expected after" in error:
            message = (
                "a closing quotation mark is followed by more text; put the whole cell in "
                'quotation marks, and write a mark within it twice: ""'
            )
            self._add(seen_line or line, 1, message)
        else:
            self._add(line, 1, f"the row cannot be read ({error}); write it anew")

    def _add(self, line: int, column: int, message: str) -> None:
        self._problems.append(Problem(self._path, line, column, message))

    def _cell(self, line: int, number: int, message: str) -> None:
        if self._lines is None:
            self._lines = LineIndex(self._text)
        self._add(*cell_place(self._text, self._lines.start(line), line, number), message)


def cell_place(text: str, start: int, line: int, number: int) -> tuple[int, int]:
    """Return the line and column where cell `number` (from 0) of a record begins.

    The record begins in `line`, at the offset `start`. Its characters are walked, since a cell
    may hold commas and line ends within quotes.
    """
    quoted, cells, at, cell = False, 0, start, start
    while at < len(text) and cells < number:
        character = text[at]
        if character == '"' and text[cell] == '"':  # in a cell without quotes it is a mere inch
            quoted = not quoted
        elif character == "," and not quoted:
            cells += 1
            cell = at + 1
        elif character in "\r\n" and not quoted:
            break
        at += 1
    record = text[start:at]
    inner_line, column = LineIndex(record).place(len(record))
    return line + inner_line - 1, column


class _Seen:
    """Remembers who was read, to find a signatory that stands twice.

    Two spellings of one name are one signatory, unless each line has an affiliation or a place
    and these differ, or the web addresses do: two people, or two congregations, may bear one name.
    """

    def __init__(self, signatories: Sequence[Signatory]) -> None:
        """Make it for the list that grows by whoever is remembered, right after it."""
        self._signatories = signatories
        self._lines = array("q")  # of each signatory in the list
        self._first: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        """For each kind, by folded name, the first one's position in the list."""
        self._namesakes: dict[tuple[str, str], list[int]] = {}
        """By kind and folded name, the positions of all who bear a name that stands twice."""

    def line_of(self, signatory: Signatory, line: int) -> int | None:
        """Return the line in which the signatory stands already; if in none, remember `line`."""
        name = name_key(signatory.name)
        known = self._first[signatory.kind].setdefault(name, len(self._signatories))
        if known < len(self._signatories):
            namesakes = self._namesakes.setdefault((signatory.kind, name), [known])
            for position in namesakes:
                if self._are_one(self._signatories[position], signatory):
                    return self._lines[position]
            namesakes.append(len(self._signatories))
        self._lines.append(line)
        return None

    def remember(self, signatories: Sequence[Signatory], line: int) -> bool:
        """Remember signatories of one line each, from `line` on, if nobody bears a known name.

        Otherwise remember none of them and return False: they are looked at one by one.
        """
        names: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
        positions: dict[Kind, list[int]] = {kind: [] for kind in KINDS}
        folded = [name_key(signatory.name) for signatory in signatories]
        begin = len(self._signatories)
        for position, (name, signatory) in enumerate(zip(folded, signatories, strict=True), begin):
            kind = signatory.kind
            names[kind].append(name)
            positions[kind].append(position)
        for kind, own in names.items():
            if len(set(own)) < len(own) or not self._first[kind].keys().isdisjoint(own):
                return False
        for kind, own in names.items():
            self._first[kind].update(zip(own, positions[kind], strict=True))
        self._lines.extend(range(line, line + len(signatories)))
        return True

    @staticmethod
    def _are_one(first: Signatory, second: Signatory) -> bool:
        marks = [(fold(each.affiliation), fold(each.place)) for each in (first, second)]
        are_told_apart = marks[0] != marks[1] and all(map(any, marks))
        return not are_told_apart and same_person(first._asdict(), second._asdict())
