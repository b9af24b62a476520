"""Looks at every file of the built site: what it may not publish is a problem."""

from __future__ import annotations

from pathlib import Path

from campaign.config.allowed_hosts import own_contacts
from campaign.core.problems import Problems
from campaign.output.addresses import list_base
from campaign.output.build import Build
from campaign.safety.built_site_check import Expected, check_site

WHOLE_EDITIONS = frozenset(("signatories.csv", "signatories.json"))
"""The editions that hold everybody."""


def problems_in_built(build: Build, site_dir: str) -> Problems:
    """Return a problem for each thing in a built file that may not be published."""
    pages = build.paged.pages if build.paged else ()
    bases = {list_base(site, build.url_of) for site in build.site.all_languages}
    lists = {f"{base}{page.path}index.html" for base in bases for page in pages}
    allowed = Expected(
        own=own_contacts(build.site.campaign).and_these(
            text for page in build.site.pages.values() for text in page.front.may_be_published
        ),
        listed=build.site.signatories.all,
        withdrawn=build.site.withdrawn,
        trusted=WHOLE_EDITIONS | lists,
    )
    problems = Problems()
    problems.extend(check_site(Path(site_dir), allowed, is_served=build.is_served))
    return problems
