"""Tells whether two signatories of one name and kind are one, by what else is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from campaign.core.folding import fold


def same_person(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two signatories of one name and kind may be one, as nothing tells them apart.

    They are two where both have an affiliation, a place or a web address, and these differ. What
    only one of them has tells nothing. An organization has one host, and may have many pages.
    """
    for column in ("affiliation", "place"):
        a, b = one.get(column, ""), other.get(column, "")
        if a and b and a != b and fold(a) != fold(b):
            return False
    a, b = one.get("url", ""), other.get("url", "")
    if not (a and b) or a == b:
        return True
    host_alone = one.get("kind") == "organization"
    return plain_address(a, host_alone=host_alone) == plain_address(b, host_alone=host_alone)


def are_one(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether a list may not hold two of one name and kind, as an editor did not tell them apart.

    They are told apart where both have an affiliation or a place, and not the same ones; else as
    `same_person` says.
    """
    marks = [(fold(row.get("affiliation", "")), fold(row.get("place", ""))) for row in (one, other)]
    return not (marks[0] != marks[1] and all(map(any, marks))) and same_person(one, other)


def plain_address(address: str, *, host_alone: bool = False) -> str:
    """Return what two writings of one web address share; `host_alone`: all pages of one host."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address
    rest = f"{parts.path.rstrip('/')}?{parts.query}" if parts.query else parts.path.rstrip("/")
    return host if host_alone else host + rest
