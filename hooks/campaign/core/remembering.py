"""Remembers the latest result of a costly function, for a build that follows in one process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
LONG = 10_000
"""Characters of a text that is compared by its digest."""


def latest(function: Callable[P, R]) -> Callable[P, R]:
    """Make a pure function return its latest result again while its arguments stay equal.

    Under `serve` one change of a page makes a whole new build; the list of signatories, its pages
    and its search are then the same as before. Arguments are compared by value, so that nothing
    is ever stale; results must not be changed by whoever receives them. Of a long text only a
    digest is kept.
    """
    kept: list[tuple[object, R]] = []

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        given = (tuple(map(_kept, args)), {name: _kept(value) for name, value in kwargs.items()})
        if not kept or kept[0][0] != given:
            kept.clear()  # the former result need not be held while the next is made
            kept.append((given, function(*args, **kwargs)))
        return kept[0][1]

    return remembered


def _kept(value: object) -> object:
    if isinstance(value, str) and len(value) > LONG:
        return hashlib.blake2b(value.encode("utf-8", "surrogatepass")).digest()
    return value
