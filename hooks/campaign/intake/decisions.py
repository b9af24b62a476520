"""What becomes of a request: a change of the list for an editor to look at, or an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .. import list_file
from ..configuration import Campaign
from ..fields import fold
from ..issue_form import Form, FormFile, parse_issue
from ..list_file import BOM, ListFile, Row
from ..signatories_csv import Vocabulary, read_signatories
from ..site import SIGNATORIES, WITHDRAWN
from ..withdrawals import Withdrawals, is_withdrawn, withdrawn, written
from .events import BRANCH, Request
from .labels import READY_TO_ADD
from .requests import Change, Fault, Signing, read_change, read_signing

Action = Literal["pull-request", "comment", "nothing"]
Reason = Literal[
    "sign", "correct", "remove", "thanks",  # what is done
    "faults", "known", "closed", "edited", "by-hand", "not-found",  # what is answered
    "other-form",  # what an editor mixed up
]  # fmt: skip
Note = Literal["namesake", "other-kind", "same-address", "sorted-by"]
TITLES: Mapping[str, str] = {
    "sign": "Add the signatory of #{number}",
    "correct": "Correct an entry, as asked in #{number}",
    "remove": "Remove an entry, as asked in #{number}",
}
"""Titles of pull requests: they hold no word that somebody else wrote, and name nobody."""


@dataclass(frozen=True)
class Desk:
    """What a decision is made from: the campaign as it stands now."""

    campaign: Campaign
    language: str
    vocabulary: Vocabulary
    list_text: str
    """The list's whole text, a byte order mark included."""
    withdrawals: Withdrawals
    sign_form: FormFile
    change_form: FormFile


@dataclass(frozen=True)
class Decision:
    """What is to be done about an issue."""

    number: int
    reason: Reason
    faults: tuple[Fault, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    """What a change writes, as labels and values, for the editor who looks at it."""
    notes: tuple[Note, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    """The changed files' whole texts, by their paths below docs/."""

    @property
    def action(self) -> Action:
        """What the workflow does."""
        return "pull-request" if self.files else "comment"

    @property
    def branch(self) -> str:
        """The branch of the change; of all that the issue holds, only its number is in it."""
        return f"{BRANCH}{self.number}"

    @property
    def title(self) -> str:
        """The title of the change; empty where there is none."""
        return TITLES[self.reason].format(number=self.number) if self.files else ""


def decide(request: Request, desk: Desk) -> Decision:
    """Decide about an issue that was marked as ready and has not been changed since."""
    number = request.number
    signs = request.label == READY_TO_ADD
    if signs and not desk.campaign.is_open:
        return Decision(number, "closed")
    form = (desk.sign_form if signs else desk.change_form).form
    other = (desk.change_form if signs else desk.sign_form).form
    answers, broken = parse_issue(request.body, form)
    if answers is None:
        if parse_issue(request.body, other)[0]:
            return Decision(number, "other-form")
        return Decision(number, "faults", tuple(Fault(*each) for each in broken))
    if signs:
        signing, faults = read_signing(answers, form, desk.vocabulary)
        if signing is None:
            return _refused(number, faults, form)
        return _add(number, signing, request.opened, desk)
    change, faults = read_change(answers, form, desk.vocabulary)
    if change is None:
        return _refused(number, faults, form)
    return _change(number, change, desk)


def _refused(number: int, faults: list[Fault], form: Form) -> Decision:
    """Return the faults in the order of the form, each once."""
    order = [field.label for field in form.fields]
    by_place = sorted(dict.fromkeys(faults), key=lambda f: order.index(f.label) if f.label else -1)
    return Decision(number, "faults", tuple(by_place))


def _add(number: int, signing: Signing, opened: date, desk: Desk) -> Decision:
    file = list_file.parse(desk.list_text)
    cells = dict(signing.cells)
    if "signed" in file.header:  # a list without the column gets none: every row would change
        cells["signed"] = opened.isoformat()
    same = [*_rows(file, signing.kind, cells["name"])]
    if any(row.cells.get("withdrawn") for row in same) or _withdrew(desk, signing.kind, cells):
        return Decision(number, "by-hand")
    text = list_file.inserted(file, [cells], desk.language)
    if _problems(text, desk):
        return Decision(number, "known" if same else "by-hand")
    notes = tuple(_notes(file, cells, same))
    values = _values(cells, desk.sign_form)
    return Decision(number, "sign", values=values, notes=notes, files={SIGNATORIES: text})


def _change(number: int, change: Change, desk: Desk) -> Decision:
    file = list_file.parse(desk.list_text)
    same = [r for r in _rows(file, change.kind, change.name) if not r.cells.get("withdrawn")]
    if not same:
        return Decision(number, "not-found")
    if len(same) > 1:
        return Decision(number, "by-hand")
    (row,) = same
    if change.action == "remove":
        files = {
            SIGNATORIES: list_file.removed(file, [row]),
            WITHDRAWN: written(withdrawn(desk.withdrawals, change.kind, row.cells["name"])),
        }
        return Decision(number, "remove", files=files)
    cells = {c: v for c, v in change.cells.items() if row.cells.get(c, "") != v}
    fields = {f.id: f.label for f in desk.change_form.form.fields}
    if not cells:
        return Decision(number, "faults", (Fault("unchanged", fields["action"]),))
    after = dict(row.cells) | cells
    if _withdrew(desk, change.kind, after):
        return Decision(number, "by-hand")
    text = list_file.changed(file, row, cells)
    if _problems(text, desk):  # another entry bears the new name: which of them stays?
        return Decision(number, "by-hand")
    notes = tuple(_notes(file, cells | {"kind": change.kind}, []))
    if "name" in cells and row.cells.get("sort"):
        notes = (*notes, "sorted-by")
    values = _values({"name": row.cells["name"]}, desk.change_form)
    values += _values({"new_name" if c == "name" else c: v for c, v in cells.items()},
                      desk.change_form)  # fmt: skip
    return Decision(number, "correct", values=values, notes=notes, files={SIGNATORIES: text})


def _rows(file: ListFile, kind: str, name: str) -> Iterator[Row]:
    """Yield the rows that bear a name, however it is spelled."""
    folded = fold(name)
    for row in file.rows:
        if row.cells["kind"] == kind and fold(row.cells["name"]) == folded:
            yield row


def _withdrew(desk: Desk, kind: str, cells: Mapping[str, str]) -> bool:
    affiliation, place = cells.get("affiliation", ""), cells.get("place", "")
    return is_withdrawn(desk.withdrawals, kind, cells["name"], affiliation, place)


def _problems(text: str, desk: Desk) -> bool:
    """Say whether the site would refuse the changed list."""
    _, problems = read_signatories(text.removeprefix(BOM), SIGNATORIES, desk.vocabulary)
    return bool(problems)


def _notes(file: ListFile, cells: Mapping[str, str], same: list[Row]) -> Iterator[Note]:
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
    return tuple((f.label, cells[f.id]) for f in form.form.fields if f.id in cells)
