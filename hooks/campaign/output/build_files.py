"""Makes the files that stand beside MkDocs' pages: editions, feeds, citations, lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap
from typing import Any

from campaign.look.logo import ICON, site_icon
from campaign.look.overrides import STYLE_SHEET
from campaign.output.badge import badge_file
from campaign.output.build import Build
from campaign.output.citation import citation_files
from campaign.output.demand_exports import demand_files
from campaign.output.embeds import embeds
from campaign.output.feed import feed
from campaign.output.list_html import long_list_files
from campaign.output.output_files import OutputFile
from campaign.output.touch_icon import touch_icon
from campaign.output.version_pages import version_files
from campaign.signatories.exports import editions


def outputs(build: Build) -> Iterator[OutputFile]:
    """Yield every file that is written beside MkDocs' pages. Raises `Unset`."""
    site, css = build.site, build.style()
    yield OutputFile(STYLE_SHEET, [css])
    if icon := site_icon(build.templates, css):
        yield OutputFile(ICON, [icon])
    if build.cards:
        yield from build.cards.files()
        yield touch_icon(build)
    yield from build.pictures.files()
    yield from starmap(OutputFile, build.pdfs.items())
    words: Any = build.environment.get_template("partials/words.html").module
    label, message = str(words.badge_label()), str(words.total(site.signatories.count))
    for edition in editions(
        site.signatories.all, site.signatories.count, build.list_as_of(), label, message
    ):
        yield OutputFile(edition.name, edition.pieces)
    yield from demand_files(build)
    for each in site.all_languages:
        yield badge_file(build, each)
        yield from embeds(build, each)
        yield from feed(build, each)
    yield from version_files(build)
    yield from citation_files(build)
    yield from long_list_files(build)
