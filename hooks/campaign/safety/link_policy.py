"""Whether an address may divert a gift or a signature from where the campaign wants it.

No link leads to a form at a donation or form platform that is not the campaign's own, through a
shortener, or to a host that looks like an allowed one; what a link names behind its host, as one
that another site sends on to, is held against the same rule. So is what a text spells out.

Words of a link are compared as eyes and ears take them: without signs, accents and invisible
letters, and whatever letters they are made of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from campaign.core.problems import quote
from campaign.safety.form_urls import (
    DECODINGS,
    DONATION_PLATFORMS,
    LinkPolicy,
    is_at_shared,
    is_donation_form,
    is_sign_form,
    platform_of,
)
from campaign.safety.hosts import (
    REMEDY,
    SHORTENERS,
    in_latin,
    is_archive,
    is_same_owner,
    is_shortener,
    nfkc,
    plain_host,
    skeleton,
    wrong_host,
)

TAKES_GIFTS = "takes gifts, or hides where a link leads; leave the address out"
WEB_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`]+", re.IGNORECASE)
_ENDINGS = sorted({name.rpartition(".")[2] for name in (*DONATION_PLATFORMS, *SHORTENERS)})
BARE = re.compile(
    # A host's labels are 63 characters long at most (RFC 1035).
    rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,6}}(?:{'|'.join(_ENDINGS)})(?![\w@-]|\.\w)"
    r"(?::\d+)?(?P<path>[/?#][^\s<>\"'`,;]*[\w/])?",
    re.IGNORECASE,
)
"""A host without https://, and what stands behind it."""
_END = re.compile(rf"\.(?:{'|'.join(_ENDINGS)})", re.IGNORECASE)
"""Without which a text holds no such host: found in a tenth of the time, in a list of 100,000."""
OTHER_LETTERS = re.compile(r"(?<![^\s<>\"'`])[^\s<>\"'`\x80-\U0010ffff]*[^\x00-\x7f\s][^\s<>\"'`]*")
"""A word that holds letters beyond ASCII; sought from the beginnings of words alone."""
DOTS = str.maketrans("。．｡․", "....")  # noqa: RUF001
LONGEST_WORD = 2_000
"""Characters of a word that may be an address."""
_PARTS = re.compile(r"[\s&]+|(?=https?:[/\\])", re.IGNORECASE)
"""What parts the addresses that stand behind a host."""
_BEGINNING = re.compile(r"https?:[/\\]+", re.IGNORECASE)


def diverts(url: str, policy: LinkPolicy, *, is_signers: bool = False) -> str | None:
    """Say why a web address may divert a gift or a signature, as the end of a sentence, or None.

    What it names behind its host, encoded or not, is looked at as it is itself: another site may
    send on to that. `is_signers`: it is a signatory's own.
    """
    try:
        parts = urlsplit(url)
        host = plain_host(parts.hostname or "")
    except ValueError:
        return None  # no address: whoever asks for one says so
    why = _leads(url, policy, is_signers=is_signers)
    behind = urlunsplit(("", "", *parts[2:]))
    if why or is_archive(host) or not ("." in behind or "%" in behind):
        return why
    for _ in range(DECODINGS):
        behind = unquote(behind)
    for part in _PARTS.split(behind):
        if begins := _BEGINNING.match(part):
            with suppress(ValueError):  # no address, to browsers neither
                why = _leads(f"https://{part[begins.end() :]}", policy, is_signers=is_signers)
        if why := why or next((TAKES_GIFTS for _ in _spelled(part, policy)), None):
            return why
    return None


def _leads(url: str, policy: LinkPolicy, *, is_signers: bool) -> str | None:
    """Say why the host of an address, or what lies there, may divert a gift, or return None."""
    parts = urlsplit(url)
    host = plain_host(parts.hostname or "")
    takes_gifts, signs = is_donation_form(host, parts.path), is_sign_form(host, parts.path)
    if host in policy.hosts:
        if (takes_gifts or signs) and not policy.has_form(url):
            return (
                f"leads to another form at {quote(host)} than the campaign's, where anybody can "
                f"have one; {REMEDY}, or add the address to `forms` in mkdocs.yml if the form is "
                "truly yours"
            )
        if parts.scheme != "https" and not is_signers:
            return (
                f"leads to {quote(host)} without encryption, so that others could change the "
                "form; begin it with https://"
            )
        if parts.netloc.partition(":")[2] not in ("", "443") and not is_signers:
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
    return wrong_host(host, policy.hosts, is_signers=is_signers)


def diverting(text: str, policy: LinkPolicy) -> Iterator[tuple[int, str, str]]:
    """Yield each address that a text spells out and that may divert a gift: its offset, it and why.

    Without https:// it is one if something stands behind a platform's name, or a part before it:
    the mere name of a platform leads to nobody's form.
    """
    for match in WEB_ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?)")
        if why := diverts(address, policy):
            yield match.start(), address, why
    without = WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text) if "//" in text else text
    for offset, address in _spelled(without, policy):
        yield offset, address, TAKES_GIFTS


def _spelled(text: str, policy: LinkPolicy) -> Iterator[tuple[int, str]]:
    """Yield each address without https:// that takes gifts, or hides where it leads."""
    yield from _bare(text, policy, 0)
    if not text.isascii():
        for match in OTHER_LETTERS.finditer(text):
            if len(match[0]) <= LONGEST_WORD and (seen := _seen(match[0])) != match[0]:
                yield from _bare(seen, policy, match.start())


def _bare(text: str, policy: LinkPolicy, first: int) -> Iterator[tuple[int, str]]:
    for match in BARE.finditer(text) if _END.search(text) else ():
        host, path = re.split(r"[/?#:]", match[0].lower())[0], match["path"] or ""
        if host in policy.hosts and (not path or policy.has_form(f"https://{match[0]}")):
            continue
        if (platform_of(host) and is_donation_form(host, path)) or (path and is_shortener(host)):
            yield first + match.start(), match[0]


def _seen(word: str) -> str:
    """Return what readers take a word for: without invisible letters, in plain and Latin ones."""
    shown = "".join(c for c in word if unicodedata.category(c) != "Cf").translate(DOTS)
    return in_latin(nfkc(shown))


def misleads(words: str, url: str, policy: LinkPolicy) -> str | None:
    """Say how a link's words mislead about where it leads, as the end of a sentence, or None."""
    host = host_of_link(url)
    if not host or not words or is_archive(host):
        return None
    shown = _shown_words(words)
    for name in sorted(policy.hosts):
        if not is_same_owner(host, name) and re.search(
            rf"(?<![\w.@-]){re.escape(_shown_words(name))}(?!\.?[\w-])", shown
        ):
            return f"shows {quote(name)} and leads elsewhere; write words that say where it leads"
    label = next((each for each in sorted(policy.labels) if _said(each) == _said(words)), None)
    if label and leads_elsewhere(url, policy):
        return (
            f"says {quote(label)} as the campaign's own button does, and leads elsewhere; write "
            "words that say where it leads, or place `<!-- @donate -->` or `<!-- @sign -->` instead"
        )
    return None


def leads_elsewhere(url: str, policy: LinkPolicy) -> bool:
    """Whether a web address is another than where the campaign lets gifts and signatures go."""
    host = host_of_link(url)
    if not host:
        return False
    return host not in policy.hosts or (is_at_shared(host) and not policy.has_form(url))


def host_of_link(url: str) -> str:
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
