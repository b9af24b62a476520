"""The two forms in .github/ISSUE_TEMPLATE, checked against what the intake reads from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from campaign.config.sign_on import CHANGE_FORM, SIGN_FORM
from campaign.config.yaml_text import Path as Place
from campaign.config.yaml_text import YamlText, read_yaml
from campaign.core.files import read_text
from campaign.core.problems import Problem, Wrong, one_of, quote, repeated
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
    fields, document, problems = read_form(text, shown)
    if not problems:
        found = _check(document, fields, FORMS[name], groups)
        problems = [Problem(shown, *place, why, ABOUT_GITHUB_FORMS) for place, why in found]
    return (() if problems else fields), problems


def check_forms(root: Path, groups: tuple[str, ...] | None) -> list[Problem]:
    """Return every problem in the forms that a campaign has; one without them has none."""
    there = (name for name in FORMS if (root / FOLDER / name).exists())
    return [problem for name in there for problem in load_form(root, name, groups)[1]]


def check_issue_forms(context: Context) -> list[Problem]:
    """The forms in .github/ISSUE_TEMPLATE ask what the intake reads, and offer the groups."""
    return check_forms(context.folder.root, context.groups)


ISSUE_FORMS = SiteRule(ABOUT_GITHUB_FORMS, check_issue_forms)


def read_form(text: str, path: str) -> tuple[Fields, YamlText, list[Problem]]:
    """Return what a form asks, in its order, where each stands, and why it is no form of this kind.

    The texts between the questions are left out.
    """
    document, problems = read_yaml(text, path)
    body = document.data.get("body") if isinstance(document.data, dict) else None
    if problems or not isinstance(body, list):
        why = "`body:` is missing; add the form's fields below it"
        return (), document, problems or [Problem(path, 1, 1, why, ABOUT_GITHUB_FORMS)]
    fields: list[FormField] = []
    wrong: list[tuple[Place, str]] = []
    for number, item in enumerate(body):
        if not (isinstance(item, dict) and item.get("type") == "markdown"):
            try:
                fields.append(_field(item, ("body", number)))
            except Wrong as error:
                wrong.append((("body", number), str(error)))
    for field, _ in repeated(fields, lambda field: field.id):
        why = f"the id {quote(field.id)} stands twice; give each field its own"
        wrong.append(((*field.at, "id"), why))
    for field, _ in repeated(fields, lambda field: field.label):
        why = f"the label {quote(field.label)} stands twice; give each field its own"
        wrong.append(((*field.at, "attributes", "label"), why))
    problems = [Problem(path, *document.place(at), why, ABOUT_GITHUB_FORMS) for at, why in wrong]
    return (() if wrong else tuple(fields)), document, problems


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
    document: YamlText,
    fields: Fields,
    types: Mapping[str, FieldType],
    groups: tuple[str, ...] | None,
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what the intake could not read of a form, or would read wrongly, and where."""
    for field in fields:
        name = quote(field.id)
        at: Place = ("id",)
        if field.id not in types:
            why = (
                f"the field {name} is read by nothing, so that its answers would be lost; "
                f"delete it (known: {one_of(types)})"
            )
        elif field.type != (wanted := types[field.id]):
            at = ("type",)
            why = f"the field {name} must be of the type {quote(wanted)}; write `type: {wanted}`"
        elif field.id in CHOICES and len(field.options) != 2:
            at, (first, second) = ("attributes", "options"), CHOICES[field.id]
            why = f"the field {name} needs two options: first {first}, then {second}; "
            why += "write these two"
        elif field.id == "group" and groups is not None and field.options != groups:
            at, lines = ("attributes", "options"), ", ".join(f"`- {group}`" for group in groups)
            why = (
                "the options are not the campaign's groups, which mkdocs.yml names; write, each "
                f"on a line of its own: {lines}"
            )
            why = why if groups else "mkdocs.yml names no groups; delete this field"
        elif field.id not in MAY_BE_EMPTY and not field.is_required:
            why = f"the field {name} may be left empty; write `required: true` for it"
        else:
            continue
        yield document.place((*field.at, *at)), why
    there = {field.id for field in fields}
    for name in types:
        is_wanted = name not in MAY_BE_EMPTY or (name == "group" and groups)
        if is_wanted and name not in there:
            why = f"the field {quote(name)} is missing; add one with `id: {name}`"
            yield document.place(("body",), key=True), why
    labels = document.data.get("labels") or []
    for label in labels if isinstance(labels, list) else str(labels).split(","):
        if (label := str(label).strip()) in STARTING:
            why = (
                f"the label {quote(label)} would start the intake for everybody who fills in the "
                "form; delete it here, so that only editors set it"
            )
            yield document.place(("labels",)), why
