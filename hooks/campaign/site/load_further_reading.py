"""Reads further reading, and holds it against the page that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.config.folder import READING, Folder
from campaign.content.pages import ReadingPage
from campaign.content.reading import ReadingItem, read_reading
from campaign.content.topics import ABOUT_UPDATES
from campaign.core import files
from campaign.core.problems import Problems
from campaign.site.load_drafts import Draft


def read_further(
    folder: Folder, drafts: Iterable[Draft], paths: Iterable[str], problems: Problems
) -> tuple[ReadingItem, ...]:
    """Return further reading; there need be none."""
    items: tuple[ReadingItem, ...] = ()
    shown = folder.shown(folder.docs / READING)
    drafts = [draft for draft in drafts if not draft.folder]  # translations follow the originals
    pages = [draft for draft in drafts if isinstance(draft.front, ReadingPage)]
    if READING in paths:
        text, found = files.read_text(folder.docs / READING, shown)
        problems.extend(found)
        if text is not None:
            items, found = read_reading(text, shown)
            problems.extend(found)
        if not pages and all(draft.front for draft in drafts):
            problems.add(
                shown,
                (0, 0),
                "no page shows these texts; add a page with `type: reading`",
                ABOUT_UPDATES,
            )
    else:
        for page in pages:
            problems.add(
                page.shown,
                (1, 1),
                f"{shown} is missing, so that this page is empty; add the file",
                ABOUT_UPDATES,
            )
    return items
