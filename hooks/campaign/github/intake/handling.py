"""Handles one event from beginning to end: reads the campaign, decides, and says what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from campaign.config.configuration_file import read_config
from campaign.config.publication import site_address
from campaign.core import files
from campaign.core.problems import Problems
from campaign.curation.list_edits import read_draft
from campaign.github.intake.decisions import IntakeDecision, IntakeDesk, decide_request
from campaign.github.intake.events import (
    MergedRequest,
    Nothing,
    Request,
    is_as_it_was,
    open_pull,
    read_event,
    said_before,
)
from campaign.github.intake.form_files import CHANGE, SIGN, load_form
from campaign.github.intake.wording import Surroundings, message, thanks
from campaign.site.checking import campaign_folder
from campaign.site.context import read_vocabulary
from campaign.site.load import load_site

SPEAKER = "github-actions[bot]"
"""The account under which a workflow comments."""
Action = Literal["pull-request", "comment", "take-off-label", "nothing"]


@dataclass(frozen=True)
class Now:
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
        told = (
            ("action", self.action),
            ("issue", self.issue),
            ("branch", self.branch),
            ("title", self.title),
            ("pull", self.pull),
            ("label", self.label),
        )
        return {name: str(value or "") for name, value in told}

    def as_json(self) -> str:
        """Return the result as it is written to result.json, without the texts."""
        held = self.outputs | {"reason": self.reason, "files": sorted(self.files)}
        return json.dumps(held, indent=2) + "\n"


def handle(
    configuration: Path, event: Any, now: Now, environment: Mapping[str, str]
) -> tuple[Result | None, Problems]:
    """Say what to do about an event, or return None and what is wrong in the campaign's files.

    Raises `Wrong` where the event or GitHub's answers cannot be read.
    """
    root = configuration.parent
    asked = read_event(event)
    if isinstance(asked, Nothing):
        return Result("nothing", asked.why), Problems()
    if isinstance(asked, Request) and now.issue is not None:
        same = is_as_it_was(asked, now.issue)
        if isinstance(same, Nothing):
            return Result("nothing", same.why, asked.number), Problems()
    else:
        same = True
    desk, problems = load_desk(configuration)
    if desk is None:
        return None, problems
    around = _surroundings(configuration, desk, environment)
    if isinstance(asked, MergedRequest):
        text = thanks(root, asked.number, around)
        result = Result("comment", "thanks", asked.number, message=text)
    else:
        decision = decide_request(asked, desk) if same else IntakeDecision(asked.number, "edited")
        if decision.reason == "other-form":
            return Result(
                "take-off-label", decision.reason, asked.number, label=asked.label
            ), problems
        text = message(root, decision, around)
        if decision.files:
            return _proposal(decision, text, now), problems
        result = Result("comment", decision.reason, asked.number, label=asked.label, message=text)
    if said_before(now.comments or [], text, SPEAKER):
        if not result.label:
            return Result("nothing", "this was said already", result.issue), problems
        return Result("take-off-label", result.reason, result.issue, label=result.label), problems
    return result, problems


def load_desk(configuration: Path) -> tuple[IntakeDesk | None, Problems]:
    """Read a campaign, its list, its withdrawals and its forms; None where one has a problem."""
    root = configuration.parent
    folder = campaign_folder(configuration)
    language = folder.config.language
    site, problems = load_site(folder)
    vocabulary = read_vocabulary(folder)
    draft, found = read_draft(folder, vocabulary)
    problems.extend(found)
    groups = site.campaign.groups if site else None
    sign_form, found = load_form(root, SIGN, groups)
    problems.extend(found)
    change_form, found = load_form(root, CHANGE, groups)
    problems.extend(found)
    if len(problems) or not site or not draft or not sign_form or not change_form:
        return None, problems
    desk = IntakeDesk(
        site.campaign, language, vocabulary, draft, sign_form, change_form, site.versions,
        imports=folder.imports.exists(),
    )  # fmt: skip
    return desk, problems


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


def _proposal(decision: IntakeDecision, text: str, now: Now) -> Result:
    return Result(
        "pull-request",
        decision.reason,
        decision.number,
        decision.branch,
        decision.title,
        open_pull(now.pulls or [], decision.branch),
        message=text,
        files={f"docs/{name}": content for name, content in decision.files.items()},
    )


def _surroundings(
    configuration: Path, desk: IntakeDesk, environment: Mapping[str, str]
) -> Surroundings:
    closed = desk.campaign.closed
    return Surroundings(
        site_address(read_config(configuration).setting("site_url"), environment) or "",
        environment.get("GITHUB_REPOSITORY", ""),
        closed.isoformat() if closed and not desk.campaign.is_open else "",
    )
