"""Reads dates as forms and spreadsheets write them; an order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from campaign.core.dates import ORDERS, Order, readings

DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
"""The form in which Excel's dates and most databases come."""


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


def possible_orders(cells: Iterable[Cell]) -> Orders:
    """Find the orders in which all dates of a column can be read; what is no date is left out."""
    possible: tuple[Order, ...] = ORDERS
    witnesses: dict[tuple[Order, ...], Cell] = {}
    doubtful: dict[tuple[Order, Order], Cell] = {}
    seen: set[tuple[tuple[Order, date], ...]] = set()
    seen_texts: set[str] = set()
    for cell in cells:
        day_text = iso[1] if (iso := DAY_AND_TIME.fullmatch(cell.text)) else cell.text
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
