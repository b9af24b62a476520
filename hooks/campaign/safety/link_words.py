"""What a link says: no words of the campaign's own button, and no allowed host that it leads past.

Words are compared as eyes and ears take them: without signs, accents and invisible letters, and
whatever letters they are made of.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from campaign.core.problems import quote
from campaign.safety.form_urls import LinkPolicy, is_at_shared
from campaign.safety.hosts import is_archive, is_same_owner, plain_host, skeleton


def misleads(words: str, url: str, policy: LinkPolicy) -> str | None:
    """Say how a link's words mislead about where it leads, as the end of a sentence, or None."""
    host = host_of_link(url)
    if not host or not words or is_archive(host):
        return None
    shown = _seen(words)
    for name in sorted(policy.hosts):
        if not is_same_owner(host, name) and re.search(
            rf"(?<![\w.@-]){re.escape(_seen(name))}(?!\.?[\w-])", shown
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
def _seen(words: str) -> str:
    shown = "".join(c for c in words if unicodedata.category(c) not in ("Cf", "Mn"))
    return skeleton(" ".join(shown.split()))


def _said(words: str) -> str:
    return " ".join(re.findall(r"\w+", _seen(words)))
