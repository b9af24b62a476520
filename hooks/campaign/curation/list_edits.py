"""Changes to the list and to what stands beside it, each made in all files at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from campaign.config.folder import DISTINCT, SIGNATORIES, WITHDRAWN, Folder
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_DUPLICATES, ABOUT_WITHDRAWN
from campaign.curation import known_different, list_file, suppression_list
from campaign.curation.list_checks import returned
from campaign.curation.list_file import ListFile, named
from campaign.curation.suppression_list import (
    Withdrawals,
    check_withdrawals,
    comes_back,
    marks_text,
)
from campaign.signatories.csv_rows import Row
from campaign.signatories.identity import Identity, Who, are_one, identity, key
from campaign.signatories.signatories_csv import Vocabulary, read_signatories

_WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Draft:
    """The list, its tombstones and its distinct pairs, as they are or as they would be."""

    folder: Folder
    """The campaign that they belong to."""
    vocabulary: Vocabulary
    list: ListFile
    withdrawals: Withdrawals
    distinct: str
    """The text of docs/data/distinct.csv; empty where there is none."""

    @property
    def texts(self) -> dict[str, str]:
        """The files' texts by their paths below docs/, empty where there is none.

        In the order in which they are written: if the machine stops between two, the next build
        says who withdrew and is still listed.
        """
        stones = marks_text(self.withdrawals) if self.withdrawals.salt else ""
        return {WITHDRAWN: stones, DISTINCT: self.distinct, SIGNATORIES: self.list.text}

    def changed_since(self, before: Draft) -> dict[str, str]:
        """Return the texts that are other ones than before."""
        had = before.texts
        return {name: text for name, text in self.texts.items() if text != had[name]}

    def with_text(self, text: str) -> Draft:
        """Return the draft with another text of the list."""
        return replace(self, list=list_file.parse(text))

    def without(self, rows: Collection[Row]) -> Draft:
        """Return the draft without these rows, and without pairs that name who is gone."""
        draft = self.with_pairs({row.start: None for row in rows})
        return draft.with_text(list_file.removed(self.list, rows))

    def with_pairs(self, moved: Mapping[int, Identity | None]) -> Draft:
        """Return the draft in whose pairs these are named otherwise, or are not any more.

        They are told by where their rows begin.
        """
        everybody = ((row.start, identity(row.cells)) for row in self.list.rows)
        changes = ((who, moved.get(start, who)) for start, who in everybody)
        return replace(self, distinct=known_different.followed(self.distinct, changes))


def read_draft(folder: Folder, vocabulary: Vocabulary) -> tuple[Draft | None, list[Problem]]:
    """Return a campaign's list and what stands beside it; None and why where a file is broken."""
    shown = folder.shown_list
    text, problems = list_file.read(folder.signatories, shown)
    withdrawals, more = check_withdrawals(folder.withdrawn, folder.shown(folder.withdrawn))
    distinct, wrong = known_different.check_distinct(
        folder.distinct, folder.shown(folder.distinct), vocabulary.public
    )
    problems = [*problems, *more, *wrong]
    if text is None or problems:
        return None, problems
    try:
        return Draft(folder, vocabulary, list_file.parse(text), withdrawals, distinct), []
    except Wrong as why:
        broken = read_signatories(text, shown, vocabulary)[1]
        return None, broken or [Problem(shown, 1, 1, str(why), why.topic)]


def withdraw(draft: Draft, row: Row, day: date, *, forget: bool) -> Draft:
    """Return the draft in which a signatory has withdrawn, on `day`, unless it had before.

    With `forget` its row is deleted. The tombstone keeps out everybody of the name; only where
    the list holds a namesake does it say which of the two withdrew.
    """
    who = identity(row.cells)
    others = [
        identity(other.cells)
        for other in named(draft.list, who.name, {"kind": who.kind})
        if other.start != row.start and not other.cells.get(_WITHDRAWN)
    ]
    gone = who if others else who._replace(affiliation="", place="")
    stones = suppression_list.withdrawn(draft.withdrawals, gone)
    for other in others:
        if comes_back(stones, other):
            stones = suppression_list.namesake(stones, other)
    draft = replace(draft, withdrawals=stones)
    if forget:
        return draft.without([row])
    if row.cells.get(_WITHDRAWN):
        return draft
    return draft.with_text(list_file.changed(draft.list, row, {_WITHDRAWN: day.isoformat()}))


def restore(draft: Draft, row: Row) -> Draft:
    """Return the draft in which a withdrawn signatory of the list is listed again."""
    draft = lift(draft, identity(row.cells))
    return draft.with_text(list_file.changed(draft.list, row, {_WITHDRAWN: ""}))


def lift(draft: Draft, who: Who) -> Draft:
    """Return the draft without the tombstones of a signatory that has no row any more."""
    return replace(draft, withdrawals=suppression_list.restored(draft.withdrawals, who))


def add(draft: Draft, cells: Mapping[str, str], *, namesake: bool) -> Draft:
    """Return the draft with one more signatory; raise `Wrong` where it stands or withdrew before.

    `namesake` says that it is another than the one of its name who withdrew.
    """
    _refuse_double(draft, cells)
    stones, who = draft.withdrawals, identity(cells)
    if comes_back(stones, who):
        if not namesake:
            more = (
                "; if this is somebody else of that name, add `--namesake`, with an affiliation "
                "or a place"
            )
            raise Wrong(f"{_stays_out(who)}{more}", ABOUT_WITHDRAWN)
        stones = suppression_list.namesake(stones, who)
    text = list_file.inserted(draft.list, [cells], draft.folder.config.language)
    return replace(draft, withdrawals=stones).with_text(text)


def correct(draft: Draft, row: Row, cells: Mapping[str, str]) -> Draft:
    """Return the draft with other values in one row; raise `Wrong` for one that withdrew.

    Where signatories are imported, what the list said before is remembered by a hash: the next
    export of the same form says it again, and must not add them once more.
    """
    if _WITHDRAWN in cells:
        raise Wrong(
            "'withdrawn' is not set in this way; run `campaign withdraw` or `campaign restore`",
            ABOUT_WITHDRAWN,
        )
    before, after = identity(row.cells), identity({**row.cells, **cells})
    if not row.cells.get(_WITHDRAWN) and comes_back(draft.withdrawals, after):
        raise Wrong(_stays_out(after), ABOUT_WITHDRAWN)
    changed = draft.with_pairs({row.start: after})
    changed = changed.with_text(list_file.changed(draft.list, row, cells))
    was, now = key(before), key(after)
    # A file that only lacks the affiliation or place that the list has now is known by its name.
    is_other = was != now and (was[:2] != now[:2] or any(was[2:]))
    if is_other and draft.folder.imports.exists():
        stones = suppression_list.corrected(draft.withdrawals, before)
        return replace(changed, withdrawals=stones)
    return changed


def _stays_out(who: Identity) -> str:
    return (
        f"{quote(who.name)} asked to be removed, and stays so; if they want to be listed again, "
        "run `campaign restore` first"
    )


def problems(draft: Draft) -> list[Problem]:
    """Return why the list could not be published as it is in the draft."""
    text, shown = draft.list.text, draft.folder.shown_list
    found = read_signatories(text, shown, draft.vocabulary)[1]
    return [*found, *returned(text, shown, draft.withdrawals)]


def row_problems(cells: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what is wrong with a new signatory, whatever else stands in the list."""
    text = list_file.inserted(list_file.parse("name,kind\n"), [cells], "en")
    _, found = read_signatories(text, "", vocabulary)
    return (problem.message for problem in sorted(found))


def _refuse_double(draft: Draft, cells: Mapping[str, str]) -> None:
    for row in named(draft.list, cells["name"], {"kind": cells["kind"]}):
        if not are_one(row.cells, cells):
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
