"""The site: a campaign, whole and valid, as templates and outputs are given it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from campaign.config.configuration import Campaign, Language
from campaign.config.folder import Folder
from campaign.content.component_syntax import Placement
from campaign.content.demands import Demand
from campaign.content.letter_text import Wording, wording_of
from campaign.content.page_check import PageDraft
from campaign.content.pages import Page
from campaign.content.paths import OldAddress, versions_address
from campaign.content.reading import ReadingItem
from campaign.content.updates import Note, notes_of
from campaign.content.versions import Versions
from campaign.content.voices import Voice
from campaign.core.problems import Problem
from campaign.i18n.translations import Translation
from campaign.signatories.signatories import Signatory, SignatoryList

if TYPE_CHECKING:
    from babel.messages import Catalog


@dataclass(frozen=True, slots=True)
class SitePage(PageDraft):
    """A page whose front matter is right, with the components that are placed on it."""

    front: Page
    placements: tuple[Placement, ...] = ()
    translation: Translation | None = None
    """What it translates; None for a page in the main language."""

    @property
    def name(self) -> str:
        """A short name for the page: its file's, or its folder's for an index."""
        path = PurePosixPath(self.inner)
        if path.stem == "index":
            return path.parent.name or self.front.type
        return path.stem

    def places(self, component: str) -> bool:
        """Whether the editor placed the component on the page by hand."""
        return any(placement.name == component for placement in self.placements)


@dataclass(frozen=True, slots=True)
class Site:
    """A campaign, whole and valid, in one language."""

    campaign: Campaign
    language: str
    pages: Mapping[str, SitePage]
    """The pages of this language by their paths."""
    demands: tuple[Demand, ...]
    """The demands in this language; one that is not translated is as in the main language."""
    signatories: SignatoryList
    versions: Versions = field(default_factory=Versions)
    reading: tuple[ReadingItem, ...] = ()
    """Further reading, in the editors' order."""
    voices: tuple[Voice, ...] = ()
    """What people say, as it stands on the pages of this language, in the editors' order."""
    withdrawn: tuple[Signatory, ...] = ()
    """Who withdrew: for the last look at the built site, which must not name them."""
    repository: str = ""
    """OWNER/NAME on GitHub; empty where mkdocs.yml names none."""
    main: Site | None = None
    """The site in the main language; None for that one itself."""
    entry: Language | None = None
    """What the campaign says of this language."""
    catalogue: Catalog | None = None
    """The interface's words in this language; None where they stay in English."""
    others: Mapping[str, Site] = field(default_factory=dict)
    """On the main site: the site in each other language, by its code, in the header's order."""
    old_addresses: tuple[OldAddress, ...] = ()
    """On the main site: addresses that pages of all languages had before."""
    warnings: tuple[Problem, ...] = ()
    """On the main site: translations that are out of date, and words that stay in English."""

    @property
    def logos_gone(self) -> frozenset[str]:
        """Logos of those who withdrew, which nobody else shows."""
        shown = {signatory.logo for signatory in self.signatories.all}
        return frozenset(signatory.logo for signatory in self.withdrawn) - shown

    @property
    def folder(self) -> str:
        """The folder of the language's pages below docs/; the main language has none."""
        return self.language if self.main else ""

    @property
    def all_languages(self) -> tuple[Site, ...]:
        """The site in every language, the main one first; for the main site only."""
        return (self, *self.others.values())

    def wording(self, folder: Folder) -> Wording | None:
        """Return the words of the letter, None without one; raise `Wrong` as `plain`."""
        letter = self.page_of("letter")
        return wording_of(folder, self.campaign, letter, self.demands) if letter else None

    @property
    def versions_base(self) -> str:
        """The address below which the letter's versions are shown; empty without a letter."""
        letter = self.page_of("letter")
        return versions_address(letter.path) if letter else ""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The site's notes, newest first."""
        return notes_of((page.path, page.front) for page in self.pages.values())

    def page_of(self, kind: str, *, own: bool = False) -> SitePage | None:
        """Return the page of a type that stands once, as the letter or the appeal.

        Where a language has none, it is the main language's, unless its `own` is asked for.
        """
        found = next((page for page in self.pages.values() if page.front.type == kind), None)
        return found or (self.main.page_of(kind) if self.main and not own else None)

    def page_at(self, path: str) -> SitePage | None:
        """Return a page of any language by its path below docs/; for the main site only."""
        for site in self.all_languages:
            if path in site.pages:
                return site.pages[path]
        return None

    def site_of(self, page: SitePage) -> Site:
        """Return the site in the language of a page; for the main site only."""
        return self.others[page.folder] if page.folder else self
