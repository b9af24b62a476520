"""Tells in which order a file's dates are written; an order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaign.core.dates import ORDERS, Order, readings

DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
"""The form in which Excel's dates and most databases come."""


@dataclass(frozen=True)
class Orders:
    """In which orders dates can be read."""

    possible: tuple[Order, ...]
    """Orders that read every date; all of them where none needs an order."""
    witness: str = ""
    """A date that allows only one of them."""
    doubtful: str = ""
    """A date that the possible orders read as different days."""
    mixed: tuple[str, ...] = ()
    """Dates that no one order reads together, one for each way of reading."""

    @property
    def order(self) -> Order | None:
        """The only order, or any where all read the same; None where one has to be chosen."""
        return None if self.mixed or self.doubtful else self.possible[0]


def possible_orders(texts: Iterable[str]) -> Orders:
    """Find the orders in which all dates can be read; what is no date is left out."""
    days: dict[str, str] = {}
    for text in texts:
        has_time = DAY_AND_TIME.fullmatch(text)
        days.setdefault(has_time[1] if has_time else text, text)
    dated = [(text, found) for day, text in days.items() if (found := readings(day))]
    possible = tuple(order for order in ORDERS if all(order in found for _, found in dated))
    if not possible:
        ways = {tuple(found): text for text, found in reversed(dated) if len(found) < len(ORDERS)}
        return Orders(ORDERS, mixed=tuple(reversed(ways.values())))
    doubtful = (text for text, found in dated if len({found[order] for order in possible}) > 1)
    strictest = min(dated, key=lambda each: len(each[1]), default=("", {}))[0]
    return Orders(possible, strictest if len(possible) == 1 else "", next(doubtful, ""))
