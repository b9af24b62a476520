"""Finds the starters' placeholders: texts that must be replaced before a site is published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from campaign.config.folder import NOT_PUBLISHED, Folder
from campaign.config.starters import HOSTS, STARTERS
from campaign.core.files import read_text, walk
from campaign.core.problems import LineIndex, Problem
from campaign.core.topics import ABOUT_PLACEHOLDERS

_OWNERS = ".github/CODEOWNERS"
"""Where GitHub reads who must approve a change of what."""
_NOBODY = re.compile(r"^(?!#)\S+[ \t]+(@your-organization/site-maintainers)", re.M)
"""A line whose owner is the one that the file begins with."""
_TO_ONESELF = re.compile(
    r"\b(?:TODO|FIXME|XXX):|\bX{4,}\b|\b[Ll]orem ipsum\b|"
    r"\[(?:TODO|TBD|FIXME|XXX|(?:[Yy]our|[Ii]nsert) [^\[\]\n]{1,60} here)\](?![(\[:])"
)
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
_BRACKETS = re.compile(r"\[[^\[\]\n]+\](?!\()")
_INVENTED = re.compile(r"[\w-]+\.example\b(?!\.)")
PUBLISHING = "CAMPAIGN_PUBLISHING"
"""Environment variable: set where a build is published, so that a placeholder is a problem."""


def is_publishing(environment: Mapping[str, str]) -> bool:
    """Whether what is built now is to be published."""
    return environment.get(PUBLISHING, "").strip().casefold() not in ("", "0", "no", "false")


def find_placeholders(folder: Folder) -> list[Problem]:
    """Return every placeholder in what editors of a campaign write, each with its remedy."""
    found = []
    written = [folder.configuration]
    for path in walk(folder.docs) if folder.docs.is_dir() else ():
        is_data = path.relative_to(folder.docs).as_posix().startswith(NOT_PUBLISHED)
        if path.suffix == ".md" and not path.is_symlink() and not is_data:
            written.append(path)
    for path in written:
        shown = folder.shown(path)
        text = read_text(path, shown)[0] or ""
        lines = LineIndex(text)
        for match in _TO_ONESELF.finditer(text):
            why = f"this looks like a note to yourself; replace `{match[0]}` by your own text"
            found.append(Problem(shown, *lines.place(match.start()), why, ABOUT_PLACEHOLDERS))
        # Most texts hold none of the words, and the pattern is slow.
        is_starters = any(word in text for word in _words())
        for match in _pattern().finditer(text) if is_starters else ():
            why = f"this is still the starter's text; replace `{match[0]}` by your own"
            found.append(Problem(shown, *lines.place(match.start()), why, ABOUT_PLACEHOLDERS))
    owners = folder.root / _OWNERS
    text = (read_text(owners, _OWNERS)[0] if owners.is_file() else None) or ""
    if at := _NOBODY.search(text):
        why = (
            f"nobody has to approve a change of the donation address: replace `{at[1]}` in this "
            "file by who is to, as @name or @organization/team"
        )
        found.append(Problem(_OWNERS, *LineIndex(text).place(at.start(1)), why, ABOUT_PLACEHOLDERS))
    return found


@cache
def _words() -> frozenset[str]:
    """Return what stands in brackets in the starters, and the hosts that they invent."""
    paths = [path for path in walk(STARTERS) if HOSTS not in path.parents]
    # A README is no page, and says in brackets what is meant in brackets.
    texts = [path.read_text(encoding="utf-8") for path in paths if path.stem != "README.md"]
    text = _TAGS.sub("", "\n".join(texts))
    return frozenset(_BRACKETS.findall(text) + _INVENTED.findall(text))


@cache
def _pattern() -> re.Pattern[str]:
    """Return what matches each placeholder of each language, and nothing else.

    The same words in brackets before an address are a link's.
    """
    words = _words()
    plain = [rf"{re.escape(word)}(?!\()" for word in words if word.startswith("[")]
    hosts = [
        rf"(?<![\w.-]){re.escape(word)}(?![\w.-]*\w)" for word in words if not word.startswith("[")
    ]
    return re.compile("|".join(sorted([*plain, *hosts], key=len, reverse=True)))
