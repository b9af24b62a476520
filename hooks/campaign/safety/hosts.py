"""Hosts: which of them shorten addresses, keep copies of pages, or look like an allowed one.

Two hosts look alike where the names that somebody registered cannot be told apart by eye (Unicode
Technical Standard 39) or differ by one letter, and where one stands as a whole within the other.
The same name under another ending, or as a part of a social network's host, is a chapter's or the
campaign's own: nothing is wrong with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import icu
from publicsuffixlist import PublicSuffixList
from rapidfuzz.distance import DamerauLevenshtein

from campaign.core.files import own_lists
from campaign.core.problems import quote

LISTS: dict[str, frozenset[str]] = {
    key: frozenset(each) for key, each in own_lists(Path(__file__).with_name("hosts.yml")).items()
}
"""What hosts.yml lists, by its keys."""
DONATION_PLATFORMS = LISTS["donation_platforms"]
SHORTENERS = LISTS["shorteners"]
SHORTEST_ALIKE = 6
"""Letters of a name from which on one letter of difference looks like a slip, or a trick."""
REMEDY = "place `<!-- @donate -->` instead"
_CAME_FROM = re.compile(
    r"(?:utm|pk|mtm|matomo)_\w+|fbclid|gclid|mc_[ce]id|igshid|ref\w*|si", re.IGNORECASE
)
SUFFIXES = PublicSuffixList(accept_encoded_idn=False)
_SPOOF = icu.SpoofChecker()


@lru_cache(maxsize=65_536)
def wrong_host(host: str, allowed: frozenset[str]) -> str | None:
    """Say why a plain host that is not allowed may not be linked, whatever lies there."""
    if listed_host(host, "shorteners"):
        return (
            f"is shortened by {quote(host)}, so that nobody sees where it leads; write the "
            "whole address that it leads to"
        )
    is_platform = listed_host(host, "donation_platforms")
    if is_platform or any(is_same_owner(host, name) for name in allowed):
        return None
    for name in sorted(allowed):
        if _is_alike(host, name) or _stands_within(host, {name, registered(name)}):
            return (
                f"leads to {quote(host)}, which looks like the allowed host {quote(name)} and is "
                "another; correct the address or leave it out, or, if the host is truly the "
                "campaign's, add it to `hosts`"
            )
    looks = _looks(registered(host))
    alike = min((_platforms()[look] for look in looks & _platforms().keys()), default=None)
    if platform := _stands_within(host, DONATION_PLATFORMS) or alike:
        return (
            f"leads to {quote(host)}, which looks like the donation platform {quote(platform)} "
            f"and is another host; {REMEDY}"
        )
    return None


def page_of(address: str) -> tuple[str, str, str]:
    """Return what two writings of one page's address share: host, path and query.

    These do not count: the scheme, "www.", a port, a slash or an index's name at the end, a place
    on the page, and parameters that only say where a reader came from.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address, "", ""
    path = re.sub(r"/index\.\w+$", "", unquote(parts.path)).rstrip("/")
    given = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(item for item in given if not _CAME_FROM.fullmatch(item[0])))
    if host in LISTS["platforms"]:  # they all hold "/Example" and "/example" to be one page
        return host, path.casefold(), query.casefold()
    return host, path, query


def ends_of(host: str) -> list[str]:
    """Return the host and every host that it lies below."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def listed_host(host: str, key: str) -> str | None:
    """Return the host of a list in hosts.yml that a plain host is, or lies below."""
    return next((end for end in ends_of(host) if end in LISTS[key]), None)


def is_same_owner(host: str, name: str) -> bool:
    """Whether two plain hosts lie below the same name that somebody registered."""
    return registered(host) == registered(name)


@lru_cache(maxsize=65_536)
def registered(host: str) -> str:
    """Return the part of a host that is somebody's own: example.org of www.example.org."""
    for wider, end in pairwise(ends_of(host)):
        if end in LISTS["shared_endings"]:
            return wider
    return SUFFIXES.privatesuffix(host) or host


def _is_alike(host: str, name: str) -> bool:
    """Whether what somebody registered could be taken for an allowed host's own name."""
    (own, _, end), (other, _, others_end) = (registered(h).partition(".") for h in (name, host))
    if own == other:
        return False  # the same name under another ending
    if not _looks(own).isdisjoint(_looks(other)) or _run_on(host) == _run_on(name):
        return True
    if len(own) < SHORTEST_ALIKE or end != others_end:
        return False
    return DamerauLevenshtein.distance(own, other, score_cutoff=1) == 1


def _stands_within(host: str, names: frozenset[str] | set[str]) -> str | None:
    """Return which host stands whole before another one's ending, or with hyphens for dots."""
    before = host.removesuffix(registered(host).partition(".")[2])
    found = {
        rest[: sign.start()] for rest in ends_of(before) for sign in re.finditer("[.-]", rest)
    }.intersection(names)
    if "-" in host:
        labels = {label.removeprefix("www-") for label in host.split(".")}
        found |= {name for name in names if name.replace(".", "-") in labels}
    return min(found, default=None)


@cache
def _platforms() -> Mapping[str, str]:
    """Return the donation platforms by what they look like."""
    return {skeleton(name): name for name in sorted(DONATION_PLATFORMS, reverse=True)}


def _run_on(host: str) -> str:
    """Return a host without what parts it: "secure-example.org" is not "secure.example.org"."""
    return host.removeprefix("www.").replace("-", "").replace(".", "")


def _looks(host: str) -> set[str]:
    """Return what a host looks like; the skeleton knows 1 as l, and neither as i nor 0 as o."""
    return {skeleton(host), skeleton(host.replace("1", "i").replace("0", "o"))}


@lru_cache(maxsize=65_536)
def plain_host(host: str) -> str:
    """Return a host in small letters, without a dot at its end, punycode as the letters it means.

    Full-width letters and other dots become what a browser makes of them (UTS 46, NFKC).
    """
    host = unicodedata.normalize("NFKC", unquote(host)).lower().replace("。", ".").rstrip(".")
    return ".".join(map(_label, host.split(".")))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


@lru_cache(maxsize=65_536)
def skeleton(text: str) -> str:
    """Return what a host, or a text, looks like, whatever letters it is made of."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if not 0x300 <= ord(c) <= 0x36F)
    return str(_SPOOF.getSkeleton(0, plain.lower()))


def in_latin(text: str) -> str:
    """Return a text with a Latin letter in the place of each other one that looks like it."""
    return text if text.isascii() else "".join(map(_in_latin, text))


@lru_cache(maxsize=4096)
def _in_latin(letter: str) -> str:
    seen = letter if letter.isascii() else str(_SPOOF.getSkeleton(0, letter))
    return seen if seen.isascii() and seen.isalpha() else letter
