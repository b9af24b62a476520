"""Merges the signatories of a file into the list: who is new, known, withdrawn, in conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from campaign.core.folding import fold, name_key
from campaign.curation.list_file import Row
from campaign.curation.suppression_list import Withdrawals, comes_back, was_corrected
from campaign.importer.converting import Incoming
from campaign.signatories.identity import identity, same_person
from campaign.signatories.signatories_csv import COLUMNS

TEXTS = frozenset(("name", "title", "affiliation", "place", "sort", "version"))
"""Columns in which another case or accent is no difference."""
TELLING = ("affiliation", "place", "url")
"""What tells people of one name apart."""
NO_CELLS = ("",) * len(COLUMNS)
R = TypeVar("R", Row, Incoming)
Namesakes = Literal["ask", "keep"]
"""What becomes of people of one name whom something tells apart: asked about, or all kept."""
Fate = Literal[
    "added",
    "known",
    "conflicting",  # the list says otherwise, and is kept
    "withdrawn",
    "repeated",
    "namesake",  # perhaps somebody else of a name that stands already: an editor has to say so
    "corrected",  # the list says otherwise since an editor corrected it
    "doubted",  # agrees to be named, and does not in another row
    "still listed",  # does not agree to be named, and stands in the list
]
"""What becomes of a row that came."""


class Difference(NamedTuple):
    """A column in which two rows of one signatory differ."""

    column: str
    kept: str
    other: str


class Outcome(NamedTuple):
    """A signatory of the file, and the row of the list or of the file that decided its fate."""

    incoming: Incoming
    other: Row | Incoming | None = None
    differences: tuple[Difference, ...] = ()


Merged = Mapping[Fate, Sequence[Outcome]]
"""Every row that came, in exactly one place; who is `still listed` declined besides."""


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
    listed, refusing, groups = _by_key(rows), _by_key(declined), _by_key(incoming)
    merged: defaultdict[Fate, list[Outcome]] = defaultdict(list)
    for key, members in refusing.items():
        for one in members:
            found = _same(one, listed.get(key, ()))
            if found and not found.cells.get("withdrawn"):
                merged["still listed"].append(Outcome(one, found))
    for key, members in groups.items():
        standing, declining = listed.get(key, []), refusing.get(key, [])
        kept: list[Incoming] = []
        for one in sorted(members, key=_rank) if len(members) > 1 else members:
            if kept and (first := _same(one, kept)):
                outcome = Outcome(one, first, _differences(first.cells, one.cells, both=True))
                merged["repeated"].append(outcome)
            elif kept and namesakes == "ask" and not _same(one, standing):
                outcome = Outcome(one, kept[0], _differences(kept[0].cells, one.cells))
                merged["namesake"].append(outcome)
            else:
                kept.append(one)
                fate, outcome = _placed(one, standing, declining, withdrawals, namesakes)
                merged[fate].append(outcome)
    for fate, outcomes in merged.items():
        if fate != "added":  # which the list sorts
            outcomes.sort(key=lambda each: (each.incoming.file, each.incoming.line))
    return merged


def _placed(
    one: Incoming,
    listed: Sequence[Row],
    declining: Sequence[Incoming],
    withdrawals: Withdrawals,
    namesakes: Namesakes,
) -> tuple[Fate, Outcome]:
    """Return where one signatory belongs, beside those of its name in the list."""
    cells = one.cells
    if found := _same(one, listed):
        differences = _differences(found.cells, cells)
        if found.cells.get("withdrawn"):
            return "withdrawn", Outcome(one, found)
        return "conflicting" if differences else "known", Outcome(one, found, differences)
    if other := _same(one, declining):
        return "doubted", Outcome(one, other)
    who = identity(cells) if withdrawals else None
    if cells.get("withdrawn") or (who and comes_back(withdrawals, who)):
        return "withdrawn", Outcome(one)
    if who and was_corrected(withdrawals, who):
        return "corrected", Outcome(one)
    if listed and namesakes == "ask":
        return "namesake", Outcome(one, listed[0], _differences(listed[0].cells, cells))
    return "added", Outcome(one)


def _by_key(rows: Iterable[R]) -> dict[tuple[str, str], list[R]]:
    found: defaultdict[tuple[str, str], list[R]] = defaultdict(list)
    for row in rows:
        key = row.cells.get("kind", ""), name_key(row.cells.get("name", ""))
        found[key].append(row)
    return dict(found)


def _same(one: Incoming, rows: Sequence[R]) -> R | None:
    """Return the row of the same signatory among those of its name: of those, the likest."""
    found = [row for row in rows if same_person(row.cells, one.cells)] if rows else []
    return max(found, key=lambda row: _shared(row.cells, one.cells)) if found else None


def _shared(a: Mapping[str, str], b: Mapping[str, str]) -> int:
    return sum(bool(a.get(column) and b.get(column)) for column in TELLING)


def _differences(
    kept: Mapping[str, str], other: Mapping[str, str], *, both: bool = False
) -> tuple[Difference, ...]:
    """Return what another row says otherwise; `both`: what only the kept one says counts too."""
    found = []
    for column in COLUMNS if both else other:
        a, b = kept.get(column, ""), other.get(column, "")
        is_same = (
            a == b
            or column == "kind"
            or (not b and not both)
            or (column in TEXTS and a and b and fold(a) == fold(b))
            or (column == "demands" and set(b.split()) == set(a.split()))
        )
        if not is_same:
            found.append(Difference(column, a, b))
    return tuple(found)


def _rank(one: Incoming) -> tuple[object, ...]:
    cells = one.cells
    said = sum(bool(cells.get(column)) for column in TELLING)
    signed = cells.get("signed", "9999")
    content = tuple(map(cells.get, COLUMNS, NO_CELLS))
    return not cells.get("withdrawn"), -said, signed, -len(cells), content
