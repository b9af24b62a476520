"""Issue forms: what a form in .github/ISSUE_TEMPLATE asks, and what an issue's body answers.

GitHub writes each answer as `### Label`, an empty line and the value. Whoever opened the issue
can edit that text afterwards, so that nothing in it is taken on trust.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, NamedTuple

from campaign.config.yaml_text import YamlText, read_yaml
from campaign.core.problems import Problem, one_of, quote
from campaign.core.topics import ABOUT_GITHUB_FORMS

NO_ANSWER = frozenset({"_No response_", "None", ""})
"""What GitHub writes for a field that was left empty."""
_LINE_END = re.compile(r"\r\n|\r|\n")
CHECKBOX = re.compile(r"[-*] \[([ xX]?)\] (.*)")
_TYPES = ("input", "textarea", "dropdown", "checkboxes")
FieldType = Literal["input", "textarea", "dropdown", "checkboxes"]
Code = Literal[
    # the shape of the issue's text
    "missing", "twice", "order", "before", "lines", "choice", "boxes",
    # an answer
    "empty", "unticked", "invisible", "long", "email", "phone", "formula", "wordless", "address",
    "group", "other", "unchanged", "both",
]  # fmt: skip


Keys = tuple[str | int, ...]


class FormField(NamedTuple):
    """One question of a form."""

    id: str
    label: str
    type: FieldType
    options: tuple[str, ...] = ()
    """What a dropdown offers, or the labels of checkboxes."""
    is_required: bool = False
    """Whether GitHub lets nobody leave it empty or unticked."""
    at: Keys = ()
    """Where it stands in its file."""


Fields = tuple[FormField, ...]


class FormAnswers(NamedTuple):
    """What an issue answers, by the fields' ids."""

    texts: Mapping[str, str]
    """Inputs, text areas and dropdowns; empty where there was no answer."""
    boxes: Mapping[str, tuple[bool, ...]]
    """Which checkboxes are ticked, in the order of the form."""


class AnswerFault(NamedTuple):
    """Something that the person who wrote the issue can mend."""

    code: Code
    label: str
    """The field's label; empty where the fault is in no single field."""
    value: str = ""
    """What stands there, as it was written."""


@dataclass(frozen=True)
class FormFile:
    """A form as its file has it, with the place of everything in it."""

    path: str
    document: YamlText
    fields: Fields
    """The form's questions, in its order; the texts between them are left out."""
    labels: tuple[str, ...]
    """The labels that GitHub gives to each issue made with the form."""


def parse_issue(body: str, fields: Fields) -> tuple[FormAnswers | None, list[AnswerFault]]:
    """Return what an issue's body answers to a form, or None and all that is wrong with its shape.

    Only the form's own labels are headings; each must stand once, and in the form's order. A
    heading that no field has is text of the field above it, which only a text area may hold.
    """
    wrong: list[AnswerFault] = []
    found: dict[str, list[str]] = {}
    by_label = {field.label: field for field in fields}
    current: list[str] = []
    before = current
    order: list[str] = []
    for line in _LINE_END.split(body):
        label = line[4:].strip() if line.startswith("### ") else None
        if label is None or label not in by_label:
            current.append(line)
        elif label in found:
            wrong.append(AnswerFault("twice", label))
            current = []
        else:
            current = found[label] = []
            order.append(label)
    if any(map(str.strip, before)):
        wrong.append(AnswerFault("before", "", " ".join(" ".join(before).split())))
    wrong += [AnswerFault("missing", label) for label in by_label if label not in found]
    expected = [label for label in by_label if label in found]
    displaced = (seen for seen, due in zip(order, expected, strict=True) if seen != due)
    wrong += [AnswerFault("order", label) for label in islice(displaced, 1)]
    if wrong:
        return None, [*dict.fromkeys(wrong)]
    texts: dict[str, str] = {}
    boxes: dict[str, tuple[bool, ...]] = {}
    for field in fields:
        value = "\n".join(found[field.label]).strip("\n\t ")
        if field.type == "checkboxes":
            ticked = _ticked(value, field.options)
            if ticked is None:
                wrong.append(AnswerFault("boxes", field.label, value))
            else:
                boxes[field.id] = ticked
            continue
        value = "" if value in NO_ANSWER else value
        if "\n" in value and field.type != "textarea":
            wrong.append(AnswerFault("lines", field.label, value))
        elif field.type == "dropdown" and value and value not in field.options:
            wrong.append(AnswerFault("choice", field.label, value))
        texts[field.id] = value
    return (None if wrong else FormAnswers(texts, boxes)), wrong


def _ticked(value: str, options: tuple[str, ...]) -> tuple[bool, ...] | None:
    """Return which of the options are ticked; None unless these are the form's own lines."""
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    matches = [match for line in lines if (match := CHECKBOX.fullmatch(line))]
    if len(matches) != len(lines) or tuple(match[2].strip() for match in matches) != options:
        return None
    return tuple(match[1] in ("x", "X") for match in matches)


def read_form(text: str, path: str) -> tuple[FormFile | None, list[Problem]]:
    """Read a form's YAML; returns None and the problems where it is no form of this kind."""
    document, problems = read_yaml(text, path)
    if problems:
        return None, problems

    def tell(place: tuple[int, int], why: str) -> None:
        problems.append(Problem(path, *place, why, ABOUT_GITHUB_FORMS))

    data = document.data if isinstance(document.data, dict) else {}
    body = data.get("body")
    if not isinstance(body, list):
        tell((1, 1), "`body:` is missing; add the form's fields below it")
        return None, problems
    fields: list[FormField] = []
    for number, item in enumerate(body):
        if isinstance(item, dict) and item.get("type") == "markdown":
            continue
        at = ("body", number)
        field, why = _field(item, at)
        if field is None:
            tell(document.place(at), why)
            continue
        if any(field.id == other.id for other in fields):
            why = f"the id {quote(field.id)} stands twice; give each field its own"
            tell(document.place((*at, "id")), why)
        elif any(field.label == other.label for other in fields):
            why = f"the label {quote(field.label)} stands twice; give each field its own"
            tell(document.place((*at, "attributes", "label")), why)
        fields.append(field)
    given = data.get("labels")
    given = given if isinstance(given, list) else str(given or "").split(",")
    labels = tuple(str(label).strip() for label in given)
    return (None if problems else FormFile(path, document, tuple(fields), labels)), problems


def _field(item: Any, at: Keys) -> tuple[FormField | None, str]:
    """Return the field that an entry of a form's body describes, or None and what is wrong."""
    item = item if isinstance(item, dict) else {}
    attributes = item.get("attributes")
    attributes = attributes if isinstance(attributes, dict) else {}
    kind, name, label = item.get("type"), item.get("id"), attributes.get("label")
    if kind not in _TYPES:
        return None, f"'type' is {quote(kind)}; write {one_of(('markdown', *_TYPES))}"
    if not isinstance(name, str) or not name:
        return None, "'id' is missing; give the field a name of its own, as `id: place`"
    if not isinstance(label, str) or not label.strip() or len(label.splitlines()) > 1:
        return None, "'label' is missing or has several lines; write it on one line"
    if attributes.get("multiple") in ("true", "True", "yes"):
        return None, "'multiple' lets a person choose several; this site reads one, so delete it"
    options = attributes.get("options", [])
    given = [
        option.get("label") if isinstance(option, dict) else option
        for option in (options if isinstance(options, list) else [None])
    ]
    words = [word.strip() for word in given if isinstance(word, str) and word.strip()]
    if len(words) != len(given) or (kind in ("dropdown", "checkboxes") and not words):
        return None, "'options' must be a list of words; write each on a line of its own with `- `"
    return FormField(name, label.strip(), kind, tuple(words), _is_required(item), at), ""


def _is_required(item: Mapping[str, Any]) -> bool:
    if item["type"] == "checkboxes":
        options = item["attributes"]["options"]
        return all(isinstance(o, dict) and o.get("required") == "true" for o in options)
    validations = item.get("validations")
    return isinstance(validations, dict) and validations.get("required") == "true"
