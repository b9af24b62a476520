"""Tells in which order a file's dates are written; an order of day and month is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from campaign.core.dates import ORDERS, Order, readings

DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?: \d{2}:\d{2}:\d{2})?", re.ASCII)
"""The form in which Excel's dates and most databases come."""


class Orders(NamedTuple):
    """In which orders dates can be read."""

    possible: tuple[Order, ...]
    """Orders that read every date; none where no one order does."""
    telling: tuple[str, ...]
    """The date that allows only one order, that is doubtful, or those that no one order reads."""

    @property
    def order(self) -> Order | None:
        """The only order, or any where all read the same; None where one has to be chosen."""
        is_clear = len(self.possible) == 1 or not self.telling
        return self.possible[0] if is_clear else None


def possible_orders(texts: Iterable[str]) -> Orders:
    """Find the orders in which all dates can be read; what is no date is left out."""
    days: dict[str, str] = {}
    for text in texts:
        has_time = DAY_AND_TIME.fullmatch(text)
        days.setdefault(has_time[1] if has_time else text, text)
    dated = [(text, found) for day, text in days.items() if (found := readings(day))]
    possible = tuple(order for order in ORDERS if all(order in found for _, found in dated))
    if len(possible) > 1:
        doubtful = (text for text, found in dated if len({found[order] for order in possible}) > 1)
        return Orders(possible, tuple(doubtful)[:1])
    if possible:
        return Orders(possible, (min(dated, key=lambda each: len(each[1]))[0],))
    ways = {tuple(found): text for text, found in reversed(dated) if len(found) < len(ORDERS)}
    return Orders((), tuple(reversed(ways.values())))
