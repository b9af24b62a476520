"""What differs between two mappings: how settings, pages and files are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

_T = TypeVar("_T")


class Differing(NamedTuple, Generic[_T]):
    """A thing before and after; None where it does not stand."""

    key: Any
    before: _T | None
    after: _T | None

    @property
    def either(self) -> _T:
        """The thing as it is after, or as it was where it is gone."""
        return next(side for side in (self.after, self.before) if side is not None)


def differing(before: Mapping[Any, _T], after: Mapping[Any, _T]) -> list[Differing[_T]]:
    """Return what is not the same in two mappings, in their order."""
    keys = dict.fromkeys((*before, *after))
    pairs = (Differing(key, before.get(key), after.get(key)) for key in keys)
    return [pair for pair in pairs if pair.before != pair.after]
