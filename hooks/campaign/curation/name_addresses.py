"""Web addresses, reduced to what tells one site from another."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from campaign.curation.name_words import PLATFORMS

HOME = re.compile(r"/(?:index\.\w+|default\.\w+|home|[a-z]{2})?")
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|si")
NOBODYS = re.compile(
    r"/(?:home|login|signup|groups|pages|profile\.php|people|in|company|watch|user|channel|c|p)?/?"
)


def same_site(url: str) -> str:
    """Return what two writings of one address share, or "" for one that is nobody's own.

    Scheme, `www.`, port, a last slash, the fragment and the parameters that count visits say
    nothing; nor does a language's or an index's page at the root. On a host of `PLATFORMS` only
    a page of somebody's own counts.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""
    if not host:
        return ""
    path = unquote(parts.path).rstrip("/")
    on_platform = host in PLATFORMS
    if on_platform:
        path = path.casefold()  # they all hold "/Example" and "/example" to be one page
    elif HOME.fullmatch(path.casefold() or "/"):
        path = ""
    query = urlencode(
        sorted(item for item in parse_qsl(parts.query) if not TRACKING.fullmatch(item[0]))
    )
    if on_platform and NOBODYS.fullmatch(path or "/") and not query:
        return ""
    return f"{host}{path}{'?' + query if query else ''}"


def is_own(site: str) -> bool:
    """Whether a person's address, as `same_site` returns it, is a page or a host of its own."""
    host, _, page = site.partition("/")
    return bool(page) or host.count(".") > 1
