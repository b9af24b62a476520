"""The HTML of a long list's pages.

They are no pages of MkDocs: reading Markdown and building a navigation for each would cost more
than the rest of the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

import jinja2

from campaign.output.list_pages import ListPage, Moved, PagedList
from campaign.output.output_files import OutputFile


class SourceFile(NamedTuple):
    """The editor's page that a made page belongs to."""

    src_uri: str


class ListFront(NamedTuple):
    """What stands in place of a made page's front matter."""

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
    environment: jinja2.Environment
    campaign_name: str
    marked: Callable[[str, str], str]
    """Gives a page's HTML, and its address, with the languages of links that lead to others."""

    def template(self, name: str) -> jinja2.Template:
        """Return a template in this language."""
        return self.environment.get_template(name)


def list_pages(
    paged: PagedList, languages: Sequence[ListLanguage], site_url: str
) -> Iterator[OutputFile]:
    """Yield the HTML of every page of a long list in each language."""
    bases = {language.code: language.base for language in languages}
    for section in paged.sections:
        has_affiliations = section.section.has_affiliations  # one look through all of them
        for at, page in enumerate(section.pages):
            given = {
                "list_page": page,
                "listed": page.section.signatories[page.start : page.stop],
                "has_affiliations": has_affiliations,
                "letters": section.letters(page),
                "within": section.within(page),
                "previous": section.pages[at - 1] if at else None,
                "next": section.pages[at + 1] if at + 1 < len(section.pages) else None,
            }
            for language in languages:
                yield _list_page(page, given, language, bases, site_url)


def _list_page(
    page: ListPage,
    given: Mapping[str, Any],
    language: ListLanguage,
    bases: Mapping[str, str],
    site_url: str,
) -> OutputFile:
    words: Any = language.template("partials/words.html").module
    title = words.list_page_title(page).unescape()
    description = f"{title}. {language.campaign_name}"
    url = f"{language.base}{page.path}"
    choices = tuple(
        choice._replace(address=bases[choice.code] + page.path, is_same_page=True)
        if choice.code in bases
        else choice._replace(is_same_page=False)
        for choice in language.context.get("choices", ())
    )
    meta = {"title": title, "description": description}
    canonical = site_url + quote(url) if site_url else None
    html = language.template("list_page.html").render(
        {
            **language.context,
            **given,
            "base": language.base,
            "page": ListedPage(url, canonical, title, SourceFile(language.source), meta),
            "front": ListFront(title, description),
            "choices": choices,
            "translation": None,
        }
    )
    return OutputFile(f"{url}index.html", [language.marked(html, url)])


def moved_list_pages(
    paged: PagedList, language: ListLanguage, to: ListLanguage, site_url: str
) -> Iterator[OutputFile]:
    """Yield the small files that lead from former addresses to the page that holds the names.

    Where the list's pages are only in another language, `to`, those of `language` lead there too:
    they may have been here while the list was shorter.
    """
    words: Any = to.template("partials/words.html").module
    template = language.template("moved.html")
    for section in paged.sections:
        moved = list(section.moved)
        if to is not language:
            moved += (Moved(page.path, page) for page in section.pages)
        for path, page in dict(moved).items():
            old, new = f"{language.base}{path}", f"{to.base}{page.path}"
            html = template.render(
                {
                    "title": words.list_page_title(page),
                    "canonical": site_url + quote(new) if site_url else "",
                    "target": "../" * old.count("/") + quote(new),
                }
            )
            yield OutputFile(f"{old}index.html", [language.marked(html, old)])
