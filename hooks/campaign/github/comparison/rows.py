"""Compares two lists of signatories row by row, and what differs between any two mappings."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from campaign.core.folding import fold, name_key
from campaign.signatories.csv_rows import csv_records, csv_rows
from campaign.signatories.signatories import Signatory

_COLUMNS = Signatory._fields


_T = TypeVar("_T")


class ComparedRow(dict[str, str]):
    """A row of the signatories as it is written, valid or not: every column has a cell."""

    @property
    def is_listed(self) -> bool:
        """Whether readers see it."""
        return not self["withdrawn"]


class RowChanges(NamedTuple):
    """What becomes of the signatories; each of them stands where it changes in each way."""

    added: Sequence[ComparedRow] = ()
    removed: Sequence[ComparedRow] = ()
    withdrawn: Sequence[ComparedRow] = ()
    restored: Sequence[ComparedRow] = ()
    changed: Sequence[Differing[ComparedRow]] = ()
    forgotten: int = 0
    """Rows of withdrawn signatories that are taken out; readers did not see them."""


def read_rows(text: str) -> tuple[ComparedRow, ...] | None:
    """Return the rows of a CSV in the file's order; None where no header can be read.

    A row that cannot be read is passed over, as the build passes over it: it is a problem.
    """
    header = next(csv_rows(text), None)
    if not header or "name" not in map(str.strip, header.cells):
        return None
    found = (ComparedRow((c, cells.get(c, "")) for c in _COLUMNS) for _, cells in csv_records(text))
    return tuple(row for row in found if any(row.values()))


def compare_rows(before: Sequence[ComparedRow], after: Sequence[ComparedRow]) -> RowChanges:
    """Return what changes between two lists, in the order of the lists.

    A signatory is known again by name and kind, among namesakes by affiliation and place. Under a
    new name it is one gone and one come: who is who, the file's own difference shows.
    """
    left, come = list(before), list(after)
    pairs: list[tuple[ComparedRow, ComparedRow]] = []
    for key in (lambda row: tuple(row.values()), _in_place, _by_name):
        found, left, come = _matched(left, come, key)
        pairs += [(old, new) for old, new in found if old != new]
    return RowChanges(
        added=[row for row in come if row.is_listed],
        removed=[row for row in left if row.is_listed],
        withdrawn=[new for old, new in pairs if old.is_listed and not new.is_listed],
        restored=[new for old, new in pairs if new.is_listed and not old.is_listed],
        changed=[
            Differing(new["name"], old, new)
            for old, new in pairs
            if old.is_listed and new.is_listed
        ],
        forgotten=sum(not row.is_listed for row in left),
    )


def _in_place(row: ComparedRow) -> Hashable:
    return (*_by_name(row), fold(row["affiliation"]), fold(row["place"]))


def _by_name(row: ComparedRow) -> tuple[str, str]:
    return row["kind"], name_key(row["name"])


def _matched(
    before: list[ComparedRow], after: list[ComparedRow], key: Callable[[ComparedRow], Hashable]
) -> tuple[list[tuple[ComparedRow, ComparedRow]], list[ComparedRow], list[ComparedRow]]:
    """Return pairs of rows with the same key, and the rows before and after without a partner."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for number, row in enumerate(before):
        waiting[key(row)].append(number)
    pairs, come, taken = [], [], set()
    for row in after:
        if same := waiting.get(key(row)):
            number = same.popleft()
            taken.add(number)
            pairs.append((before[number], row))
        else:
            come.append(row)
    return pairs, [row for number, row in enumerate(before) if number not in taken], come


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
