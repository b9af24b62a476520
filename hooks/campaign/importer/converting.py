"""Turns a file's rows into rows of the list: checked, tidied, without personal data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from campaign.config.topics import ABOUT_IMPORTING
from campaign.core.dates import ORDERS, Order, readings
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_DATES, ABOUT_ENCODING
from campaign.importer.choices import IGNORED, PERSONAL, STRUCK_OUT, UNUSED
from campaign.importer.dates import DAY_AND_TIME
from campaign.importer.mapping import ColumnMapping
from campaign.importer.personal import CONTACT_NAMES, CONTACT_TITLES, MUST_NOT, looks_like
from campaign.importer.table import SourceRow, Table
from campaign.importer.value_mapping import Meanings
from campaign.importer.words import HOLDS, PERSONS, UNSPACED, asks_to_stay_out
from campaign.safety.personal_data import EMAIL
from campaign.safety.topics import ABOUT_PERSONAL_DATA
from campaign.signatories.cells import LONGEST, text_cell, url_cell
from campaign.signatories.signatories_csv import VARIED
from campaign.signatories.tidy import (
    Tidied,
    is_anonymous,
    means_nobody,
    means_nothing,
    tidy,
    tidy_address,
)

FORMULA = ("=", "+", "-", "@", "\t")
"""What a cell that a spreadsheet would run begins with."""
ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!")
)
LOST = "\ufffd"
_LETTER = "A-Za-z\u00c0-\u00c1\u00c4-\u00d6\u00d8-\u00f6\u00f8-\u017f"
ORDINARY = re.compile(
    rf"[{_LETTER}][{_LETTER}.,'’&\-]*(?: [{_LETTER}&(][{_LETTER}.,'’&()\-]*){{0,20}}"
)
"""A text that needs no tidying and no check: words, single spaces. Most names are."""
SPOKEN_SIGNS = (" at ", " dot ", "(at)", "arroba")
"""What may stand for the signs of an e-mail address, in small letters."""
EXCEL_DAYS = range(36_526, 73_050)
"""The numbers by which Excel counts the days of this century."""
EXCEL_BEGIN = date(1899, 12, 30)
VARIED_TARGETS = frozenset((*VARIED, *PERSONS, "organization"))
"""Columns whose cells differ from row to row, so that remembering them is no gain."""


class Incoming(NamedTuple):
    """A signatory of the file, and where its row stands."""

    file: str
    line: int
    cells: Mapping[str, str]
    """Columns of the list and what they hold; none is empty."""


class LeftOut(NamedTuple):
    """A cell that could not be taken, and whose signatory was."""

    file: str
    line: int
    column: str
    why: str
    """What is wrong with it, with its value where that may be shown."""


@dataclass
class Converted:
    """All rows of a file."""

    rows: list[Incoming] = field(default_factory=list)
    refused: list[tuple[Problem, ...]] = field(default_factory=list)
    """The rows that cannot be taken; each with all that is wrong with it."""
    declined: list[Incoming] = field(default_factory=list)
    """Those who did not agree to be named."""
    dropped: Counter[str] = field(default_factory=Counter)
    """How many cells were dropped, by the personal data that they hold."""
    tidied: Counter[str] = field(default_factory=Counter)
    """How many cells were changed without a change of meaning, by what was done."""
    left_out: list[LeftOut] = field(default_factory=list)
    anonymous: int = 0
    """How many of the refused signed without a name."""
    noted: int = 0
    """How many of the refused ask in a note not to be named."""


def convert(
    table: Table,
    mapping: ColumnMapping,
    meanings: Meanings,
    watched: Iterable[SourceRow] | None = None,
) -> Converted:
    """Return every row as a signatory or as refused, in the file's order.

    `watched` are the table's rows, where somebody is shown how many are done.
    """
    converter = _Converter(table, mapping, meanings)
    for row in table.rows if watched is None else watched:
        converter.take(row)
    return converter.result


class _Converter:
    """Converts one row after another, and counts what it leaves out."""

    def __init__(self, table: Table, mapping: ColumnMapping, meanings: Meanings) -> None:
        self.result = Converted()
        self._meanings = meanings
        self._kind = mapping.kind
        self._order: Order = next(
            (order for order in ORDERS if order == mapping.dates),
            mapping.orders.order or ORDERS[0],
        )
        at = {column: number for number, column in enumerate(table.header)}
        self._columns: dict[str, list[tuple[int, str]]] = {}
        self._notes: list[tuple[int, str]] = []
        for use in mapping.uses:
            number = at[use.column]
            if use.becomes == PERSONAL:
                filled = sum(1 for row in table.rows if row.cells[number].strip())
                self.result.dropped[use.holds] += filled
            if use.becomes == UNUSED or use.holds == HOLDS["notes"]:
                self._notes.append((number, use.column))
            elif use.becomes not in (IGNORED, PERSONAL):
                self._columns.setdefault(use.becomes, []).append((number, use.column))
        self._rules = [(at[column], rule) for column, rule in mapping.rules.items()]
        checks: dict[str, Callable[[str], str]] = {
            **dict.fromkeys(("place", "sort", "version"), self._plain),
            **dict.fromkeys(("url", "source"), self._address),
            "signed": self._day,
        }
        self._others = [(c, check) for c, check in checks.items() if c in self._columns]
        self._several = [column for column in ("first", "demands") if column in self._columns]
        self._has_contacts = any(person in self._columns for person in PERSONS)
        self._good: dict[str, dict[str, str]] = {column: {} for column in self._columns}
        self._row = SourceRow("", 0, ())
        self._wrong: list[str] = []

    def take(self, row: SourceRow) -> None:
        """Convert a row, and put it where it belongs."""
        result = self.result
        self._row, self._wrong = row, []
        before = len(result.left_out)
        cells = self._cells()
        if not all(rule.names(row.cells[at]) for at, rule in self._rules):
            result.declined.append(Incoming(row.file, row.line, cells))
        elif self._wrong or (noted := self._asks_to_stay_out()):
            result.noted += not self._wrong
            messages = self._wrong or [noted]
            result.refused.append(
                tuple(Problem(row.file, row.line, 0, message, ABOUT_IMPORTING)
                      for message in dict.fromkeys(messages))
            )  # fmt: skip
        else:
            result.rows.append(Incoming(row.file, row.line, cells))
            return
        del result.left_out[before:]  # of a row that is not taken

    def _cells(self) -> dict[str, str]:
        """Return the row's cells for the list; all that speaks against it goes to `_wrong`."""
        kind = self._kind_of()
        found: dict[str, str] = {"name": "", "kind": kind}
        if kind == "organization":
            self._take_organization(found)
        else:
            self._take_individual(found)
        if not self._wrong:
            self._check_name(found["name"], kind)
        for column, check in self._others:
            if column not in found:
                found[column] = self._optional(column, check)
        for column in self._several:
            found[column] = " ".join(m for m in self._all_meanings(column) if m != "no")
        if any(self._row.cells[at].strip() for at, _ in self._columns.get(STRUCK_OUT, ())):
            found["withdrawn"] = "struck through"
        elif "withdrawn" in self._columns:
            found["withdrawn"] = self._required("withdrawn", self._day)
        return {column: value for column, value in found.items() if value}

    def _kind_of(self) -> str:
        for at, column in self._columns.get("kind", ()):
            if meaning := self._meanings.of("kind", self._row.cells[at]):
                return meaning
            if not self._kind:
                self._wrong.append(
                    f"the column {quote(column)} does not say whether an organization or an "
                    "individual signed; fill it in, or write --kind for rows that do not say"
                )
        return self._kind

    def _take_organization(self, found: dict[str, str]) -> None:
        name = self._required("name", self._plain)
        found["name"] = name or self._required("organization", self._plain)
        found["affiliation"] = self._optional("affiliation", self._plain)
        found["group"] = next(iter(self._all_meanings("group")), "")
        if self._has_contacts:
            self._drop(PERSONS, CONTACT_NAMES)
            self._drop(("title",), CONTACT_TITLES)
        else:
            found["title"] = self._optional("title", self._plain)

    def _take_individual(self, found: dict[str, str]) -> None:
        first, last = (
            "" if means_nothing(part) else part
            for part in (
                self._required("first name", self._plain), self._required("last name", self._plain)
            )
        )  # fmt: skip
        is_joined = bool(first and last and UNSPACED.search(last) and UNSPACED.search(first))
        parts = f"{last}{first}" if is_joined else " ".join(filter(None, (first, last)))
        found["name"] = (
            self._required("name", self._plain) or parts or self._required("person", self._plain)
        )
        if first and last and found["name"] == parts and not is_joined:
            found["sort"] = self._optional("sort", self._plain) or f"{last}, {first}"
        organization = self._optional("organization", self._plain)
        found["affiliation"] = self._optional("affiliation", self._plain) or organization
        found["title"] = self._optional("title", self._plain)
        if any(self._all_meanings("group")):
            why = "groups of individuals left out, since only organizations have one"
            self.result.tidied[why] += 1

    def _check_name(self, name: str, kind: str) -> None:
        """Refuse a row whose name is missing, or names nobody."""
        targets = ("name", "organization") if kind == "organization" else ("name", *PERSONS)
        columns = [column for target in targets for _, column in self._columns.get(target, ())]
        where = " and ".join(map(quote, columns))
        if not columns:
            message = (
                f"the file has no column for the name of an {kind}; say which holds it by --map"
            )
        elif not name:
            message = f"{where} is empty; fill in the name, or leave it out"
        elif is_anonymous(name):
            self.result.anonymous += 1
            message = f"{where} is {quote(name)}, which names nobody; count it in `unnamed`"
        elif means_nothing(name):
            message = (
                f"{where} is {quote(name)}, which names nobody; leave the row out, or, if "
                "somebody is called so, run `campaign add`"
            )
        else:
            return
        self._wrong.append(message)

    def _asks_to_stay_out(self) -> str:
        """Say where the row's notes ask not to name the signatory; empty where none does."""
        for at, column in self._notes:
            cell = self._row.cells[at]
            is_text = len(cell) > 3 and not cell[0].isdigit() and "@" not in cell[:60]
            if is_text and (words := asks_to_stay_out(cell)):
                return (
                    f"the column {quote(column)} says {quote(words)}, so that the signatory may "
                    "not want to be named; ask them, and delete that note in a copy of the file, "
                    "or the row"
                )
        return ""

    def _drop(self, targets: tuple[str, ...], holds: str) -> None:
        cells = [
            self._row.cells[at] for target in targets for at, _ in self._columns.get(target, ())
        ]
        self.result.dropped[holds] += any(map(str.strip, cells))

    def _all_meanings(self, target: str) -> tuple[str, ...]:
        found: list[str] = []
        for at, _ in self._columns.get(target, ()):
            found += self._meanings.all_of(target, self._row.cells[at].strip()) or ()
        return tuple(dict.fromkeys(found))

    def _required(self, target: str, check: Callable[[str], str]) -> str:
        """Return the first filled cell of a target; what is wrong with it refuses the row."""
        for at, column in self._columns.get(target, ()):
            if not (cell := self._row.cells[at]) or cell.isspace():
                continue
            try:
                return cell if _is_ordinary(cell) else check(self._tidied(tidy(cell)))
            except Wrong as why:
                self._wrong.append(f"{quote(column)} {why}")
        return ""

    def _optional(self, target: str, check: Callable[[str], str]) -> str:
        """Return the cells of a target, joined; one that is wrong is left out, and told of."""
        found = []
        for at, column in self._columns.get(target, ()):
            cell = self._row.cells[at]
            if (
                cell
                and not cell.isspace()
                and (value := self._checked(target, column, cell, check))
            ):
                found.append(value)
        return ", ".join(dict.fromkeys(found)) if len(found) > 1 else "".join(found)

    def _checked(self, target: str, column: str, cell: str, check: Callable[[str], str]) -> str:
        good = self._good[target]
        if (known := good.get(cell)) is not None:
            return known
        is_nothing = means_nobody if target in ("affiliation", "organization") else means_nothing
        if is_nothing(cell):
            self.result.tidied['answers such as "n/a" left out'] += 1
            return ""
        try:
            if check == self._plain and _is_ordinary(cell):
                value = cell
            else:
                is_address = check == self._address
                value = check(self._tidied(tidy_address(cell) if is_address else tidy(cell)))
        except Wrong as why:
            row = self._row
            self.result.left_out.append(LeftOut(row.file, row.line, column, _shown(cell, str(why))))
            return ""
        if value == cell and target not in VARIED_TARGETS:  # what was tidied is counted each time
            good[cell] = value
        return value

    def _tidied(self, found: Tidied) -> str:
        self.result.tidied.update(found.changes)
        return found.text

    def _plain(self, value: str) -> str:
        if holds := looks_like(value):
            raise Wrong(
                f"holds what looks like {holds}, {MUST_NOT}; delete it there", ABOUT_PERSONAL_DATA
            )
        value = text_cell(value)
        if value.startswith(FORMULA):
            raise Wrong(
                f"begins with {quote(value[0])}, as a formula does; begin it with a letter",
                ABOUT_IMPORTING,
            )
        if value in ERRORS:
            raise Wrong(
                f"is the spreadsheet's error {quote(value)}; write the text instead",
                ABOUT_IMPORTING,
            )
        if LOST in value:
            raise Wrong(
                "holds the sign for a letter that was lost; write the word anew", ABOUT_ENCODING
            )
        if not any(map(str.isalnum, value)):
            raise Wrong(
                f"is {quote(value)}, which holds no letter; write the text in words",
                ABOUT_IMPORTING,
            )
        return value

    def _address(self, value: str) -> str:
        if EMAIL.search(value) and "//" not in value:
            raise Wrong(
                f"holds what looks like an e-mail address, {MUST_NOT}; delete it there",
                ABOUT_PERSONAL_DATA,
            )
        return url_cell(value)

    def _day(self, value: str) -> str:
        if has_time := DAY_AND_TIME.fullmatch(value):
            value = has_time[1]  # read once for all times of a day
        if value.isascii() and value.isdigit() and int(value) in EXCEL_DAYS:
            self.result.tidied["Excel's numbers of days read as dates"] += 1
            return (EXCEL_BEGIN + timedelta(days=int(value))).isoformat()
        found = readings(value)
        if not found:
            raise Wrong(f"is {quote(value)}, which is no date; write it as 2021-02-09", ABOUT_DATES)
        day = found.get(self._order)
        if day is None:
            raise Wrong(
                f"is {quote(value)}, which is no date when read {self._order}; "
                "write it as 2021-02-09",
                ABOUT_DATES,
            )
        return day.isoformat()


def _is_ordinary(cell: str) -> bool:
    """Whether a cell needs no tidying and no check."""
    return (
        len(cell) <= LONGEST
        and ORDINARY.fullmatch(cell) is not None
        and not any(map(cell.lower().__contains__, SPOKEN_SIGNS))
    )


def _shown(cell: str, why: str) -> str:
    """Say what is wrong with a cell, with its value from the file if that may be shown."""
    value = " ".join(cell.split())
    return why if quote(value) in why or looks_like(value) else f"is {quote(value)}: it {why}"
