"""Makes a long list's pages, what leads to them from former addresses, and its search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from campaign.output.addresses import list_base
from campaign.output.build import Build
from campaign.output.list_pages import SEARCH, PagedList
from campaign.output.made_pages import made_page, moved_page
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
    bases = {site.language: list_base(site, build.url_of) for site in sites}
    yield from _pages(build, paged, sites, bases)
    for site in sites:  # from former addresses to the page that holds the names
        names: Any = build.environment_of(site).get_template("partials/words.html").module
        for old, page in (moved for section in paged.sections for moved in section.moved):
            base, title = bases[site.language], names.list_page_title(page)
            yield moved_page(build, site, f"{base}{old}index.html", f"{base}{page.path}", title)
    words: Any = build.environment.get_template("partials/words.html").module
    starts, everybody = list(paged.starts()), build.site.signatories.all
    pages = [(start + page.start, page.path) for start, cut in starts for page in cut.pages]
    headings = [(start, words.section_name(cut.section).unescape()) for start, cut in starts]
    for path, pieces in index_files(everybody, pages, headings, facets(everybody)):
        yield OutputFile(f"{bases[build.site.language]}{SEARCH}{path}", pieces)


def _pages(
    build: Build, paged: PagedList, sites: list[Site], bases: Mapping[str, str]
) -> Iterator[OutputFile]:
    """Yield every page of the list in each language."""
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
