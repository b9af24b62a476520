"""The tracker: how many of the demands are met, since when, and on what day that was true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from campaign.content.demands import Demand, Event, Status

ORDER: tuple[Status, ...] = ("met", "partly-met", "promised", "unclear", "reversed", "unmet")
"""Statuses from the nearest to the farthest from what the letter asks."""
WIDTH, HEIGHT, GAP = 600, 40, 6
"""The picture's own units."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many demands have a status."""

    status: Status
    count: int


class Segment(NamedTuple):
    """One demand's part of the picture, in its own units."""

    status: Status
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Tracked:
    """A demand with what the tracker says of it."""

    demand: Demand
    days: int | None
    """Days from the letter to the day since which the status holds (negative: before the letter);
    None where nothing has happened."""

    @property
    def last(self) -> Event | None:
        """The latest event."""
        return self.demand.history[-1] if self.demand.history else None


@dataclass(frozen=True, slots=True)
class Tracker:
    """All demands on one day."""

    as_of: date
    days: int
    """Days since the letter; 0 where it is still to come."""
    demands: tuple[Tracked, ...]
    """In the letter's order."""
    shares: tuple[Share, ...]
    """The statuses that occur, in the order of `ORDER`."""

    def count(self, status: Status) -> int:
        """Return how many demands have a status."""
        return next((share.count for share in self.shares if share.status == status), 0)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The picture: a part of the same width for each demand, those that are met first."""
        statuses = [share.status for share in self.shares for _ in range(share.count)]
        if not statuses:
            return ()
        step = (WIDTH + GAP) / len(statuses)
        gap = min(GAP, step / 4)
        return tuple(
            Segment(status, round(1 + at * step, 2), round(step - gap - 2, 2))
            for at, status in enumerate(statuses)
        )


def track(demands: Iterable[Demand], letter_date: date, as_of: date) -> Tracker:
    """Return what became of the demands of a letter, on the day `as_of`."""
    demands = tuple(demands)
    counts = Counter(demand.status for demand in demands)
    return Tracker(
        as_of=as_of,
        days=max((as_of - letter_date).days, 0),
        demands=tuple(
            Tracked(demand, (demand.since - letter_date).days if demand.since else None)
            for demand in demands
        ),
        shares=tuple(Share(status, counts[status]) for status in ORDER if counts[status]),
    )
