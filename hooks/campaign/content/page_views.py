"""How often texts of further reading were read: docs/data/reads.csv, one row a text and import."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from campaign.config.fields import Wrong, iso_date, secure_address, whole_number
from campaign.core.problems import Problem, quote

READS = "data/reads.csv"
COLUMNS = ("date", "url", "count")


class Read(NamedTuple):
    """How often a text had been read until a day, in all."""

    date: date
    url: str
    total: int


class Standing(NamedTuple):
    """Where a text stands: all its readers, and how many of them are new."""

    total: int | None
    growth: int | None
    """Since the import before the latest; None where there was none."""


@dataclass(frozen=True)
class Reads:
    """All counts that were ever imported."""

    rows: tuple[Read, ...] = ()

    @cached_property
    def _by_url(self) -> Mapping[str, list[Read]]:
        found: dict[str, list[Read]] = {}
        for row in sorted(self.rows):
            found.setdefault(row.url, []).append(row)
        return found

    @property
    def addresses(self) -> Iterable[str]:
        """The addresses that have a count."""
        return self._by_url.keys()

    @property
    def as_of(self) -> date | None:
        """The day of the latest import."""
        return max((row.date for row in self.rows), default=None)

    def standing(self, url: str) -> Standing:
        """Return where the text at an address stands."""
        rows = self._by_url.get(url)
        if not rows:
            return Standing(None, None)
        growth = rows[-1].total - rows[-2].total if len(rows) > 1 else None
        return Standing(rows[-1].total, growth)

    def before(self, url: str, day: date) -> int | None:
        """Return the count that a text had before a day."""
        earlier = [row.total for row in self._by_url.get(url, ()) if row.date < day]
        return earlier[-1] if earlier else None

    def with_counts(self, counts: Mapping[str, int], day: date) -> Reads:
        """Return the counts with those of one day; what was there for this day is replaced."""
        kept = [row for row in self.rows if not (row.date == day and row.url in counts)]
        return Reads(tuple(sorted([*kept, *(Read(day, *each) for each in counts.items())])))


def read_reads(text: str, path: str) -> tuple[Reads, list[Problem]]:
    """Return the counts of a reads.csv, and every problem in it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: dict[tuple[date, str], Read] = {}
    problems: list[Problem] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if tuple(header) != COLUMNS:
            message = f"the header is {quote(','.join(header))}; write {quote(','.join(COLUMNS))}"
            return Reads(), [Problem(path, 1, 1, message)]
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row, found = _row(cells, path, line)
                problems += found
                if row and rows.setdefault((row.date, row.url), row) != row:
                    message = "this address has another count on the same day; keep one of the two"
                    problems.append(Problem(path, line, 1, message))
            line = reader.line_num + 1
    except csv.Error:
        message = (
            "a quotation mark is not closed, or text follows one; import the counts anew with "
            "`campaign reads`"
        )
        problems.append(Problem(path, max(reader.line_num, 1), 1, message))
    return Reads(() if problems else tuple(sorted(rows.values()))), problems


def _row(cells: list[str], path: str, line: int) -> tuple[Read | None, list[Problem]]:
    if len(cells) != len(COLUMNS):
        message = f"the row has {len(cells)} cells, and the header {len(COLUMNS)}; correct the row"
        return None, [Problem(path, line, 1, message)]
    values: list[object] = []
    problems = []
    checks = (iso_date, secure_address, whole_number)
    for number, (column, check, cell) in enumerate(zip(COLUMNS, checks, cells, strict=True), 1):
        try:
            values.append(check(cell))
        except Wrong as wrong:
            problems.append(Problem(path, line, number, f"'{column}' {wrong}"))
    return (None if problems else Read(*values)), problems  # type: ignore[arg-type]


def reads_text(reads: Reads) -> str:
    """Return the text of a reads.csv: by day, then by address."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.date.isoformat(), row.url, row.total) for row in sorted(reads.rows))
    return buffer.getvalue()
