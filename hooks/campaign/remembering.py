"""Remembers the latest result of a costly function, for a build that follows in one process."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def latest(function: Callable[P, R]) -> Callable[P, R]:
    """Make a pure function return its latest result again while its arguments stay equal.

    Under `serve` one change of a page makes a whole new build; the list of signatories, its pages
    and its search are then the same as before. Arguments are compared by value, so that nothing
    is ever stale; results must not be changed by whoever receives them.
    """
    kept: list[tuple[object, R]] = []

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        given = (args, kwargs)
        if not kept or kept[0][0] != given:
            kept.clear()  # the former result need not be held while the next is made
            kept.append((given, function(*args, **kwargs)))
        return kept[0][1]

    return remembered
