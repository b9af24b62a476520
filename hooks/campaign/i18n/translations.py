"""Translations of pages: what of a page is translated, and which text a translation follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from campaign.config.yaml_text import read_yaml
from campaign.content.fingerprint import digest, plain
from campaign.content.front_matter import OPENING, split_page
from campaign.content.pages import Letter, Page
from campaign.core.problems import Wrong
from campaign.core.topics import ABOUT_FRONT_MATTER

HASH = 12
"""Characters of a page's hash."""
_SAID = (
    "title",
    "description",
    "subject",
    "salutation",
    "closing",
    "note",
    "signed_note",
    "signed_by",
    "share_text",
    "ask",
    "addressed_to",
    "met_when",
    "purpose",
    "boilerplate",
)
"""Front matter that is said in words, so that a translation has it in its own."""

_SAID_BELOW = {
    "original": ("title",),
    "changes": ("note",),
    "history": ("summary", "source_title", "correction"),
    "facts": ("fact", "source_title"),
    "quotes": ("text", "role"),
    "files": ("title",),
}
"""What is said in words in the entries of a list in front matter, by the list's key."""


class Translation(NamedTuple):
    """How a translation stands to the page that it translates."""

    source: str
    """The path of that page below docs/."""
    is_stale: bool
    """Whether that page has changed since."""


def page_hash(front: Page, markdown: str) -> str:
    """Return the hash of what a page says in words: formatting and links do not count.

    Raises `Wrong` as `fingerprint.plain` does.
    """
    said = [getattr(front, key, None) for key in _SAID]
    for key, below in _SAID_BELOW.items():
        said += [getattr(entry, name) for entry in entries_of(front, key) for name in below]
    return digest("\n\n".join([*(str(text) for text in said if text), plain(markdown)]))[:HASH]


def entries_of(front: Page, key: str) -> list[Any]:
    """Return the entries of a list in front matter, or its one entry; there may be none."""
    found = getattr(front, key, None) or ()
    return list(found) if isinstance(found, tuple) else [found]


def stale(front: Page, current: str, latest_version: int | None) -> bool:
    """Whether a translation's source has changed since it was translated."""
    behind = (
        isinstance(front, Letter)
        and latest_version is not None
        and (front.source_version or 0) < latest_version
    )
    return front.source_hash != current or behind


def marks_of(front: Page, current: str, latest_version: int | None) -> dict[str, str]:
    """Return the lines by which a translation says that it translates what stands there now.

    `current` is its source's present hash, `latest_version` the letter's last recorded version.
    """
    marks = {"source_hash": current}
    if isinstance(front, Letter) and latest_version is not None:
        marks["source_version"] = str(latest_version)
    return marks


def marked(text: str, marks: Mapping[str, str]) -> str:
    """Return a page's text with its marks in their lines; all else keeps its bytes.

    Raises `Wrong` where the front matter is written so that a line cannot be put into it.
    """
    opening, yaml = OPENING.match(text), split_page(text, "")[0].yaml
    changed = yaml or ""
    for key, value in marks.items():
        line = f"{key}: {value}"
        changed, known = re.subn(rf"(?<![^\r\n]){key}[ \t]*:[^\r\n]*", line, changed, count=1)
        if opening and not known:
            changed += line + opening[0].lstrip("- \t")
    document, problems = read_yaml(changed, "")
    data = document.data if isinstance(document.data, dict) and not problems else {}
    if not yaml or any(data.get(key) != value for key, value in marks.items()):
        lines = " and ".join(f"`{key}: {value}`" for key, value in marks.items())
        raise Wrong(
            f"is written in an unusual form; write {lines} into it by hand", ABOUT_FRONT_MATTER
        )
    return text.replace(yaml, changed, 1)
