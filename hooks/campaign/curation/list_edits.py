"""Changes to the list and to what stands beside it, each made in all files at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_DUPLICATES, ABOUT_WITHDRAWN
from campaign.curation import known_different, list_file, suppression_list
from campaign.curation.known_different import Identity, SignatoryKey, key
from campaign.curation.list_checks import returned
from campaign.curation.list_file import ListFile, Row
from campaign.curation.suppression_list import Withdrawals
from campaign.signatories.identity import are_one
from campaign.signatories.signatories_csv import Vocabulary, read_signatories

_WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Draft:
    """The list, its tombstones and its distinct pairs, as they are or as they would be."""

    list: ListFile
    withdrawals: Withdrawals
    distinct: str = ""
    """The text of docs/data/distinct.csv; empty where there is none."""

    def with_text(self, text: str) -> Draft:
        """Return the draft with another text of the list."""
        return replace(self, list=list_file.parse(text))

    def without(self, rows: Collection[Row]) -> Draft:
        """Return the draft without these rows, and without pairs that name who is gone."""
        gone = {row.start for row in rows}
        after = self.with_text(list_file.removed(self.list, rows))
        changes = (
            (identity(row.cells), None if row.start in gone else identity(row.cells))
            for row in self.list.rows
        )
        return replace(after, distinct=known_different.followed(self.distinct, changes))


def withdraw(draft: Draft, row: Row, day: date, *, forget: bool) -> Draft:
    """Return the draft in which a signatory has withdrawn, on `day`, unless it had before.

    With `forget` its row is deleted. The tombstone keeps out everybody of the name; only where
    the list holds a namesake does it say which of the two withdrew.
    """
    cells = row.cells
    others = [other for other in _namesakes(draft.list, row) if not other.cells.get(_WITHDRAWN)]
    details = _details(cells) if others else {}
    stones = suppression_list.withdrawn(draft.withdrawals, cells["kind"], cells["name"], **details)
    for other in others:
        if _is_kept_out(stones, other.cells):
            stones = suppression_list.namesake(
                stones, other.cells["kind"], other.cells["name"], **_details(other.cells)
            )
    draft = replace(draft, withdrawals=stones)
    if forget:
        return draft.without([row])
    if cells.get(_WITHDRAWN):
        return draft
    return draft.with_text(list_file.changed(draft.list, row, {_WITHDRAWN: day.isoformat()}))


def restore(draft: Draft, row: Row) -> Draft:
    """Return the draft in which a withdrawn signatory of the list is listed again."""
    cells = row.cells
    stones = suppression_list.restored(
        draft.withdrawals, cells["kind"], cells["name"], **_details(cells)
    )
    draft = replace(draft, withdrawals=stones)
    if not cells.get(_WITHDRAWN):
        return draft
    return draft.with_text(list_file.changed(draft.list, row, {_WITHDRAWN: ""}))


def lift(draft: Draft, kind: str, name: str, affiliation: str, place: str) -> Draft:
    """Return the draft without the tombstones of a signatory that has no row any more."""
    stones = suppression_list.restored(draft.withdrawals, kind, name, affiliation, place)
    return replace(draft, withdrawals=stones)


def add(draft: Draft, cells: Mapping[str, str], language: str, *, namesake: bool) -> Draft:
    """Return the draft with one more signatory; raise `Wrong` where it stands or withdrew before.

    `namesake` says that it is another than the one of its name who withdrew.
    """
    _refuse_double(draft, cells)
    stones = draft.withdrawals
    if _is_kept_out(stones, cells):
        if not namesake:
            raise Wrong(
                f"{quote(cells['name'])} asked to be removed, and stays so; if they want to be "
                "listed again, run `campaign restore` first; if this is somebody else of that "
                "name, add `--namesake`, with an affiliation or a place",
                ABOUT_WITHDRAWN,
            )
        stones = suppression_list.namesake(stones, cells["kind"], cells["name"], **_details(cells))
    text = list_file.inserted(draft.list, [cells], language)
    return replace(draft, withdrawals=stones).with_text(text)


def correct(draft: Draft, row: Row, cells: Mapping[str, str], *, imports: bool = False) -> Draft:
    """Return the draft with other values in one row; raise `Wrong` for one that withdrew.

    `imports`: signatories are imported, so that what the list said before is remembered by a
    hash; the next export of the same form says it again, and must not add them once more.
    """
    if _WITHDRAWN in cells:
        raise Wrong(
            "'withdrawn' is not set in this way; run `campaign withdraw` or `campaign restore`",
            ABOUT_WITHDRAWN,
        )
    after = {**row.cells, **cells}
    if not row.cells.get(_WITHDRAWN) and _is_kept_out(draft.withdrawals, after):
        raise Wrong(
            f"{quote(after['name'])} asked to be removed, and stays so; if they want to be listed "
            "again, run `campaign restore` first",
            ABOUT_WITHDRAWN,
        )
    changes = (
        (identity(other.cells), identity(after if other.start == row.start else other.cells))
        for other in draft.list.rows
    )
    known = known_different.followed(draft.distinct, changes)
    changed = draft.with_text(list_file.changed(draft.list, row, cells))
    stones = changed.withdrawals
    if imports and _is_told_otherwise(row.cells, after):
        stones = suppression_list.corrected(
            stones, row.cells["kind"], row.cells["name"], **_details(row.cells)
        )
    return replace(changed, distinct=known, withdrawals=stones)


def _is_told_otherwise(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Say whether a file that says what the list said would not be known by what it says now."""
    was, now = _key(before), _key(after)
    return was != now and (was[:2] != now[:2] or any(was[2:]))


def problems(draft: Draft, path: str, vocabulary: Vocabulary) -> list[Problem]:
    """Return why the list could not be published as it is in the draft; `path` is the list's."""
    text = draft.list.text.removeprefix(list_file.BOM)
    signed, found = read_signatories(text, path, vocabulary)
    return [*found, *returned(text, path, signed, draft.withdrawals)]


def row_problems(cells: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what is wrong with a new signatory, whatever else stands in the list."""
    header = ",".join(["name", "kind"]) + "\n"
    text = list_file.inserted(list_file.parse(header), [cells], "en")
    _, found = read_signatories(text, "", vocabulary)
    return (problem.message for problem in sorted(found))


def is_same(cells: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """Say whether two rows stand for one signatory: kind, name, affiliation and place agree."""
    return _key(cells) == _key(others)


def _refuse_double(draft: Draft, cells: Mapping[str, str]) -> None:
    for row in draft.list.rows:
        if _key(row.cells)[:2] != _key(cells)[:2] or not are_one(row.cells, cells):
            continue
        if row.cells.get(_WITHDRAWN):
            raise Wrong(
                f"{quote(row.cells['name'])} stands in line {row.line} and withdrew on "
                f"{row.cells[_WITHDRAWN]}; run `campaign restore` if they want to be listed again",
                ABOUT_WITHDRAWN,
            )
        raise Wrong(
            f"{quote(row.cells['name'])} already stands in line {row.line}; if this is another of "
            "that name, tell the two apart by an affiliation or a place in both",
            ABOUT_DUPLICATES,
        )


def identity(cells: Mapping[str, str]) -> Identity:
    """Return what the list tells the signatory of a row apart by."""
    return Identity(*(cells.get(column, "") for column in known_different.SIDE))


def _namesakes(file: ListFile, row: Row) -> list[Row]:
    who = _key(row.cells)[:2]
    return [
        other for other in file.rows if other.start != row.start and _key(other.cells)[:2] == who
    ]


def _key(cells: Mapping[str, str]) -> SignatoryKey:
    return key(identity(cells))


def _details(cells: Mapping[str, str]) -> dict[str, str]:
    return {column: cells.get(column, "") for column in ("affiliation", "place")}


def _is_kept_out(stones: Withdrawals, cells: Mapping[str, str]) -> bool:
    affiliation, place = _details(cells).values()
    return suppression_list.comes_back(stones, cells["kind"], cells["name"], affiliation, place)
