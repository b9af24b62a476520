"""Writes what leads from old addresses to pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from campaign.core.problems import Problems
from campaign.output.addresses import address_of
from campaign.output.build import Build
from campaign.output.moved import Target, moved_output
from campaign.output.output_files import write_files


def write_moved(build: Build, site_dir: str, *, is_dirty: bool) -> Problems:
    """Write what leads from old addresses to pages; it is a problem where the build made a file.

    `is_dirty`: files of former builds may lie there.
    """
    problems = Problems()
    for site in build.site.all_languages:
        own = [old for old in build.site.old_addresses if old.page in site.pages]
        template = build.environment_of(site).get_template("moved.html")
        for old, output in moved_output(own, template, {}, _moved_to(build)):
            if Path(site_dir, output.path).exists() and not is_dirty:
                message = (
                    f"'old_addresses' names \"{old.address}\", where the site makes a file; "
                    "delete this line"
                )
                problems.add(old.shown, (old.line, old.column), message)
            else:
                write_files([output], site_dir)
    return problems


def _moved_to(build: Build) -> Callable[[str], Target]:
    def target(path: str) -> Target:
        page = next(each.pages[path] for each in build.site.all_languages if path in each.pages)
        below = address_of(build.url_of, path)
        return Target(below, build.address(path), page.front.title)

    return target
