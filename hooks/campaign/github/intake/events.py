"""GitHub's event: which issue was marked as ready, or which of the intake's changes was merged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from campaign.core.problems import Wrong

READY_TO_ADD = "ready-to-add"
"""The label that reads an issue as the form that signs the letter."""
READY_TO_CHANGE = "ready-to-change"
"""The label that reads an issue as the form that corrects or removes an entry."""
STARTING = (READY_TO_ADD, READY_TO_CHANGE)
"""The labels by which an editor starts the intake. GitHub lets nobody but editors set them."""
BRANCH = "intake/issue-"
_OURS = re.compile(re.escape(BRANCH) + r"([1-9][0-9]{0,8})", re.ASCII)
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\dZ", re.ASCII)
MAY_LABEL = ("OWNER", "MEMBER", "COLLABORATOR")
"""What GitHub calls those who may be allowed to set a label (REST API, author_association)."""
_LARGEST = 50_000_000
"""Bytes; GitHub's own limit for an event is 25 MB."""


@dataclass(frozen=True)
class Request:
    """An issue that an editor marked as ready, as it read at that moment."""

    number: int
    label: str
    body: str
    opened: date
    """The day, in UTC, on which it was opened."""


@dataclass(frozen=True)
class MergedRequest:
    """A change made by the intake that was merged."""

    number: int
    """The issue's number."""


@dataclass(frozen=True)
class Nothing:
    """An event that asks for nothing."""

    why: str


def read_event_json(data: bytes, what: str) -> Any:
    """Return what JSON holds; raise `Wrong` where it is none."""
    if len(data) > _LARGEST:
        raise Wrong(f"{what} holds {len(data)} bytes, which is too much")
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Wrong(f"{what} is not JSON in UTF-8") from None


def read_event(event: Any) -> Request | MergedRequest | Nothing:
    """Say what an event asks for; raise `Wrong` where it lacks what such an event has."""
    if not _is_mapping(event):
        raise Wrong("the event is not a JSON object")
    if _is_mapping(event.get("pull_request")):
        return _merged(event, event["pull_request"])
    issue, label = event.get("issue"), event.get("label")
    if event.get("action") != "labeled" or not _is_mapping(issue) or not _is_mapping(label):
        return Nothing("this event does not set a label on an issue")
    if issue.get("pull_request") is not None:
        return Nothing("the label was set on a pull request, not on an issue")
    if label.get("name") not in STARTING:
        return Nothing("this label does not start the intake")
    if issue.get("state") != "open":
        return Nothing("the issue is closed")
    if _labelled_by_its_author(event, issue):
        return Nothing("the label was set by somebody who may not set labels")
    number, body, opened = issue.get("number"), issue.get("body"), issue.get("created_at")
    day = _day(opened)
    if not _is_number(number) or day is None or not isinstance(body, str | None):
        raise Wrong("the event's issue lacks its number, its text or the time of its opening")
    return Request(number, str(label["name"]), body or "", day)


def _day(moment: object) -> date | None:
    """Return the day, in UTC, of a moment as GitHub writes it; None for anything else."""
    found = MOMENT.fullmatch(moment) if isinstance(moment, str) else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def is_as_it_was(request: Request, current: Any) -> bool | Nothing:
    """Say whether the issue still reads as it did when the label was set.

    `current` is the issue as GitHub has it now. The event's text is the one that counts: it is
    what stood there when the editor decided. Returns `Nothing` where that decision was taken back.
    """
    if not _is_mapping(current) or current.get("number") != request.number:
        raise Wrong("the issue as it is now cannot be read")
    labels = current.get("labels")
    names = [label.get("name") for label in labels or [] if _is_mapping(label)]
    if current.get("state") != "open":
        return Nothing("the issue has been closed since")
    if request.label not in names:
        return Nothing("the label has been taken off since")
    return _lines(current.get("body")) == _lines(request.body)


def open_pull(pulls: Any, branch: str) -> int | None:
    """Return the number of the open pull request from the repository's own branch, if any.

    A fork may have a branch of that name: its pull request is none of ours.
    """
    if not isinstance(pulls, list) or not all(map(_is_mapping, pulls)):
        raise Wrong("the list of pull requests cannot be read")
    for pull in pulls:
        head, base, number = pull.get("head"), pull.get("base"), pull.get("number")
        if pull.get("state") != "open" or not (_is_mapping(head) and _is_mapping(base)):
            continue
        if head.get("ref") == branch and _repository(head) == _repository(base) != "":
            return number if _is_number(number) else None
    return None


def said_before(comments: Any, message: str, author: str) -> bool:
    """Say whether the newest comment of `author` is this message, so that a rerun is silent."""
    if not isinstance(comments, list):
        raise Wrong("the comments of the issue cannot be read")
    flat = [c for page in comments for c in (page if isinstance(page, list) else [page])]
    bodies = [
        comment.get("body")
        for comment in flat
        if _is_mapping(comment)
        and _is_mapping(comment.get("user"))
        and comment["user"].get("login") == author
    ]
    return bool(bodies) and _lines(bodies[-1]).strip() == _lines(message).strip()


def _merged(event: Mapping[str, Any], pull: Mapping[str, Any]) -> MergedRequest | Nothing:
    if event.get("action") != "closed" or pull.get("merged") is not True:
        return Nothing("no pull request was merged")
    head, base, repository = pull.get("head"), pull.get("base"), event.get("repository")
    if not (_is_mapping(head) and _is_mapping(base) and _is_mapping(repository)):
        raise Wrong("the event's pull request lacks its branches")
    ours = _OURS.fullmatch(head["ref"]) if isinstance(head.get("ref"), str) else None
    if not ours or not _repository(head) or _repository(head) != repository.get("full_name"):
        return Nothing("the pull request is none of the intake's")
    if base.get("ref") != repository.get("default_branch"):
        return Nothing("the pull request was not merged into the site's own branch")
    return MergedRequest(int(ours[1]))


def _repository(branch: Mapping[str, Any]) -> str:
    """Return the full name of a branch's repository; empty where it is gone."""
    repository = branch.get("repo")
    return str(repository.get("full_name") or "") if _is_mapping(repository) else ""


def _labelled_by_its_author(event: Mapping[str, Any], issue: Mapping[str, Any]) -> bool:
    """Whether a stranger's own issue came with the label, as a careless form could bring about."""
    sender, author = event.get("sender"), issue.get("user")
    if not (_is_mapping(sender) and _is_mapping(author)):
        raise Wrong("the event does not say who set the label")
    is_same = sender.get("id") == author.get("id")
    return is_same and issue.get("author_association") not in MAY_LABEL


def _lines(text: object) -> str:
    return str(text or "").replace("\r\n", "\n").replace("\r", "\n")


def _is_mapping(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9
