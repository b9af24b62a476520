"""The Atom feed of updates (RFC 4287): the same bytes for the same data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import jinja2

from campaign.content.updates import DemandEvent, Note, UpdatesEntry
from campaign.i18n.languages import join_path
from campaign.output import presentation
from campaign.output.addresses import FEED
from campaign.output.build import Build
from campaign.output.output_files import OutputFile
from campaign.safety.html_allowlist import ATTRIBUTES, ELEMENTS, SCHEMES
from campaign.site.site import Site

MOST_ENTRIES = 100
"""Entries of a feed: the newest ones."""
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""
TAGS = ELEMENTS - {"input", "label"}
"""What a page may hold but for what tabs are made of, which need a style."""


def feed(build: Build, site: Site) -> Iterator[OutputFile]:
    """Yield the feed in one language, if that has a page of updates with an entry.

    Without the site's address there is none: a feed's addresses are whole.
    """
    page, timeline = presentation.updates_page(site), presentation.site_timeline(site)
    if page is None or not timeline or not build.site_url:
        return
    words, path = build.words(site, "partials/feed.html"), join_path(site.folder, FEED)
    address = build.url_of(page.path) or ""
    head = {
        "title": f"{site.campaign.short_name}: {page.front.title}",
        "description": page.front.description,
        "address": build.whole(path),
        "page": build.whole(address),
    }
    entries = [_entry(build, site, address, each, words) for each in timeline]
    yield OutputFile(path, [atom(build.template(site, "partials/atom.html"), head, entries)])


def atom(template: jinja2.Template, head: Mapping[str, str], entries: Sequence[Any]) -> str:
    """Return the feed of entries, of which there is one; the newest stand first."""
    return UNFIT.sub("", template.render({**head, "entries": entries[:MOST_ENTRIES]}))


def _entry(
    build: Build, site: Site, page: str, entry: UpdatesEntry, words: Any
) -> Mapping[str, Any]:
    """Return an entry of the page of updates, whose address is `page`."""
    at, html = f"{page}#{entry.anchor}", str(words.content(entry))
    signed, link = site.page_of("signatories"), None
    if isinstance(entry, Note):
        context = build.contexts.get(entry.path)
        link, html = build.url_of(entry.path), context["page"].content if context else ""
    elif isinstance(entry, DemandEvent):
        demand = build.url_of(entry.demand.path)
        link = f"{demand}#{entry.place}" if demand else None
    elif signed:
        link = build.url_of(signed.path)
    link = build.whole(link or at)
    return {
        # Where it can be read, which no edit changes: a note's own page, or a place here.
        "id": link if isinstance(entry, Note) else build.whole(at),
        "title": feed_text(words.title(entry)),
        "link": link,
        "date": entry.date,
        "updated": entry.updated,
        "html": harmless_html(html, link),
        "category": entry.kind,
    }


def harmless_html(html: str, base: str) -> str:
    """Return HTML without anything that runs, with whole addresses in its links and pictures."""
    import nh3

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name not in ("href", "src"):
            return value
        # The sanitiser looks at the schemes before; nothing but these can come out of the join.
        whole = urljoin(base, value)
        return whole if urlsplit(whole).scheme in SCHEMES else None

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"*": {"lang", "dir"}, **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
        attribute_filter=attribute,
        clean_content_tags={"script", "style", "svg"},
        url_schemes=set(SCHEMES),
        link_rel=None,
    ).strip()


def feed_text(markup: object) -> str:
    """Return what a template made of a title as plain text: without tags, characters as such."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", str(markup))).split())
