"""Records in a translation which text it translates, once an editor says that it does."""

from __future__ import annotations

import re
from typing import NamedTuple

from campaign.config.yaml_text import read_yaml
from campaign.content.front_matter import CLOSING, OPENING, split_page
from campaign.content.pages import Letter, Page
from campaign.core.problems import Wrong
from campaign.core.topics import ABOUT_FRONT_MATTER


class Marks(NamedTuple):
    """What a translation says of the text that it translates."""

    source_hash: str
    source_version: int | None
    """None for a page that is no letter, and where no version is recorded."""


def marks_of(front: Page, current: str, latest_version: int | None) -> Marks:
    """Return what a translation says if it translates what stands there now.

    `current` is its source's present hash, `latest_version` the letter's last recorded version.
    """
    return Marks(current, latest_version if isinstance(front, Letter) else None)


def marked(text: str, marks: Marks) -> str:
    """Return a page's text with its marks in their lines; all else keeps its bytes.

    Raises `Wrong` where the front matter is written so that a line cannot be put into it.
    """
    for key, value in marks._asdict().items():
        if value is not None:
            text = _with_line(text, key, str(value))
    document, problems = read_yaml(split_page(text, "")[0].yaml or "", "", first_line=2)
    data = document.data if isinstance(document.data, dict) and not problems else {}
    if any(value is not None and data.get(k) != str(value) for k, value in marks._asdict().items()):
        lines = " and ".join(f"`{k}: {v}`" for k, v in marks._asdict().items() if v is not None)
        raise Wrong(
            f"is written in an unusual form; write {lines} into it by hand", ABOUT_FRONT_MATTER
        )
    return text


def _with_line(text: str, key: str, value: str) -> str:
    """Return a page's text with a key's line in its front matter changed, or added at its end."""
    opening = OPENING.match(text)
    if opening is None:
        return text
    begin = opening.end()
    # As long as the text itself, with line ends that `$` knows.
    closing = CLOSING.search(text.replace("\r\n", " \n").replace("\r", "\n"), begin)
    if closing is None:
        return text
    end = closing.start()
    line = re.compile(rf"(?<![^\r\n]){key}[ \t]*:[^\r\n]*")
    if found := line.search(text, begin, end):
        return f"{text[: found.start()]}{key}: {value}{text[found.end() :]}"
    newline = opening[0].lstrip("- \t")
    return f"{text[:end]}{key}: {value}{newline}{text[end:]}"
