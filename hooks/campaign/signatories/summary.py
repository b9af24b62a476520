"""A summary of who signed: by group, by place, over time; the goal; and how the list narrows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from campaign.signatories.signatories import Signatory, SignatoryList

PLACES = 12
"""Places that stand in the summary by name; the others are one number."""
BARS = 60
"""Bars of the picture over time, at most."""
MOST_FACET_VALUES = 200
"""Values of a facet that a reader can still choose from."""
FIRST_STEPS = (10, 25, 50)
"""The first numbers that people count towards; each following three are ten times as many."""


@dataclass(frozen=True, slots=True)
class Period:
    """Signatures of one or more days: those of the period, and all until its end."""

    first: date
    last: date
    count: int
    until_then: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by place and over time; empty where the data has none."""

    places: tuple[tuple[str, int], ...]
    """The places with the most signatories, and how many each has, most first."""
    other_places: int
    """Signatories in all other places."""
    without_place: int
    """Signatories whose place is not known."""
    periods: tuple[Period, ...]
    """Signatures over time, oldest first, without gaps."""
    undated: int
    """Signatories whose day is not known."""

    @property
    def most(self) -> int:
        """Signatures of the period that has the most."""
        return max((period.count for period in self.periods), default=0)

    @property
    def days_each(self) -> int:
        """Days of a period; the last one may be cut short."""
        first = self.periods[0]
        return (first.last - first.first).days + 1


def summarize(signatories: SignatoryList) -> Summary:
    """Count the listed signatories by place and over time."""
    everybody = signatories.all
    places = Counter(map(attrgetter("place"), everybody))
    without_place = places.pop("", 0)
    ranked = sorted(
        places.items(), key=lambda item: (-item[1], signatories.sorter.sort_key(item[0]))
    )
    shown = ranked[:PLACES]
    signed = Counter(map(attrgetter("signed"), everybody))
    undated = signed.pop(None, 0)
    days = Counter({day: number for day, number in signed.items() if day})
    return Summary(
        places=tuple(shown),
        other_places=sum(places.values()) - sum(count for _, count in shown),
        without_place=without_place if places else 0,
        periods=tuple(_periods(days)),
        undated=undated if days else 0,
    )


def _periods(days: Counter[date]) -> Sequence[Period]:
    known = sorted(days)
    if len(known) < 2:
        return []
    length = -(-((known[-1] - known[0]).days + 1) // BARS)
    periods, until_then, first = [], 0, known[0]
    while first <= known[-1]:
        last = min(first + timedelta(days=length - 1), known[-1])
        count = sum(number for day, number in days.items() if first <= day <= last)
        until_then += count
        periods.append(Period(first, last, count, until_then))
        first = last + timedelta(days=1)
    return periods


def facets(signatories: Sequence[Signatory]) -> dict[str, dict[str, list[int]]]:
    """Return what the list can be narrowed by besides its sections: places and demands.

    Each has its values, with the positions of the signatories that have them.
    """
    found: dict[str, dict[str, list[int]]] = {"place": {}, "demand": {}}
    for position, signatory in enumerate(signatories):
        if signatory.place:
            found["place"].setdefault(signatory.place, []).append(position)
        for demand in signatory.demands:
            found["demand"].setdefault(demand, []).append(position)
    return {
        name: dict(sorted(values.items()))
        for name, values in found.items()
        if 0 < len(values) <= MOST_FACET_VALUES
    }


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is on its way."""

    count: int
    """Everybody who signed."""
    goal: int
    next: int
    """The number that comes next: a milestone, or the goal; the goal too where it is reached."""

    @property
    def is_reached(self) -> bool:
        """Whether as many have signed as were to."""
        return self.count >= self.goal

    @property
    def missing(self) -> int:
        """How many signatures lack until `next`; none where the goal is reached."""
        return max(self.next - self.count, 0)


def progress(count: int, goal: int | None, milestones: Sequence[int] = ()) -> Progress | None:
    """Return how far a campaign is with its own milestones, or else with sensible ones.

    None where it has no goal.
    """
    if goal is None:
        return None
    steps = (*(milestones or _sensible(goal)), goal)
    return Progress(count, goal, next((step for step in steps if step > count), goal))


def _sensible(goal: int) -> list[int]:
    """Return 10, 25, 50, 100, 250 and so on, as far as they are below the goal."""
    steps = [first * 10**power for power in range(len(str(goal))) for first in FIRST_STEPS]
    return [step for step in steps if step < goal]


def passed(found: Progress | None) -> str | None:
    """Return what an editor is reminded of whose list has grown to the goal, or past it.

    It is for a warning: lists grow by merges that nobody looks at, and may not stop a site.
    """
    if found is None or not found.is_reached:
        return None
    return (
        f"'goal' is {found.goal}, and {found.count} have signed; do what `at_goal` promises and "
        "tell of it in an update, then write the next goal or delete the lines"
    )
