"""Everything that is written for the list beside MkDocs' own pages.

A long list's pages are no pages of MkDocs: reading Markdown and building a navigation for each
would cost more than the rest of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import quote

from campaign.output.list_pages import Alias, Block, ListPage
from campaign.output.paged_list import SEARCH, PagedList
from campaign.signatories.signatories import Signatory

if TYPE_CHECKING:
    from campaign.output.name_search import IndexFile


class Template(Protocol):
    """What is used of a Jinja template."""

    def render(self, context: Mapping[str, Any], /) -> str:
        """Return the template's text."""


class Look(Enum):
    """How the last look at the built site looks at a file."""

    WHOLE = "whole"
    LIST = "list"
    """As at a page of our own templates, of cells that were checked row by row."""
    NONE = "none"
    """Not at all: all of it stands in files that are looked at, but for escaped addresses."""


class OutputFile(NamedTuple):
    """A file of the site: its path from the site's root, and its text in pieces."""

    path: str
    pieces: Iterable[str]
    look: Look = Look.WHOLE


class SourceFile(NamedTuple):
    """The editor's page that a list page belongs to."""

    src_uri: str


class ListFront(NamedTuple):
    """What stands in place of a list page's front matter."""

    title: str
    description: str
    type: str = "list"


@dataclass(frozen=True, slots=True)
class ListedPage:
    """What a template asks of a page, for a page that MkDocs does not know."""

    url: str
    canonical_url: str | None
    title: str
    file: SourceFile
    meta: Mapping[str, str]
    is_homepage: bool = False


@dataclass(frozen=True, slots=True)
class ListLanguage:
    """What the list's pages are made with in one language."""

    code: str
    base: str
    """The address of its signatories' page below the site's root."""
    source: str
    """That page's file below docs/."""
    context: Mapping[str, Any]
    """What that page's own template was given."""
    template_of: Callable[[str], Template]
    title_of: Callable[[ListPage], str]
    """Gives a page's title: "Individuals Ma–Mc, page 31 of 96"."""
    campaign_name: str
    comma: str
    """What parts a signatory's name from a place."""
    names_of: Callable[[Sequence[Signatory]], str]
    """Gives the names of a block as HTML, the same in each language but for the comma."""
    marked: Callable[[str, str], str]
    """Gives a page's HTML, and its address, with the languages of links that lead to others."""


def list_pages(
    paged: PagedList,
    languages: Sequence[ListLanguage],
    site_url: str,
) -> Iterator[OutputFile]:
    """Yield the HTML of every page of a long list in each language.

    The names of a block are rendered once for all languages that part them by the same comma. What
    stands around the pages of a section is rendered once, with marks in the place of what differs.
    """
    bases = {language.code: language.base for language in languages}
    for section in paged.sections:
        shells: dict[tuple[str, bool], _Shell] = {}
        has_affiliations = section.section.has_affiliations  # one look through all of them
        for at, page in enumerate(section.pages):
            blocks: dict[str, list[tuple[Block, str]]] = {}
            varying = {
                "section_slug": section.slug,
                "has_affiliations": has_affiliations,
                "list_page": page,
                "rows": section.navigation(page),
                "previous": section.pages[at - 1] if at else None,
                "next": section.pages[at + 1] if at + 1 < len(section.pages) else None,
            }
            for language in languages:
                key = language.code, bool(page.slug)
                if language.comma not in blocks:
                    blocks[language.comma] = [
                        (
                            block,
                            language.names_of(page.section.signatories[block.start : block.stop]),
                        )
                        for block in page.blocks
                    ]
                # In other languages the same names stand in the same places.
                look = Look.NONE if key in shells and language is not languages[0] else Look.LIST
                if key not in shells:
                    shells[key] = _page_shell(section.slug, page.slug, language, bases, site_url)
                url = f"{language.base}{page.path}"
                title = language.title_of(page)
                description = f"{title}. {language.campaign_name}"
                listed = language.template_of("partials/listed.html").render(
                    {
                        **language.context,
                        **varying,
                        "blocks": blocks[language.comma],
                        "base": language.base,
                        "page": _listed_page(url, "", title, description, language.source),
                        "front": ListFront(title, description),
                    }
                )
                pieces = shells[key].filled(
                    {
                        SLUG: quote(page.slug),
                        TITLE: escape(title),
                        DESCRIPTION: escape(description),
                        LISTED: listed,
                    }
                )
                yield OutputFile(f"{url}index.html", pieces, look)


def _page_shell(
    section: str, slug: str, language: ListLanguage, bases: Mapping[str, str], site_url: str
) -> _Shell:
    """Return what stands around a section's pages in one language."""
    path = f"{section}/{SLUG}/" if slug else f"{section}/"
    url = language.base + path
    choices = tuple(
        choice._replace(address=bases[choice.code] + path, is_same_page=True)
        if choice.code in bases
        else choice._replace(is_same_page=False)
        for choice in language.context.get("choices", ())
    )
    html = language.template_of("list_page.html").render(
        {
            **language.context,
            "page": _listed_page(
                url, site_url + quote(url) if site_url else "", TITLE, DESCRIPTION, language.source
            ),
            "front": ListFront(TITLE, DESCRIPTION),
            "listed": LISTED,
            "choices": choices,
            "translation": None,
        }
    )
    return _Shell(language.marked(html, url))


def _listed_page(url: str, canonical: str, title: str, description: str, source: str) -> ListedPage:
    meta = {"title": title, "description": description}
    return ListedPage(url, canonical or None, title, SourceFile(source), meta)


def list_aliases(
    paged: PagedList, language: ListLanguage, to: ListLanguage
) -> Iterator[OutputFile]:
    """Yield the small files that lead from a group of letters to the page that holds it.

    Where the list's pages are only in another language, `to`, those of `language` lead there too:
    they may have been here while the list was shorter.
    """
    for section in paged.sections:
        shells: dict[tuple[bool, bool, bool], _Shell] = {}
        aliases: Iterable[Alias] = section.aliases
        if to is not language:
            own = (Alias(p.path, p.path, p.blocks[0].anchor) for p in section.pages)
            aliases = chain(own, aliases)
        before = len(section.slug) + 1
        for alias in aliases:
            slug, target = alias.path[before:-1], alias.target[before:-1]
            key = bool(slug), bool(target), bool(alias.anchor)
            look = Look.NONE if key in shells else Look.WHOLE
            if key not in shells:
                shells[key] = _alias_shell(section.slug, key, language, to)
            pieces = shells[key].filled(
                {SLUG: escape(slug), TARGET: escape(target), PLACE: escape(alias.anchor)}
            )
            yield OutputFile(f"{language.base}{alias.path}index.html", pieces, look)


def _alias_shell(
    section: str, has: tuple[bool, bool, bool], language: ListLanguage, to: ListLanguage
) -> _Shell:
    has_slug, has_target, has_anchor = has
    url = f"{language.base}{section}/{SLUG}/" if has_slug else f"{language.base}{section}/"
    target = f"{to.base}{section}/{TARGET}/" if has_target else f"{to.base}{section}/"
    html = language.template_of("list_alias.html").render(
        {
            **language.context,
            "page": _listed_page(url, "", "", "", ""),
            "target": f"{target}#{PLACE}" if has_anchor else target,
        }
    )
    return _Shell(language.marked(html, url))


def search_output(files: Iterable[IndexFile], base: str) -> Iterator[OutputFile]:
    """Yield the search's files at their place in the site."""
    for file in files:
        yield OutputFile(f"{base}{SEARCH}{file.name}", [file.text])


SLUG, TITLE, DESCRIPTION, LISTED, TARGET, PLACE = MARKS = tuple(
    f"zq{name}qz" for name in ("slug", "title", "description", "listed", "target", "place")
)
"""Stand in a shell for what differs: no address and no escaping changes these letters."""
_MARK = re.compile(f"({'|'.join(MARKS)})")


class _Shell:
    """A rendered page with marks in it."""

    def __init__(self, html: str) -> None:
        self._pieces = _MARK.split(html)

    def filled(self, values: Mapping[str, str]) -> list[str]:
        """Return the page in pieces, with what stands in the place of each mark."""
        pieces = [*self._pieces]
        pieces[1::2] = [values[mark] for mark in pieces[1::2]]
        return pieces
