"""Demands: what the letter asks for, and the sourced record of what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from campaign.config.folder import DEMANDS
from campaign.content.pages import DemandPage, Event, Status

_Item = TypeVar("_Item")


_ORDER: tuple[Status, ...] = ("met", "partly-met", "promised", "unclear", "reversed", "unmet")
"""Statuses from the nearest to the farthest from what the letter asks."""
FRESH_DAYS = 180
"""For how long after its last review a record passes for the present state of things."""


class Demand(DemandPage):
    """One thing the letter asks for, with the record of what became of it, oldest event first."""

    path: str
    """Its file, from docs/."""

    @property
    def slug(self) -> str:
        """What exports and other pages call it: its file's name."""
        return PurePosixPath(self.path).stem

    @property
    def status(self) -> Status:
        """The status that the latest event led to; `unmet` before the first."""
        return self.history[-1].status if self.history else "unmet"

    @property
    def since(self) -> date | None:
        """The day from which the present status holds: the first event of the last run of it."""
        day = None
        for event in reversed(self.history):
            if event.status != self.status:
                break
            day = event.date
        return day

    @property
    def last(self) -> Event | None:
        """The latest event."""
        return self.history[-1] if self.history else None


def is_demand_path(path: str) -> bool:
    """Whether a demand's page lies there, by its path within its language's folder."""
    return path.startswith(DEMANDS) and path.endswith(".md") and path != f"{DEMANDS}index.md"


def slugs_of(paths: Iterable[str]) -> tuple[str, ...]:
    """Return every demand's slug, those with a problem included, so that no problem begets more."""
    return tuple(sorted(PurePosixPath(p).stem for p in paths if is_demand_path(p)))


def neighbours(items: Sequence[_Item], item: _Item) -> tuple[_Item | None, _Item | None]:
    """Return what stands before and after one of several; None at their ends."""
    at = items.index(item)
    return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None


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
