"""Compares two lists of signatories row by row; knows a signatory again under a new name."""

from __future__ import annotations

import csv
import io
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from campaign.config.fields import fold
from campaign.signatories.signatories import Signatory

COLUMNS = Signatory._fields
SPOKEN = ("name", "kind", "group", "withdrawn")
DETAILS = tuple(column for column in COLUMNS if column not in SPOKEN)
URL = DETAILS.index("url")
MARKS = (DETAILS.index("affiliation"), DETAILS.index("place"))
ALIKE = 80
"""From this likeness on (0 to 100), a name gone and a name come are one signatory, renamed."""
ALIKE_IN_PLACE = 50
"""The same where both stand in the same place, between the same neighbours."""
ALL_PAIRS = 1_000_000
"""Up to this many pairs of names, each is compared with each; beyond, those that share a word."""
SHARED_BY = 36
"""A word that more pairs than these share says nothing about a name."""


class Entry(NamedTuple):
    """A row of the signatories as it is written, valid or not."""

    name: str
    kind: str
    group: str
    withdrawn: str
    details: tuple[str, ...]
    """The other cells, in the order of `DETAILS`."""

    @property
    def is_listed(self) -> bool:
        """Whether readers see it."""
        return not self.withdrawn


class Detail(NamedTuple):
    """One cell that differs."""

    column: str
    before: str
    after: str


class Pair(NamedTuple):
    """One signatory before and after."""

    before: Entry
    after: Entry

    @property
    def details(self) -> tuple[Detail, ...]:
        """The cells that differ, but for name, group and withdrawal."""
        cells = zip(
            ("kind", *DETAILS),
            (self.before.kind, *self.before.details),
            (self.after.kind, *self.after.details),
            strict=True,
        )
        return tuple(Detail(*cell) for cell in cells if cell[1] != cell[2])


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What becomes of the signatories; each of them stands where it changes in each way."""

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    renamed: tuple[Pair, ...] = ()
    withdrawn: tuple[Pair, ...] = ()
    restored: tuple[Pair, ...] = ()
    regrouped: tuple[Pair, ...] = ()
    changed: tuple[Pair, ...] = ()
    """Those whose other cells differ."""
    forgotten: int = 0
    """Rows of withdrawn signatories that are taken out; readers did not see them."""

    def __bool__(self) -> bool:
        return self != RowChanges()


def read_entries(text: str) -> tuple[Entry, ...] | None:
    """Return the rows of a CSV in the file's order; None where no header can be read.

    A row that cannot be read is passed over, as `read_signatories` passes over it: it is a problem.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = [cell.strip() for cell in next(_records(reader), [])]
    if "name" not in header:
        return None
    # The place after the last is always empty: it stands for the columns that are missing.
    order = [header.index(column) if column in header else len(header) for column in COLUMNS]
    spoken = itemgetter(*(order[COLUMNS.index(column)] for column in SPOKEN))
    details = itemgetter(*(order[COLUMNS.index(column)] for column in DETAILS))
    missing = [""] * (len(header) + 1)
    entries = []
    for record in _records(reader):
        cells = [*map(str.strip, record[: len(header)]), *missing[len(record) :], ""]
        if any(cells):
            name, kind, group, withdrawn = spoken(cells)
            entries.append(Entry(name, kind, group, withdrawn, details(cells)))
    return tuple(entries)


def _records(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue  # the reader begins afresh with the next line


def compare_rows(before: Sequence[Entry], after: Sequence[Entry]) -> RowChanges:
    """Return what changes between two lists, in the order of the lists."""
    found = _Matching(before, after).match()
    pairs = [Pair(before[old], after[new]) for old, new in sorted(found.items())]
    pairs = [pair for pair in pairs if pair.before != pair.after]
    stay = [pair for pair in pairs if pair.before.is_listed and pair.after.is_listed]
    gone = [entry for number, entry in enumerate(before) if number not in found]
    kept = set(found.values())
    return RowChanges(
        added=tuple(e for n, e in enumerate(after) if n not in kept and e.is_listed),
        removed=tuple(entry for entry in gone if entry.is_listed),
        renamed=tuple(pair for pair in stay if pair.before.name != pair.after.name),
        withdrawn=tuple(p for p in pairs if p.before.is_listed and not p.after.is_listed),
        restored=tuple(p for p in pairs if not p.before.is_listed and p.after.is_listed),
        regrouped=tuple(pair for pair in stay if pair.before.group != pair.after.group),
        changed=tuple(pair for pair in stay if pair.details),
        forgotten=sum(not entry.is_listed for entry in gone),
    )


class _Matching:
    """Finds for the rows before the rows that are the same signatory's after, surest first."""

    def __init__(self, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        self._before = before
        self._after = after
        self._pairs: dict[int, int] = {}
        self._old = list(range(len(before)))  # those without a partner
        self._new = list(range(len(after)))

    def match(self) -> dict[int, int]:
        """Return the positions of partners, before and after."""
        self._by(lambda entry: entry)
        folded: dict[str, str] = {}  # most names stand on both sides

        def name(entry: Entry) -> str:
            if entry.name not in folded:
                folded[entry.name] = fold(entry.name)
            return folded[entry.name]

        self._by(lambda e: (e.kind, name(e), *(fold(e.details[at]) for at in MARKS)))
        self._by(lambda e: (e.kind, name(e)))
        self._by(name)
        self._by_address()
        self._by_place(name)
        self._by_likeness(name)
        return self._pairs

    def _take(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._pairs.update(pairs)
        taken = set(self._pairs.values())
        self._old = [number for number in self._old if number not in self._pairs]
        self._new = [number for number in self._new if number not in taken]

    def _by(self, key: Callable[[Entry], Hashable]) -> None:
        """Pair rows that have the same key, in their order."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for number in self._old:
            waiting[key(self._before[number])].append(number)
        pairs = []
        for number in self._new:
            if same := waiting.get(key(self._after[number])):
                pairs.append((same.popleft(), number))
        self._take(pairs)

    def _by_address(self) -> None:
        """Pair rows of one kind that alone name the same site as theirs."""
        sides = []
        for numbers, entries in ((self._old, self._before), (self._new, self._after)):
            naming: dict[tuple[str, str], list[int]] = defaultdict(list)
            for number in numbers:
                if url := entries[number].details[URL].rstrip("/"):
                    naming[entries[number].kind, url].append(number)
            sides.append(naming)
        old, new = sides
        shared = [key for key in old if len(old[key]) == len(new.get(key, ())) == 1]
        self._take((old[key][0], new[key][0]) for key in shared)

    def _by_place(self, name: Callable[[Entry], str]) -> None:
        """Pair rows between the same neighbours, where their names are somewhat alike."""
        new = set(self._new)
        pairs = []
        for run in _runs(self._old):
            start = self._pairs.get(run[0] - 1, -1) + 1 if run[0] else 0
            stop = self._pairs.get(run[-1] + 1, len(self._after))
            if stop - start == len(run) and all(at in new for at in range(start, stop)):
                pairs += [
                    (old, at)
                    for old, at in zip(run, range(start, stop), strict=True)
                    if self._before[old].kind == self._after[at].kind
                    and _likeness(name(self._before[old]), name(self._after[at])) >= ALIKE_IN_PLACE
                ]
        self._take(pairs)

    def _by_likeness(self, name: Callable[[Entry], str]) -> None:
        """Pair rows whose names are alike, the most alike first."""
        old = [(number, name(self._before[number])) for number in self._old]
        new = [(number, name(self._after[number])) for number in self._new]
        if not (old and new):
            return
        find = _among_all if len(old) * len(new) <= ALL_PAIRS else _among_sharing
        pairs: dict[int, int] = {}
        taken: set[int] = set()
        for _, left, right in sorted(find(old, new)):
            same_kind = self._before[left].kind == self._after[right].kind
            if same_kind and left not in pairs and right not in taken:
                pairs[left] = right
                taken.add(right)
        self._take(pairs.items())


Names = Sequence[tuple[int, str]]


def _likeness(one: str, other: str) -> float:
    return fuzz.token_sort_ratio(one, other)


def _among_all(old: Names, new: Names) -> Iterator[tuple[float, int, int]]:
    """Yield unlikeness and the two numbers of every pair that is alike."""
    scores = process.cdist(
        [name for _, name in old],
        [name for _, name in new],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
        dtype=np.float32,
    )
    for left, right in zip(*np.nonzero(scores), strict=True):
        yield -float(scores[left, right]), old[left][0], new[right][0]


def _among_sharing(old: Names, new: Names) -> Iterator[tuple[float, int, int]]:
    """Yield the same for pairs that share a word that few others have."""
    sharing: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, names in enumerate((old, new)):
        for at, (_, name) in enumerate(names):
            for word in set(name.split()):
                sharing[word][side].append(at)
    seen: set[tuple[int, int]] = set()
    for left, right in sharing.values():
        if len(left) * len(right) <= SHARED_BY:
            seen.update((a, b) for a in left for b in right)
    for a, b in seen:
        if (score := _likeness(old[a][1], new[b][1])) >= ALIKE:
            yield -score, old[a][0], new[b][0]


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Cut ascending numbers where they do not follow each other."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
