"""The letter's recorded versions: docs/data/versions.yml, their words, and how one is recorded.

A version says what signers agreed to. Its entry holds a number, the day from which on the letter
read so, a hash of its words (`fingerprint.digest`) and, from the second on, what changed.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import Field

from campaign.config.configuration import Campaign
from campaign.config.fields import Hash, IsoDate, Text, WholeNumber, YesOrNo
from campaign.config.validation import Model, read_entries
from campaign.config.yaml_text import YamlText
from campaign.content.letter_text import Wording
from campaign.core.files import read_text
from campaign.core.problems import Problem, Wrong
from campaign.core.topics import ABOUT_VERSIONS
from campaign.signatories.signatories import Count, Signatory

VERSIONS = "data/versions.yml"
_TEXTS = "data/versions/"
VERSION_TEXT = re.compile(r"data/versions/([1-9]\d{0,8})\.txt")
SHORT = 12
"""Characters of a hash that a reader is shown."""
_HEADER = """\
# The letter's versions, oldest first. `campaign freeze` adds one at the end.
# Never change or delete an entry: it says what people signed.
"""
SAMPLE_CHANGE = "What changed, in one sentence."


class Version(Model):
    """One wording of the letter, from a day on."""

    number: WholeNumber
    """1 for the first, then one more for each."""
    date: IsoDate
    """The day from which on the letter read so."""
    hash: Hash
    """SHA-256 of its words."""
    change: Text | None = Field(default=None, examples=["The second paragraph names the new date."])
    """What changed against the version before, in one sentence; the first has none."""
    correction: YesOrNo = False
    """Whether it only corrects the text: what was signed still holds."""

    @property
    def short_hash(self) -> str:
        """The beginning of the hash, as readers are shown it."""
        return self.hash[:SHORT]


@dataclass(frozen=True, slots=True)
class Versions:
    """All recorded versions, oldest first, and the texts that were kept."""

    entries: tuple[Version, ...] = ()
    texts: Mapping[int, str] = field(default_factory=dict)
    """By a version's number: its words, one line a paragraph, an empty line between two."""
    document: YamlText = field(default=YamlText(VERSIONS, {}, {}, {}), compare=False)
    """The versions.yml that they were read from."""

    def problem(self, why: str, *at: str | int) -> Problem:
        """Return what is wrong with an entry (from 0), or with one of its values."""
        return self.document.problem(why, *at, topic=ABOUT_VERSIONS)

    @property
    def latest(self) -> Version | None:
        """The version in force."""
        return self.entries[-1] if self.entries else None

    @property
    def are_several(self) -> bool:
        """Whether it has to be said which version a text is."""
        return len(self.entries) > 1

    def of_text(self, source_version: int | None) -> Version | None:
        """Return the version of the letter on a page: the latest, or the one that was translated.

        `source_version` is what a translation says; None for the letter itself.
        """
        return next((v for v in self.entries if v.number == source_version), self.latest)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers that a signatory's `version` may name."""
        return tuple(str(version.number) for version in self.entries)

    def signed_by(self, signatory: Signatory) -> int:
        """Return the number of the version that somebody signed; there must be a version.

        It is the one that the row names, else the one in force on the day of signing, else (no
        day, or one before the first version) the first.
        """
        if signatory.version:
            return int(signatory.version)
        return self.in_force(signatory.signed) if signatory.signed else self.entries[0].number

    def in_force(self, day: date) -> int:
        """Return the number of the version in force on a day; there must be a version."""
        at = bisect_right(self.entries, day, key=lambda version: version.date)
        return self.entries[max(at - 1, 0)].number

    def counts(self, signatories: Iterable[Signatory]) -> Mapping[int, int]:
        """Return by version how many of the signatories signed it; empty below two versions."""
        if not self.are_several:
            return {}
        counts = Counter(map(self.signed_by, signatories))
        return {version.number: counts[version.number] for version in self.entries}


def read_versions(text: str, path: str) -> tuple[Versions, list[Problem]]:
    """Return all versions of a file, without their texts, and every problem in it.

    Where there is a problem, it has no version.
    """
    no_list = (
        "the file must list the letter's versions; begin each with a line `- number: …`, or "
        "delete the file and run `campaign freeze`"
    )
    entries, document, problems = read_entries(Version, text, path, no_list, ABOUT_VERSIONS)
    read = Versions(entries, document=document)
    for at, version in enumerate(entries):
        last = entries[at - 1] if at else None
        for key, message in _wrong_in_order(version, at + 1, last):
            problems.append(read.problem(message, at, key))
    return Versions() if problems else read, problems


def _wrong_in_order(
    version: Version, expected: int, last: Version | None
) -> Iterator[tuple[str, str]]:
    """Yield the key and the message of each thing that does not follow from the entry before."""
    if version.number != expected:
        yield (
            "number",
            f"'number' is {version.number}, but this is entry {expected} of the list; write "
            f"{expected}, and keep the order in which the versions were recorded",
        )
    if last is None:
        if version.change:
            yield "change", "'change' stands at the first version, which changed nothing; delete it"
        return
    if version.date < last.date:
        yield (
            "date",
            f"'date' is {version.date}, but the version before it is of {last.date}; write the day "
            "on which this version was recorded",
        )
    if version.hash == last.hash:
        yield (
            "hash",
            f"'hash' is that of version {last.number} as well, so that no word was changed; delete "
            "this entry, or write the hash that `campaign check` names",
        )
    sentence = "say in one sentence what this version changed"
    if version.change == SAMPLE_CHANGE:
        yield "change", f"'change' is still the sample; {sentence}, since readers see it"
    if not version.change:
        yield "change", f"'change' is missing; {sentence}, as `change: \"{SAMPLE_CHANGE}\"`"


def entry_line(version: Version) -> str:
    """Return a version as one line to paste at the end of versions.yml."""
    return f"- {{{', '.join(_lines(version))}}}"


def with_entry(text: str, version: Version) -> str:
    """Return a versions.yml with one more version at its end; nothing else in it changes.

    `text` is empty where there is none yet. Raises `Wrong` where nothing can be added.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    before = text or _HEADER
    if not before.endswith("\n"):
        before += newline
    added = f"{before}- {f'{newline}  '.join(_lines(version))}{newline}"
    if read_versions(added, "")[0].entries != (*read_versions(text, "")[0].entries, version):
        raise Wrong(
            "docs/data/versions.yml is written in a way that nothing can be added to; begin each "
            "of its entries with a line `- number: …`"
        )
    return added


def _lines(version: Version) -> Iterator[str]:
    yield f"number: {version.number}"
    yield f"date: {version.date}"
    yield f"hash: {version.hash}"
    if version.change:
        # YAML's double quotation marks read what those of JSON write.
        yield f"change: {json.dumps(version.change, ensure_ascii=False)}"
    if version.correction:
        yield "correction: yes"


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
    versions: Versions, wording: Wording, day: date, change: str | None, *, correction: bool
) -> Version:
    """Return the version to record for a letter with these words."""
    return Version.model_construct(
        number=len(versions.entries) + 1,
        date=day,
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


def check_next(
    campaign: Campaign, versions: Versions, version: Version, *, is_day_given: bool
) -> None:
    """Raise `Wrong` where other words of the letter than before cannot be recorded.

    `is_day_given`: an editor says that the letter reads so from the version's day on.
    """
    latest, day = versions.latest, version.date
    if latest and not version.change:
        raise Wrong(
            f"the letter differs from its version {latest.number}; say what changed in one "
            'sentence: --change "…"'
        )
    for _, why in _wrong_in_order(version, version.number, latest):
        raise Wrong(why)
    if latest is None:
        return
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
