"""Makes the files that stand beside MkDocs' pages, and looks at every file of the built site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap
from pathlib import Path

from campaign.content.paths import output_path
from campaign.core.problems import Problem, Problems
from campaign.core.topics import ABOUT_OLD_ADDRESSES
from campaign.look.logo import ICON, site_icon
from campaign.look.overrides import STYLE_SHEET
from campaign.output.badge import badge_file, touch_icon
from campaign.output.build import Build
from campaign.output.citation import citation_files
from campaign.output.embeds import embeds
from campaign.output.exports import export_files
from campaign.output.feed import feed
from campaign.output.made_pages import long_list_files, moved_page, version_files
from campaign.output.output_files import OutputFile, write_files
from campaign.safety.built_site_check import Expected, check_site
from campaign.safety.withdrawn_names import WithdrawnNames

WHOLE_EDITIONS = frozenset(("signatories.csv", "signatories.json"))
"""The editions that hold everybody."""


def outputs(build: Build) -> Iterator[OutputFile]:
    """Yield every file that is written beside MkDocs' pages. Raises `Unset`."""
    site, css = build.site, build.style
    yield OutputFile(STYLE_SHEET, [css])
    if icon := site_icon(build.templates, css):
        yield OutputFile(ICON, [icon])
    if build.cards:
        yield from build.cards.made.files()
        yield touch_icon(build, build.cards.fonts)
    yield from build.pictures.files()
    yield from starmap(OutputFile, build.pdfs.items())
    yield from export_files(build)
    for each in site.all_languages:
        yield badge_file(build, each)
        yield from embeds(build, each)
        yield from feed(build, each)
    yield from version_files(build)
    yield from citation_files(build)
    yield from long_list_files(build)


def write_moved(build: Build, site_dir: str, *, is_dirty: bool) -> Problems:
    """Write what leads from old addresses to pages; it is a problem where the build made a file.

    `is_dirty`: files of former builds may lie there.
    """
    problems = Problems()
    for old in build.site.old_addresses:
        sites = (site for site in build.site.all_languages if old.page in site.pages)
        if (site := next(sites, None)) is None:
            continue
        address, title = build.below(old.page), site.pages[old.page].front.title
        output = moved_page(build, site, output_path(old.address), address, title)
        if Path(site_dir, output.path).exists() and not is_dirty:
            message = (
                f"'old_addresses' names \"{old.address}\", where the site makes a file; "
                "delete this line"
            )
            place = (old.shown, old.line, old.column)
            problems.extend([Problem(*place, message, ABOUT_OLD_ADDRESSES)])
        else:
            write_files([output], site_dir)
    return problems


def problems_in_built(build: Build, site_dir: str) -> Problems:
    """Return a problem for each thing in a built file that may not be published."""
    pages = build.paged.pages if build.paged else ()
    bases = {build.list_base(site) for site in build.site.all_languages}
    lists = {f"{base}{page.path}index.html" for base in bases for page in pages}
    own = build.site.campaign.own_contacts.and_these(
        text for page in build.site.pages.values() for text in page.front.may_be_published
    )
    withdrawn = {each.name: each.kind for each in build.site.withdrawn}
    listed = ((each.name, each.said) for each in build.site.signatories.all)
    names = WithdrawnNames(withdrawn, listed, own)
    allowed = Expected(names, own, WHOLE_EDITIONS | lists)
    problems = Problems()
    problems.extend(check_site(Path(site_dir), allowed))
    return problems
