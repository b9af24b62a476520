"""Comments and descriptions of changes, made from the texts in .github/intake.

A campaign may have texts of its own there; the others are the generator's.

GitHub reads them as Markdown. Whatever an issue's author wrote stands in them as a code span:
no link, mention, heading or HTML in it is alive.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import jinja2

from campaign.config.folder import repository_of_generator
from campaign.config.sign_on import CHANGE_FORM, issue_form_link
from campaign.core.problems import QUOTED_LENGTH
from campaign.github.intake.decisions import IntakeDecision
from campaign.github.intake.requests import PRIVATE
from campaign.github.markdown import code_span
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import has_telephone

_FOLDER = Path(".github", "intake")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
MOST_FAULTS = 30


class Surroundings(NamedTuple):
    """What the texts may name besides the request."""

    site: str
    """The site's address; empty where nothing tells it."""
    repository: str
    """The repository as OWNER/NAME; empty where nothing tells it."""
    closed: str
    """The day on which signing closed, as 2021-02-09; empty while the letter is open."""


def message(root: Path, number: int, decision: IntakeDecision, around: Surroundings) -> str:
    """Return the text that goes with a decision: a comment, or the description of a change."""
    name = f"pull-{decision.reason}" if decision.files else decision.reason
    private = any(_is_private(fault.value) for fault in decision.faults)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([root / _FOLDER, repository_of_generator() / _FOLDER]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - Markdown, in which every value is a code span already
    )
    text = environment.get_template(f"{name}.md").render(
        number=number,
        faults=[
            {"code": fault.code, "label": fault.label, "value": _shown(fault.value)}
            for fault in decision.faults[:MOST_FAULTS]
        ],
        is_private=private or any(fault.code in PRIVATE for fault in decision.faults),
        values=[(label, _shown(value)) for label, value in decision.values],
        notes=decision.notes,
        likely=[(_shown(name), _shown(why)) for name, why in decision.likely],
        site=around.site,
        closed=around.closed,
        change_form=(
            issue_form_link(around.repository, CHANGE_FORM)
            if _REPOSITORY.fullmatch(around.repository)
            else ""
        ),
    )
    return text.strip() + "\n"


def _shown(value: str) -> str:
    """Return a value as a code span; nothing where it is private, or there is none."""
    return code_span(value, QUOTED_LENGTH) if value.strip() and not _is_private(value) else ""


def _is_private(value: str) -> bool:
    return bool(EMAIL.search(value) or has_telephone(value))
