"""The two forms in .github/ISSUE_TEMPLATE, checked against what the intake reads from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from campaign.config.sign_on import CHANGE_FORM, SIGN_FORM
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.core.files import read_text
from campaign.core.problems import Problem, Wrong, one_of, quote
from campaign.core.topics import ABOUT_GITHUB_FORMS
from campaign.github.intake.events import STARTING
from campaign.github.intake.issue_form import Fields, FieldType, FormField
from campaign.site.context import Context, SiteRule

FOLDER = Path(".github", "ISSUE_TEMPLATE")
CHOICES = {
    "kind": ("an organization", "an individual"),
    "action": ("a correction", "a removal"),
}
"""What the options of these dropdowns stand for, in their order."""
DETAILS: Mapping[str, FieldType] = {
    "group": "dropdown",
    "title": "input",
    "affiliation": "input",
    "place": "input",
    "url": "input",
}
"""What both forms ask of a signatory, who may leave it empty."""
FORMS: Mapping[str, Mapping[str, FieldType]] = {
    SIGN_FORM: {
        "kind": "dropdown",
        "name": "input",
        **DETAILS,
        "consent": "checkboxes",
        "authority": "checkboxes",
    },
    CHANGE_FORM: {
        "action": "dropdown",
        "kind": "dropdown",
        "name": "input",
        "new_name": "input",
        **DETAILS,
        "authority": "checkboxes",
    },
}
"""What each form may ask, by the fields' ids."""
MAY_BE_EMPTY = {"new_name", *DETAILS}


class FormFile(NamedTuple):
    """A form as its file has it, with the place of everything in it."""

    path: str
    document: YamlText
    fields: Fields
    """The form's questions, in its order; the texts between them are left out."""


def load_form(
    root: Path, name: str, groups: tuple[str, ...] | None
) -> tuple[Fields, list[Problem]]:
    """Return what one form of a campaign asks, or nothing and why it cannot be read.

    `groups` are the campaign's; None where the configuration cannot be read, so that any do.
    """
    shown = (FOLDER / name).as_posix()
    text, problems = read_text(root / FOLDER / name, shown)
    if text is None:
        return (), problems
    form, problems = read_form(text, shown)
    if form:
        problems = list(_check(form, FORMS[name], groups))
    return (form.fields if form and not problems else ()), problems


def check_forms(root: Path, groups: tuple[str, ...] | None) -> list[Problem]:
    """Return every problem in the forms that a campaign has; one without them has none."""
    there = (name for name in FORMS if (root / FOLDER / name).exists())
    return [problem for name in there for problem in load_form(root, name, groups)[1]]


def check_issue_forms(context: Context) -> list[Problem]:
    """The forms in .github/ISSUE_TEMPLATE ask what the intake reads, and offer the groups."""
    return check_forms(context.folder.root, context.groups)


ISSUE_FORMS = SiteRule(ABOUT_GITHUB_FORMS, check_issue_forms)


def read_form(text: str, path: str) -> tuple[FormFile | None, list[Problem]]:
    """Read a form's YAML; returns None and the problems where it is no form of this kind."""
    document, problems = read_yaml(text, path)
    if problems:
        return None, problems
    body = document.data.get("body") if isinstance(document.data, dict) else None
    if not isinstance(body, list):
        why = "`body:` is missing; add the form's fields below it"
        return None, [Problem(path, 1, 1, why, ABOUT_GITHUB_FORMS)]
    fields: list[FormField] = []
    for number, item in enumerate(body):
        if isinstance(item, dict) and item.get("type") == "markdown":
            continue
        at: tuple[str | int, ...] = ("body", number)
        why = ""
        try:
            field = _field(item, at)
        except Wrong as wrong:
            why = str(wrong)
        else:
            if any(field.id == other.id for other in fields):
                at = (*at, "id")
                why = f"the id {quote(field.id)} stands twice; give each field its own"
            elif any(field.label == other.label for other in fields):
                at = (*at, "attributes", "label")
                why = f"the label {quote(field.label)} stands twice; give each field its own"
            fields.append(field)
        if why:
            problems.append(Problem(path, *document.place(at), why, ABOUT_GITHUB_FORMS))
    return (None if problems else FormFile(path, document, tuple(fields))), problems


def _field(item: Any, at: tuple[str | int, ...]) -> FormField:
    """Return the field that an entry of a form's body describes; raise `Wrong` for none."""
    item = item if isinstance(item, dict) else {}
    attributes = item.get("attributes")
    attributes = attributes if isinstance(attributes, dict) else {}
    kind, name, label = item.get("type"), item.get("id"), attributes.get("label")
    types = get_args(FieldType)
    if kind not in types:
        raise Wrong(f"'type' is {quote(kind)}; write {one_of(('markdown', *types))}")
    if not isinstance(name, str) or not name:
        raise Wrong("'id' is missing; give the field a name of its own, as `id: place`")
    if not isinstance(label, str) or not label.strip() or len(label.splitlines()) > 1:
        raise Wrong("'label' is missing or has several lines; write it on one line")
    if attributes.get("multiple") in ("true", "True", "yes"):
        raise Wrong("'multiple' lets a person choose several; this site reads one, so delete it")
    given = attributes.get("options", [])
    options = [
        option if isinstance(option, dict) else {"label": option}
        for option in (given if isinstance(given, list) else [None])
    ]
    words = [str(option.get("label") or "").strip() for option in options]
    if not all(words) or (kind in ("dropdown", "checkboxes") and not words):
        raise Wrong("'options' must be a list of words; write each on a line of its own with `- `")
    validations = item.get("validations")
    asked = options if kind == "checkboxes" else [validations]
    is_required = all(isinstance(each, dict) and each.get("required") == "true" for each in asked)
    return FormField(name, label.strip(), kind, tuple(words), is_required, at)


def _check(
    form: FormFile, types: Mapping[str, FieldType], groups: tuple[str, ...] | None
) -> Iterator[Problem]:
    """Yield what the intake could not read of a form, or would read wrongly."""
    fields = {field.id: field for field in form.fields}

    def problem(message: str, *at: str | int, key: bool = False) -> Problem:
        place = form.document.place(at, key=key)
        return Problem(form.path, *place, message, ABOUT_GITHUB_FORMS)

    for name, field in fields.items():
        if name not in types:
            yield problem(
                f"the field {quote(name)} is read by nothing, so that its answers would be lost; "
                f"delete it (known: {one_of(types)})",
                *field.at,
                "id",
            )
        elif field.type != types[name]:
            why = f"the field {quote(name)} must be of the type {quote(types[name])}"
            yield problem(f"{why}; write `type: {types[name]}`", *field.at, "type")
        elif name in CHOICES and len(field.options) != 2:
            first, second = CHOICES[name]
            why = f"the field {quote(name)} needs two options: first {first}, then {second}"
            yield problem(f"{why}; write these two", *field.at, "attributes", "options")
        elif name == "group" and groups is not None and field.options != groups:
            lines = ", ".join(f"`- {group}`" for group in groups)
            why = (
                "the options are not the campaign's groups, which mkdocs.yml names; write, each "
                f"on a line of its own: {lines}"
            )
            none = "mkdocs.yml names no groups; delete this field"
            yield problem(why if groups else none, *field.at, "attributes", "options")
        elif name not in MAY_BE_EMPTY and not field.is_required:
            why = f"the field {quote(name)} may be left empty; write `required: true` for it"
            yield problem(why, *field.at, "id")
    for name in types:
        is_wanted = name not in MAY_BE_EMPTY or (name == "group" and groups)
        if is_wanted and name not in fields:
            why = f"the field {quote(name)} is missing; add one with `id: {name}`"
            yield problem(why, "body", key=True)
    labels = form.document.data.get("labels") or []
    for label in labels if isinstance(labels, list) else str(labels).split(","):
        if (label := str(label).strip()) in STARTING:
            yield problem(
                f"the label {quote(label)} would start the intake for everybody who fills in the "
                "form; delete it here, so that only editors set it",
                "labels",
            )
