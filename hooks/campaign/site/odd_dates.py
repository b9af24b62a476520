"""Days that look odd and yet may be right: a letter open after its last day, events to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from campaign.config.folder import Folder
from campaign.content.pages import Appeal, Update
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_DATES
from campaign.site.site import Site


def odd_dates(folder: Folder, site: Site, today: date) -> Iterator[Problem]:
    """Yield what looks odd on the last day that is not in the future, and yet may be right."""
    # `today` is ahead of most of the earth: it is past a day only when it is so everywhere.
    past = today - timedelta(days=2)
    for path, why in (*_of_campaign(site, today, past), *_of_pages(site, today, past)):
        shown = folder.shown(folder.docs / path if path else folder.configuration)
        yield Problem(shown, 0, 0, why, ABOUT_DATES)


def _of_campaign(site: Site, today: date, past: date) -> Iterator[tuple[str, str]]:
    campaign, closed = site.campaign, site.campaign.closed
    if campaign.letter_date > today:
        yield (
            "",
            f"'letter_date' is {campaign.letter_date}, which is in the future; correct the date",
        )
    if campaign.is_open and closed and closed < past:
        yield (
            "",
            f"'status' is \"open\", but 'closed' was {closed}; the site does not close by itself, "
            "so write `status: closed`, or a day to come",
        )
    if not campaign.is_open and closed and closed > today:
        yield (
            "",
            f"'status' is \"closed\", but 'closed' is {closed}, which is to come; correct one",
        )


def _of_pages(site: Site, today: date, past: date) -> Iterator[tuple[str, str]]:
    for demand in site.demands:
        if (day := demand.reviewed) > today:
            yield demand.path, f"'reviewed' is {day}, which is in the future; correct the date"
        for event in demand.history:
            if event.date > today:
                why = f"'date' of an event is {event.date}, which is in the future; correct it"
                yield demand.path, why
    for page in (page for each in site.all_languages for page in each.pages.values()):
        front = page.front
        if isinstance(front, Appeal) and front.match and front.match.until < past:
            yield (
                page.path,
                f"'match' ended on {front.match.until}, so that the page no longer shows it; "
                "delete it, or write the new promise with its source",
            )
        if isinstance(front, Update) and front.date > today:  # it would stand first
            yield page.path, f"'date' is {front.date}, which is in the future; correct the date"
