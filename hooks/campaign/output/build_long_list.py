"""Makes a long list's pages and its search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaign.output import list_html
from campaign.output.addresses import has_list
from campaign.output.build import Build
from campaign.output.list_html import ListLanguage
from campaign.output.list_pages import SEARCH
from campaign.output.name_search import index_files
from campaign.output.output_files import OutputFile
from campaign.signatories.facets import facets
from campaign.site.site import Site


def long_list_files(build: Build) -> Iterator[OutputFile]:
    """Yield a long list's pages, what leads to them from former addresses, and the search."""
    paged = build.paged
    if paged is None:
        return
    sites = [each for each in build.site.all_languages if each.language in build.list_contexts]
    languages = [(_list_language(build, site), has_list(site)) for site in sites]
    whole = [language for language, has_pages in languages if has_pages]
    yield from list_html.list_pages(paged, whole, build.site_url)
    for language, has_pages in languages:
        to = language if has_pages else whole[0]
        yield from list_html.moved_list_pages(paged, language, to, build.site_url)
    words: Any = build.environment.get_template("partials/words.html").module
    located = paged.located(words.section_name(s.section).unescape() for s in paged.sections)
    everybody = build.site.signatories.all
    for path, pieces in index_files(everybody, located, facets(everybody)):
        yield OutputFile(f"{build.list_base()}{SEARCH}{path}", pieces)


def _list_language(build: Build, site: Site) -> ListLanguage:
    context = build.list_contexts[site.language]
    return ListLanguage(
        site.language,
        context["page"].url,
        context["page"].file.src_uri,
        context,
        build.environment_of(site),
        site.campaign.name,
        build.marked_for(site),
    )
