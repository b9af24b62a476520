"""Turns a file's rows into rows of the list: checked, tidied, without personal data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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
from campaign.importer.table import SourceRow, Table, refused
from campaign.importer.value_mapping import Meanings
from campaign.importer.words import HOLDS, NAMES, PERSONS, UNSPACED, asks_to_stay_out
from campaign.safety.personal_data import EMAIL
from campaign.safety.topics import ABOUT_PERSONAL_DATA
from campaign.signatories.cells import LONGEST, logo_cell, text_cell, url_cell
from campaign.signatories.tidy import (
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
FOUR_DIGITS = re.compile(r"\d{4}", re.ASCII)
EXCEL_DAYS = range(36_526, 73_050)
"""The numbers by which Excel counts the days of this century."""
EXCEL_BEGIN = date(1899, 12, 30)
DAYS = ("signed", "withdrawn")
ADDRESSES = ("url", "source")
LOGO = "logo"
OPTIONAL = ("place", "sort", "version", *ADDRESSES, "signed", LOGO)
"""Cells that are taken alike from organizations and individuals."""


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


class _Read(NamedTuple):
    """What a cell says, what was done to it, and why it cannot be taken."""

    value: str
    changes: tuple[str, ...] = ()
    why: str = ""


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
        self._columns: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._notes: list[tuple[int, str]] = []
        for use in mapping.uses:
            if use.becomes == PERSONAL:
                filled = sum(1 for cell in table.columns[use.column] if cell.strip())
                self.result.dropped[use.holds] += filled
            if use.becomes == UNUSED or use.holds == HOLDS["notes"]:
                self._notes.append((at[use.column], use.column))
            elif use.becomes not in (IGNORED, PERSONAL):
                self._columns[use.becomes].append((at[use.column], use.column))
        self._rules = [(at[column], rule) for column, rule in mapping.rules.items()]
        self._optional = [target for target in OPTIONAL if target in self._columns]
        self._several = [target for target in ("first", "demands") if target in self._columns]
        self._has_contacts = any(person in self._columns for person in PERSONS)
        self._known: defaultdict[str, dict[str, _Read]] = defaultdict(dict)
        self._row = SourceRow("", 0, ())
        self._wrong: list[str] = []
        self._left_out: list[LeftOut] = []

    def take(self, row: SourceRow) -> None:
        """Convert a row, and put it where it belongs."""
        result = self.result
        self._row, self._wrong, self._left_out = row, [], []
        one = Incoming(row.file, row.line, self._cells())
        if not all(rule.names(row.cells[at]) for at, rule in self._rules):
            result.declined.append(one)
        elif self._wrong:
            result.anonymous += is_anonymous(one.cells.get("name", ""))
            each = (refused(row.file, row.line, message) for message in dict.fromkeys(self._wrong))
            result.refused.append(tuple(problem for (problem,) in each))
        elif noted := self._asks_to_stay_out():
            result.noted += 1
            result.refused.append(refused(row.file, row.line, noted))
        else:
            result.rows.append(one)
            result.left_out += self._left_out

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
        for target in self._optional:
            if target not in found:
                found[target] = self._value(target)
        for target in self._several:
            found[target] = " ".join(m for m in self._all_meanings(target) if m != "no")
        if any(self._row.cells[at].strip() for at, _ in self._columns.get(STRUCK_OUT, ())):
            found["withdrawn"] = "struck through"
        elif "withdrawn" in self._columns:
            found["withdrawn"] = self._value("withdrawn", must_be_good=True)
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
        found["name"] = self._name("name") or self._name("organization")
        found["affiliation"] = self._value("affiliation")
        found["group"] = next(iter(self._all_meanings("group")), "")
        if self._has_contacts:
            self._drop(PERSONS, CONTACT_NAMES)
            self._drop(("title",), CONTACT_TITLES)
        else:
            found["title"] = self._value("title")

    def _take_individual(self, found: dict[str, str]) -> None:
        first, last = self._name("first name"), self._name("last name")
        first, last = (
            "" if means_nothing(part) and not _may_be_called(part) else part
            for part in (first, last)
        )
        is_joined = bool(first and last and UNSPACED.search(last) and UNSPACED.search(first))
        parts = f"{last}{first}" if is_joined else " ".join(filter(None, (first, last)))
        found["name"] = self._name("name") or parts or self._name("person")
        if first and last and found["name"] == parts and not is_joined:
            found["sort"] = self._value("sort") or f"{last}, {first}"
        organization = self._value("organization")
        found["affiliation"] = self._value("affiliation") or organization
        found["title"] = self._value("title")
        if any(self._all_meanings("group")):
            why = "groups of individuals left out, since only organizations have one"
            self.result.tidied[why] += 1

    def _check_name(self, name: str, kind: str) -> None:
        """Refuse a row whose name is missing, or names nobody."""
        if name and not (is_anonymous(name) or means_nothing(name)):
            return
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
            message = f"{where} is {quote(name)}, which names nobody; count it in `unnamed`"
        else:
            message = (
                f"{where} is {quote(name)}, which names nobody; leave the row out, or, if "
                "somebody is called so, run `campaign add`"
            )
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
        columns = [at for target in targets for at, _ in self._columns.get(target, ())]
        self.result.dropped[holds] += any(self._row.cells[at].strip() for at in columns)

    def _all_meanings(self, target: str) -> tuple[str, ...]:
        found: list[str] = []
        for at, _ in self._columns.get(target, ()):
            found += self._meanings.all_of(target, self._row.cells[at].strip()) or ()
        return tuple(dict.fromkeys(found))

    def _name(self, target: str) -> str:
        return self._value(target, must_be_good=True)

    def _value(self, target: str, *, must_be_good: bool = False) -> str:
        """Return the cells of a target, joined, each without what is wrong with it.

        That refuses the row where a cell must be good; otherwise the cell is left out, and told of.
        """
        if target not in self._columns:
            return ""
        found = []
        known = self._known[target]
        for at, column in self._columns[target]:
            if not (cell := self._row.cells[at]):
                continue
            if must_be_good:  # names differ from row to row
                value, changes, why = self._read(target, cell, must_be_good=True)
            elif cell in known:
                value, changes, why = known[cell]
            else:
                value, changes, why = known[cell] = self._read(target, cell, must_be_good=False)
            if changes:
                self.result.tidied.update(changes)
            if value:
                found.append(value)
            elif why and must_be_good:
                self._wrong.append(f"{quote(column)} {why}")
            elif why:
                place = self._row.file, self._row.line
                self._left_out.append(LeftOut(*place, column, _shown(cell, why)))
        return ", ".join(dict.fromkeys(found)) if len(found) > 1 else "".join(found)

    def _read(self, target: str, cell: str, *, must_be_good: bool) -> _Read:
        if cell.isspace():
            return _Read("")
        if not must_be_good:
            has_nobody = target in ("affiliation", "organization")
            if means_nobody(cell) if has_nobody else means_nothing(cell):
                return _Read("", ('answers such as "n/a" left out',))
        if target not in (*ADDRESSES, *DAYS, LOGO) and _is_ordinary(cell):
            return _Read(cell)
        text, changes = tidy_address(cell) if target in ADDRESSES else tidy(cell)
        try:
            if target in ADDRESSES:
                return _Read(_address(text), changes)
            if target in DAYS:
                day, more = self._day(text)
                return _Read(day, (*changes, *more))
            if target == LOGO:
                return _Read(logo_cell(text), changes)
            return _Read(_plain(text, is_name=target in NAMES and must_be_good), changes)
        except Wrong as why:
            return _Read("", changes, str(why))

    def _day(self, value: str) -> tuple[str, tuple[str, ...]]:
        if has_time := DAY_AND_TIME.fullmatch(value):
            value = has_time[1]
        if value.isascii() and value.isdigit() and int(value) in EXCEL_DAYS:
            day = (EXCEL_BEGIN + timedelta(days=int(value))).isoformat()
            return day, ("Excel's numbers of days read as dates",)
        found = readings(value)
        if self._order in found:
            return found[self._order].isoformat(), ()
        when = f" when read {self._order}" if found else ""
        message = f"is {quote(value)}, which is no date{when}; write it as 2021-02-09"
        raise Wrong(message, ABOUT_DATES)


def _plain(value: str, *, is_name: bool) -> str:
    """Return a text; raise `Wrong` for what may not be published, or what a program left there."""
    if is_name and FOUR_DIGITS.fullmatch(value):  # a group may be called like a year
        return value
    if holds := looks_like(value):
        message = f"holds what looks like {holds}, {MUST_NOT}; delete it there"
        raise Wrong(message, ABOUT_PERSONAL_DATA)
    value = text_cell(value)
    if value.startswith(FORMULA):
        message = f"begins with {quote(value[0])}, as a formula does; begin it with a letter"
        raise Wrong(message, ABOUT_IMPORTING)
    if value in ERRORS:
        message = f"is the spreadsheet's error {quote(value)}; write the text instead"
        raise Wrong(message, ABOUT_IMPORTING)
    if LOST in value:
        message = "holds the sign for a letter that was lost; write the word anew"
        raise Wrong(message, ABOUT_ENCODING)
    if not any(map(str.isalnum, value)):
        message = f"is {quote(value)}, which holds no letter; write the text in words"
        raise Wrong(message, ABOUT_IMPORTING)
    return value


def _address(value: str) -> str:
    if EMAIL.search(value) and "//" not in value:
        message = f"holds what looks like an e-mail address, {MUST_NOT}; delete it there"
        raise Wrong(message, ABOUT_PERSONAL_DATA)
    return url_cell(value)


def _may_be_called(part: str) -> bool:
    """Whether a word that means nothing may be a part of a name, by its capital: Null, Test."""
    return part.isalpha() and part.istitle() and part.isascii() and len(part) > 3


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
