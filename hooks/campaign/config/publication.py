"""Where and when the site is published: its address and its date, the same for the same commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from campaign.config.fields import secure_address
from campaign.core.git import ask_git
from campaign.core.problems import Wrong, quote
from campaign.core.topics import ABOUT_KEYS

EPOCH = "SOURCE_DATE_EPOCH"
SITE_URL = "SITE_URL"
WITHOUT_ADDRESS = (
    "The site's address is not known here, so that links to share, the feed and cards are left out."
    " GitHub Pages gives it; elsewhere, write `site_url:` in mkdocs.yml."
)
"""What builds and checks say once, where neither mkdocs.yml nor the environment tells it."""


def site_address(configured: str | None, environment: Mapping[str, str]) -> str | None:
    """Return the site's address with a slash at its end, or None where nothing tells it.

    In order: mkdocs.yml's own `site_url`; SITE_URL; the address that GitHub Pages gives to
    GITHUB_REPOSITORY (docs.github.com, "Types of GitHub Pages sites"). Raises `Wrong` where
    SITE_URL is no address of a site.
    """
    address, given = configured, environment.get(SITE_URL)
    if not address and given:
        try:
            address = whole_site_address(given)
        except Wrong as wrong:
            why = f"{SITE_URL} {wrong}; the form is https://letter.example.org/"
            raise Wrong(why, ABOUT_KEYS) from None
    owner, _, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not address and name:
        host = f"{owner.lower()}.github.io"
        address = f"https://{host}" if name.lower() == host else f"https://{host}/{name}"
    return f"{address.rstrip('/')}/" if address else None


def whole_site_address(address: str) -> str:
    """Return an address that a site can have; raise `Wrong` for any other."""
    if set("?# ").intersection(address):
        raise Wrong(f"is {quote(address)}; delete its spaces, and what stands from ? or # on")
    return secure_address(address)


def source_epoch(root: Path, environment: Mapping[str, str]) -> int | None:
    """Return the moment of the site's source in seconds since 1970, or None.

    SOURCE_DATE_EPOCH (reproducible-builds.org/specs/source-date-epoch), else the last commit's.
    Raises `Wrong` as `given_epoch`.
    """
    if (given := given_epoch(environment)) is not None:
        return given
    moment = "".join(ask_git(root, "log", "-1", "--format=%ct") or ()).strip()
    return int(moment) if moment.isdigit() else None


def given_epoch(environment: Mapping[str, str]) -> int | None:
    """Return what SOURCE_DATE_EPOCH says, if it is given; raise `Wrong` where it is no moment."""
    given = environment.get(EPOCH, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 11):  # after the year 5138
        raise Wrong(
            f"{EPOCH} is {quote(given)}; write the seconds since 1970 in digits, as 1612828800, or "
            "leave it out: then the last commit's day counts",
            ABOUT_KEYS,
        )
    return int(given)


def source_date(epoch: int | None, otherwise: date) -> date:
    """Return the day of the site's source in UTC, or the given day where it is unknown."""
    return datetime.fromtimestamp(epoch, UTC).date() if epoch is not None else otherwise


def today(environment: Mapping[str, str]) -> date:
    """Return the day to write for something that is recorded now: SOURCE_DATE_EPOCH's, if given.

    For commands and messages only: what is published must not depend on it.
    """
    return source_date(given_epoch(environment), datetime.now(UTC).date())
