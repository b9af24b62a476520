"""Addresses that pages had before: each leads readers, without a script, to where the page is now.

GitHub Pages cannot redirect by its server. A small page in the old place names the new address
to search engines (`rel=canonical`) and takes readers there at once (a refresh after 0 seconds,
which search engines take for a redirect for good).
"""

from __future__ import annotations

from pathlib import Path

from campaign.content.old_addresses import OldAddress, output_path
from campaign.core.problems import Problem, Problems
from campaign.core.topics import ABOUT_OLD_ADDRESSES
from campaign.output.addresses import address_of
from campaign.output.build import Build
from campaign.output.output_files import OutputFile, write_files
from campaign.site.site import Site


def write_moved(build: Build, site_dir: str, *, is_dirty: bool) -> Problems:
    """Write what leads from old addresses to pages; it is a problem where the build made a file.

    `is_dirty`: files of former builds may lie there.
    """
    problems = Problems()
    for old in build.site.old_addresses:
        sites = (site for site in build.site.all_languages if old.page in site.pages)
        if (site := next(sites, None)) is None:
            continue
        output = _moved_page(build, site, old)
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


def _moved_page(build: Build, site: Site, old: OldAddress) -> OutputFile:
    path = output_path(old.address)
    target = "../" * path.count("/") + address_of(build.url_of, old.page)
    given = {
        "title": site.pages[old.page].front.title,
        "canonical": build.address(old.page),
        "target": target or "./",
    }
    return OutputFile(path, [build.environment_of(site).get_template("moved.html").render(given)])
