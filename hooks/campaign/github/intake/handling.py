"""Handles one event from beginning to end: reads, decides, and writes what to do and say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import jinja2

from campaign.config.configuration_file import read_config
from campaign.config.folder import repository_of_generator
from campaign.config.publication import site_address
from campaign.config.sign_on import CHANGE_FORM, SIGN_FORM, issue_form_link
from campaign.core.files import replace_files
from campaign.core.problems import QUOTED_LENGTH, Problems
from campaign.curation.list_edits import read_draft
from campaign.github.intake.decisions import PRIVATE, IntakeDecision, IntakeDesk, decide_request
from campaign.github.intake.events import (
    BRANCH,
    MergedRequest,
    NothingToDo,
    is_as_it_was,
    open_pull,
    read_event,
    said_before,
)
from campaign.github.intake.form_files import load_form
from campaign.github.markdown import code_span
from campaign.safety.personal_data import EMAIL
from campaign.safety.telephones import telephones
from campaign.site.checking import campaign_folder, load_campaign

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
MOST_FAULTS = 30


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


class Unready(Exception):
    """The campaign's own files have problems, so that nothing can be decided."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems.summary)
        self.problems = problems


def handle(
    configuration: Path,
    event: Any,
    environment: Mapping[str, str],
    *,
    issue: Any = None,
    pulls: Any = None,
    comments: Any = None,
) -> Result:
    """Say what to do about an event.

    GitHub's other answers say how things stand now: the `issue`, whose text is taken to be the
    event's where it is not given, the `pulls` from its branch, its `comments`, the oldest first.
    Raises `Wrong` where the event or these cannot be read, and `Unready`.
    """
    try:
        asked = read_event(event)
        is_known = isinstance(asked, MergedRequest) or issue is None or is_as_it_was(asked, issue)
    except NothingToDo as nothing:
        return Result("nothing", str(nothing))
    desk = load_desk(configuration)
    if isinstance(asked, MergedRequest):
        decision = IntakeDecision("thanks")
        silent = Result("nothing", decision.reason, asked.number)
    else:
        decision = decide_request(asked, desk) if is_known else IntakeDecision("edited")
        silent = Result("take-off-label", decision.reason, asked.number, label=asked.label)
    if decision.reason == "other-form":
        return silent
    campaign = desk.site.campaign
    repository = environment.get("GITHUB_REPOSITORY")
    text = message(
        configuration.parent,
        asked.number,
        decision,
        site=site_address(read_config(configuration).setting("site_url"), environment) or "",
        change_form=issue_form_link(repository, CHANGE_FORM) if repository else "",
        closed=campaign.closed.isoformat() if campaign.closed and not campaign.is_open else "",
    )
    if decision.files:
        branch = f"{BRANCH}{asked.number}"  # of all that the issue holds, only its number
        return Result(
            "pull-request",
            decision.reason,
            asked.number,
            branch,
            _TITLES[decision.reason].format(number=asked.number),
            open_pull(pulls or [], branch),
            message=text,
            files={f"docs/{name}": content for name, content in decision.files.items()},
        )
    if said_before(comments or [], text, SPEAKER):
        return silent if silent.label else replace(silent, reason="this was said already")
    return replace(silent, action="comment", message=text)


def load_desk(configuration: Path) -> IntakeDesk:
    """Read a campaign, its list, its withdrawals and its forms; raises `Unready`."""
    folder = campaign_folder(configuration)
    context, problems, site, _ = load_campaign(folder)
    draft = problems.take(read_draft(folder, context.vocabulary))
    groups = site.campaign.groups if site else None
    sign_form = problems.take(load_form(folder.root, SIGN_FORM, groups))
    change_form = problems.take(load_form(folder.root, CHANGE_FORM, groups))
    if problems or not site or not draft:
        raise Unready(problems)
    return IntakeDesk(site, draft, sign_form, change_form)


def write_result(folder: Path, result: Result) -> None:
    """Write what the workflow reads into a folder: result.json, message.md, the changed files."""
    held = result.outputs | {"reason": result.reason, "files": sorted(result.files)}
    said = {"message.md": result.message} if result.message else {}
    texts = {"result.json": json.dumps(held, indent=2) + "\n", **said, **result.files}
    replace_files({folder / name: text.encode() for name, text in texts.items()})


def message(
    root: Path,
    number: int,
    decision: IntakeDecision,
    *,
    site: str = "",
    change_form: str = "",
    closed: str = "",
) -> str:
    """Return the text that goes with a decision: a comment, or the description of a change.

    A campaign may have texts of its own in .github/intake; the others are the generator's. GitHub
    reads them as Markdown: what an issue's author wrote stands in them as a code span, so that no
    link, mention, heading or HTML in it is alive. `site` and `change_form` are addresses, `closed`
    the day on which signing closed; empty where there is none.
    """
    name = f"pull-{decision.reason}" if decision.files else decision.reason
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
        is_private=any(f.code in PRIVATE or _is_private(f.value) for f in decision.faults),
        values=[(label, _shown(value)) for label, value in decision.values],
        notes=decision.notes,
        likely=[(_shown(name), _shown(why)) for name, why in decision.likely],
        site=site,
        closed=closed,
        change_form=change_form,
    )
    return text.strip() + "\n"


def _shown(value: str) -> str:
    """Return a value as a code span; nothing where it is private, or there is none."""
    return code_span(value, QUOTED_LENGTH) if value.strip() and not _is_private(value) else ""


def _is_private(value: str) -> bool:
    return bool(EMAIL.search(value) or any(telephones(value)))
