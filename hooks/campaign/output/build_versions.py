"""Makes the pages of the letter's recorded versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from campaign.output.addresses import version_path
from campaign.output.build import Build
from campaign.output.list_html import OutputFile
from campaign.output.version_pages import VersionLanguage, version_output
from campaign.site.load_versions import letter_wording
from campaign.site.site import Site


def version_files(build: Build) -> Iterator[OutputFile]:
    """Yield a page for each recorded version of the letter."""
    site = build.site
    letter = site.page_of("letter")
    wording = letter_wording(build.folder, site) if site.versions.entries else None
    if letter is None or wording is None:
        return
    languages = [
        _version_language(build, each)
        for each in site.all_languages
        if each.language in build.letter_contexts
    ]
    yield from version_output(site.versions, wording.text, languages, build.site_url)


def _version_language(build: Build, site: Site) -> VersionLanguage:
    context, environment = build.letter_contexts[site.language], build.environment_of(site)
    words: Any = environment.get_template("partials/words.html").module
    return VersionLanguage(
        site.language,
        version_path(site),
        context["page"].file.src_uri,
        environment.get_template("version.html"),
        context,
        lambda version: str(words.version_title(version)),
        site.campaign.name,
        build.marked_for(site),
    )
