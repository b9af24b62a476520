"""What an issue asks for, checked field by field with the checks that every row must pass."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from campaign.config.fields import FORBIDDEN, pointless_in
from campaign.core.problems import Wrong
from campaign.curation.list_edits import row_problems
from campaign.github.intake.issue_form import AnswerFault, Code, Fields, FormAnswers, FormField
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import telephones
from campaign.signatories.cells import LONGEST, url_cell
from campaign.signatories.signatories import KINDS, Kind
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import means_nobody, means_nothing, tidy, tidy_address

_FORMULA = "=+-@"
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""
DELETE = ("delete", "borrar")
"""What a person writes to take something out of an entry."""
_CELLS = ("name", "group", "title", "affiliation", "place", "url")
"""The columns that a form can fill; the kind is asked apart."""
PRIVATE = ("email", "phone")
"""Faults whose value is never repeated."""


class ChangeRequest(NamedTuple):
    """A request to correct an entry or to remove it."""

    action: Literal["correct", "remove"]
    kind: Kind
    name: str
    """The name as it stands on the list."""
    cells: Mapping[str, str]
    """New values by column; empty for what is to be taken out."""


def read_signing(
    answers: FormAnswers, form: Fields, vocabulary: Vocabulary
) -> tuple[dict[str, str] | None, list[AnswerFault]]:
    """Return the cells of who wants to sign, or None and all that has to be mended first."""
    fields = {field.id: field for field in form}
    texts = answers.texts
    faults = [*_unanswered(answers, fields, ("kind", "name"))]
    kind = _kind(texts, fields)
    filled = _tidied({column: texts[column] for column in _CELLS if texts.get(column)})
    faults += _wrong_cells(filled, fields, kind)
    if faults:
        return None, faults
    cells = {"name": filled.pop("name"), "kind": kind, **filled}
    faults += _wrong_row(cells, fields, vocabulary)
    return (None if faults else cells), faults


def read_change(
    answers: FormAnswers, form: Fields, vocabulary: Vocabulary
) -> tuple[ChangeRequest | None, list[AnswerFault]]:
    """Return what is to be changed in whose entry, or None and all that has to be mended first."""
    fields = {field.id: field for field in form}
    texts = answers.texts
    faults = [*_unanswered(answers, fields, ("action", "kind", "name"))]
    kind = _kind(texts, fields)
    given = {"name": texts.get("new_name", "")} | {c: texts.get(c, "") for c in _CELLS[1:]}
    filled = _tidied({column: value for column, value in given.items() if value})
    removes = bool(texts["action"]) and texts["action"] == fields["action"].options[1]
    by_column = fields | {"name": fields.get("new_name", fields["name"])}
    # The name on the list is only looked up: it is held against the list, and stored nowhere.
    if FORBIDDEN.search(texts["name"]) or "\t" in texts["name"]:
        faults.append(AnswerFault("invisible", fields["name"].label, texts["name"]))
    emptied = {
        column
        for column, value in filled.items()
        if value.casefold() in DELETE and column not in ("name", "group")
    }
    kept = {column: value for column, value in filled.items() if column not in emptied}
    faults += _wrong_cells(kept, by_column, kind)
    if removes and filled:
        faults.append(AnswerFault("both", fields["action"].label, texts["action"]))
    if not removes and not filled and texts["action"]:
        faults.append(AnswerFault("unchanged", fields["action"].label))
    if faults:
        return None, faults
    row = {"name": texts["name"], "kind": kind} | kept
    faults += _wrong_row(row, by_column, vocabulary) if kept else []
    cells = {column: "" if column in emptied else value for column, value in filled.items()}
    change = ChangeRequest("remove" if removes else "correct", kind, texts["name"], cells)
    return (None if faults else change), faults


def _tidied(texts: Mapping[str, str]) -> dict[str, str]:
    """Return answers as an import tidies them; one such as "N/A" is none, but for a name."""
    found = {}
    for column, text in texts.items():
        is_nothing = means_nobody if column == "affiliation" else means_nothing
        if "\t" in text:  # no form puts one there
            found[column] = text
        elif column == "name" or text.casefold() in DELETE or not is_nothing(text):
            found[column] = (tidy_address(text) if column == "url" else tidy(text)).text
    return found


def _unanswered(
    answers: FormAnswers, fields: Mapping[str, FormField], wanted: tuple[str, ...]
) -> Iterator[AnswerFault]:
    for name in wanted:
        if not answers.texts[name]:
            yield AnswerFault("empty", fields[name].label)
    for name, ticked in answers.boxes.items():
        if not all(ticked):
            yield AnswerFault("unticked", fields[name].label)


def _kind(texts: Mapping[str, str], fields: Mapping[str, FormField]) -> Kind:
    """Return the kind that was chosen; where none was, which is a fault already, the first."""
    options = dict(zip(fields["kind"].options, KINDS, strict=True))
    return options.get(texts["kind"], KINDS[0])


def _wrong_cells(
    cells: Mapping[str, str], fields: Mapping[str, FormField], kind: Kind
) -> Iterator[AnswerFault]:
    if kind == "individual" and "group" in cells:
        yield AnswerFault("group", fields["group"].label, cells["group"])
    for column, value in cells.items():
        if code := _wrong_with(column, value):
            yield AnswerFault(code, fields[column].label, "" if code in PRIVATE else value)


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


def _wrong_row(
    cells: Mapping[str, str], fields: Mapping[str, FormField], vocabulary: Vocabulary
) -> Iterator[AnswerFault]:
    """Read the row as the site does: whatever is wrong with it still is a fault of the whole."""
    for message in row_problems(cells, vocabulary):
        column = message.split("'")[1] if message.startswith("'") else ""
        label = fields[column].label if column in fields else ""
        yield AnswerFault("other", label, message)
