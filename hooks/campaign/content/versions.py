"""The letter's recorded versions: docs/data/versions.yml, and the words that each one had.

A version says what signers agreed to. Its entry holds a number, the day from which on the letter
read so, a hash of its words (`fingerprint.digest`) and, from the second on, what changed.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import Field

from campaign.config.fields import Hash, IsoDate, Text, WholeNumber, YesOrNo
from campaign.config.validation import Model, read_entries
from campaign.config.yaml_text import YamlText
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_VERSIONS
from campaign.signatories.signatories import Signatory

SHORT = 12
"""Characters of a hash that a reader is shown."""
_HEADER = """\
# The letter's versions, oldest first. `campaign freeze` adds one at the end.
# Never change or delete an entry: it says what people signed.
"""
_ENTRY = re.compile(r"^( *)- ", re.M)
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
    document: YamlText | None = field(default=None, compare=False)
    """The versions.yml that they were read from."""

    def place(self, at: int, key: str = "") -> tuple[int, int]:
        """Return line and column of an entry (from 0), or of one of its values."""
        path = ("versions", at, key) if key else ("versions", at)
        return self.document.place(path) if self.document else (1, 1)

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
    entries, document, problems = read_entries(
        Version, "versions", text, path, no_list, ABOUT_VERSIONS
    )
    read = Versions(entries, document=document)
    problems += [
        Problem(path, *read.place(at, key), message, ABOUT_VERSIONS)
        for at, version in enumerate(entries)
        for key, message in _wrong_in_order(version, entries[:at])
    ]
    return Versions() if problems else read, problems


def _wrong_in_order(version: Version, before: Sequence[Version]) -> Iterable[tuple[str, str]]:
    """Yield the key and the message of each thing that does not follow from the entries before."""
    expected = len(before) + 1
    if version.number != expected:
        yield (
            "number",
            f"'number' is {version.number}, but this is entry {expected} of the list; write "
            f"{expected}, and keep the order in which the versions were recorded",
        )
    if not before:
        if version.change:
            yield "change", "'change' stands at the first version, which changed nothing; delete it"
        return
    last = before[-1]
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
    if version.change == SAMPLE_CHANGE:
        yield (
            "change",
            "'change' is still the sample; say in one sentence what this version changed, since "
            "readers see it",
        )
    if not version.change:
        yield (
            "change",
            "'change' is missing; say in one sentence what this version changed, as "
            f'`change: "{SAMPLE_CHANGE}"`',
        )


def entry_line(version: Version) -> str:
    """Return a version as one line to paste at the end of versions.yml."""
    return f"- {{{', '.join(_lines(version))}}}"


def with_entry(text: str, version: Version) -> str:
    """Return a versions.yml with one more version at its end; nothing else in it changes."""
    newline = "\r\n" if "\r\n" in text else "\n"
    found = _ENTRY.search(text)
    indent = found[1] if found else ""
    text = text or _HEADER.replace("\n", newline)
    if not text.endswith("\n"):
        text += newline
    return f"{text}{indent}- {f'{newline}{indent}  '.join(_lines(version))}{newline}"


def _lines(version: Version) -> Iterator[str]:
    yield f"number: {version.number}"
    yield f"date: {version.date}"
    yield f"hash: {version.hash}"
    if version.change:
        # YAML's double quotation marks read what those of JSON write.
        yield f"change: {json.dumps(version.change, ensure_ascii=False)}"
    if version.correction:
        yield "correction: yes"
