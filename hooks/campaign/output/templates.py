"""Gives the templates of every language what they all need: the look, and how long the list is."""

from __future__ import annotations

from typing import Any

import jinja2

from campaign.look.colour_checks import palettes, site_colours
from campaign.look.logo import shown_logo
from campaign.look.typefaces import first_file
from campaign.output import presentation
from campaign.output.build import OWN, Build
from campaign.output.list_pages import page_list


def prepare_templates(build: Build, env: jinja2.Environment, *, is_demonstration: bool) -> None:
    """Make an environment for each language, and keep them in the build."""
    site, overrides = build.site, build.overrides
    own = (
        path.relative_to(overrides).as_posix().removeprefix(OWN)
        for path in overrides.rglob("*.html")
    )
    if build.is_long():
        build.paged = page_list(site.signatories, site.campaign.list_sizes.page)
    build.others = presentation.prepare(
        env,
        site,
        own,
        paged=build.paged,
        url_of=build.url_of,
        size_of=lambda path: (build.folder.docs / path).stat().st_size,
        as_of=build.as_of(),
        has_address=bool(build.site_url),
        is_demonstration=is_demonstration,
        is_served=build.is_served,
    )
    folder = build.folder
    look = site_colours(site.campaign, folder)
    logo = shown_logo(site.campaign.logo, folder.docs)
    for environment in (env, *build.others.values()):
        environment.globals["palettes"] = palettes(look)
        environment.globals["logo"] = logo
        environment.globals["first_font"] = first_file(site.campaign.typefaces)
    build.environment = env
    if build.paged:  # the index of names is shared, and names groups in the main language
        words: Any = env.get_template("partials/words.html").module
        headings = [words.section_name(section).unescape() for section in site.signatories.sections]
        for other in build.others.values():
            other.globals["list_headings"] = headings
