"""GitHub's event: which issue was marked as ready, or which of the intake's changes was merged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.core.problems import Wrong

READY_TO_ADD = "ready-to-add"
"""The label that reads an issue as the form that signs the letter."""
READY_TO_CHANGE = "ready-to-change"
"""The label that reads an issue as the form that corrects or removes an entry."""
STARTING = (READY_TO_ADD, READY_TO_CHANGE)
"""The labels by which an editor starts the intake. GitHub lets nobody but editors set them."""
BRANCH = "intake/issue-"
_OURS = re.compile(re.escape(BRANCH) + r"([1-9][0-9]{0,8})", re.ASCII)
MAY_LABEL = ("OWNER", "MEMBER", "COLLABORATOR")
"""What GitHub calls those who may be allowed to set a label (REST API, author_association)."""


class Request(NamedTuple):
    """An issue that an editor marked as ready, as it read at that moment."""

    number: int
    label: str
    body: str
    opened: date
    """The day, in UTC, on which it was opened."""


class MergedRequest(NamedTuple):
    """A change made by the intake that was merged."""

    number: int
    """The issue's number."""


class NothingToDo(Exception):
    """An event asks for nothing; says why."""


def read_event_json(data: bytes, what: str) -> Any:
    """Return what JSON holds; raise `Wrong` where it is none."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Wrong(f"{what} is not JSON in UTF-8") from None


def read_event(event: Any) -> Request | MergedRequest:
    """Return what an event asks for.

    Raises `NothingToDo`, and `Wrong` where the event lacks what such an event has.
    """
    if not isinstance(event, dict):
        raise Wrong("the event is not a JSON object")
    if "pull_request" in event:
        return _merged(event)
    if event.get("action") != "labeled":
        raise NothingToDo("this event does not set a label on an issue")
    if _find(event, "issue.pull_request") is not None:
        raise NothingToDo("the label was set on a pull request, not on an issue")
    label = _find(event, "label.name")
    if label not in STARTING:
        raise NothingToDo("this label does not start the intake")
    if _find(event, "issue.state") != "open":
        raise NothingToDo("the issue is closed")
    # A stranger's own issue may come with the label, as a careless form could bring about.
    sender, author = _find(event, "sender.id"), _find(event, "issue.user.id")
    if sender is None or author is None:
        raise _lacking("sender.id")
    if sender == author and _find(event, "issue.author_association") not in MAY_LABEL:
        raise NothingToDo("the label was set by somebody who may not set labels")
    try:
        opened = datetime.fromisoformat(str(_find(event, "issue.created_at"))).date()  # in UTC
    except ValueError:
        raise _lacking("issue.created_at") from None
    body = _find(event, "issue.body")
    if not isinstance(body, str | None):
        raise _lacking("issue.body")
    return Request(_number(event, "issue.number"), label, body or "", opened)


def is_as_it_was(request: Request, current: Any) -> bool:
    """Say whether the issue still reads as it did when the label was set.

    `current` is the issue as GitHub has it now. The event's text is the one that counts: it is
    what stood there when the editor decided. Raises `NothingToDo` where that was taken back.
    """
    if _number(current, "number") != request.number:
        raise Wrong("the issue as it is now is another one")
    if _find(current, "state") != "open":
        raise NothingToDo("the issue has been closed since")
    if request.label not in [_find(label, "name") for label in _find(current, "labels") or ()]:
        raise NothingToDo("the label has been taken off since")
    return _lines(_find(current, "body") or "") == _lines(request.body)


def open_pull(pulls: list[Any], branch: str) -> int | None:
    """Return the number of the open pull request from the repository's own branch, if any."""
    for pull in pulls:
        is_open = _find(pull, "state") == "open"
        if is_open and _is_own(pull) and _find(pull, "head.ref") == branch:
            return _number(pull, "number")
    return None


def said_before(pages: list[list[Any]], message: str, author: str) -> bool:
    """Say whether the newest comment of `author` is this message, so that a rerun is silent."""
    comments = (comment for page in pages for comment in page)
    said = [each for each in comments if _find(each, "user.login") == author]
    return bool(said) and _lines(said[-1]["body"]).strip() == message.strip()


def _merged(event: Mapping[str, Any]) -> MergedRequest:
    pull = event["pull_request"]
    if event.get("action") != "closed" or _find(pull, "merged") is not True:
        raise NothingToDo("no pull request was merged")
    ours = _OURS.fullmatch(str(_find(pull, "head.ref")))
    if not ours or not _is_own(pull):
        raise NothingToDo("the pull request is none of the intake's")
    if _find(pull, "base.ref") != _find(event, "repository.default_branch"):
        raise NothingToDo("the pull request was not merged into the site's own branch")
    return MergedRequest(int(ours[1]))


def _is_own(pull: Any) -> bool:
    """Whether it comes from a branch of the repository itself: a fork's may bear any name."""
    head, base = _find(pull, "head.repo.full_name"), _find(pull, "base.repo.full_name")
    return head is not None and head == base


def _find(data: Any, path: str) -> Any:
    """Return what stands at the end of some keys; None where that is nothing."""
    for key in path.split("."):
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _number(data: Any, path: str) -> int:
    number = _find(data, path)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 10**9:
        raise _lacking(path)
    return number


def _lacking(path: str) -> Wrong:
    return Wrong(f"what GitHub says cannot be read: '{path}' is missing, or none")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
