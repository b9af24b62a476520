"""What an issue's body answers to the form that it was made with.

GitHub writes each answer as `### Label`, an empty line and the value. Whoever opened the issue
can edit that text afterwards, so that nothing in it is taken on trust.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

NO_ANSWER = frozenset({"_No response_", "None", ""})
"""What GitHub writes for a field that was left empty."""
_LINE_END = re.compile(r"\r\n|\r")
CHECKBOX = re.compile(r"[-*] \[([ xX]?)\] (.*)")
FieldType = Literal["input", "textarea", "dropdown", "checkboxes"]
Code = Literal[
    # the shape of the issue's text
    "missing", "twice", "order", "before", "lines", "choice", "boxes",
    # an answer
    "empty", "unticked", "invisible", "long", "email", "phone", "formula", "wordless", "address",
    "group", "other", "unchanged", "both",
]  # fmt: skip


class FormField(NamedTuple):
    """One question of a form."""

    id: str
    label: str
    type: FieldType
    options: tuple[str, ...] = ()
    """What a dropdown offers, or the labels of checkboxes."""
    is_required: bool = False
    """Whether GitHub lets nobody leave it empty or unticked."""
    at: tuple[str | int, ...] = ()
    """Where it stands in its file."""


Fields = tuple[FormField, ...]


class FormAnswers(NamedTuple):
    """What an issue answers, by the fields' ids."""

    texts: dict[str, str]
    """Inputs and dropdowns, each on one line; empty where there was no answer."""
    boxes: dict[str, bool]
    """Of checkboxes, whether all are ticked."""


class AnswerFault(NamedTuple):
    """Something that the person who wrote the issue can mend."""

    code: Code
    label: str
    """The field's label; empty where the fault is in no single field."""
    value: str = ""
    """What stands there, as it was written."""


def parse_issue(body: str, fields: Fields) -> tuple[FormAnswers | None, list[AnswerFault]]:
    """Return what an issue's body answers to a form, or None and all that is wrong with its shape.

    Only the form's own labels are headings; each must stand once, and in the form's order. A
    heading that no field has is text of the field above it.
    """
    labels = [field.label for field in fields]
    any_label = "|".join(map(re.escape, labels))
    heading = re.compile(rf"^### [^\S\n]*({any_label})[^\S\n]*$", re.MULTILINE)
    before, *rest = heading.split(_LINE_END.sub("\n", body))
    seen = rest[::2]
    values = dict(zip(seen, rest[1::2], strict=True))
    wrong = [AnswerFault("twice", label) for label in values if seen.count(label) > 1]
    if before.strip():
        wrong.append(AnswerFault("before", "", " ".join(before.split())))
    wrong += [AnswerFault("missing", label) for label in labels if label not in values]
    expected = [label for label in labels if label in values]
    displaced = (label for label, due in zip(values, expected, strict=True) if label != due)
    if first := next(displaced, None):
        wrong.append(AnswerFault("order", first))
    if wrong:
        return None, wrong
    answers = FormAnswers({}, {})
    for field in fields:
        value = values[field.label].strip("\n\t ")
        fault: Code | None = None
        if field.type == "checkboxes":
            ticked = _ticked(value, field.options)
            fault = "boxes" if ticked is None else None
            answers.boxes[field.id] = bool(ticked)
        else:
            value = "" if value in NO_ANSWER else value
            answers.texts[field.id] = value
            if "\n" in value:
                fault = "lines"
            elif field.type == "dropdown" and value and value not in field.options:
                fault = "choice"
        if fault:
            wrong.append(AnswerFault(fault, field.label, value))
    return (None if wrong else answers), wrong


def _ticked(value: str, options: tuple[str, ...]) -> bool | None:
    """Return whether all options are ticked; None unless these are the form's own lines."""
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    boxes = [box for line in lines if (box := CHECKBOX.fullmatch(line))]
    if len(boxes) != len(lines) or tuple(box[2].strip() for box in boxes) != options:
        return None
    return all(box[1] in ("x", "X") for box in boxes)
