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
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import Vocabulary
from campaign.signatories.tidy import means_nobody, means_nothing, tidy, tidy_address

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


class AskedChange(NamedTuple):
    """What an issue asks for: to be added, or that an entry is corrected or removed."""

    action: Literal["sign", "correct", "remove"]
    kind: str
    name: str
    """The name as it stands on the list, or is to stand there."""
    cells: Mapping[str, str]
    """Values by column; empty for what is to be taken out of an entry."""


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
        row = {"name": texts["name"], "kind": kind} | kept
        faults += _wrong_row(row, by_column, vocabulary)
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


def _wrong_row(
    cells: Mapping[str, str], fields: Mapping[str, FormField], vocabulary: Vocabulary
) -> Iterator[AnswerFault]:
    """Read the row as the site does: whatever is wrong with it still is a fault of the whole."""
    for message in row_problems(cells, vocabulary):
        column = message.split("'")[1] if message.startswith("'") else ""
        label = fields[column].label if column in fields else ""
        yield AnswerFault("other", label, message)
