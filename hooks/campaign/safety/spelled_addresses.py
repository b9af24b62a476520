"""Addresses that a text spells out, linked or not, and that may divert a gift or a signature."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from campaign.safety.form_urls import DONATION_PLATFORMS, LinkPolicy, is_donation_form, platform_of
from campaign.safety.hosts import SHORTENERS, diverts, in_latin, is_shortener, nfkc

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
    yield from _bare(without, policy, 0)
    if not without.isascii():
        for match in OTHER_LETTERS.finditer(without):
            if len(match[0]) <= LONGEST_WORD and (seen := _seen(match[0])) != match[0]:
                yield from _bare(seen, policy, match.start())


def _bare(text: str, policy: LinkPolicy, first: int) -> Iterator[tuple[int, str, str]]:
    for match in BARE.finditer(text) if _END.search(text) else ():
        host = re.split(r"[/?#:]", match[0].lower())[0]
        if host in policy.hosts:
            continue
        path = match["path"] or ""
        if (platform_of(host) and is_donation_form(host, path)) or (path and is_shortener(host)):
            yield first + match.start(), match[0], TAKES_GIFTS


def _seen(word: str) -> str:
    """Return what readers take a word for: without invisible letters, in plain and Latin ones."""
    shown = "".join(c for c in word if unicodedata.category(c) != "Cf").translate(DOTS)
    return in_latin(nfkc(shown))
