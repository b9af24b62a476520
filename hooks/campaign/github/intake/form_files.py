"""The two forms in .github/ISSUE_TEMPLATE, checked against what the intake reads from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.core.files import read_text
from campaign.core.problems import Problem, one_of, quote
from campaign.core.topics import ABOUT_GITHUB_FORMS
from campaign.github.intake.events import STARTING
from campaign.github.intake.issue_form import FormFile, read_form
from campaign.site.context import Context, SiteRule

FOLDER = Path(".github", "ISSUE_TEMPLATE")
CHOICES = {
    "kind": ("an organization", "an individual"),
    "action": ("a correction", "a removal"),
}
"""What the options of these dropdowns stand for, in their order."""


@dataclass(frozen=True)
class _Expected:
    """What one of the forms must ask, by the fields' ids."""

    name: str
    """The file's name."""
    types: Mapping[str, str]
    required: frozenset[str]


DETAILS: Mapping[str, str] = {
    "group": "dropdown",
    **dict.fromkeys(("title", "affiliation", "place", "url"), "input"),
}
"""What both forms ask of a signatory."""
SIGN = _Expected(
    "sign.yml",
    {
        "kind": "dropdown",
        "name": "input",
        **DETAILS,
        "consent": "checkboxes",
        "authority": "checkboxes",
    },
    frozenset({"kind", "name", "consent", "authority"}),
)
CHANGE = _Expected(
    "change.yml",
    {
        "action": "dropdown",
        "kind": "dropdown",
        "name": "input",
        "new_name": "input",
        **DETAILS,
        "authority": "checkboxes",
    },
    frozenset({"action", "kind", "name", "authority"}),
)


def load_form(
    root: Path, expected: _Expected, groups: tuple[str, ...] | None
) -> tuple[FormFile | None, list[Problem]]:
    """Return one form of a campaign, or None and every problem that keeps it from being read.

    `groups` are the campaign's; None where the configuration cannot be read, so that any do.
    """
    shown = (FOLDER / expected.name).as_posix()
    text, problems = read_text(root / FOLDER / expected.name, shown)
    if text is None:
        return None, problems
    form, problems = read_form(text, shown)
    if form is not None:
        problems = list(_check(form, expected, groups))
    return (None if problems else form), problems


def check_forms(root: Path, groups: tuple[str, ...] | None) -> list[Problem]:
    """Return every problem in the forms that a campaign has; one without them has none."""
    problems: list[Problem] = []
    for expected in (SIGN, CHANGE):
        if (root / FOLDER / expected.name).exists():
            problems += load_form(root, expected, groups)[1]
    return problems


def check_issue_forms(context: Context) -> list[Problem]:
    """The forms in .github/ISSUE_TEMPLATE ask what the intake reads, and offer the groups."""
    return check_forms(context.folder.root, context.groups)


ISSUE_FORMS = SiteRule(ABOUT_GITHUB_FORMS, check_issue_forms)


def _check(
    file: FormFile, expected: _Expected, groups: tuple[str, ...] | None
) -> Iterator[Problem]:
    fields = {field.id: field for field in file.fields}

    def problem(place: tuple[int, int], message: str) -> Problem:
        return Problem(file.path, *place, message, ABOUT_GITHUB_FORMS)

    for name, field in fields.items():
        of_id = file.document.place((*field.at, "id"))
        of_options = file.document.place((*field.at, "attributes", "options"))
        if name not in expected.types:
            yield problem(
                of_id,
                f"the field {quote(name)} is read by nothing, so that its answers would be lost; "
                f"delete it (known: {one_of(expected.types)})",
            )
        elif field.type != expected.types[name]:
            why = f"the field {quote(name)} must be of the type {quote(expected.types[name])}"
            place = file.document.place((*field.at, "type"))
            yield problem(place, f"{why}; write `type: {expected.types[name]}`")
        elif name in CHOICES and len(field.options) != 2:
            first, second = CHOICES[name]
            why = f"the field {quote(name)} needs two options: first {first}, then {second}"
            yield problem(of_options, f"{why}; write these two")
        elif name == "group" and groups is not None and field.options != groups:
            lines = ", ".join(f"`- {group}`" for group in groups)
            why = (
                "the options are not the campaign's groups, which mkdocs.yml names; write, each "
                f"on a line of its own: {lines}"
            )
            none = "mkdocs.yml names no groups; delete this field"
            yield problem(of_options, why if groups else none)
        elif name in expected.required and not field.is_required:
            why = f"the field {quote(name)} may be left empty; write `required: true` for it"
            yield problem(of_id, why)
    for name in expected.types:
        is_wanted = name in expected.required or (name == "group" and groups)
        if is_wanted and name not in fields:
            why = f"the field {quote(name)} is missing; add one with `id: {name}`"
            yield problem(file.document.place(("body",), key=True), why)
    for label in file.labels:
        if label in STARTING:
            yield problem(
                file.document.place(("labels",)),
                f"the label {quote(label)} would start the intake for everybody who fills in the "
                "form; delete it here, so that only editors set it",
            )
