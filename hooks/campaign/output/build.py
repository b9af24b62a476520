"""What one build knows: the site, where it goes, and what was made of it so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

import jinja2

from campaign.config.folder import Folder, Templates
from campaign.config.publication import source_date
from campaign.i18n.catalogues import Word, speaks_source
from campaign.i18n.english_words import english_marker
from campaign.i18n.languages import mark_links
from campaign.look.overrides import style_sheet
from campaign.output.cards import Cards
from campaign.output.list_pages import PagedList
from campaign.output.output_files import MadeFiles
from campaign.site.site import Site


@dataclass
class Build:
    """What one build knows. Modules load once a process, so that each build begins anew."""

    site: Site
    folder: Folder
    epoch: int | None
    site_url: str
    """Where the site will be published, with a slash at its end; empty where that is not known."""
    theme_folders: tuple[str, ...]
    """The folders of all templates, the campaign's own first."""
    variables: Mapping[str, str]
    """The environment of the process, as it began."""
    is_served: bool
    """Whether an editor looks on, in a live preview."""
    environments: dict[str, jinja2.Environment] = field(default_factory=dict)
    """Those of templates, by the folders of their languages: the main language's is empty."""
    url_of: Callable[[str], str | None] = field(init=False)
    """Gives the address, below the site's root, of a page below docs/."""
    contents: dict[str, str] = field(default_factory=dict)
    """Pages' text, before lists are put into it or the front matter that the search reads."""
    cards: Cards | None = None
    """None where no card can be shown or drawn."""
    paged: PagedList | None = None
    """The list cut into pages, where it is too long for one."""
    contexts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each page was given, by its path: pages that are made beside it are given the same."""
    english_words: dict[str, set[Word]] = field(default_factory=dict)
    """The words of the interface that pages of each language were given in English so far."""
    pdfs: dict[str, bytes] = field(default_factory=dict)
    """PDFs of the letter by their addresses below the site's root: one in each language."""

    @cached_property
    def pictures(self) -> MadeFiles:
        """The files of the pictures that pages open with."""
        return MadeFiles(self.folder.root / ".cache" / "pictures")

    @property
    def templates(self) -> Templates:
        """Where the templates lie."""
        return self.folder.templates

    def context_of(self, site: Site, kind: str) -> dict[str, Any] | None:
        """Return what the page of a type was given, if a language has its own and it was built."""
        page = site.page_of(kind, own=True)
        return self.contexts.get(page.path) if page else None

    def template(self, site: Site, name: str) -> jinja2.Template:
        """Return a template of a site's language."""
        return self.environments[site.folder].get_template(name)

    def words(self, site: Site, name: str = "partials/words.html") -> Any:
        """Return the macros of a template: if none is named, the words that many places share."""
        return self.template(site, name).module

    def below(self, path: str) -> str:
        """Return a page's address below the site's root: empty for the home page."""
        return (self.url_of(path) or "").removeprefix("./")

    def address(self, path: str) -> str:
        """Return a page's whole address; empty where the site's is not known."""
        return f"{self.site_url}{self.below(path)}" if self.site_url else ""

    def list_base(self, site: Site) -> str:
        """Return the address, below the site's root, of the page of signatories."""
        page = site.page_of("signatories")
        return (self.url_of(page.path) if page else None) or ""

    def whole(self, address: str) -> str:
        """Return the whole address of one below the site's root, with a place in a page or without.

        The site's own address must be known.
        """
        return self.site_url + quote(address, safe="/#%")  # MkDocs' own addresses are quoted

    @property
    def list_urls(self) -> tuple[str, ...]:
        """The addresses of a long list's pages below the site's root, for the sitemap."""
        bases = dict.fromkeys(map(self.list_base, self.site.all_languages))
        pages = self.paged.pages if self.paged else ()
        return tuple(base + quote(listed.path) for base in bases for listed in pages)

    @cached_property
    def as_of(self) -> date:
        """Return the day of the site's source: what it says was so then."""
        site = self.site
        days = [site.campaign.letter_date]
        days += [signatory.signed for signatory in site.signatories.all if signatory.signed]
        days += [demand.reviewed for demand in site.demands]
        return source_date(self.epoch, max(days))

    @cached_property
    def list_as_of(self) -> date:
        """Return the day of the list's last change, or the source's where rows tell none."""
        signatories = self.site.signatories
        everybody = (*signatories.all, *self.site.withdrawn)
        days = [day for each in everybody for day in (each.signed, each.withdrawn) if day]
        is_known = all(each.signed for each in signatories.all) and not signatories.count.unnamed
        return min(max(days), self.as_of) if days and is_known else self.as_of

    @cached_property
    def style(self) -> str:
        """The site's style sheet."""
        campaign = self.site.campaign
        return style_sheet(self.templates, campaign.colours, campaign.typefaces, self.folder.docs)

    def marked(self, site: Site, html: str, address: str | None = None) -> str:
        """Say of the words of a page which are in English for want of others.

        Of a page with an address, below the site's root, also say which links lead to another
        language.
        """
        words = self.english_words.get(site.language)
        if words and not speaks_source(site.language):
            html = english_marker(frozenset(words))(html)
        if address is None or not site.folder:
            return html
        return mark_links(html, address, self.site.language, tuple(self.site.others), site.folder)
