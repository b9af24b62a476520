"""Makes a long list's pages and search, the costly part of it beside the build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from campaign.core.problems import Problem
from campaign.core.remembering import latest
from campaign.output import list_html
from campaign.output.addresses import has_list
from campaign.output.build import Build
from campaign.output.list_html import ListLanguage, OutputFile
from campaign.output.output_files import Written, write_files
from campaign.output.paged_list import Located, search_files
from campaign.output.second_process import Beside
from campaign.output.verification import WHOLE_EDITIONS, expected
from campaign.safety.built_site_check import check_files
from campaign.signatories.exports import editions
from campaign.signatories.signatories import Signatory
from campaign.site.site import Site

MANY = 5_000
"""Files that take longer to write than another process takes to begin."""


def beside(build: Build, folder: str) -> Callable[[Callable[[], Located]], list[Problem]]:
    """Return what is done beside the build: a long list's search and its whole editions."""
    site, as_of, base = build.site, build.as_of(), build.list_base()
    allowed = expected(build)

    def work(receive: Callable[[], Located]) -> list[Problem]:
        everybody, count = site.signatories.all, site.signatories.count
        whole = (
            OutputFile(edition.name, edition.pieces)
            for edition in editions(everybody, count, as_of, "", "")
            if edition.name in WHOLE_EDITIONS
        )
        search = list_html.search_output(search_files(everybody, receive), base)
        written = write_files(chain(whole, search), folder)
        return check_files(Path(folder), written.names, allowed)

    return work


def located(build: Build) -> Located:
    """Return where a long list's search finds names."""
    if build.paged is None:
        return Located([], [])
    words: Any = build.environment.get_template("partials/words.html").module
    return build.paged.located(
        {
            (s.section.kind, s.section.group): str(words.section_name(s.section))
            for s in build.paged.sections
        }
    )


def long_list_files(build: Build) -> Iterator[OutputFile]:
    """Yield a long list's pages."""
    if build.paged is not None:
        whole = [language for language, has_pages in _list_languages(build) if has_pages]
        yield from list_html.list_pages(build.paged, whole, build.site_url)


def aliases_beside(build: Build, folder: str) -> Beside[None, Written]:
    """Begin to write the addresses that lead to a long list's pages: most of its files.

    Many are written beside the pages themselves, but under `serve`, which has threads.
    """

    def work(_: object) -> Written:
        return write_files(_aliases(build), folder)

    sections = build.paged.sections if build.paged else ()
    number = sum(len(section.aliases) for section in sections) * len(build.list_contexts)
    return Beside.start(work) if number > MANY and not build.is_served else Beside(work)


def _aliases(build: Build) -> Iterator[OutputFile]:
    if build.paged is None:
        return
    languages = _list_languages(build)
    first = next(language for language, has_pages in languages if has_pages)
    for language, has_pages in languages:
        yield from list_html.list_aliases(build.paged, language, language if has_pages else first)


def _list_languages(build: Build) -> list[tuple[ListLanguage, bool]]:
    """Return each language in which the list has a page, and whether its pages are there too."""
    sites = [each for each in build.site.all_languages if each.language in build.list_contexts]
    return [(_list_language(build, site), has_list(site)) for site in sites]


def _list_language(build: Build, site: Site) -> ListLanguage:
    context, environment = build.list_contexts[site.language], build.environment_of(site)
    words: Any = environment.get_template("partials/words.html").module
    names: Any = environment.get_template("partials/names.html").module
    return ListLanguage(
        site.language,
        context["page"].url,
        context["page"].file.src_uri,
        context,
        environment.get_template,
        lambda page: str(words.list_page_title(page)),
        site.campaign.name,
        names.comma,
        names.names,
        build.marked_for(site),
    )


def kept_search(build: Build) -> list[OutputFile]:
    """Return the search's files, which under `serve` most builds have in common."""
    return _made_search(build.site.signatories.all, located(build), build.list_base())


@latest
def _made_search(everybody: tuple[Signatory, ...], located: Located, base: str) -> list[OutputFile]:
    return list(list_html.search_output(search_files(everybody, lambda: located), base))
