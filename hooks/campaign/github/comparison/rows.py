"""Compares two lists of signatories row by row, and what differs between any two mappings."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from campaign.signatories.csv_rows import csv_records, csv_rows
from campaign.signatories.identity import identity, key
from campaign.signatories.signatories import Signatory

ComparedRow = Mapping[str, str]
"""A row of the signatories as it is written, valid or not: every column has a cell."""
_T = TypeVar("_T")


class Differing(NamedTuple, Generic[_T]):
    """A thing before and after; None where it does not stand."""

    key: Any
    before: _T | None
    after: _T | None


class RowChanges(NamedTuple):
    """What becomes of the signatories; each of them stands where it changes in each way."""

    added: Sequence[ComparedRow] = ()
    removed: Sequence[ComparedRow] = ()
    withdrawn: Sequence[ComparedRow] = ()
    restored: Sequence[ComparedRow] = ()
    changed: Sequence[Differing[ComparedRow]] = ()
    forgotten: int = 0
    """Rows of withdrawn signatories that are taken out; readers did not see them."""


def differing(before: Mapping[Any, _T], after: Mapping[Any, _T]) -> list[Differing[_T]]:
    """Return what is not the same in two mappings, in their order."""
    keys = dict.fromkeys((*before, *after))
    pairs = (Differing(key, before.get(key), after.get(key)) for key in keys)
    return [pair for pair in pairs if pair.before != pair.after]


def read_rows(text: str) -> tuple[ComparedRow, ...] | None:
    """Return the rows of a CSV in the file's order; None where no header can be read.

    A row that cannot be read is passed over, as the build passes over it: it is a problem.
    """
    header = next(csv_rows(text), None)
    if not header or "name" not in map(str.strip, header.cells):
        return None
    columns = Signatory._fields
    found = (
        {column: cells.get(column, "") for column in columns} for _, cells in csv_records(text)
    )
    return tuple(row for row in found if any(row.values()))


def is_listed(row: ComparedRow) -> bool:
    """Whether readers see a row."""
    return not row["withdrawn"]


def compare_rows(before: Sequence[ComparedRow], after: Sequence[ComparedRow]) -> RowChanges:
    """Return what changes between two lists.

    A signatory is known again by name and kind, among namesakes by affiliation and place. Under a
    new name it is one gone and one come: who is who, the file's own difference shows.
    """
    pairs: list[tuple[ComparedRow, ComparedRow]] = []
    keys: tuple[Callable[[ComparedRow], Hashable], ...] = (
        lambda row: tuple(row.values()),
        lambda row: key(identity(row)),
        lambda row: key(identity(row))[:2],
    )
    for same_in in keys:
        waiting: defaultdict[Hashable, deque[ComparedRow]] = defaultdict(deque)
        for row in before:
            waiting[same_in(row)].append(row)
        come = []
        for row in after:
            if same := waiting[same_in(row)]:
                pairs.append((same.popleft(), row))
            else:
                come.append(row)
        before, after = [row for rows in waiting.values() for row in rows], come
    listed = [(old, new) for old, new in pairs if is_listed(old) and is_listed(new)]
    return RowChanges(
        added=[row for row in after if is_listed(row)],
        removed=[row for row in before if is_listed(row)],
        withdrawn=[new for old, new in pairs if is_listed(old) and not is_listed(new)],
        restored=[new for old, new in pairs if is_listed(new) and not is_listed(old)],
        changed=[Differing(new["name"], old, new) for old, new in listed if old != new],
        forgotten=sum(not is_listed(row) for row in before),
    )
