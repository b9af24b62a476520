"""Turns a file's rows into rows of the list: checked, tidied, without personal data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from campaign.core.dates import Order, readings
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import (
    ABOUT_DATES,
    ABOUT_DONATION_ADDRESS,
    ABOUT_ENCODING,
    ABOUT_IMPORTING,
    ABOUT_PERSONAL_DATA,
)
from campaign.importer.choices import PERSONAL, STRUCK_OUT
from campaign.importer.columns import (
    CONTACT_NAMES,
    CONTACT_TITLES,
    DAY_AND_TIME,
    MUST_NOT,
    TableColumn,
    looks_like,
)
from campaign.importer.consent import wishes
from campaign.importer.mapping import ColumnMapping
from campaign.importer.table import SourceRow, row_problem
from campaign.importer.words import (
    CHINESE_OR_JAPANESE,
    NAMES,
    PERSONS,
    allows_name_alone,
)
from campaign.safety.link_policy import LinkPolicy
from campaign.safety.personal_data import EMAIL, NOTHING_PUBLIC, PublicDetails
from campaign.signatories.cells import day_cell, logo_cell, text_cell, url_cell
from campaign.signatories.list_addresses import diverting_link, diverting_texts, misleading_link
from campaign.signatories.tidy import (
    is_anonymous,
    means_nobody,
    means_nothing,
    names_nobody,
    tidy,
    tidy_address,
)

FORMULA = re.compile(r"[=\t-]|\+(?![^(|!=]*[^\W\d_]{3}[^(|!=]*$)|@(?! )")
"""How a cell begins that a spreadsheet would run; groups are called "+Sample" or "@ The Sample"."""
ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!")
)
DAYS = ("signed", "withdrawn")
ADDRESSES = ("url", "source")
LOGO = "logo"
ABOUT_SIGNER = ("affiliation", "title", "place", "url", LOGO)
OPTIONAL = ("affiliation", "place", "sort", "version", *ADDRESSES, "signed", LOGO)
"""Cells that are taken alike from organizations and individuals."""
MUST = frozenset((*NAMES, "withdrawn", STRUCK_OUT))
"""Cells that refuse the row where they are not good."""


class Incoming(NamedTuple):
    """A signatory of the file, and where its row stands."""

    file: str
    line: int
    cells: Mapping[str, str]
    """Columns of the list and what they hold; none is empty."""


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
    left_out: list[Problem] = field(default_factory=list)
    """The cells that could not be taken, of rows that were."""
    unnamed: int = 0
    """How many of the refused gave no name."""
    noted: int = 0
    """How many of the refused ask in a note not to be named."""


class _Read(NamedTuple):
    """What a cell says, what was done to it, and why it cannot be taken."""

    value: str
    changes: tuple[str, ...] = ()
    why: str = ""


def convert(
    mapping: ColumnMapping,
    rows: Iterable[SourceRow],
    public: PublicDetails = NOTHING_PUBLIC,
    policy: LinkPolicy | None = None,
) -> Converted:
    """Return every row as a signatory or as refused, in the file's order.

    What is `public` may stand in a cell; nothing may that the policy does not let the list say.
    """
    converter = _Converter(mapping, _Rules(mapping.order, public, policy))
    for row in rows:
        converter.take(row)
    return converter.result


class _Rules(NamedTuple):
    """What decides how a cell is read, and whether the list may hold it."""

    order: Order
    public: PublicDetails
    policy: LinkPolicy | None


class _Converter:
    """Converts one row after another, and counts what it leaves out."""

    def __init__(self, mapping: ColumnMapping, allowed: _Rules) -> None:
        self.result = Converted()
        self._mapping, self._allowed = mapping, allowed
        self._said: defaultdict[str, dict[str, _Read]] = defaultdict(dict)
        """What each cell says, by what it is read as: what stands in one row stands in many."""
        self._columns = {column.becomes: mapping.of(column.becomes) for column in mapping.columns}
        self._rules = [(each.at, each.name, each.rule) for each in mapping.columns if each.rule]
        self._contacts = (
            ((mapping.of(*PERSONS), CONTACT_NAMES), (mapping.of("title"), CONTACT_TITLES))
            if mapping.of(*PERSONS)
            else ()
        )
        for column in mapping.of(PERSONAL):
            filled = sum(count for cell, count in column.counts.items() if cell.strip())
            self.result.dropped[column.holds] += filled
        self._notes = [(column, asking) for column in mapping.columns if (asking := wishes(column))]
        self._row = SourceRow("", 0, ())
        self._wrong: list[str] = []
        self._left_out: list[Problem] = []
        self._is_unnamed = False

    def take(self, row: SourceRow) -> None:
        """Convert a row, and put it where it belongs."""
        result = self.result
        self._row, self._wrong, self._left_out, self._is_unnamed = row, [], [], False
        cells = self._cells()
        noted = self._asks_to_stay_out()
        if not all(rule.names(row.cells[at]) for at, _, rule in self._rules):
            result.declined.append(Incoming(row.file, row.line, cells))
        elif self._wrong or noted:
            result.unnamed += self._is_unnamed
            result.noted += not self._wrong
            why = dict.fromkeys(self._wrong or [noted])
            result.refused.append(tuple(row_problem(row.file, row.line, text) for text in why))
        else:
            cells = self._without_misleading_link(self._as_allowed(cells))
            result.rows.append(Incoming(row.file, row.line, cells))
            result.left_out += self._left_out

    def _as_allowed(self, cells: dict[str, str]) -> dict[str, str]:
        """Leave out what somebody who may be named does not want to be published."""
        answers = ((name, self._row.cells[at]) for at, name, _ in self._rules)
        limit = next((each for each in answers if allows_name_alone(each[1])), None)
        if limit is None or cells.keys().isdisjoint(ABOUT_SIGNER):
            return cells
        shown = " is ".join(map(quote, limit))
        self._leave_out(f"{shown}: all but the name is left out; add by hand what it allows")
        return {column: cells[column] for column in cells if column not in ABOUT_SIGNER}

    def _without_misleading_link(self, cells: dict[str, str]) -> dict[str, str]:
        """Leave out a link from a name that says it leads to where the campaign's own does."""
        link = cells.get("url", "")
        if not (why := misleading_link(cells["name"], link, self._allowed.policy)):
            return cells
        self._leave_out(f"the link {quote(link)} of {quote(cells['name'])} {why}")
        return {column: cell for column, cell in cells.items() if column != "url"}

    def _leave_out(self, why: str) -> None:
        self._left_out.append(row_problem(self._row.file, self._row.line, why))

    def _cells(self) -> dict[str, str]:
        """Return the row's cells for the list; all that speaks against it goes to `_wrong`."""
        kind = self._kind_of()
        found = {target: self._value(target) for target in OPTIONAL if target in self._columns}
        found["kind"] = kind
        if kind == "organization":
            found["name"] = self._value("name") or self._value("organization")
            found["group"] = next(iter(self._meanings("group")), "")
            for columns, holds in self._contacts:
                filled = any(self._row.cells[column.at].strip() for column in columns)
                self.result.dropped[holds] += filled
        else:
            self._take_individual(found)
        if not (kind == "organization" and self._contacts):
            found["title"] = self._value("title")
            if found["title"] == found["name"]:
                found["title"] = ""  # a page's title, as Hugo has it, and not a person's
        if not self._wrong:
            self._check_name(found["name"], kind)
        for target in ("first", "demands"):
            found[target] = " ".join(m for m in self._meanings(target) if m != "no")
        found["withdrawn"] = self._value("withdrawn")
        if self._value(STRUCK_OUT):
            found["withdrawn"] = "struck through"
        return {column: value for column, value in found.items() if value}

    def _kind_of(self) -> str:
        for column in self._columns.get("kind", ()):
            answers = self._mapping.meanings.answers("kind", self._row.cells[column.at])
            if meaning := next(filter(None, answers.values()), None):
                return meaning
            if not self._mapping.kind:
                self._wrong.append(
                    f"the column {quote(column.name)} does not say whether an organization or an "
                    "individual signed; fill it in, or write --kind for rows that do not say"
                )
        return self._mapping.kind

    def _take_individual(self, found: dict[str, str]) -> None:
        found["name"] = self._value("name")
        self._join_parts(found)
        found["name"] = found["name"] or self._value("person")
        organization = self._value("organization", "affiliation")
        found["affiliation"] = found.get("affiliation") or organization
        if any(self._meanings("group")):
            why = "groups of individuals left out, since only organizations have one"
            self.result.tidied[why] += 1

    def _join_parts(self, found: dict[str, str]) -> None:
        first, last = self._part("first name"), self._part("last name")
        if found["name"] or not (first and last):
            found["name"] = found["name"] or first or last
        elif CHINESE_OR_JAPANESE.search(last) and CHINESE_OR_JAPANESE.search(first):
            found["name"] = f"{last}{first}"
        else:
            found["name"] = f"{first} {last}"
            found["sort"] = found.get("sort") or f"{last}, {first}"

    def _part(self, target: str) -> str:
        """Return a part of a name, of all columns of it; what says nothing, as "n/a", is none.

        What is written small, as "van der", stands before the rest wherever its column stands.
        """
        if target not in self._columns:
            return ""
        columns = [(each, self._row.cells[each.at]) for each in self._columns[target]]
        told = [each for each, cell in columns if _may_be_called(cell) or not means_nothing(cell)]
        parts = filter(None, (self._read_cell(target, column) for column in told))
        return " ".join(sorted(parts, key=lambda part: not part.islower()))

    def _check_name(self, name: str, kind: str) -> None:
        """Refuse a row whose name is missing, or names nobody."""
        if name and not names_nobody(name):
            return
        targets = ("name", "organization") if kind == "organization" else ("name", *PERSONS)
        where = " and ".join(quote(column.name) for column in self._mapping.of(*targets))
        self._is_unnamed = bool(where) and (not name or is_anonymous(name))
        if not where:
            message = (
                f"the file has no column for the name of an {kind}; say which holds it by --map"
            )
        elif not name:
            message = f"{where} is empty; fill in the name, leave it out, or count it in `unnamed`"
        elif self._is_unnamed:
            message = f"{where} is {quote(name)}, which names nobody; count it in `unnamed`"
        else:
            message = (
                f"{where} is {quote(name)}, which names nobody; leave the row out, or, if "
                "somebody is called so, run `campaign add`"
            )
        self._wrong.append(message)

    def _asks_to_stay_out(self) -> str:
        """Say where the row's notes ask not to name the signatory; empty where none does."""
        for column, asking in self._notes:
            if words := asking.get(self._row.cells[column.at]):
                return (
                    f"the column {quote(column.name)} says {quote(words)}, so that the signatory "
                    "may not want to be named; ask them, and delete that note in a copy of the "
                    "file, or the row"
                )
        return ""

    def _meanings(self, target: str) -> list[str]:
        """Return what the cells of a target mean, each meaning once."""
        meanings = self._mapping.meanings
        cells = [self._row.cells[column.at] for column in self._columns.get(target, ())]
        found = (meaning for cell in cells for meaning in meanings.answers(target, cell).values())
        return list(dict.fromkeys(filter(None, found))) if cells else []

    def _value(self, target: str, as_what: str = "") -> str:
        """Return the cells of a target, joined, each without what is wrong with it.

        That refuses the row where a cell must be good; otherwise the cell is left out, and told of.
        """
        if target not in self._columns:
            return ""
        read = [self._read_cell(as_what or target, column) for column in self._columns[target]]
        return ", ".join(dict.fromkeys(filter(None, read))) if len(read) > 1 else read[0]

    def _read_cell(self, as_what: str, column: TableColumn) -> str:
        """Return what a cell of the row says as this; empty where it says nothing, or no good."""
        cell = self._row.cells[column.at]
        if not cell or cell.isspace():
            return ""
        said = self._said[as_what]
        if cell not in said:
            said[cell] = _read(as_what, cell, self._allowed)
        value, changes, why = said[cell]
        if changes:
            self.result.tidied.update(changes)
        if not value and why and as_what in MUST:
            self._wrong.append(f"{quote(column.name)} {why}")
        elif not value and why:
            self._leave_out(f"{quote(column.name)} {_shown(cell, why)}")
        return value


def _may_be_called(part: str) -> bool:
    """Whether a word that may mean nothing is a name: people are called Null and Test."""
    part = part.strip()
    return part.isalpha() and part.istitle() and part.isascii() and len(part) > 3


def _read(target: str, cell: str, allowed: _Rules) -> _Read:
    """Read a cell; where the row depends on it, what means nothing is told of elsewhere."""
    if target not in MUST and (means_nobody if target == "affiliation" else means_nothing)(cell):
        return _Read("", ('answers such as "n/a" left out',))
    text, changes = tidy_address(cell) if target in ADDRESSES else tidy(cell)
    try:
        if target in ADDRESSES:
            return _Read(_address(text, allowed), changes)
        if target in DAYS:
            return _Read(_day(text, allowed.order), changes)
        if target == LOGO:
            return _Read(logo_cell(text, allowed.public), changes)
        return _Read(_plain(text, allowed, is_name=target in NAMES), changes)
    except Wrong as why:
        return _Read("", changes, str(why))


def _day(value: str, order: Order) -> str:
    if has_time := DAY_AND_TIME.fullmatch(value):
        value = has_time[1]
    found = readings(value)
    if order in found:
        return day_cell(found[order].isoformat()).isoformat()
    when = f" when read {order}" if found else ""
    raise Wrong(f"is {quote(value)}, which is no date{when}; write it as 2021-02-09", ABOUT_DATES)


def _plain(value: str, allowed: _Rules, *, is_name: bool) -> str:
    """Return a text; raise `Wrong` for what may not be published, or what a program left there."""
    if is_name and len(value) == 4 and value.isascii() and value.isdigit():
        return value  # a group may be called like a year
    if holds := looks_like(value, allowed.public):
        message = f"holds what looks like {holds}, {MUST_NOT}; delete it there"
        raise Wrong(message, ABOUT_PERSONAL_DATA)
    value = text_cell(value, allowed.public)
    if found := next(diverting_texts(value, allowed.policy), None):
        _, address, told = found
        raise Wrong(f"names {quote(address)}, which {told}", ABOUT_DONATION_ADDRESS)
    why, topic = "", ABOUT_IMPORTING
    if FORMULA.match(value):
        why = f"begins with {quote(value[0])}, as a formula does; begin it with a letter"
    elif value in ERRORS:
        why = f"is the spreadsheet's error {quote(value)}; write the text instead"
    elif "\ufffd" in value:
        why, topic = (
            "holds the sign for a letter that was lost; write the word anew",
            ABOUT_ENCODING,
        )
    elif not any(map(str.isalnum, value)):
        why = f"is {quote(value)}, which holds no letter; write the text in words"
    if why:
        raise Wrong(why, topic)
    return value


def _address(value: str, allowed: _Rules) -> str:
    if EMAIL.search(value) and "//" not in value and value not in allowed.public:
        message = f"holds what looks like an e-mail address, {MUST_NOT}; delete it there"
        raise Wrong(message, ABOUT_PERSONAL_DATA)
    value = url_cell(value, allowed.public)
    if why := diverting_link(value, allowed.policy):
        raise Wrong(why, ABOUT_DONATION_ADDRESS)
    return value


def _shown(cell: str, why: str) -> str:
    """Say what is wrong with a cell, with its value from the file if that may be shown."""
    value = " ".join(cell.split())
    return why if quote(value) in why or looks_like(value) else f"is {quote(value)}: it {why}"
