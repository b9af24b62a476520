"""GitHub's event: which issue was marked as ready, or which of the intake's changes was merged."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

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
_LARGEST = 50_000_000
"""Bytes; GitHub's own limit for an event is 25 MB."""

_Number = Annotated[int, Field(strict=True, gt=0, lt=10**9)]


class _User(BaseModel):
    id: int = 0
    login: str = ""


class _Label(BaseModel):
    name: str


class _Issue(BaseModel):
    number: _Number
    state: str
    body: str | None
    created_at: AwareDatetime
    user: _User
    author_association: str = ""
    labels: list[_Label] = []
    pull_request: Any = None


class _Labeled(BaseModel):
    issue: _Issue
    label: _Label
    sender: _User


class _Repository(BaseModel):
    full_name: str
    default_branch: str = ""


class _Branch(BaseModel):
    ref: str
    repo: _Repository | None
    """None where it is gone."""


class _Pull(BaseModel):
    number: _Number
    state: str
    merged: bool = False
    head: _Branch
    base: _Branch

    @property
    def is_own(self) -> bool:
        """Whether it comes from a branch of the repository itself: a fork's may bear any name."""
        return (
            self.head.repo is not None
            and self.base.repo is not None
            and (self.head.repo.full_name == self.base.repo.full_name)
        )


class _Closed(BaseModel):
    action: str
    pull_request: _Pull
    repository: _Repository


class _Comment(BaseModel):
    body: str | None = None
    user: _User | None = None


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
    if len(data) > _LARGEST:
        raise Wrong(f"{what} holds {len(data)} bytes, which is too much")
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
        return _merged(_read(_Closed, event, "the event"))
    if event.get("action") != "labeled":
        raise NothingToDo("this event does not set a label on an issue")
    labeled = _read(_Labeled, event, "the event")
    issue = labeled.issue
    if issue.pull_request is not None:
        raise NothingToDo("the label was set on a pull request, not on an issue")
    if labeled.label.name not in STARTING:
        raise NothingToDo("this label does not start the intake")
    if issue.state != "open":
        raise NothingToDo("the issue is closed")
    # A stranger's own issue may come with the label, as a careless form could bring about.
    if labeled.sender.id == issue.user.id and issue.author_association not in MAY_LABEL:
        raise NothingToDo("the label was set by somebody who may not set labels")
    opened = issue.created_at.date()  # GitHub writes it in UTC
    return Request(issue.number, labeled.label.name, issue.body or "", opened)


def is_as_it_was(request: Request, current: Any) -> bool:
    """Say whether the issue still reads as it did when the label was set.

    `current` is the issue as GitHub has it now. The event's text is the one that counts: it is
    what stood there when the editor decided. Raises `NothingToDo` where that was taken back.
    """
    issue = _read(_Issue, current, "the issue as it is now")
    if issue.number != request.number:
        raise Wrong("the issue as it is now is another one")
    if issue.state != "open":
        raise NothingToDo("the issue has been closed since")
    if request.label not in [label.name for label in issue.labels]:
        raise NothingToDo("the label has been taken off since")
    return _lines(issue.body) == _lines(request.body)


def open_pull(pulls: Any, branch: str) -> int | None:
    """Return the number of the open pull request from the repository's own branch, if any."""
    if not isinstance(pulls, list):
        raise Wrong("the list of pull requests cannot be read")
    found = (_read(_Pull, pull, "the list of pull requests") for pull in pulls)
    ours = (p.number for p in found if p.state == "open" and p.is_own and p.head.ref == branch)
    return next(ours, None)


def said_before(comments: Any, message: str, author: str) -> bool:
    """Say whether the newest comment of `author` is this message, so that a rerun is silent."""
    if not isinstance(comments, list):
        raise Wrong("the comments of the issue cannot be read")
    flat = [each for page in comments for each in (page if isinstance(page, list) else [page])]
    found = [_read(_Comment, each, "a comment of the issue") for each in flat]
    bodies = [each.body for each in found if each.user and each.user.login == author]
    return bool(bodies) and _lines(bodies[-1]).strip() == _lines(message).strip()


def _merged(closed: _Closed) -> MergedRequest:
    pull = closed.pull_request
    if closed.action != "closed" or not pull.merged:
        raise NothingToDo("no pull request was merged")
    ours = _OURS.fullmatch(pull.head.ref)
    if not ours or not pull.is_own:
        raise NothingToDo("the pull request is none of the intake's")
    if pull.base.ref != closed.repository.default_branch:
        raise NothingToDo("the pull request was not merged into the site's own branch")
    return MergedRequest(int(ours[1]))


_Model = TypeVar("_Model", bound=BaseModel)


def _read(model: type[_Model], data: Any, what: str) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise Wrong(f"{what} cannot be read: GitHub says nothing usable as '{place}'") from None


def _lines(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")
