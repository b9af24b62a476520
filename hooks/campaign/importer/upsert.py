"""Merges the signatories of a file into the list: who is new, known, withdrawn, in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar

from campaign.core.folding import fold, name_key
from campaign.curation.list_file import Row
from campaign.curation.suppression_list import Withdrawals, comes_back, was_corrected
from campaign.importer.converting import Incoming
from campaign.signatories.identity import same_person
from campaign.signatories.signatories_csv import COLUMNS

TEXTS = frozenset(("name", "title", "affiliation", "place", "sort", "version"))
"""Columns in which another case or accent is no difference."""
NO_CELLS = ("",) * len(COLUMNS)
R = TypeVar("R", Row, Incoming)
Namesakes = Literal["ask", "keep"]
"""What becomes of people of one name whom something tells apart: asked about, or all kept."""


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


class Namesake(NamedTuple):
    """Somebody who bears a name that stands already, and may be another person."""

    incoming: Incoming
    other: Row | Incoming
    differences: tuple[Difference, ...]


class Doubted(NamedTuple):
    """A signatory who agrees to be named in one row, and does not in another."""

    incoming: Incoming
    declined: Incoming


@dataclass
class Merged:
    """Every row that came, in exactly one place; `still_listed` are rows that declined besides."""

    added: list[Incoming] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    conflicting: list[Known] = field(default_factory=list)
    withdrawn: list[Incoming] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    namesakes: list[Namesake] = field(default_factory=list)
    """Those who may be somebody else of that name: not added until an editor has said so."""
    corrected: list[Incoming] = field(default_factory=list)
    """Those of whom the list says otherwise since an editor corrected it."""
    doubted: list[Doubted] = field(default_factory=list)
    still_listed: list[Known] = field(default_factory=list)
    """Those who do not agree to be named, and stand in the list; named as they do there."""


def merge(
    incoming: Iterable[Incoming],
    rows: Sequence[Row],
    withdrawals: Withdrawals,
    declined: Iterable[Incoming] = (),
    namesakes: Namesakes = "ask",
) -> Merged:
    """Sort the signatories of a file by what becomes of them, whatever the order of its rows.

    `declined` are those of the file who did not agree to be named.

    Among rows of one signatory within the file, one that withdrew counts first, then the one
    of which most is said, then the one that was signed first.
    """
    listed: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        listed[_key(row.cells)].append(row)
    refusing: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for one in declined:
        if one.cells.get("name") and one.cells.get("kind"):
            refusing[_key(one.cells)].append(one)
    groups: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for one in incoming:
        groups[_key(one.cells)].append(one)
    merged = Merged()
    for key, members in refusing.items():
        merged.still_listed += _still_listed(members, listed.get(key, []))
    for key, members in groups.items():
        standing = listed.get(key, [])
        for one in _unique(members, standing, merged, namesakes):
            _place(one, standing, refusing.get(key, []), withdrawals, merged, namesakes)
    merged.added.sort(key=_content)
    for found in (merged.conflicting, merged.repeated, merged.namesakes, merged.doubted,
                  merged.still_listed):  # fmt: skip
        found.sort(key=lambda each: (each.incoming.file, each.incoming.line))
    for others in (merged.withdrawn, merged.corrected):
        others.sort(key=lambda one: (one.file, one.line))
    return merged


def _place(
    one: Incoming,
    listed: Sequence[Row],
    refusing: Sequence[Incoming],
    withdrawals: Withdrawals,
    merged: Merged,
    namesakes: Namesakes,
) -> None:
    """Put one signatory where it belongs, beside those of its name in the list."""
    cells = one.cells
    found = _same(one, listed)
    details = (cells["kind"], cells["name"], cells.get("affiliation", ""), cells.get("place", ""))
    if found and found.cells.get("withdrawn"):
        merged.withdrawn.append(one)
    elif found and (differences := _differences(found.cells, cells)):
        merged.conflicting.append(Known(one, found.line, differences))
    elif found:
        merged.known.append(Known(one, found.line))
    elif other := _same(one, refusing):
        merged.doubted.append(Doubted(one, other))
    elif cells.get("withdrawn") or (withdrawals and comes_back(withdrawals, *details)):
        merged.withdrawn.append(one)
    elif withdrawals and was_corrected(withdrawals, *details):
        merged.corrected.append(one)
    elif listed and namesakes == "ask":
        differences = _differences(listed[0].cells, cells)
        merged.namesakes.append(Namesake(one, listed[0], differences))
    else:
        merged.added.append(one)


def _unique(
    members: list[Incoming], listed: Sequence[Row], merged: Merged, namesakes: Namesakes
) -> list[Incoming]:
    """Return one row for each signatory among rows of one name; the others go where they belong."""
    if len(members) == 1:
        return members
    kept: list[Incoming] = []
    for one in sorted(members, key=_rank):
        if first := _same(one, kept):
            differences = _differences(first.cells, one.cells, both=True)
            merged.repeated.append(Repeated(one, first, differences))
        elif kept and namesakes == "ask" and not _same(one, listed):
            differences = _differences(kept[0].cells, one.cells)
            merged.namesakes.append(Namesake(one, kept[0], differences))
        else:
            kept.append(one)
    return kept


def _still_listed(members: Iterable[Incoming], listed: Sequence[Row]) -> Iterable[Known]:
    for one in members:
        found = _same(one, listed)
        if found and not found.cells.get("withdrawn"):
            named = one._replace(cells={**one.cells, "name": found.cells["name"]})
            yield Known(named, found.line)


def _same(one: Incoming, rows: Sequence[R]) -> R | None:
    """Return the row of the same signatory among those of its name: of those, the likest."""
    found = [row for row in rows if same_person(row.cells, one.cells)]
    return max(found, key=lambda row: _shared(row.cells, one.cells)) if found else None


def _shared(a: Mapping[str, str], b: Mapping[str, str]) -> int:
    columns = ("affiliation", "place", "url")
    return sum(bool(a.get(c) and b.get(c)) for c in columns)


def _differences(
    kept: Mapping[str, str], other: Mapping[str, str], *, both: bool = False
) -> tuple[Difference, ...]:
    """Return what another row says otherwise; `both`: what only the kept one says counts too."""
    found = []
    for column in COLUMNS if both else other:
        a, b = kept.get(column, ""), other.get(column, "")
        if a == b or column == "kind" or (not b and not both):
            continue
        if column in TEXTS and a and b and fold(a) == fold(b):
            continue
        if column == "demands" and set(b.split()) == set(a.split()):
            continue
        found.append(Difference(column, a, b))
    return tuple(found)


def _key(cells: Mapping[str, str]) -> tuple[str, str]:
    return cells.get("kind", ""), name_key(cells.get("name", ""))


def _rank(one: Incoming) -> tuple[object, ...]:
    cells = one.cells
    return (
        not cells.get("withdrawn"),
        -sum(bool(cells.get(column)) for column in ("affiliation", "place", "url")),
        cells.get("signed", "9999"),
        -len(cells),
        _content(one),
    )


def _content(one: Incoming) -> tuple[str, ...]:
    return tuple(map(one.cells.get, COLUMNS, NO_CELLS))
