"""The goal of a campaign: how many are to sign, how many have, and which number comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_GOAL

FIRST_STEPS = (10, 25, 50)
"""The first numbers that people count towards; each following three are ten times as many."""


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


def passed(found: Progress | None, path: str, place: tuple[int, int]) -> list[Problem]:
    """Return what an editor is reminded of whose list has grown to the goal, or past it.

    It is for a warning: lists grow by merges that nobody looks at, and may not stop a site.
    """
    if found is None or not found.is_reached:
        return []
    message = (
        f"'goal' is {found.goal}, and {found.count} have signed; do what `at_goal` promises and "
        "tell of it in an update, then write the next goal or delete the lines"
    )
    return [Problem(path, *place, message, ABOUT_GOAL)]
