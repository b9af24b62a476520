"""Turns a file's rows into rows of the list: checked, tidied, without personal data."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from campaign.config.fields import Wrong
from campaign.core.dates import ORDERS, Order, readings
from campaign.core.problems import Problem, quote
from campaign.curation.list_checks import MISREAD
from campaign.importer.dates import DAY_AND_TIME
from campaign.importer.header_synonyms import NOTHING, PERSONS
from campaign.importer.mapping import PERSONAL, UNUSED, ColumnMapping
from campaign.importer.personal import CONTACT_NAMES, CONTACT_TITLES, MUST_NOT, looks_like
from campaign.importer.table import SourceRow, Table
from campaign.importer.value_mapping import Meanings
from campaign.safety.personal_data import EMAIL
from campaign.signatories.cells import LONGEST, text_cell, url_cell
from campaign.signatories.signatories_csv import COLUMNS, VARIED

FORMULA = ("=", "+", "-", "@", "\t")
"""What a cell that a spreadsheet would run begins with."""
ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!")
)
LOST = "\ufffd"
_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
ORDINARY = re.compile(
    rf"[{_LETTER}][{_LETTER}.,'’&\-]*(?: [{_LETTER}&(][{_LETTER}.,'’&()\-]*){{0,20}}"
)
"""A text that no check has anything to say about: words, single spaces. Most names are."""
SPOKEN_SIGNS = (" at ", " dot ", "(at)", "arroba")
"""What may stand for the signs of an e-mail address, in small letters."""
TEXTS = ("title", "affiliation", "place", "sort", "version")
OPTIONAL = (*TEXTS, "url", "source")
"""Columns in which an answer such as "n/a" means that there is none."""
DAYS = ("signed", "withdrawn")
LONGEST_NOTHING = max(map(len, NOTHING))
HOST_ALONE = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24})(?::\d+)?(?:[/?#]\S*)?", re.I
)
"""A web address that lacks its beginning, with the last part of its host."""
NO_HOST = frozenset(
    "bmp csv doc docx gif htm html jpeg jpg js json odt pdf php png rtf svg tif txt webp xls xlsx "
    "xml yaml yml".split()
)
"""What the name of a file ends in, and no host's."""


class Incoming(NamedTuple):
    """A signatory of the file, and where its row stands."""

    file: str
    line: int
    cells: Mapping[str, str]
    """Columns of the list and what they hold; none is empty."""

    @property
    def place(self) -> str:
        """Where the row stands, as problems say it."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True)
class Converted:
    """All rows of a file."""

    rows: tuple[Incoming, ...]
    refused: tuple[tuple[Problem, ...], ...]
    """The rows that cannot be taken; each with all that is wrong with it."""
    dropped: Mapping[str, int]
    """How many cells were dropped, by the personal data that they hold."""
    tidied: Mapping[str, int]
    """How many cells were changed without a change of meaning, by what was done."""
    declined: tuple[Incoming, ...] = ()
    """Those who did not agree to be named."""


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
    rows: list[Incoming] = []
    refused: list[tuple[Problem, ...]] = []
    declined: list[Incoming] = []
    for row in table.rows if watched is None else watched:
        cells, wrong = converter.convert(row)
        if not converter.consents(row):
            declined.append(Incoming(row.file, row.line, cells))
        elif wrong:
            refused.append(
                tuple(Problem(row.file, row.line, 0, message) for message in dict.fromkeys(wrong))
            )
        else:
            rows.append(Incoming(row.file, row.line, cells))
    return Converted(
        tuple(rows), tuple(refused), converter.dropped, converter.tidied, tuple(declined)
    )


class _Converter:
    """Converts one row after another, and counts what it leaves out."""

    def __init__(self, table: Table, mapping: ColumnMapping, meanings: Meanings) -> None:
        self.dropped: Counter[str] = Counter()
        self.tidied: Counter[str] = Counter()
        self._meanings = meanings
        self._kind = mapping.kind
        self._order: Order = next(
            (order for order in ORDERS if order == mapping.dates),
            mapping.orders.order or ORDERS[0],
        )
        at = {column: number for number, column in enumerate(table.header)}
        self._columns: dict[str, list[tuple[int, str]]] = {}
        for use in mapping.uses:
            if use.becomes not in (UNUSED, PERSONAL):
                self._columns.setdefault(use.becomes, []).append((at[use.column], use.column))
            elif use.becomes == PERSONAL:
                number = at[use.column]
                self.dropped[use.holds] += sum(1 for r in table.rows if r.cells[number].strip())
        checks: dict[str, Callable[[str], str] | None] = {
            **dict.fromkeys(("place", "sort", "version")),
            **dict.fromkeys(("url", "source"), self._address),
            **dict.fromkeys(DAYS, self._day),
        }
        self._others = [(c, check) for c, check in checks.items() if c in self._columns]
        self._several = [column for column in ("first", "demands") if column in self._columns]
        self._has_contacts = any(person in self._columns for person in PERSONS)
        self._good: dict[str, dict[str, str]] = {column: {} for column in self._columns}

    def convert(self, row: SourceRow) -> tuple[dict[str, str], list[str]]:
        """Return a row's cells for the list, and all that is wrong with it."""
        wrong: list[str] = []
        kind = self._kind_of(row, wrong)
        found: dict[str, str] = {"name": "", "kind": kind}
        if kind == "organization":
            self._take_organization(row, found, wrong)
        else:
            self._take_individual(row, found, wrong)
        if not found["name"] and not wrong:
            wrong.append(self._nameless(kind))
        for column, check in self._others:
            if column not in found:
                found[column] = self._checked(column, row, wrong, check)
        for column in self._several:
            meanings = self._all_meanings(column, row)
            found[column] = " ".join(m for m in meanings if m != "no")
        return {column: value for column, value in found.items() if value}, wrong

    def consents(self, row: SourceRow) -> bool:
        """Whether a row's signatory agreed to be named, where the file asks that."""
        return all(
            self._meanings.of("consent", row.cells[at]) == "yes"
            for at, _ in self._columns.get("consent", ())
        )

    def _kind_of(self, row: SourceRow, wrong: list[str]) -> str:
        for at, column in self._columns.get("kind", ()):
            if meaning := self._meanings.of("kind", row.cells[at]):
                return meaning
            if not self._kind:
                wrong.append(
                    f"the column {quote(column)} does not say whether an organization or an "
                    "individual signed; fill it in, or write --kind for rows that do not say"
                )
        return self._kind

    def _take_organization(self, row: SourceRow, found: dict[str, str], wrong: list[str]) -> None:
        found["name"] = self._text("name", row, wrong) or self._text("organization", row, wrong)
        found["affiliation"] = self._text("affiliation", row, wrong)
        found["group"] = next(iter(self._all_meanings("group", row)), "")
        if self._has_contacts:
            self._drop(row, PERSONS, CONTACT_NAMES)
            self._drop(row, ("title",), CONTACT_TITLES)
        else:
            found["title"] = self._text("title", row, wrong)

    def _take_individual(self, row: SourceRow, found: dict[str, str], wrong: list[str]) -> None:
        first, last = self._text("first name", row, wrong), self._text("last name", row, wrong)
        found["name"] = (
            self._text("name", row, wrong)
            or " ".join(filter(None, (first, last)))
            or self._text("person", row, wrong)
        )
        if first and last and found["name"] == f"{first} {last}":
            found["sort"] = self._text("sort", row, wrong) or f"{last}, {first}"
        organization = self._text("organization", row, wrong)
        found["affiliation"] = self._text("affiliation", row, wrong) or organization
        found["title"] = self._text("title", row, wrong)
        if any(self._all_meanings("group", row)):
            self.tidied["groups of individuals left out, since only organizations have one"] += 1

    def _nameless(self, kind: str) -> str:
        targets = ("name", "organization") if kind == "organization" else ("name", *PERSONS)
        columns = [column for target in targets for _, column in self._columns.get(target, ())]
        if not columns:
            return f"the file has no column for the name of an {kind}; say which holds it by --map"
        return f"{' and '.join(map(quote, columns))} is empty; fill in the name, or leave it out"

    def _drop(self, row: SourceRow, targets: tuple[str, ...], holds: str) -> None:
        cells = [row.cells[at] for target in targets for at, _ in self._columns.get(target, ())]
        if any(map(str.strip, cells)):
            self.dropped[holds] += 1

    def _all_meanings(self, target: str, row: SourceRow) -> tuple[str, ...]:
        columns = self._columns.get(target, ())
        if len(columns) == 1:
            return self._meanings.all_of(target, row.cells[columns[0][0]]) or ()
        return tuple(
            dict.fromkeys(
                meaning
                for at, _ in columns
                for meaning in self._meanings.all_of(target, row.cells[at]) or ()
            )
        )

    def _text(self, target: str, row: SourceRow, wrong: list[str]) -> str:
        return self._checked(target, row, wrong) if target in self._columns else ""

    def _checked(
        self,
        target: str,
        row: SourceRow,
        wrong: list[str],
        check: Callable[[str], str] | None = None,
    ) -> str:
        """Return the checked cells of a target, several with commas between them."""
        columns = self._columns[target]
        if len(columns) == 1:
            ((at, column),) = columns
            cell = row.cells[at]
            return self._checked_cell(target, cell, column, wrong, check) if cell else ""
        parts = [
            self._checked_cell(target, row.cells[at], column, wrong, check)
            for at, column in columns
        ]
        return ", ".join(dict.fromkeys(filter(None, parts)))

    def _checked_cell(
        self,
        target: str,
        cell: str,
        column: str,
        wrong: list[str],
        check: Callable[[str], str] | None,
    ) -> str:
        """Return a cell as `check` makes it, which for most columns is a plain text."""
        if not cell or cell.isspace():
            return ""
        good = self._good[target]
        known = good.get(cell)
        if known is not None:
            return known
        if target in DAYS and (day := DAY_AND_TIME.fullmatch(cell)):
            # The same day at another time; what is no day is said below.
            known = good.get(day[1])
            if known is not None:
                return known
            cell = day[1]
        optional = target in OPTIONAL
        if check is None and self._is_ordinary(cell, optional):
            value = cell
        else:
            tidied = self._tidy(cell, optional=optional)
            try:
                value = (check or self._plain)(tidied) if tidied else ""
            except Wrong as why:
                wrong.append(f"{quote(column)} {why}")
                return ""
            if value != cell:  # what was tidied is counted each time
                return value
        if target not in VARIED_TARGETS:
            good[cell] = value
        return value

    @staticmethod
    def _is_ordinary(cell: str, optional: bool) -> bool:
        small = cell.lower()
        return (
            len(cell) <= LONGEST
            and ORDINARY.fullmatch(cell) is not None
            and not any(map(small.__contains__, SPOKEN_SIGNS))
            and (cell.isascii() or not MISREAD.search(cell))
            and not (optional and len(cell) <= LONGEST_NOTHING and cell.casefold() in NOTHING)
        )

    def _tidy(self, cell: str, *, optional: bool) -> str:
        value = " ".join(cell.split())
        if value != cell.strip(" "):
            breaks = "\n" in cell.strip() or "\r" in cell.strip()
            self.tidied[
                "line breaks became spaces" if breaks else "superfluous spaces left out"
            ] += 1
        if not value.isascii():
            composed = unicodedata.normalize("NFC", value)
            if composed != value:
                self.tidied["accents joined with their letters"] += 1
                value = composed
        if optional and value.casefold() in NOTHING:
            self.tidied['answers such as "n/a" left out'] += 1
            return ""
        return value

    def _plain(self, value: str) -> str:
        if holds := looks_like(value):
            raise Wrong(f"holds what looks like {holds}, {MUST_NOT}; delete it there")
        value = text_cell(value)
        if value.startswith(FORMULA):
            raise Wrong(f"begins with {quote(value[0])}, as a formula does; begin it with a letter")
        if value in ERRORS:
            raise Wrong(f"is the spreadsheet's error {quote(value)}; write the text instead")
        if not value.isascii() and MISREAD.search(value):
            raise Wrong(
                f"is {quote(value)}, which looks like letters read in the wrong encoding; "
                "export the file anew, as UTF-8"
            )
        if LOST in value:
            raise Wrong("holds the sign for a letter that was lost; write the word anew")
        if not any(map(str.isalnum, value)):
            raise Wrong(f"is {quote(value)}, which holds no letter; write the text in words")
        return value

    def _address(self, value: str) -> str:
        if EMAIL.search(value) or value.casefold().startswith("mailto:"):
            raise Wrong(f"holds what looks like an e-mail address, {MUST_NOT}; delete it there")
        alone = HOST_ALONE.fullmatch(value)
        if alone and alone[1].lower() not in NO_HOST:
            self.tidied["https:// put before web addresses that lacked it"] += 1
            value = f"https://{value}"
        return url_cell(value)

    def _day(self, value: str) -> str:
        found = readings(value)
        if not found:
            raise Wrong(f"is {quote(value)}, which is no date; write it as 2021-02-09")
        day = found.get(self._order)
        if day is None:
            raise Wrong(
                f"is {quote(value)}, which is no date when read {self._order}; "
                "write it as 2021-02-09"
            )
        return day.isoformat()


VARIED_TARGETS = frozenset((*(COLUMNS[at] for at in VARIED), *PERSONS, "organization"))
"""Columns whose cells differ from row to row, so that remembering them is no gain."""
