"""Looks at every file of the built site: what it may not publish is a problem."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from campaign.config.allowed_hosts import own_contacts
from campaign.core.problems import Problems
from campaign.output.build import Build
from campaign.output.paged_list import SEARCH
from campaign.safety.built_site_check import Expected, check_site

WHOLE_EDITIONS = frozenset(("signatories.csv", "signatories.json"))
"""The editions that hold everybody."""


def expected(build: Build, lists: Iterable[str] = ()) -> Expected:
    """Return what built files may hold; `lists` are the pages of a long list."""
    site = build.site
    return Expected(
        own=own_contacts(site.campaign),
        listed=site.signatories.all,
        withdrawn=site.withdrawn,
        trusted=frozenset(lists) | WHOLE_EDITIONS,
    )


def problems_in_built(build: Build, site_dir: str) -> Problems:
    """Return a problem for each thing in a built file that may not be published."""
    allowed, written = expected(build, build.written.lists), build.written
    search = f"{build.list_base()}{SEARCH}"

    def is_known(name: str) -> bool:
        if build.beside and (name in WHOLE_EDITIONS or name.startswith(search)):
            return True
        return name in written.alike

    problems = Problems()
    problems.extend(
        check_site(Path(site_dir), allowed, is_served=build.is_served, is_known=is_known)
    )
    return problems
