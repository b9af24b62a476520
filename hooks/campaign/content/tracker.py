"""The tracker: how many of the demands are met, since when, and on what day that was true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from campaign.content.demands import Demand, Status

_ORDER: tuple[Status, ...] = ("met", "partly-met", "promised", "unclear", "reversed", "unmet")
"""Statuses from the nearest to the farthest from what the letter asks."""
FRESH_DAYS = 180
"""For how long after its last review a record passes for the present state of things."""


@dataclass(frozen=True, slots=True)
class Tracker:
    """All demands of a letter on one day."""

    as_of: date
    letter_date: date
    demands: tuple[Demand, ...]
    """In the letter's order."""

    @property
    def days(self) -> int:
        """Days since the letter; 0 where it is still to come."""
        return max((self.as_of - self.letter_date).days, 0)

    @property
    def statuses(self) -> Mapping[Status, int]:
        """How many demands have each status that occurs, the nearest to what is asked first."""
        counts = Counter(demand.status for demand in self.demands)
        return {status: counts[status] for status in _ORDER if counts[status]}

    @property
    def reviewed(self) -> date | None:
        """The day of the last review of any demand; None where there is none."""
        return max((demand.reviewed for demand in self.demands), default=None)

    @property
    def by_status(self) -> tuple[Demand, ...]:
        """The demands for the picture: those that are met first, then in the letter's order."""
        return tuple(sorted(self.demands, key=lambda demand: _ORDER.index(demand.status)))

    def is_old(self, reviewed: date | None) -> bool:
        """Whether a reader has to be told first that a record ends with this review."""
        return reviewed is not None and (self.as_of - reviewed).days > FRESH_DAYS
