"""Everything that is written for the list beside MkDocs' own pages.

A long list's pages are no pages of MkDocs: reading Markdown and building a navigation for each
would cost more than the rest of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import quote

from .list_pages import ListPage
from .paged_list import SEARCH, PagedList

if TYPE_CHECKING:
    from .name_search import IndexFile


class Template(Protocol):
    """What is used of a Jinja template."""

    def render(self, context: Mapping[str, Any], /) -> str:
        """Return the template's text."""


class OutputFile(NamedTuple):
    """A file of the site: its path from the site's root, and its text in pieces."""

    path: str
    pieces: Iterable[str]


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


def list_pages(
    paged: PagedList,
    template: Template,
    context: Mapping[str, Any],
    *,
    base: str,
    source: str,
    site_url: str,
    title_of: Callable[[ListPage], str],
    campaign_name: str,
) -> Iterator[OutputFile]:
    """Yield the HTML of every page of a long list.

    `title_of` gives a page's title: "Individuals Ma–Mc, page 31 of 96". `base` is the address of
    the signatories' page below the site's root, `source` its file below docs/, `context` what its
    own template was given.
    """
    for section in paged.sections:
        for at, page in enumerate(section.pages):
            url = base + page.path
            title = title_of(page)
            description = f"{title}. {campaign_name}"
            extra = {
                "page": ListedPage(
                    url,
                    site_url + quote(url) if site_url else None,
                    title,
                    SourceFile(source),
                    {"title": title, "description": description},
                ),
                "front": ListFront(title, description),
                "base": base,
                "section_slug": section.slug,
                "list_page": page,
                "rows": section.navigation(page),
                "previous": section.pages[at - 1] if at else None,
                "next": section.pages[at + 1] if at + 1 < len(section.pages) else None,
            }
            yield OutputFile(f"{url}index.html", [template.render({**context, **extra})])


def list_aliases(
    paged: PagedList, template: Template, context: Mapping[str, Any], *, base: str
) -> Iterator[OutputFile]:
    """Yield the small files that lead from a group of letters to the page that holds it."""
    for section in paged.sections:
        for alias in section.aliases:
            url = base + alias.path
            page = ListedPage(url, None, "", SourceFile(""), {})
            target = f"{base}{alias.target}#{alias.anchor}"
            html = template.render({**context, "page": page, "target": target})
            yield OutputFile(f"{url}index.html", [html])


def search_output(files: Iterable[IndexFile], base: str) -> Iterator[OutputFile]:
    """Yield the search's files at their place in the site."""
    for file in files:
        yield OutputFile(f"{base}{SEARCH}{file.name}", [file.text])
