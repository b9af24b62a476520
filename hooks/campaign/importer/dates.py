"""Reads dates as forms and spreadsheets write them; an order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from campaign.core.folding import fold

Order = Literal["day-first", "month-first", "year-first"]
ORDERS: tuple[Order, ...] = get_args(Order)
CENTURY = 2000
"""What is added to a year of two digits: forms write the year in which they were filled in."""
TIME = (
    r"(?:(?:,|T|\s)\s*\d{1,2}(?:[:.h]\d{2}){1,2}(?:[.,]\d+)?\s*(?:[ap]\.?\s?m\.?)?"
    r"\s*(?:Z|\(?(?:[A-Z]{2,5})?\)?\s*(?:[+\-−]\d{1,2}(?::?\d{2})?)?\)?))?"
)
NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{4}|\d{1,2})")
NUMERIC_AND_TIME = re.compile(
    rf"(\d{{1,4}}([/.\-])\d{{1,2}}\2(?:\d{{4}}|\d{{1,2}})){TIME}", re.IGNORECASE
)
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
"""The form in which Excel's dates and most databases come; others hold it too, but slower."""
WORDS = (
    re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[ \-](?:of |de )?([^\W\d_]+)\.?,?[ \-](?:de |del )?"
               rf"(\d{{4}}){TIME}", re.IGNORECASE),
    re.compile(rf"([^\W\d_]+)\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){TIME}", re.IGNORECASE),
)  # fmt: skip
WEEKDAY = re.compile(r"[^\W\d_]+\.?, (?=\d|[^\W\d_]+\.? \d)")
MONTHS = MappingProxyType({
    name[:length]: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), start=1)
    for length in {3, 4, len(name)}
})  # fmt: skip


class Cell(NamedTuple):
    """One cell with a date, and where it stands."""

    place: str
    text: str


@dataclass(frozen=True)
class Orders:
    """In which orders a column's dates can be read."""

    possible: tuple[Order, ...]
    """Orders that read every date; all of them where none needs an order."""
    witness: Cell | None = None
    """A cell that allows only one of them."""
    doubtful: Cell | None = None
    """A cell that the possible orders read as different days."""
    mixed: tuple[Cell, ...] = ()
    """Cells that no one order reads together."""

    @property
    def order(self) -> Order | None:
        """The only order, or any where all read the same; None where one has to be chosen."""
        if self.mixed or self.doubtful or not self.possible:
            return None
        return self.possible[0]


def readings(text: str) -> Mapping[Order, date]:
    """Return the day that a text names in each order that it can be read in; none: no date.

    A year of four digits in front and a month in words allow no doubt: all orders agree then.
    """
    if iso := ISO.fullmatch(text):
        return _numeric(iso[1])
    if not text.isascii() or "  " in text or text != text.strip():
        text = " ".join(text.split())
    if numeric := NUMERIC_AND_TIME.fullmatch(text):
        return _numeric(numeric[1])
    text = WEEKDAY.sub("", text, count=1)
    if found_words := WORDS[0].fullmatch(text):
        day, month, year_text = found_words.groups()[:3]
    elif found_words := WORDS[1].fullmatch(text):
        month, day, year_text = found_words.groups()[:3]
    else:
        return {}
    return _same(_day(int(year_text), MONTHS.get(fold(month), 0), int(day)))


@lru_cache(maxsize=8192)  # one day stands in many rows
def _numeric(text: str) -> Mapping[Order, date]:
    if numeric := NUMERIC.fullmatch(text):
        first, _, second, third = numeric.groups()
        a, b, c = int(first), int(second), int(third)
        if len(first) == 4:
            return _same(_day(a, b, c) if len(third) <= 2 else None)
        if len(first) == 3:
            return {}
        short = len(third) <= 2
        if short and len(third) == 1:
            return {}
        year = c + CENTURY if short else c
        found: dict[Order, date | None] = {
            "day-first": _day(year, b, a),
            "month-first": _day(year, a, b),
            "year-first": _day(a + CENTURY, b, c) if short and len(first) == 2 else None,
        }
        return {order: day for order, day in found.items() if day}
    return {}


def possible_orders(cells: Iterable[Cell]) -> Orders:
    """Find the orders in which all dates of a column can be read; what is no date is left out."""
    possible: tuple[Order, ...] = ORDERS
    witnesses: dict[tuple[Order, ...], Cell] = {}
    doubtful: dict[tuple[Order, Order], Cell] = {}
    seen: set[tuple[tuple[Order, date], ...]] = set()
    seen_texts: set[str] = set()
    for cell in cells:
        day_text = iso[1] if (iso := ISO.fullmatch(cell.text)) else cell.text
        if day_text in seen_texts:
            continue
        seen_texts.add(day_text)
        found = readings(cell.text)
        days = tuple(found.items())
        if not found or days in seen:
            continue
        seen.add(days)
        orders = tuple(found)
        witnesses.setdefault(orders, cell)
        if len(orders) != len(possible) or orders != possible:
            possible = tuple(order for order in possible if order in found)
        if len(set(found.values())) > 1:
            for a in orders:
                for b in orders:
                    if found[a] != found[b]:
                        doubtful.setdefault((a, b), cell)
    if not possible:
        return Orders(ORDERS, mixed=_mixed(witnesses))
    doubt = next((c for (a, b), c in doubtful.items() if a in possible and b in possible), None)
    certain = [cell for orders, cell in witnesses.items() if set(orders) != set(ORDERS)]
    only = [cell for orders, cell in witnesses.items() if len(orders) == 1]
    telling = only or certain
    witness = telling[0] if telling and len(possible) == 1 else None
    return Orders(possible, witness, doubt)


def _mixed(witnesses: Mapping[tuple[Order, ...], Cell]) -> tuple[Cell, ...]:
    """Return one cell for each way of reading, so that an editor sees what does not go together."""
    return tuple(cell for orders, cell in witnesses.items() if len(orders) < len(ORDERS))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _same(day: date | None) -> Mapping[Order, date]:
    return dict.fromkeys(ORDERS, day) if day else {}
