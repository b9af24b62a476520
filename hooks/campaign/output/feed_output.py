"""Makes the feed's entries of the updates: words from templates, addresses from the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol
from urllib.parse import quote

from campaign.config.configuration import Campaign
from campaign.content.updates import DemandEvent, Entry, Note
from campaign.output.feed import FeedEntry, Head, atom, feed_path, plain
from campaign.output.list_html import OutputFile


class FeedWords(Protocol):
    """The macros of partials/feed.html in the feed's language."""

    def title(self, entry: Entry, /) -> object:
        """Return an entry's title."""

    def content(self, entry: Entry, /) -> object:
        """Return the text of an entry that is no note."""


def feed_output(
    timeline: Iterable[Entry],
    words: FeedWords,
    campaign: Campaign,
    *,
    language: str,
    folder: str,
    title: str,
    description: str,
    site_url: str,
    page: str,
    signatories_page: str | None,
    url_of: Callable[[str], str | None],
    texts: Mapping[str, str],
) -> Iterator[OutputFile]:
    """Yield the feed in one language; nothing where there is no entry or the site has no address.

    `folder` is the language's own, `title` and `description` those of the page of updates, `page`
    its address below `site_url`, `signatories_page` that of the list. `texts` are the notes' texts
    as HTML, by their path; `url_of` gives a page's address below the site's root.
    """
    entries = tuple(timeline)
    if not entries or not site_url:
        return

    def whole(address: str) -> str:
        return site_url + quote(address, safe="/#")

    def entry(given: Entry) -> FeedEntry:
        at = f"{page}#{given.anchor}"
        link, html = at, str(words.content(given))
        if isinstance(given, Note):
            link = url_of(given.path) or at
            html = texts.get(given.path, "")
        elif isinstance(given, DemandEvent):
            link = f"{url_of(given.demand.path) or page}#{given.place}"
        elif signatories_page is not None:
            link = signatories_page
        return FeedEntry(
            # Where it can be read, which no edit changes: a note's own page, or a place here.
            id=whole(at) if not isinstance(given, Note) else whole(link),
            title=plain(words.title(given)),
            link=whole(link),
            date=given.date,
            updated=given.updated,
            html=html,
            base=whole(link),
            category=given.kind,
        )

    licence = campaign.licence
    head = Head(
        title=f"{campaign.short_name}: {title}",
        subtitle=description,
        language=language,
        address=whole(feed_path(folder)),
        page=whole(page),
        authors=[(organizer.name, organizer.url) for organizer in campaign.organizers],
        rights=f"{licence.name}, {licence.url}" if licence else "",
    )
    yield OutputFile(feed_path(folder), [atom(head, map(entry, entries))])
