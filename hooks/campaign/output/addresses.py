"""Addresses below the site's root: of pages, and of what the build puts beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from campaign.content.paths import page_folder, versions_address

if TYPE_CHECKING:
    from campaign.output.list_pages import PagedList
    from campaign.site.site import Site

FEED, BADGE = "feed.xml", "badge.svg"
"""Files in the folder of each language."""


def address_of(url_of: Callable[[str], str | None], path: str) -> str:
    """Return a page's address below the site's root: empty for the home page."""
    return (url_of(path) or "").removeprefix("./")


def list_base(site: Site, url_of: Callable[[str], str | None]) -> str:
    """Return the address, below the site's root, of the page of signatories."""
    page = site.page_of("signatories")
    return (url_of(page.path) if page else None) or ""


def list_urls(
    site: Site, paged: PagedList | None, url_of: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Return the addresses of a long list's pages below the site's root, for the sitemap."""
    if paged is None:
        return ()
    bases = dict.fromkeys(list_base(each, url_of) for each in site.all_languages)
    return tuple(base + quote(listed.path) for base in bases for listed in paged.pages)


def citation_path(site: Site) -> str:
    """Return the address, below the site's root, of the letter's citations without their ending."""
    letter = site.page_of("letter")
    return f"{page_folder(letter.path)}citation" if letter else ""


def version_path(site: Site) -> Callable[[int], str]:
    """Return what gives the address, below the site's root, of the page of a version."""
    letter = site.page_of("letter")
    base = versions_address(letter.path) if letter else ""
    return lambda number: f"{base}{number}/"
