"""What becomes of a request: a change of the list for an editor to look at, or an answer.

What an issue asks for is checked field by field, with the checks that every row must pass.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from campaign.config.fields import FORBIDDEN, pointless_in
from campaign.core.folding import fold
from campaign.core.problems import Wrong
from campaign.curation import list_edits
from campaign.curation.likely import likely_among
from campaign.curation.list_edits import Draft, row_problems
from campaign.curation.list_file import named
from campaign.curation.suppression_list import comes_back
from campaign.github.intake.events import READY_TO_ADD, Request
from campaign.github.intake.issue_form import (
    AnswerFault,
    Code,
    Fields,
    FormAnswers,
    parse_issue,
)
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import telephones
from campaign.signatories.cells import LONGEST, url_cell
from campaign.signatories.csv_rows import Row
from campaign.signatories.identity import identity, key
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import means_nobody, means_nothing, tidy, tidy_address
from campaign.site.site import Site

Reason = Literal[
    "sign", "correct", "remove", "thanks",  # what is done
    "faults", "known", "closed", "edited", "by-hand", "not-found",  # what is answered
    "other-form",  # what an editor mixed up
]  # fmt: skip
IntakeNote = Literal["namesake", "other-kind", "same-address", "sorted-by"]
MOST_LIKELY = 5
"""Likely duplicates that a reviewer is told of."""
_FORMULA = "=+-@"
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""
DELETE = ("delete", "borrar")
"""What a person writes to take something out of an entry."""
_CELLS = ("name", "group", "title", "affiliation", "place", "url")
"""The columns that a form can fill; the kind is asked apart."""
STAY = {"name", "group"}
"""Columns that nobody can have taken out."""
PRIVATE = ("email", "phone")
"""Faults whose value is never repeated."""


@dataclass(frozen=True)
class IntakeDesk:
    """What a decision is made from: the campaign as it stands now."""

    site: Site
    draft: Draft
    """The list and its tombstones."""
    sign_form: Fields
    change_form: Fields


class AskedChange(NamedTuple):
    """What an issue asks for: to be added, or that an entry is corrected or removed."""

    action: Literal["sign", "correct", "remove"]
    kind: str
    name: str
    """The name as it stands on the list, or is to stand there."""
    cells: Mapping[str, str]
    """Values by column; empty for what is to be taken out of an entry."""


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


def read_request(
    answers: FormAnswers, form: Fields, vocabulary: Vocabulary
) -> tuple[AskedChange | None, list[AnswerFault]]:
    """Return what answers ask for, or None and all that has to be mended first."""
    fields, texts = {field.id: field for field in form}, answers.texts
    is_change = "action" in fields
    removes = is_change and texts["action"] == fields["action"].options[1]
    needed = ("action", "kind", "name") if is_change else ("kind", "name")
    faults = [AnswerFault("empty", fields[name].label) for name in needed if not texts[name]]
    unticked = (name for name, is_ticked in answers.boxes.items() if not is_ticked)
    faults += [AnswerFault("unticked", fields[name].label) for name in unticked]
    # The name on the list is only looked up: it is held against the list, and stored nowhere.
    if is_change and (FORBIDDEN.search(texts["name"]) or "\t" in texts["name"]):
        faults.append(AnswerFault("invisible", fields["name"].label, texts["name"]))
    # Where no kind was chosen, which is a fault already, any does.
    kind = dict(zip(fields["kind"].options, KINDS, strict=True)).get(texts["kind"], KINDS[0])
    new_name = "new_name" if is_change else "name"
    by_column = fields | {"name": fields.get(new_name, fields["name"])}
    filled = dict(_filled({**texts, "name": texts.get(new_name, "")}))
    takes_out = {c for c, text in filled.items() if is_change and text.casefold() in DELETE}
    emptied = dict.fromkeys(takes_out - STAY, "")
    kept = {column: text for column, text in filled.items() if column not in emptied}
    faults += [
        AnswerFault(code, by_column[column].label, "" if code in PRIVATE else value)
        for column, value in kept.items()
        if (code := _wrong_with(column, value))
    ]
    if kind == "individual" and "group" in kept:
        faults.append(AnswerFault("group", fields["group"].label, kept["group"]))
    if removes and filled:
        faults.append(AnswerFault("both", fields["action"].label, texts["action"]))
    if is_change and texts["action"] and not removes and not filled:
        faults.append(AnswerFault("unchanged", fields["action"].label))
    if not faults and kept:
        # Read as the site reads it: whatever is wrong with the row still is a fault of the whole.
        for message in row_problems({"name": texts["name"], "kind": kind} | kept, vocabulary):
            column = message.split("'")[1] if message.startswith("'") else ""
            label = by_column[column].label if column in by_column else ""
            faults.append(AnswerFault("other", label, message))
    if faults:
        return None, faults
    if not is_change:
        return AskedChange("sign", kind, kept["name"], kept), []
    return AskedChange("remove" if removes else "correct", kind, texts["name"], kept | emptied), []


def _filled(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield answers as an import tidies them; one such as "N/A" is none, but for a name."""
    for column in _CELLS:
        text = texts.get(column, "")
        is_nothing = means_nobody if column == "affiliation" else means_nothing
        if "\t" in text:  # no form puts one there
            yield column, text
        elif text and (column == "name" or text.casefold() in DELETE or not is_nothing(text)):
            yield column, (tidy_address(text) if column == "url" else tidy(text)).text


def _wrong_with(column: str, value: str) -> Code | None:
    if FORBIDDEN.search(value) or pointless_in(value).search(value) or "\t" in value:
        return "invisible"
    if len(value) > LONGEST:
        return "long"
    if column == "url":
        try:
            url_cell(value)
        except Wrong:
            return "email" if EMAIL.search(value) else "address"
        return None
    if EMAIL.search(value):
        return "email"
    if any(telephones(value)):
        return "phone"
    if unicodedata.normalize("NFKC", value).lstrip()[:1] in tuple(_FORMULA):
        return "formula"
    if column == "name" and not any(unicodedata.category(c)[0] in "LN" for c in value):
        return "wordless"
    return None
