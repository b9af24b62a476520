"""Merges the signatories of a file into the list: who is new, known, withdrawn, in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from campaign.core.folding import fold, name_key
from campaign.curation.list_file import Row
from campaign.curation.suppression_list import Withdrawals, comes_back, was_corrected
from campaign.importer.converting import Incoming
from campaign.signatories.signatories_csv import COLUMNS

TEXTS = frozenset(("name", "title", "affiliation", "place", "sort", "version"))
"""Columns in which another case or accent is no difference."""
NOT_COMPARED = ("kind",)
NO_CELLS = ("",) * len(COLUMNS)
R = TypeVar("R", Row, Incoming)


class Difference(NamedTuple):
    """A column in which two rows of one signatory differ."""

    column: str
    kept: str
    other: str


class Known(NamedTuple):
    """A signatory of the file who stands in the list already."""

    incoming: Incoming
    line: int
    """The list's line."""
    differences: tuple[Difference, ...] = ()
    """What the file says otherwise; the list is kept."""


class Repeated(NamedTuple):
    """A signatory who stands in the file twice."""

    incoming: Incoming
    kept: Incoming
    differences: tuple[Difference, ...]


class Doubted(NamedTuple):
    """A signatory who agrees to be named in one row, and does not in another."""

    incoming: Incoming
    declined: Incoming


@dataclass(frozen=True)
class Merged:
    """Every row that came, in exactly one place."""

    added: tuple[Incoming, ...]
    known: tuple[Known, ...]
    conflicting: tuple[Known, ...]
    withdrawn: tuple[Incoming, ...]
    repeated: tuple[Repeated, ...]
    corrected: tuple[Incoming, ...] = ()
    """Those of whom the list says otherwise since an editor corrected it."""
    doubted: tuple[Doubted, ...] = ()
    still_listed: tuple[Known, ...] = ()
    """Those who do not agree to be named, and stand in the list; named as they do there."""


class _Identities:
    """Those of one kind and folded name who were met, told apart as the list tells them apart.

    Two rows are one signatory, unless each has an affiliation or a place and these differ.
    """

    def __init__(self) -> None:
        self._by_marks: dict[tuple[str, str], int] = {}
        self._first: int | None = None

    def of(self, marks: tuple[str, str], number: int) -> int:
        """Return the number of who it is; `number` itself, remembered, if it is nobody yet."""
        if self._first is None:
            self._first = number
            self._by_marks[marks] = number
            return number
        if not any(marks) or ("", "") in self._by_marks:
            return self._first
        return self._by_marks.setdefault(marks, number)


def merge(
    incoming: Iterable[Incoming],
    rows: Sequence[Row],
    withdrawals: Withdrawals,
    declined: Iterable[Incoming] = (),
) -> Merged:
    """Sort the signatories of a file by what becomes of them, whatever the order of its rows.

    `declined` are those of the file who did not agree to be named.

    Among rows of one signatory within the file, one that withdrew counts first, then the one
    that tells itself apart from namesakes, then the one that was signed first.
    """
    listed: dict[tuple[str, str], list[Row]] = {}
    for key, row in zip(_keys(row.cells for row in rows), rows, strict=True):
        listed.setdefault(key, []).append(row)
    refusing: dict[tuple[str, str], list[Incoming]] = {}
    named = [one for one in declined if one.cells.get("name") and one.cells.get("kind")]
    for key, one in zip(_keys(one.cells for one in named), named, strict=True):
        refusing.setdefault(key, []).append(one)
    still_listed = [
        Known(one._replace(cells={**one.cells, "name": found.cells["name"]}), found.line)
        for key, members in refusing.items()
        for one in members
        if (found := _same(one, listed.get(key, ()))) and not found.cells.get("withdrawn")
    ]
    doubted: list[Doubted] = []
    groups: dict[tuple[str, str], list[Incoming]] = {}
    incoming = list(incoming)
    for key, one in zip(_keys(one.cells for one in incoming), incoming, strict=True):
        groups.setdefault(key, []).append(one)
    added: list[Incoming] = []
    known: list[Known] = []
    conflicting: list[Known] = []
    gone: list[Incoming] = []
    corrected: list[Incoming] = []
    repeated: list[Repeated] = []
    for key, members in groups.items():
        for one in _unique(members, repeated):
            found = _same(one, listed.get(key, ()))
            if found is None and (other := _same(one, refusing.get(key, ()))):
                doubted.append(Doubted(one, other))
            elif found is None:
                if one.cells.get("withdrawn"):
                    gone.append(one)
                elif not withdrawals:
                    added.append(one)
                elif _is_told(comes_back, one, withdrawals):
                    gone.append(one)
                elif _is_told(was_corrected, one, withdrawals):
                    corrected.append(one)
                else:
                    added.append(one)
            elif found.cells.get("withdrawn"):
                gone.append(one)
            elif differences := _differences(found.cells, one.cells):
                conflicting.append(Known(one, found.line, differences))
            else:
                known.append(Known(one, found.line))
    return Merged(
        tuple(sorted(added, key=_content)),
        tuple(known),
        tuple(sorted(conflicting, key=lambda found: _place(found.incoming))),
        tuple(sorted(gone, key=_place)),
        tuple(sorted(repeated, key=lambda found: _place(found.incoming))),
        tuple(sorted(corrected, key=_place)),
        tuple(sorted(doubted, key=lambda found: _place(found.incoming))),
        tuple(sorted(still_listed, key=lambda found: _place(found.incoming))),
    )


def _unique(members: list[Incoming], repeated: list[Repeated]) -> list[Incoming]:
    """Return one row for each signatory among rows of one name; the others are repeated."""
    if len(members) == 1:
        return members
    members = sorted(members, key=_rank)
    identities = _Identities()
    kept: list[Incoming] = []
    for number, one in enumerate(members):
        first = identities.of(_marks(one.cells), number)
        if first == number:
            kept.append(one)
        else:
            differences = _differences(members[first].cells, one.cells, both=True)
            repeated.append(Repeated(one, members[first], differences))
    return kept


def _same(one: Incoming, rows: Sequence[R]) -> R | None:
    """Return the row of the same signatory, if there is one among those of its name."""
    if not rows:
        return None
    identities = _Identities()
    numbers = {identities.of(_marks(row.cells), number): row for number, row in enumerate(rows)}
    return numbers.get(identities.of(_marks(one.cells), len(rows)))


def _is_told(told: Callable[..., bool], one: Incoming, withdrawals: Withdrawals) -> bool:
    cells = one.cells
    return told(
        withdrawals,
        cells["kind"],
        cells["name"],
        cells.get("affiliation", ""),
        cells.get("place", ""),
    )


def _differences(
    kept: Mapping[str, str], other: Mapping[str, str], *, both: bool = False
) -> tuple[Difference, ...]:
    """Return what another row says otherwise; `both`: what only the kept one says counts too."""
    found = []
    for column in COLUMNS if both else other:
        a, b = kept.get(column, ""), other.get(column, "")
        if a == b or column in NOT_COMPARED or (not b and not both):
            continue
        if column in TEXTS and a and b and fold(a) == fold(b):
            continue
        if column == "demands" and set(b.split()) == set(a.split()):
            continue
        found.append(Difference(column, a, b))
    return tuple(found)


def _keys(rows: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return the kind and the folded name of each row."""
    rows = list(rows)
    names = [name_key(cells.get("name", "")) for cells in rows]
    return list(zip([cells.get("kind", "") for cells in rows], names, strict=True))


def _marks(cells: Mapping[str, str]) -> tuple[str, str]:
    affiliation, place = cells.get("affiliation", ""), cells.get("place", "")
    return fold(affiliation) if affiliation else "", fold(place) if place else ""


def _rank(one: Incoming) -> tuple[object, ...]:
    cells = one.cells
    return (
        not cells.get("withdrawn"),
        not any(_marks(cells)),
        cells.get("signed", "9999"),
        -len(cells),
        _content(one),
    )


def _content(one: Incoming) -> tuple[str, ...]:
    return tuple(map(one.cells.get, COLUMNS, NO_CELLS))


def _place(one: Incoming) -> tuple[str, int]:
    return one.file, one.line
