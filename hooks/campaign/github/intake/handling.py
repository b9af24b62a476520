"""Handles one event from beginning to end: reads, decides, and writes what to do and say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import jinja2

from campaign.config.configuration_file import read_config
from campaign.config.folder import repository_of_generator
from campaign.config.publication import site_address
from campaign.config.sign_on import CHANGE_FORM, issue_form_link
from campaign.core import files
from campaign.core.problems import QUOTED_LENGTH, Problems
from campaign.curation.list_edits import read_draft
from campaign.github.intake.decisions import IntakeDecision, IntakeDesk, decide_request
from campaign.github.intake.events import (
    BRANCH,
    NothingToDo,
    Request,
    is_as_it_was,
    open_pull,
    read_event,
    said_before,
)
from campaign.github.intake.form_files import CHANGE, SIGN, load_form
from campaign.github.intake.requests import PRIVATE
from campaign.github.markdown import code_span
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import telephones
from campaign.site.checking import campaign_folder, load_campaign
from campaign.site.context import read_vocabulary

SPEAKER = "github-actions[bot]"
"""The account under which a workflow comments."""
_TITLES: Mapping[str, str] = {
    "sign": "Add the signatory of #{number}",
    "correct": "Correct an entry, as asked in #{number}",
    "remove": "Remove an entry, as asked in #{number}",
}
"""Titles of pull requests: they hold no word that somebody else wrote, and name nobody."""
Action = Literal["pull-request", "comment", "take-off-label", "nothing"]


_FOLDER = Path(".github", "intake")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
MOST_FAULTS = 30


class Now(NamedTuple):
    """How things stand on GitHub at the moment, as its answers in JSON have it."""

    issue: Any = None
    """The issue; None where it was not asked for, so that the event's own text counts."""
    pulls: Any = None
    """Pull requests from the issue's branch."""
    comments: Any = None
    """The issue's comments, the oldest first."""


@dataclass(frozen=True)
class Result:
    """What the workflow is to do. Nothing in it but `message` and `files` comes from an issue."""

    action: Action
    reason: str
    """Why, in one word or, for nothing, in a sentence."""
    issue: int | None = None
    branch: str = ""
    title: str = ""
    pull: int | None = None
    """The open pull request to bring up to date, where there is one already."""
    label: str = ""
    """The label to take off, so that it can be set again."""
    message: str = ""
    """The comment or the description of the pull request, in Markdown."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The changed files' whole texts, by their paths from the project's root."""

    @property
    def outputs(self) -> dict[str, str]:
        """Return what the workflow's later steps are told."""
        told = ("action", "issue", "branch", "title", "pull", "label")
        return {name: str(getattr(self, name) or "") for name in told}

    def as_json(self) -> str:
        """Return the result as it is written to result.json, without the texts."""
        held = self.outputs | {"reason": self.reason, "files": sorted(self.files)}
        return json.dumps(held, indent=2) + "\n"


class Unready(Exception):
    """The campaign's own files have problems, so that nothing can be decided."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems.summary)
        self.problems = problems


def handle(configuration: Path, event: Any, now: Now, environment: Mapping[str, str]) -> Result:
    """Say what to do about an event.

    Raises `Wrong` where the event or GitHub's answers cannot be read, and `Unready`.
    """
    try:
        asked = read_event(event)
        label = asked.label if isinstance(asked, Request) else ""
        same = now.issue is None or not isinstance(asked, Request) or is_as_it_was(asked, now.issue)
    except NothingToDo as nothing:
        return Result("nothing", str(nothing))
    desk = load_desk(configuration)
    if not isinstance(asked, Request):
        decision = IntakeDecision("thanks")
    elif not same:
        decision = IntakeDecision("edited")
    else:
        decision = decide_request(asked, desk)
    silent = Result(
        "take-off-label" if label else "nothing", decision.reason, asked.number, label=label
    )
    if decision.reason == "other-form":
        return silent
    closed = desk.campaign.closed
    around = Surroundings(
        site_address(read_config(configuration).setting("site_url"), environment) or "",
        environment.get("GITHUB_REPOSITORY", ""),
        closed.isoformat() if closed and not desk.campaign.is_open else "",
    )
    text = message(configuration.parent, asked.number, decision, around)
    if decision.files:
        branch = f"{BRANCH}{asked.number}"  # of all that the issue holds, only its number
        return Result(
            "pull-request",
            decision.reason,
            asked.number,
            branch,
            _TITLES[decision.reason].format(number=asked.number),
            open_pull(now.pulls or [], branch),
            message=text,
            files={f"docs/{name}": content for name, content in decision.files.items()},
        )
    if said_before(now.comments or [], text, SPEAKER):
        return silent if label else replace(silent, reason="this was said already")
    return replace(silent, action="comment", message=text)


def load_desk(configuration: Path) -> IntakeDesk:
    """Read a campaign, its list, its withdrawals and its forms; raises `Unready`."""
    folder = campaign_folder(configuration)
    _, problems, site = load_campaign(folder)
    vocabulary = read_vocabulary(folder)
    draft, in_draft = read_draft(folder, vocabulary)
    groups = site.campaign.groups if site else None
    sign_form, in_sign = load_form(folder.root, SIGN, groups)
    change_form, in_change = load_form(folder.root, CHANGE, groups)
    problems.extend([*in_draft, *in_sign, *in_change])
    if len(problems) or not site or not draft or not sign_form or not change_form:
        raise Unready(problems)
    return IntakeDesk(
        site.campaign,
        folder.config.language,
        vocabulary,
        draft,
        sign_form,
        change_form,
        site.versions,
        imports=folder.imports.exists(),
    )


def write_result(folder: Path, result: Result) -> None:
    """Write what the workflow reads into a folder: result.json, message.md, the changed files."""
    folder.mkdir(parents=True, exist_ok=True)
    files.write_text(folder / "result.json", result.as_json())
    if result.message:
        files.write_text(folder / "message.md", result.message)
    for name, text in result.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        files.write_text(target, text)


class Surroundings(NamedTuple):
    """What the texts may name besides the request."""

    site: str
    """The site's address; empty where nothing tells it."""
    repository: str
    """The repository as OWNER/NAME; empty where nothing tells it."""
    closed: str
    """The day on which signing closed, as 2021-02-09; empty while the letter is open."""


def message(root: Path, number: int, decision: IntakeDecision, around: Surroundings) -> str:
    """Return the text that goes with a decision: a comment, or the description of a change.

    A campaign may have texts of its own in .github/intake; the others are the generator's. GitHub
    reads them as Markdown: what an issue's author wrote stands in them as a code span, so that no
    link, mention, heading or HTML in it is alive.
    """
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
    return bool(EMAIL.search(value) or any(telephones(value)))
