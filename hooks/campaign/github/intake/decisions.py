"""What becomes of a request: a change of the list for an editor to look at, or an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from campaign.core.folding import fold
from campaign.core.problems import Wrong
from campaign.curation import list_edits
from campaign.curation.likely import likely_among
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import Row, named
from campaign.curation.suppression_list import comes_back
from campaign.github.intake.events import READY_TO_ADD, Request
from campaign.github.intake.issue_form import AnswerFault, Fields, parse_issue
from campaign.github.intake.requests import AskedChange, read_request
from campaign.signatories.identity import identity, key
from campaign.site.site import Site

Reason = Literal[
    "sign", "correct", "remove", "thanks",  # what is done
    "faults", "known", "closed", "edited", "by-hand", "not-found",  # what is answered
    "other-form",  # what an editor mixed up
]  # fmt: skip
IntakeNote = Literal["namesake", "other-kind", "same-address", "sorted-by"]
MOST_LIKELY = 5
"""Likely duplicates that a reviewer is told of."""


@dataclass(frozen=True)
class IntakeDesk:
    """What a decision is made from: the campaign as it stands now."""

    site: Site
    draft: Draft
    """The list and its tombstones."""
    sign_form: Fields
    change_form: Fields


@dataclass(frozen=True)
class IntakeDecision:
    """What is to be done about an issue."""

    reason: Reason
    faults: tuple[AnswerFault, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    """What a change writes, as labels and values, for the editor who looks at it."""
    notes: tuple[IntakeNote, ...] = ()
    likely: tuple[tuple[str, str], ...] = ()
    """Names of the list that may be the same signatory, each with the reasons."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The changed files' whole texts, by their paths below docs/."""


def decide_request(request: Request, desk: IntakeDesk) -> IntakeDecision:
    """Decide about an issue that was marked as ready and has not been changed since."""
    signs = request.label == READY_TO_ADD
    if signs and not desk.site.campaign.is_open:
        return IntakeDecision("closed")
    form, other = desk.sign_form, desk.change_form
    if not signs:
        form, other = other, form
    asked = None
    answers, faults = parse_issue(request.body, form)
    if answers:
        asked, faults = read_request(answers, form, desk.draft.vocabulary)
    elif parse_issue(request.body, other)[0]:
        return IntakeDecision("other-form")
    if asked is None:
        order = ["", *(field.label for field in form)]
        by_place = sorted(dict.fromkeys(faults), key=lambda fault: order.index(fault.label))
        return IntakeDecision("faults", tuple(by_place))
    if signs:
        return _add(asked, request.opened, desk)
    same = named(desk.draft.list, asked.name, {"kind": asked.kind})
    listed = [row for row in same if not row.cells.get("withdrawn")]
    if len(listed) != 1:
        return IntakeDecision("by-hand" if listed else "not-found")
    if asked.action == "remove":
        after = list_edits.withdraw(desk.draft, listed[0], request.opened, forget=True)
        return IntakeDecision("remove", files=after.changed_since(desk.draft))
    return _correct(asked, listed[0], desk)


def _add(asked: AskedChange, opened: date, desk: IntakeDesk) -> IntakeDecision:
    file = desk.draft.list
    cells = {"name": asked.name, "kind": asked.kind, **asked.cells}
    if "signed" in file.header:  # a list without the column gets none: every row would change
        cells["signed"] = opened.isoformat()
    if "version" in file.header and desk.site.versions.latest:
        cells["version"] = str(desk.site.versions.in_force(opened))
    same = named(file, asked.name, {"kind": asked.kind})
    has_left = any(row.cells.get("withdrawn") for row in same)
    if has_left or comes_back(desk.draft.withdrawals, identity(cells)):
        return IntakeDecision("by-hand")
    try:
        after = list_edits.add(desk.draft, cells, namesake=False)
    except Wrong:
        return IntakeDecision("known")
    if list_edits.problems(after):
        return IntakeDecision("by-hand")
    return IntakeDecision(
        "sign",
        values=_values(cells, desk.sign_form),
        notes=tuple(_notes(cells, asked.kind, same, desk)),
        likely=_likely(after, cells),
        files=after.changed_since(desk.draft),
    )


def _correct(asked: AskedChange, row: Row, desk: IntakeDesk) -> IntakeDecision:
    cells = {c: v for c, v in asked.cells.items() if row.cells.get(c, "") != v}
    if not cells:
        (label,) = (field.label for field in desk.change_form if field.id == "action")
        return IntakeDecision("faults", (AnswerFault("unchanged", label),))
    try:
        after = list_edits.correct(desk.draft, row, cells)
    except Wrong:  # the new name is one that withdrew
        return IntakeDecision("by-hand")
    if list_edits.problems(after):  # another entry bears the new name
        return IntakeDecision("by-hand")
    is_renamed = "name" in cells
    notes = tuple(_notes(cells, asked.kind, (), desk))
    new = {"new_name" if column == "name" else column: v for column, v in cells.items()}
    return IntakeDecision(
        "correct",
        values=_values({"name": row.cells["name"]} | new, desk.change_form),
        notes=(*notes, "sorted-by") if is_renamed and row.cells.get("sort") else notes,
        likely=_likely(after, {**row.cells, **cells}) if is_renamed else (),
        files=after.changed_since(desk.draft),
    )


def _likely(after: Draft, cells: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return who else of the list may be the signatory; namesakes are told of in a note."""
    who = identity(cells)
    new = {key(who)}
    likely = []
    for pair in likely_among(after, new) or ():
        other = pair.second if key(pair.first.signatory) in new else pair.first
        if fold(other.signatory.name) != fold(who.name):
            likely.append((other.signatory.name, "; ".join(pair.reasons)))
    return tuple(likely[:MOST_LIKELY])


def _notes(
    cells: Mapping[str, str], kind: str, same: Sequence[Row], desk: IntakeDesk
) -> Iterator[IntakeNote]:
    """Yield what an editor should look at before the change is merged."""
    rows = [row.cells for row in desk.draft.list.rows]
    if same:
        yield "namesake"
    if "name" in cells:
        folded = fold(cells["name"])
        if any(row["kind"] != kind and fold(row["name"]) == folded for row in rows):
            yield "other-kind"
    url = cells.get("url", "").rstrip("/")
    if url and any(row.get("url", "").rstrip("/") == url for row in rows):
        yield "same-address"


def _values(cells: Mapping[str, str], form: Fields) -> tuple[tuple[str, str], ...]:
    """Return what is written, under the form's own labels and in its order."""
    return tuple((field.label, cells[field.id]) for field in form if field.id in cells)
