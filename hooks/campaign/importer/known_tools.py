"""Recognises the exports of common tools by their headers, and knows the columns they add."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from campaign.importer.header_synonyms import folded
from campaign.signatories.signatories_csv import COLUMNS


@dataclass(frozen=True)
class Tool:
    """A program that exports signatures."""

    name: str
    knows: Callable[[Sequence[str]], bool]
    """Whether folded headers, in their order, are this tool's."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What becomes of the tool's own columns, by their folded header: a target, "personal" or
    "unused". The others are questions of the editor's own."""
    private: str = ""
    """What folded headers begin with that hold what the tool itself knows of a person."""

    def column(self, header: str) -> str | None:
        """Return what becomes of a folded header; None where the tool does not know it."""
        if self.private and header.startswith(self.private):
            return "personal"
        return self.columns.get(header)


def _has(*needed: str) -> Callable[[Sequence[str]], bool]:
    return lambda headers: set(needed) <= set(headers)


def _google(headers: Sequence[str]) -> bool:
    return bool(headers) and headers[0] in ("timestamp", "marca temporal")


def _microsoft(headers: Sequence[str]) -> bool:
    english = _has("id", "start time", "completion time")
    return english(headers) or _has("id", "hora de inicio", "hora de finalizacion")(headers)


def _native(headers: Sequence[str]) -> bool:
    return {"name", "kind"} <= set(headers) <= set(COLUMNS)


def _prefixed(prefix: str) -> Callable[[Sequence[str]], bool]:
    return lambda headers: any(header.startswith(prefix) for header in headers)


TOOLS = (
    Tool("this project's own list", _native, {column: column for column in COLUMNS}),
    Tool(
        "Google Forms",
        _google,
        {"timestamp": "signed", "marca temporal": "signed", "score": "unused",
         "puntuacion": "unused", "email address": "personal", "username": "personal",
         "nombre de usuario": "personal"},
    ),
    Tool(
        "Microsoft Forms",
        _microsoft,
        {"id": "personal", "start time": "unused", "completion time": "signed",
         "email": "personal", "name": "account", "last modified time": "unused",
         "hora de inicio": "unused", "hora de finalizacion": "signed",
         "correo electronico": "personal", "nombre": "account",
         "hora de la ultima modificacion": "unused", "language": "unused",
         "total points": "unused", "quiz feedback": "unused"},
    ),
    Tool(
        "Mailchimp",
        _has("email address", "leid", "euid"),
        {"first name": "first name", "last name": "last name", "optin time": "signed",
         "confirm time": "unused", "last changed": "unused", "member rating": "unused",
         "gmtoff": "unused", "dstoff": "unused", "timezone": "personal", "cc": "personal",
         "region": "personal", "tags": "unused", "leid": "personal", "euid": "personal",
         "notes": "personal"},
    ),
    Tool(
        "Typeform",
        _has("#", "submit date", "network id"),
        {"#": "personal", "start date": "unused", "submit date": "signed",
         "network id": "personal", "stage date": "unused", "response type": "unused",
         "tags": "unused", "ending": "unused"},
    ),
    Tool(
        "NationBuilder",
        _has("nationbuilder id"),
        {"nationbuilder id": "personal", "first name": "first name", "last name": "last name",
         "prefix": "unused", "middle name": "unused", "suffix": "unused",
         "full name": "unused", "created at": "signed", "employer": "affiliation",
         "occupation": "title", "sex": "personal", "born at": "personal", "party": "personal",
         "support level": "personal", "tag list": "unused", "login": "personal",
         "primary city": "unused", "primary state": "unused", "primary country": "unused",
         "primary country code": "unused", "primary county": "unused"},
    ),
    Tool("Action Network", _prefixed("can2 "), {"uuid": "personal"}, "can2 "),
    Tool("Airtable", _has("record id", "created time"), {"record id": "personal"}),
)  # fmt: skip


def recognise(headers: Sequence[str]) -> Tool | None:
    """Return the tool that wrote a header, if it is a known one; headers are not folded yet."""
    words = [folded(header) for header in headers]
    return next((tool for tool in TOOLS if tool.knows(words)), None)
