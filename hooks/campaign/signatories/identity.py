"""Who a signatory is, and whether two of one name and kind are one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from campaign.core.folding import fold, name_key
from campaign.safety.hosts import LISTS, page_of
from campaign.signatories.signatories import Signatory

SignatoryKey = tuple[str, str, str, str]
"""What the list tells signatories apart by: kind, and name, affiliation and place, folded."""


class Identity(NamedTuple):
    """What the list tells a signatory apart by, as it is written."""

    name: str
    kind: str
    affiliation: str = ""
    place: str = ""


Who = Signatory | Identity
"""Somebody who is told apart."""


def identity(cells: Mapping[str, str]) -> Identity:
    """Return what the list tells the signatory of a row apart by."""
    return Identity(*(cells.get(column, "") for column in Identity._fields))


def key(who: Who) -> SignatoryKey:
    """Return what two writings of one signatory share."""
    return who.kind, name_key(who.name), fold(who.affiliation), fold(who.place)


def same_person(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two signatories of one name and kind may be one, as nothing tells them apart.

    They are two where both have an affiliation, a place or a web address, and these differ. What
    only one of them has tells nothing. An organization has one host, and may have many pages, but
    on a platform that hosts many.
    """
    for column in ("affiliation", "place"):
        a, b = one.get(column, ""), other.get(column, "")
        if a and b and a != b and fold(a) != fold(b):
            return False
    a, b = one.get("url", ""), other.get("url", "")
    if not (a and b) or a == b:
        return True
    (host, *page), (others_host, *others_page) = page_of(a), page_of(b)
    host_alone = one.get("kind") == "organization" and host not in LISTS["platforms"]
    return host == others_host and (host_alone or page == others_page)


def are_one(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether a list may not hold two of one name and kind, as an editor did not tell them apart.

    They are told apart where both have an affiliation or a place, and not the same ones; else as
    `same_person` says.
    """
    marks = [(fold(row.get("affiliation", "")), fold(row.get("place", ""))) for row in (one, other)]
    return not (marks[0] != marks[1] and all(map(any, marks))) and same_person(one, other)
