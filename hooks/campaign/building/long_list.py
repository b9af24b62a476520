"""Makes a long list's pages and search, the costly part of it beside the build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from .. import list_output
from ..addresses import has_list
from ..built_site import check_files
from ..editions import editions
from ..list_output import ListLanguage, OutputFile
from ..output_files import write_files
from ..paged_list import Located, search_files
from ..problems import Problem
from ..remembering import latest
from ..signatories import Signatory
from ..site import Site
from .build import Build
from .last_look import WHOLE_EDITIONS, expected


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
        search = list_output.search_output(search_files(everybody, receive), base)
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
    """Yield a long list's pages, and the addresses that lead to them."""
    paged = build.paged
    if paged is None:
        return
    sites = [each for each in build.site.all_languages if each.language in build.list_contexts]
    languages = [_list_language(build, site) for site in sites]
    whole = [language for site, language in zip(sites, languages, strict=True) if has_list(site)]
    yield from list_output.list_pages(paged, whole, build.site_url)
    for each in languages:
        yield from list_output.list_aliases(paged, each, each if each in whole else whole[0])


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
    return list(list_output.search_output(search_files(everybody, lambda: located), base))
