"""What `campaign freeze` is to write: a version of the letter as it stands, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaign.config.configuration import Campaign
from campaign.content.freeze_check import next_version
from campaign.content.letter_text import Wording
from campaign.content.versions import Version, Versions, read_versions, with_entry


class FreezeRefused(ValueError):
    """A version cannot be recorded; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class FreezePlan:
    """What is to be written below docs/."""

    version: Version
    """The version that holds the letter's words now, or will."""
    text: str | None
    """Its words, where they are not kept yet."""
    record: str | None
    """The whole new versions.yml; None where it stays as it is."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is recorded already."""
        return self.text is None and self.record is None


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
    """Return what records the letter's words as a version; raise `Refused` where it cannot be.

    `record` is the text of versions.yml, empty where there is none; `change` says what changed in
    one sentence; `day` is the day from which on the letter reads so, and `is_day_given` whether
    an editor says so.
    """
    latest = versions.latest
    if latest and latest.hash == wording.hash:
        is_kept = latest.number in versions.texts
        return FreezePlan(latest, None if is_kept else f"{wording.text}\n", None)
    version = next_version(versions, wording, day, change, correction=is_correction)
    _check(campaign, versions, version, day, is_day_given=is_day_given)
    text = with_entry(record, version, _indent(record))
    read, _ = read_versions(text, "")
    if read is None or read.entries != (*versions.entries, version):
        raise FreezeRefused(
            "docs/data/versions.yml is written in a way that nothing can be added to; begin each "
            "of its entries with a line `- number: …`"
        )
    return FreezePlan(version, f"{wording.text}\n", text)


def needs_change(wording: Wording, versions: Versions) -> bool:
    """Whether the letter differs from its latest version, so that somebody must say how."""
    return bool(versions.latest and versions.latest.hash != wording.hash)


def _check(
    campaign: Campaign, versions: Versions, version: Version, day: date, *, is_day_given: bool
) -> None:
    latest = versions.latest
    if latest is None:
        if version.change:
            raise FreezeRefused("the first version changes nothing; leave out --change")
        if version.correction:
            raise FreezeRefused("the first version corrects nothing; leave out --correction")
        return
    if not version.change:
        raise FreezeRefused(
            f"the letter differs from its version {latest.number}; say what changed in one "
            'sentence: --change "…"'
        )
    if day < latest.date:
        raise FreezeRefused(
            f"{day} is before the day of version {latest.number}, {latest.date}; "
            "give that day or a later one"
        )
    if latest.number not in versions.texts:
        raise FreezeRefused(
            f"the words of version {latest.number} were not kept, so that nobody could read what "
            f"its signers signed; put them into docs/data/versions/{latest.number}.txt first (the "
            "published site shows them on that version's page)"
        )
    if campaign.is_open or campaign.closed is None or version.correction:
        return
    if day == campaign.closed and not is_day_given:
        # Whether anybody signed these words before signing closed, only an editor knows.
        raise FreezeRefused(
            "signing closed today, so that nobody can sign other words; if this only corrects "
            "the text, add --correction; if people signed these words before it closed, say since "
            f"which day, as --date {day}"
        )
    if day > campaign.closed:
        raise FreezeRefused(
            f"signing closed on {campaign.closed}, so that nobody can sign other words; if this "
            "only corrects the text, add --correction"
        )


def _indent(record: str) -> int:
    """Return the number of spaces before the entries of a versions.yml."""
    for line in record.splitlines():
        if line.lstrip(" ").startswith("- "):
            return len(line) - len(line.lstrip(" "))
    return 0
