"""Whether an address may divert a gift or a signature from where the campaign wants it.

No link leads to a form at a donation or form platform that is not the campaign's own, through a
shortener, or to a host that looks like an allowed one; what a link names behind its host, as one
that another site sends on to, is held against the same rule. So is what a text spells out.

Words of a link are compared as eyes and ears take them: without signs, accents and invisible
letters, and whatever letters they are made of.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from campaign.core.problems import quote
from campaign.safety.hosts import (
    DONATION_PLATFORMS,
    LISTS,
    REMEDY,
    SHORTENERS,
    ends_of,
    in_latin,
    is_same_owner,
    listed_host,
    plain_host,
    skeleton,
    wrong_host,
)

TAKES_GIFTS = "takes gifts, or hides where a link leads; leave the address out"
WEB_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+", re.IGNORECASE)
DECODINGS = 4
"""How often an address is decoded; who encodes it more often hides something."""
LANGUAGES = re.compile(r"/(?:(?:c|[a-z]{2}(?:-[a-z]{2})?)/)*")
"""What stands before a platform's own words: a language, or GoFundMe's `c`."""
_ENDINGS = sorted({name.rpartition(".")[2] for name in (*DONATION_PLATFORMS, *SHORTENERS)})
BARE = re.compile(
    # A host's labels are 63 characters long at most (RFC 1035).
    rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,6}}(?:{'|'.join(_ENDINGS)})(?![\w@-]|\.\w)"
    r"(?::\d+)?(?P<path>[/?#][^\s<>\"'`,;]*[\w/])?",
    re.IGNORECASE,
)
"""A host without https://, and what stands behind it."""
_MAY_BE_BARE = re.compile(r"(?<![^\s<>\"'`])[^\s<>\"'`]*(?:\.|[^\x00-\x7f])[^\s<>\"'`]*")
DOTS = str.maketrans("。．｡․", "....")  # noqa: RUF001
_BEGINNING = re.compile(r"https?:[/\\]+", re.IGNORECASE)
"""How an address begins that stands behind a host, where slashes are often lost or turned."""


def _sites(key: str, behind: str) -> re.Pattern[str]:
    each = "|".join(re.escape(site).replace(r"\*", "[^/]+") for site in LISTS[key])
    return re.compile(rf"(?:[^/]*\.)?(?:{each}){behind}")


_FORM_SITES = _sites("form_sites", "/")
_FORM_HOSTS = frozenset(site.partition("/")[0] for site in LISTS["form_sites"])
_OWN_PAGES = _sites("own_pages", "/?$")


@dataclass(frozen=True)
class LinkPolicy:
    """Where a campaign lets gifts and signatures go, and what its own buttons say."""

    hosts: frozenset[str] = frozenset()
    forms: tuple[str, ...] = ()
    """Addresses of the campaign's own forms, at hosts where anybody can have one."""
    parameters: frozenset[str] = frozenset()
    """Parameters that the campaign's own links add to them."""
    labels: frozenset[str] = frozenset()

    def has_form(self, url: str) -> bool:
        """Whether an address is that of a form of the campaign, or lies below it.

        The form's own parameters must stand in it, each once, and no other that could choose a
        form. True where no form is known: then only hosts are.
        """
        chosen, path = self._read(url)
        return not self.forms or any(
            chosen == wanted and path.startswith(below)
            for wanted, below in map(self._read, self.forms)
        )

    def _read(self, url: str) -> tuple[tuple[object, ...], str]:
        """Return what chooses a form in an address, and the path."""
        parts = urlsplit(url)
        chosen = sorted(
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            # What only says how much is given, or where a gift came from, chooses no form.
            if key not in LISTS["form_parameters"] | self.parameters
            and not key.startswith(("utm_", "entry."))
        )
        place = parts.fragment
        if not ("/" in place or "=" in place) or place.startswith(":~:"):
            place = ""  # a place in the page
        return (parts.hostname, chosen, place), f"{_plain_path(parts.path)}/"


def is_donation_form(host: str, path: str) -> bool:
    """Whether gifts are taken at a plain host, below a path.

    All of a donation platform is a form but for its first page, its own words (as its blog), and
    the pages on which organizations present themselves.
    """
    platform = listed_host(host, "donation_platforms")
    if platform is None:
        return False
    own_part = host.removeprefix("www.").removesuffix(platform).rstrip(".")
    steps = LANGUAGES.sub("", f"{_plain_path(path).lower()}", count=1)
    is_written_by_them = {own_part, steps.partition("/")[0]} & LISTS["editorial"]
    if is_written_by_them and platform not in LISTS["users_alone"]:
        return False
    if not steps:
        return bool(own_part)
    return not _OWN_PAGES.match(f"{host}{_plain_path(path)}")


def is_sign_form(host: str, path: str, behind: str = "") -> bool:
    """Whether anybody can have a form for signatures at a plain host, below a path.

    A platform's first page is its own, unless something stands behind the path.
    """
    if not (_plain_path(path) or behind) and host.removeprefix("www.") in LISTS["form_sites"]:
        return False
    return bool(_FORM_SITES.match(f"{host}{_plain_path(path)}/"))


def _plain_path(path: str) -> str:
    """Return a path as a server reads it: decoded, without `..`, without a slash at its end."""
    path = re.sub(r"\.\.;[^/]*", "..", _decoded(path).replace("\\", "/"))
    return posixpath.normpath(f"/{path.lstrip('/')}").rstrip("/")


def _decoded(text: str) -> str:
    for _ in range(DECODINGS):
        text = unquote(text)
    return text


def diverts(url: str, policy: LinkPolicy) -> str | None:
    """Say why a web address may divert a gift or a signature, as the end of a sentence, or None.

    What it names behind its host, encoded or not, is looked at as it is itself: another site may
    send on to that.
    """
    try:
        parts = urlsplit(url)
        host = plain_host(parts.hostname or "")
    except ValueError:
        return None  # no address: whoever asks for one says so
    why = _leads(url, policy)
    behind = _decoded(urlunsplit(("", "", *parts[2:]))).replace("\\", "/")
    if why or listed_host(host, "archives") or "." not in behind:
        return why
    inside = diverting(_BEGINNING.sub(" https://", behind.replace("&", " ")), policy)
    return next((why for _, _, why in inside), None)


def _leads(url: str, policy: LinkPolicy) -> str | None:
    """Say why the host of an address, or what lies there, may divert a gift, or return None."""
    parts = urlsplit(url)
    host = plain_host(parts.hostname or "")
    takes_gifts = is_donation_form(host, parts.path)
    signs = is_sign_form(host, parts.path, parts.query or parts.fragment)
    if host in policy.hosts:
        if (takes_gifts or signs) and not policy.has_form(url):
            return (
                f"leads to another form at {quote(host)} than the campaign's, where anybody can "
                f"have one; {REMEDY}, or add the address to `forms` in mkdocs.yml if the form is "
                "truly yours"
            )
        if parts.scheme != "https":
            return (
                f"leads to {quote(host)} without encryption, so that others could change the "
                "form; begin it with https://"
            )
        if parts.netloc.partition(":")[2] not in ("", "443"):
            return (
                f"leads to {quote(host)} at a port, where another program may answer; leave the "
                "port out"
            )
        return None
    if takes_gifts:
        return (
            f"leads to the donation platform {quote(host)}, which is not among the allowed "
            f"hosts in mkdocs.yml; {REMEDY}"
        )
    if signs:
        return (
            f"leads to a form at {quote(host)}, where anybody can have one; place `<!-- @sign -->` "
            "instead, or add the host to `hosts` and the address to `forms` below `sign_on` in "
            "mkdocs.yml if the form is truly yours"
        )
    return wrong_host(host, policy.hosts)


def may_spell_address(text: str) -> bool:
    """Whether a text holds a sign without which none spells out an address; most names do not."""
    return "." in text or "://" in text or not text.isascii()


def diverting(text: str, policy: LinkPolicy) -> Iterator[tuple[int, str, str]]:
    """Yield each address that a text spells out and that may divert a gift: its offset, it and why.

    Without https:// it is one if something stands behind a platform's name, or a part before it:
    the mere name of a platform leads to nobody's form.
    """
    if not may_spell_address(text):
        return
    for match in WEB_ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)")
        if why := diverts(address, policy):
            yield match.start(), address, why
    without = WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text)
    for offset, address in _bare(without, policy):
        yield offset, address, TAKES_GIFTS


def _bare(text: str, policy: LinkPolicy) -> Iterator[tuple[int, str]]:
    """Yield each address without https:// that takes gifts, or hides where it leads."""
    for word in _MAY_BE_BARE.finditer(text):
        seen = _seen(word[0])
        for match in BARE.finditer(seen):
            host, path = re.split(r"[/?#:]", match[0].lower())[0], match["path"] or ""
            if host in policy.hosts and (not path or policy.has_form(f"https://{match[0]}")):
                continue
            if is_donation_form(host, path) or (path and listed_host(host, "shorteners")):
                yield word.start() + (match.start() if seen == word[0] else 0), match[0]


def _seen(word: str) -> str:
    """Return what readers take a word for: without invisible letters, in plain and Latin ones."""
    if word.isascii():
        return word
    shown = "".join(c for c in word if unicodedata.category(c) != "Cf").translate(DOTS)
    return in_latin(unicodedata.normalize("NFKC", shown))


def misleads(words: str, url: str, policy: LinkPolicy) -> str | None:
    """Say how a link's words mislead about where it leads, as the end of a sentence, or None."""
    host = _host(url)
    if not host or not words or listed_host(host, "archives"):
        return None
    shown = _shown_words(words)
    for name in sorted(policy.hosts) if "." in shown else ():
        if not is_same_owner(host, name) and re.search(
            rf"(?<![\w.@-]){re.escape(_shown_words(name))}(?!\.?[\w-])", shown
        ):
            return f"shows {quote(name)} and leads elsewhere; write words that say where it leads"
    said = _said(words)
    label = next((each for each in sorted(policy.labels) if _said(each) == said), None)
    if label and leads_elsewhere(url, policy):
        return (
            f"says {quote(label)} as the campaign's own button does, and leads elsewhere; write "
            "words that say where it leads, or place `<!-- @donate -->` or `<!-- @sign -->` instead"
        )
    return None


def leads_elsewhere(url: str, policy: LinkPolicy) -> bool:
    """Whether a web address is another than where the campaign lets gifts and signatures go."""
    host = _host(url)
    is_shared = listed_host(host, "donation_platforms") or not _FORM_HOSTS.isdisjoint(ends_of(host))
    return bool(host) and (host not in policy.hosts or (is_shared and not policy.has_form(url)))


def _host(url: str) -> str:
    """Return the plain host that a web address leads to, or nothing."""
    try:
        parts = urlsplit(url)
        return plain_host(parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""  # no address: told elsewhere


@lru_cache(maxsize=65_536)
def _shown_words(words: str) -> str:
    shown = "".join(c for c in words if unicodedata.category(c) not in ("Cf", "Mn"))
    return skeleton(" ".join(shown.split()))


def _said(words: str) -> str:
    return " ".join(re.findall(r"\w+", _shown_words(words)))
