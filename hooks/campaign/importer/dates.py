"""Reads dates as forms and spreadsheets write them; an order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
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
    """Cells that no one order reads together, one for each way of reading."""

    @property
    def order(self) -> Order | None:
        """The only order, or any where all read the same; None where one has to be chosen."""
        if self.mixed or self.doubtful or not self.possible:
            return None
        return self.possible[0]


def possible_orders(cells: Iterable[Cell]) -> Orders:
    """Find the orders in which all dates of a column can be read; what is no date is left out."""
    first: dict[str, Cell] = {}
    for cell in cells:
        has_time = DAY_AND_TIME.fullmatch(cell.text)
        first.setdefault(has_time[1] if has_time else cell.text, cell)
    dated = [(cell, found) for text, cell in first.items() if (found := readings(text))]
    possible = tuple(order for order in ORDERS if all(order in found for _, found in dated))
    if not possible:
        ways: dict[tuple[Order, ...], Cell] = {}
        for cell, found in dated:
            if len(found) < len(ORDERS):
                ways.setdefault(tuple(found), cell)
        return Orders(ORDERS, mixed=tuple(ways.values()))
    doubtful = (cell for cell, found in dated if len({found[order] for order in possible}) > 1)
    strictest = min(dated, key=lambda each: len(each[1]), default=None)
    witness = strictest[0] if strictest and len(possible) == 1 else None
    return Orders(possible, witness, next(doubtful, None))
