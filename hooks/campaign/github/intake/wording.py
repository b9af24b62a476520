"""Comments and descriptions of changes, made from the texts in .github/intake.

A campaign may have texts of its own there; the others are the generator's.

GitHub reads them as Markdown. Whatever an issue's author wrote stands in them as a code span:
no link, mention, heading or HTML in it is alive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from campaign.config.folder import repository_of_generator
from campaign.config.sign_on import CHANGE_FORM, issue_form_link
from campaign.core.problems import INVISIBLE, QUOTED_LENGTH
from campaign.github.intake.decisions import IntakeDecision
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import has_telephone

_FOLDER = Path(".github", "intake")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
MOST_FAULTS = 30


@dataclass(frozen=True)
class Surroundings:
    """What the texts may name besides the request."""

    site: str
    """The site's address; empty where nothing tells it."""
    repository: str
    """The repository as OWNER/NAME; empty where nothing tells it."""
    closed: str
    """The day on which signing closed, as 2021-02-09; empty while the letter is open."""


def message(root: Path, decision: IntakeDecision, around: Surroundings) -> str:
    """Return the text that goes with a decision: a comment, or the description of a change."""
    name = f"pull-{decision.reason}" if decision.files else decision.reason
    private = any(_is_private(fault.value) for fault in decision.faults)
    context: dict[str, Any] = {
        "number": decision.number,
        "faults": [
            {"code": fault.code, "label": fault.label, "value": code_span(fault.value)}
            for fault in decision.faults[:MOST_FAULTS]
        ],
        "is_private": private or any(f.code in ("email", "phone") for f in decision.faults),
        "values": [(label, code_span(value)) for label, value in decision.values],
        "notes": decision.notes,
        "likely": [(code_span(name), code_span(why)) for name, why in decision.likely],
    }
    return _render(root, name, context, around)


def thanks(root: Path, number: int, around: Surroundings) -> str:
    """Return the comment that follows when a change was merged."""
    return _render(root, "thanks", {"number": number}, around)


def code_span(value: str) -> str:
    """Return a value as a code span of Markdown, on one line, shortened, without private data.

    Its fence is longer than every run of backticks within (CommonMark 0.31, section 6.1).
    Characters that cannot be seen are written as their code points.
    """
    if not value or _is_private(value):
        return ""
    shown = INVISIBLE.sub(lambda match: f"U+{ord(match[0]):04X}", value)
    if len(shown) > QUOTED_LENGTH:
        shown = f"{shown[:QUOTED_LENGTH]}…"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    # One space at each end is taken off again where both ends have one, and more than spaces.
    is_bare = shown.startswith("`") or shown.endswith("`")
    pad = " " if is_bare or (shown[0] == shown[-1] == " " and shown.strip(" ")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _is_private(value: str) -> bool:
    return bool(EMAIL.search(value) or has_telephone(value))


def _render(root: Path, name: str, context: Mapping[str, Any], around: Surroundings) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([root / _FOLDER, repository_of_generator() / _FOLDER]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - Markdown, in which every value is a code span already
    )
    text = environment.get_template(f"{name}.md").render(
        context, site=around.site, change_form=_change_form(around.repository), closed=around.closed
    )
    return text.strip() + "\n"


def _change_form(repository: str) -> str:
    if not _REPOSITORY.fullmatch(repository):
        return ""
    return issue_form_link(repository, CHANGE_FORM)
