"""The tracker: how many of the demands are met, since when, and on what day that was true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from campaign.content.demands import Demand, Event, Status

_ORDER: tuple[Status, ...] = ("met", "partly-met", "promised", "unclear", "reversed", "unmet")
"""Statuses from the nearest to the farthest from what the letter asks."""
FRESH_DAYS = 180
"""For how long after its last review a record passes for the present state of things."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many demands have a status."""

    status: Status
    count: int


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
    def reviewed(self) -> date | None:
        """The day of the last review of any demand; None where there is none."""
        return max((tracked.demand.reviewed for tracked in self.demands), default=None)

    @property
    def by_status(self) -> tuple[Tracked, ...]:
        """The demands for the picture: those that are met first, then in the letter's order."""
        return tuple(sorted(self.demands, key=lambda each: _ORDER.index(each.demand.status)))

    def is_old(self, reviewed: date | None) -> bool:
        """Whether a reader has to be told first that a record ends with this review."""
        return reviewed is not None and (self.as_of - reviewed).days > FRESH_DAYS


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
        shares=tuple(Share(status, counts[status]) for status in _ORDER if counts[status]),
    )
