"""What templates are given of a page: the site's objects that it shows, and its components'."""

from __future__ import annotations

from html import escape
from typing import Any

from campaign.content.demands import neighbours
from campaign.content.pages import (
    CoveragePage,
    DemandPage,
    EmbedPage,
    FaqPage,
    Letter,
    Page,
    ReadingPage,
    Update,
    UpdatesPage,
)
from campaign.content.reading import READING_KINDS, shelves
from campaign.content.updates import (
    Note,
    UpdatesEntry,
    notes_of,
    timeline,
)
from campaign.output.embeds import embed_names, latest
from campaign.output.structured_data import questions_of
from campaign.site.site import Site, SitePage

SEARCHED = (
    "ask", "addressed_to", "met_when", "purpose", "gift_line", "subject", "note", "boilerplate",
)  # fmt: skip
"""Front matter that stands on its page as text, and that its Markdown does not hold."""


def site_notes(site: Site) -> tuple[Note, ...]:
    """Return the site's notes, newest first."""
    return notes_of((page.path, page.front) for page in site.pages.values())


def site_timeline(site: Site) -> tuple[UpdatesEntry, ...]:
    """Return all that happened, newest first."""
    return timeline(site_notes(site), site.demands, site.signatories.all)


def updates_page(site: Site) -> SitePage | None:
    """Return the page of updates in the site's own language, if there is one."""
    return next((p for p in site.pages.values() if isinstance(p.front, UpdatesPage)), None)


def page_context(site: Site, page: SitePage) -> dict[str, Any]:
    """Return what the template of one page is given besides the globals."""
    context: dict[str, Any] = {
        "front": page.front,
        "source": page.name,
        "placed": {placement.name for placement in page.placements},
        "translation": page.translation,
    }
    if isinstance(page.front, DemandPage):
        demand = next(d for d in site.demands if d.path == page.path)
        previous, following = neighbours(site.demands, demand)
        beside = {"previous": previous, "next": following}
        context |= {"demand": demand, "neighbours": beside}
    if isinstance(page.front, Update):
        notes = site_notes(site)
        note = next(note for note in notes if note.path == page.path)
        later, earlier = neighbours(notes, note)
        context["around"] = {"later": later, "earlier": earlier}
    if isinstance(page.front, ReadingPage):
        kinds = [kind for kind in READING_KINDS if kind != "coverage" or not site.page_of(kind)]
        context["shelves"] = [shelf for kind in kinds for shelf in shelves(site.reading, kind)]
    if isinstance(page.front, CoveragePage):
        context["shelves"] = shelves(site.reading, "coverage")
    if isinstance(page.front, EmbedPage):
        context |= {"embeds": embed_names(site), "latest": latest(site.signatories)}
    if isinstance(page.front, FaqPage):
        context["questions"] = questions_of(page.made.html)
    if isinstance(page.front, Letter):
        context["own_version"] = site.versions.of_text(page.front.source_version)
    return context


def searchable(front: Page) -> str:
    """Return what front matter says in words, as HTML for the site's search to read.

    A dot parts one text from the next, since the search shows them in one line.
    """
    said = (getattr(front, name, None) for name in SEARCHED)
    return "".join(f"<p>{escape(text)} ·</p>" for text in said if text)
