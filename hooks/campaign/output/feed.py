"""The Atom feed of updates (RFC 4287): the same bytes for the same data."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

FEED = "feed.xml"
"""The feed's file, in the folder of its language."""
MOST_ENTRIES = 100
"""Entries of a feed: the newest ones."""
NOON = datetime.time(12, tzinfo=datetime.UTC)
"""A day is told as its noon in UTC, so that programs show the same day in most time zones."""
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
TAGS = frozenset(
    "a abbr blockquote br cite code dd del dl dt em h2 h3 h4 h5 h6 hr img ins kbd li ol p pre q "
    "small strong sub sup table tbody td th thead time tr ul bdi".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "time": {"datetime"},
    "ol": {"start", "reversed"},
    "th": {"scope"},
}


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself."""

    title: str
    subtitle: str
    language: str
    address: str
    """The feed's own address."""
    page: str
    """The address of the page that shows the same."""
    authors: Sequence[tuple[str, str]]
    """Names and addresses of those who publish it."""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; `id` stays the same whatever else is edited."""

    id: str
    title: str
    link: str
    date: datetime.date
    updated: datetime.date
    html: str
    """Its text as HTML, of which only what is harmless is kept."""
    base: str
    """The address that the text's relative links belong to."""
    category: str = ""


def feed_path(folder: str = "") -> str:
    """Return the feed's address below the site's root; `folder` is that of its language."""
    return f"{folder}/{FEED}" if folder else FEED


def atom(head: Head, entries: Iterable[FeedEntry]) -> str:
    """Return the feed of at least one entry, the newest first; the clock has no part in it."""
    # Loaded here: a check of the campaign, and most commands, need no feed.
    from feedgen.feed import FeedGenerator

    entries = sorted(entries, key=lambda entry: entry.date, reverse=True)[:MOST_ENTRIES]
    feed = FeedGenerator()
    feed.id(head.address)
    feed.title(_fit(head.title))
    feed.subtitle(_fit(head.subtitle))
    feed.language(head.language)
    feed.generator("")
    feed.updated(_moment(max(entry.updated for entry in entries)))
    feed.link(href=head.address, rel="self", type="application/atom+xml")
    feed.link(href=head.page, rel="alternate", type="text/html", hreflang=head.language)
    for name, address in head.authors:
        feed.author(name=_fit(name), uri=address)
    if head.rights:
        feed.rights(_fit(head.rights))
    for given in entries:
        entry = feed.add_entry(order="append")
        entry.id(given.id)
        entry.title(_fit(given.title))
        entry.link(href=given.link, rel="alternate", type="text/html")
        entry.published(_moment(given.date))
        entry.updated(_moment(given.updated))
        entry.content(_fit(harmless(given.html, given.base)), type="html")
        if given.category:
            entry.category(term=given.category)
    return str(feed.atom_str(pretty=True).decode("utf-8"))


def harmless(html: str, base: str) -> str:
    """Return HTML without anything that runs, with whole addresses in its links and pictures."""
    import nh3

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name not in ("href", "src"):
            return value
        # The sanitiser looks at the schemes before; nothing but these can come out of the join.
        whole = urljoin(base, value)
        return whole if urlsplit(whole).scheme in ("https", "http", "mailto", "tel") else None

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=attribute,
        clean_content_tags={"script", "style", "svg"},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel=None,
    ).strip()


def plain(markup: object) -> str:
    """Return what a template made of a title as plain text: without tags, characters as such."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", str(markup))).split())


def _moment(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, NOON)


def _fit(text: str) -> str:
    return UNFIT.sub("", text)
