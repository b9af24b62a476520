"""What becomes of a request: a change of the list for an editor to look at, or an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from campaign.config.configuration import Campaign
from campaign.config.folder import SIGNATORIES
from campaign.content.versions import Versions
from campaign.core.folding import fold
from campaign.core.problems import Wrong
from campaign.curation import list_edits
from campaign.curation.likely import likely_among
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import ListFile, Row, named
from campaign.curation.suppression_list import comes_back
from campaign.github.intake.events import READY_TO_ADD, Request
from campaign.github.intake.issue_form import AnswerFault, Fields, FormFile, parse_issue
from campaign.github.intake.requests import ChangeRequest, read_change, read_signing
from campaign.signatories.identity import identity, key
from campaign.signatories.signatories_csv import Vocabulary

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

    campaign: Campaign
    language: str
    vocabulary: Vocabulary
    draft: Draft
    """The list and its tombstones."""
    sign_form: FormFile
    change_form: FormFile
    versions: Versions = field(default_factory=Versions)
    imports: bool = False
    """Whether signatories are imported, so that former names can come again."""


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
    if signs and not desk.campaign.is_open:
        return IntakeDecision("closed")
    form, other = desk.sign_form.fields, desk.change_form.fields
    if not signs:
        form, other = other, form
    answers, broken = parse_issue(request.body, form)
    if answers is None:
        if parse_issue(request.body, other)[0]:
            return IntakeDecision("other-form")
        return IntakeDecision("faults", tuple(broken))
    if signs:
        cells, faults = read_signing(answers, form, desk.vocabulary)
        if cells is None:
            return _refused(faults, form)
        return _add(cells, request.opened, desk)
    change, faults = read_change(answers, form, desk.vocabulary)
    if change is None:
        return _refused(faults, form)
    return _change(change, request.opened, desk)


def _refused(faults: list[AnswerFault], form: Fields) -> IntakeDecision:
    """Return the faults in the order of the form, each once."""
    order = [field.label for field in form]
    by_place = sorted(dict.fromkeys(faults), key=lambda f: order.index(f.label) if f.label else -1)
    return IntakeDecision("faults", tuple(by_place))


def _add(cells: dict[str, str], opened: date, desk: IntakeDesk) -> IntakeDecision:
    file = desk.draft.list
    if "signed" in file.header:  # a list without the column gets none: every row would change
        cells["signed"] = opened.isoformat()
    if "version" in file.header and desk.versions.latest:
        cells["version"] = str(desk.versions.in_force(opened))
    same = named(file, cells["name"], {"kind": cells["kind"]})
    if any(row.cells.get("withdrawn") for row in same) or comes_back(
        desk.draft.withdrawals, identity(cells)
    ):
        return IntakeDecision("by-hand")
    try:
        after = list_edits.add(desk.draft, cells, desk.language, namesake=False)
    except Wrong:
        return IntakeDecision("known")
    if list_edits.problems(after, SIGNATORIES, desk.vocabulary):
        return IntakeDecision("by-hand")
    notes = tuple(_notes(file, cells, same))
    values = _values(cells, desk.sign_form)
    likely = _likely(after, cells, desk)
    files = after.changed_since(desk.draft)
    return IntakeDecision("sign", values=values, notes=notes, likely=likely, files=files)


def _change(change: ChangeRequest, opened: date, desk: IntakeDesk) -> IntakeDecision:
    file = desk.draft.list
    same = named(file, change.name, {"kind": change.kind})
    same = [row for row in same if not row.cells.get("withdrawn")]
    if not same:
        return IntakeDecision("not-found")
    if len(same) > 1:
        return IntakeDecision("by-hand")
    (row,) = same
    if change.action == "remove":
        after = list_edits.withdraw(desk.draft, row, opened, forget=True)
        return IntakeDecision("remove", files=after.changed_since(desk.draft))
    cells = {c: v for c, v in change.cells.items() if row.cells.get(c, "") != v}
    if not cells:
        labels = {field.id: field.label for field in desk.change_form.fields}
        return IntakeDecision("faults", (AnswerFault("unchanged", labels["action"]),))
    try:
        after = list_edits.correct(desk.draft, row, cells, imports=desk.imports)
    except Wrong:  # the new name is one that withdrew
        return IntakeDecision("by-hand")
    if list_edits.problems(after, SIGNATORIES, desk.vocabulary):  # another entry bears the new name
        return IntakeDecision("by-hand")
    notes = tuple(_notes(file, cells | {"kind": change.kind}, []))
    if "name" in cells and row.cells.get("sort"):
        notes = (*notes, "sorted-by")
    new = {"new_name" if column == "name" else column: v for column, v in cells.items()}
    values = _values({"name": row.cells["name"]} | new, desk.change_form)
    files = after.changed_since(desk.draft)
    likely = _likely(after, {**row.cells, **cells}, desk) if "name" in cells else ()
    return IntakeDecision("correct", values=values, notes=notes, likely=likely, files=files)


def _likely(
    after: Draft, cells: Mapping[str, str], desk: IntakeDesk
) -> tuple[tuple[str, str], ...]:
    """Return who else of the list may be the signatory; namesakes are told of in a note."""
    who = identity(cells)
    new = {key(who)}
    found = likely_among(after, new, SIGNATORIES, desk.vocabulary) or ()
    likely = []
    for pair in found:
        other = pair.second if key(pair.first.signatory) in new else pair.first
        if fold(other.signatory.name) != fold(who.name):
            likely.append((other.signatory.name, "; ".join(pair.reasons)))
    return tuple(likely[:MOST_LIKELY])


def _notes(file: ListFile, cells: Mapping[str, str], same: Sequence[Row]) -> Iterator[IntakeNote]:
    """Yield what an editor should look at before the change is merged."""
    if same:
        yield "namesake"
    if "name" in cells:
        folded = fold(cells["name"])
        others = (row for row in file.rows if row.cells["kind"] != cells["kind"])
        if any(fold(row.cells["name"]) == folded for row in others):
            yield "other-kind"
    if (url := cells.get("url", "").rstrip("/")) and any(
        row.cells.get("url", "").rstrip("/") == url for row in file.rows
    ):
        yield "same-address"


def _values(cells: Mapping[str, str], form: FormFile) -> tuple[tuple[str, str], ...]:
    """Return what is written, under the form's own labels and in its order."""
    return tuple((f.label, cells[f.id]) for f in form.fields if f.id in cells)
