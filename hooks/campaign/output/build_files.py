"""Makes the files that stand beside MkDocs' pages: editions, feeds, citations, lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from campaign.content.pages import Letter
from campaign.output.addresses import citation_path
from campaign.output.build import Build
from campaign.output.build_feeds import feed
from campaign.output.build_frames import embeds
from campaign.output.build_long_list import long_list_files
from campaign.output.build_versions import version_files
from campaign.output.citation import bibtex, cite, ris
from campaign.output.demand_exports import demand_editions
from campaign.output.feed import plain
from campaign.output.list_html import OutputFile
from campaign.output.verification import WHOLE_EDITIONS
from campaign.signatories.exports import editions


def outputs(build: Build) -> Iterator[OutputFile]:
    """Yield the files that are written beside MkDocs' pages: editions and a long list's pages."""
    site = build.site
    words: Any = build.environment.get_template("partials/words.html").module
    label, message = str(words.badge_label()), str(words.total(site.signatories.count))
    for edition in editions(
        site.signatories.all, site.signatories.count, build.as_of(), label, message
    ):
        if not (build.beside and edition.name in WHOLE_EDITIONS):
            yield OutputFile(edition.name, edition.pieces)
    yield from _record(build, words)
    for each in site.all_languages:
        yield from embeds(build, each)
        yield from feed(build, each)
    yield from version_files(build)
    yield from _citations(build)
    yield from long_list_files(build)


def _record(build: Build, words: Any) -> Iterator[OutputFile]:
    """Yield the demands as data: once, in the main language, as the list of signatories."""
    site, url_of, site_url = build.site, build.url_of, build.site_url
    tracker: Any = build.environment.globals["tracker"]

    def address_of(path: str) -> str | None:
        url = url_of(path)
        return site_url + quote(url) if site_url and url is not None else None

    tracked = site.page_of("tracker")
    cite_as = plain(words.tracker_citation(address_of(tracked.path) if tracked else site_url))
    for edition in demand_editions(tracker, site.campaign, address_of, cite_as):
        yield OutputFile(edition.name, edition.pieces)


def _citations(build: Build) -> Iterator[OutputFile]:
    """Yield the letter's citation, for each language that has the letter, in two forms."""
    for site in build.site.all_languages:
        letter = site.page_of("letter")
        if letter is None or letter.folder != site.folder or not isinstance(letter.front, Letter):
            continue
        address = build.address(letter.path)
        versions = site.versions
        version = versions.of_text(letter.front.source_version) if versions.are_several else None
        citation = cite(site.campaign, letter.front, address, version, site.language)
        base = citation_path(site)
        yield OutputFile(f"{base}.bib", [bibtex(citation)])
        yield OutputFile(f"{base}.ris", [ris(citation)])
