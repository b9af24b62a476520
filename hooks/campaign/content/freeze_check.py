"""No word of the letter changes unless a version says so, which `campaign freeze` records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaign.config.configuration import Campaign
from campaign.content.letter_text import Wording
from campaign.content.versions import (
    Version,
    Versions,
    read_versions,
    with_entry,
)
from campaign.core.files import read_text
from campaign.core.problems import Problem, Wrong
from campaign.core.topics import ABOUT_VERSIONS
from campaign.signatories.signatories import Count

VERSIONS = "data/versions.yml"
_TEXTS = "data/versions/"
VERSION_TEXT = re.compile(r"data/versions/([1-9]\d{0,8})\.txt")


def text_name(number: int | str) -> str:
    """Return where below docs/ the words of a version are kept."""
    return f"{_TEXTS}{number}.txt"


def read_texts(docs: Path, shown: Callable[[Path], str]) -> tuple[Mapping[int, str], list[Problem]]:
    """Return the kept texts by the number of their version, and what cannot be read."""
    texts: dict[int, str] = {}
    problems: list[Problem] = []
    folder = docs / _TEXTS
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if match := VERSION_TEXT.fullmatch(path.relative_to(docs).as_posix()):
            text, found = read_text(path, shown(path))
            problems += found
            if text is not None:
                texts[int(match[1])] = "\n".join(text.splitlines())
    return texts, problems


def next_version(
    versions: Versions, wording: Wording, today: date, change: str | None, *, correction: bool
) -> Version:
    """Return the version to record for a letter with these words."""
    latest = versions.latest
    return Version.model_construct(
        number=len(versions.entries) + 1,
        date=max(today, latest.date) if latest else today,
        hash=wording.hash,
        change=change,
        correction=correction,
    )


def advice(
    versions: Versions, count: Count, *, is_open: bool, letter: str, record: str
) -> list[Problem]:
    """Return what an editor should know of the versions that is no mistake yet.

    `letter` and `record` are the paths of the letter and of versions.yml as an editor sees them.
    """
    latest = versions.latest
    if latest is None:
        if not (is_open and count.total):
            return []
        signed = "1 has signed it" if count.total == 1 else f"{count.total} have signed it"
        message = (
            f"the letter is open and {signed}, but no version of it is recorded, so that an edit "
            "can change unnoticed what they signed; run `campaign freeze`"
        )
        return [Problem(letter, 1, 1, message, ABOUT_VERSIONS)]
    if latest.number not in versions.texts:
        message = (
            f"the words of version {latest.number} are not kept yet, and without them no later "
            f"version can be recorded; run `campaign freeze`, or put them into "
            f"docs/{text_name(latest.number)} as the page of that version shows them"
        )
        return [Problem(record, 0, 0, message, ABOUT_VERSIONS)]
    return []


@dataclass(frozen=True, slots=True)
class FreezePlan:
    """What is to be written below docs/."""

    version: Version
    """The version that holds the letter's words now, or will."""
    text: str | None
    """Its words, where they are not kept yet."""
    record: str | None
    """The whole new versions.yml; None where it stays as it is."""


def plan_version(
    campaign: Campaign,
    wording: Wording,
    versions: Versions,
    record: str,
    *,
    change: str | None,
    day: date,
    is_correction: bool,
    is_day_given: bool = False,
) -> FreezePlan:
    """Return what records the letter's words as a version; raise `Wrong` where it cannot be.

    `record` is the text of versions.yml, empty where there is none; `change` says what changed in
    one sentence; `day` is the day from which on the letter reads so, and `is_day_given` whether
    an editor says so.
    """
    latest = versions.latest
    if latest and latest.hash == wording.hash:
        is_kept = latest.number in versions.texts
        return FreezePlan(latest, None if is_kept else f"{wording.text}\n", None)
    version = next_version(versions, wording, day, change, correction=is_correction)
    _check_plan(campaign, versions, version, day, is_day_given=is_day_given)
    text = with_entry(record, version)
    read, _ = read_versions(text, "")
    if read.entries != (*versions.entries, version):
        raise Wrong(
            "docs/data/versions.yml is written in a way that nothing can be added to; begin each "
            "of its entries with a line `- number: …`"
        )
    return FreezePlan(version, f"{wording.text}\n", text)


def _check_plan(
    campaign: Campaign, versions: Versions, version: Version, day: date, *, is_day_given: bool
) -> None:
    latest = versions.latest
    if latest is None:
        if version.change:
            raise Wrong("the first version changes nothing; leave out --change")
        if version.correction:
            raise Wrong("the first version corrects nothing; leave out --correction")
        return
    if not version.change:
        raise Wrong(
            f"the letter differs from its version {latest.number}; say what changed in one "
            'sentence: --change "…"'
        )
    if day < latest.date:
        raise Wrong(
            f"{day} is before the day of version {latest.number}, {latest.date}; "
            "give that day or a later one"
        )
    if latest.number not in versions.texts:
        raise Wrong(
            f"the words of version {latest.number} were not kept, so that nobody could read what "
            f"its signers signed; put them into docs/data/versions/{latest.number}.txt first (the "
            "published site shows them on that version's page)"
        )
    if campaign.is_open or campaign.closed is None or version.correction:
        return
    if day == campaign.closed and not is_day_given:
        # Whether anybody signed these words before signing closed, only an editor knows.
        raise Wrong(
            "signing closed today, so that nobody can sign other words; if this only corrects "
            "the text, add --correction; if people signed these words before it closed, say since "
            f"which day, as --date {day}"
        )
    if day > campaign.closed:
        raise Wrong(
            f"signing closed on {campaign.closed}, so that nobody can sign other words; if this "
            "only corrects the text, add --correction"
        )
