"""Makes a long list's pages, what leads to them from former addresses, and its search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from campaign.output.addresses import has_list, list_base
from campaign.output.build import Build
from campaign.output.list_pages import SEARCH, Moved, PagedList
from campaign.output.made_pages import made_page
from campaign.output.name_search import index_files
from campaign.output.output_files import OutputFile
from campaign.signatories.facets import facets
from campaign.site.site import Site


def long_list_files(build: Build) -> Iterator[OutputFile]:
    """Yield every file of a list that is too long for one page."""
    paged = build.paged
    if paged is None:
        return
    sites = [s for s in build.site.all_languages if build.context_of(s, "signatories")]
    whole = [site for site in sites if has_list(site)]
    yield from _pages(build, paged, whole)
    for site in sites:
        yield from _moved(build, paged, site, site if has_list(site) else whole[0])
    words: Any = build.environment.get_template("partials/words.html").module
    located = paged.located(words.section_name(s.section).unescape() for s in paged.sections)
    everybody = build.site.signatories.all
    for path, pieces in index_files(everybody, located, facets(everybody)):
        yield OutputFile(f"{build.list_base()}{SEARCH}{path}", pieces)


def _pages(build: Build, paged: PagedList, sites: list[Site]) -> Iterator[OutputFile]:
    """Yield every page of the list in each language."""
    bases = {site.language: _base(build, site) for site in sites}
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
            addresses = {code: f"{base}{page.path}" for code, base in bases.items()}
            for site in sites:
                words: Any = build.environment_of(site).get_template("partials/words.html").module
                title = words.list_page_title(page).unescape()
                given["base"] = bases[site.language]
                yield made_page(build, site, addresses, title, "list_page", "signatories", given)


def _moved(build: Build, paged: PagedList, site: Site, to: Site) -> Iterator[OutputFile]:
    """Yield the small files that lead from former addresses to the page that holds the names.

    Where the list's pages are only in another language, `to`, those of `site` lead there too: they
    may have been here while the list was shorter.
    """
    words: Any = build.environment_of(to).get_template("partials/words.html").module
    template = build.environment_of(site).get_template("moved.html")
    for section in paged.sections:
        moved = list(section.moved)
        if to is not site:
            moved += (Moved(page.path, page) for page in section.pages)
        for path, page in dict(moved).items():
            old, new = f"{_base(build, site)}{path}", f"{_base(build, to)}{page.path}"
            html = template.render(
                {
                    "title": words.list_page_title(page),
                    "canonical": build.whole(new) if build.site_url else "",
                    "target": "../" * old.count("/") + quote(new),
                }
            )
            yield OutputFile(f"{old}index.html", [build.marked_for(site)(html, old)])


def _base(build: Build, site: Site) -> str:
    return list_base(site, build.url_of)
