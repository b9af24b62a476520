"""What differs between two checkouts of a campaign, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from campaign.config.folder import IMPORTS
from campaign.content.demands import Event
from campaign.content.versions import Version
from campaign.core.problems import Problem
from campaign.github.comparison.checkout import DOCS, PageText
from campaign.github.comparison.rows import RowChanges
from campaign.github.comparison.settings import Value
from campaign.github.comparison.texts import Passage, WordCount


class SettingChange(NamedTuple):
    """A setting that differs; None where it does not stand."""

    key: str
    before: Value | None
    after: Value | None


class Giving(NamedTuple):
    """Where gifts go, as it is written; empty where it is not."""

    address: str
    host: str
    recipient: str
    hosts: Value


class FileChange(NamedTuple):
    """A file that is `added`, `removed` or `changed`; a link or a program says so."""

    path: str
    what: str

    @property
    def is_import(self) -> bool:
        """Whether it is the file that says what imports make of columns."""
        return self.path == DOCS + IMPORTS


class LinkChange(NamedTuple):
    """An address in a page that leads to where people give or sign."""

    page: str
    address: str
    is_new: bool


class VersionChange(NamedTuple):
    """A recorded version of the letter; None where it does not stand."""

    before: Version | None
    after: Version | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many signed."""

    organizations: int
    individuals: int
    unnamed: int

    @property
    def total(self) -> int:
        """Everybody who signed."""
        return self.organizations + self.individuals + self.unnamed


@dataclass(frozen=True, slots=True)
class DemandChange:
    """What happens to a demand's record."""

    path: str
    title: str
    before: str
    """The status before; empty where the demand is new."""
    after: str
    """The status after; empty where the demand is gone."""
    event: Event | None
    """The event that carries the status after."""
    added: tuple[Event, ...]
    removed: tuple[Event, ...]
    """Events that do not stand any more, or not as they did."""

    @property
    def has_new_status(self) -> bool:
        """Whether readers are told another status."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is added, removed or differs."""

    before: PageText | None
    after: PageText | None
    words: WordCount
    facts: tuple[str, ...]
    """Keys of the front matter that differ."""

    @property
    def page(self) -> PageText:
        """The page after, or before where it is gone."""
        page = self.after or self.before
        assert page is not None, "a change is one of a page"  # noqa: S101
        return page

    @property
    def differs(self) -> bool:
        """Whether the page is not what it was."""
        return self.before != self.after

    @property
    def is_moved(self) -> bool:
        """Whether the page's address changes."""
        return bool(self.before and self.after and self.before.path != self.after.path)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs between two checkouts."""

    problems_before: tuple[Problem, ...]
    problems_after: tuple[Problem, ...]
    had_site: bool
    has_site: bool
    settings_are_read: tuple[bool, bool]
    list_is_read: tuple[bool, bool]
    donation: tuple[SettingChange, ...]
    """Every setting below `donate` that differs."""
    giving: tuple[Giving, Giving]
    sign_on: tuple[SettingChange, ...]
    links: tuple[LinkChange, ...]
    code_settings: tuple[SettingChange, ...]
    code: Mapping[str, tuple[FileChange, ...]]
    """Files that are not only text, by the folder or file at the top."""
    people: tuple[SettingChange, ...]
    """Contacts and organizers."""
    facts: tuple[SettingChange, ...]
    """The campaign's other facts, and the site's name and navigation."""
    counts: tuple[Counts, Counts]
    signatories: RowChanges
    demands: tuple[DemandChange, ...]
    pages: tuple[PageChange, ...]
    letter: tuple[Passage, ...]
    letter_words: WordCount
    files: tuple[FileChange, ...]
    """Files that are text, and no pages."""
    versions: tuple[VersionChange, ...]
    """Recorded versions of the letter that are new, gone or rewritten."""
    versions_are_read: tuple[bool, bool]
    undone: int
    """How many withdrawals are not remembered any more."""
    let_in: int
    """How many may be listed although somebody of their name withdrew."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not any(
            (
                self.donation,
                self.sign_on,
                self.links,
                self.code_settings,
                self.code,
                self.people,
                self.facts,
                self.signatories,
                self.demands,
                self.pages,
                self.files,
            )
        )
