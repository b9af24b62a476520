"""Days that cannot be right today: a letter open after its last day, and events to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from campaign.config.configuration import Campaign
from campaign.content.demands import Demand
from campaign.content.pages import Match
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_DATES


def timing_warnings(
    campaign: Campaign,
    demands: Iterable[Demand],
    paths: tuple[str, str],
    today: date,
) -> Iterator[Problem]:
    """Yield what looks odd on the last day that is not in the future, and yet may be right.

    `paths` are those of mkdocs.yml and of the folder of pages, as problems name them.
    """
    configuration, docs = paths
    closed = campaign.closed
    if campaign.letter_date > today:
        yield Problem(
            configuration,
            0,
            0,
            f"'letter_date' is {campaign.letter_date}, which is in the future; correct the date",
            ABOUT_DATES,
        )
    # `today` is ahead of most of the earth: it is past the day only when it is so everywhere.
    if campaign.is_open and closed and closed < today - timedelta(days=2):
        yield Problem(
            configuration,
            0,
            0,
            f"'status' is \"open\", but 'closed' was {closed}; the site does not close by itself, "
            "so write `status: closed`, or a day to come",
            ABOUT_DATES,
        )
    if not campaign.is_open and closed and closed > today:
        yield Problem(
            configuration,
            0,
            0,
            f"'status' is \"closed\", but 'closed' is {closed}, which is to come; correct one",
            ABOUT_DATES,
        )
    for demand in demands:
        page = f"{docs}/{demand.path}"
        if demand.reviewed > today:
            yield Problem(
                page,
                0,
                0,
                f"'reviewed' is {demand.reviewed}, which is in the future; correct the date",
                ABOUT_DATES,
            )
        for event in demand.history:
            if event.date > today:
                yield Problem(
                    page,
                    0,
                    0,
                    f"'date' of an event is {event.date}, which is in the future; correct it",
                    ABOUT_DATES,
                )


def ended_matches(matches: Iterable[tuple[str, Match]], today: date) -> Iterator[Problem]:
    """Yield each promise to double gifts that has ended, with the page that still holds it."""
    for page, match in matches:
        if match.until < today - timedelta(days=2):  # nowhere on earth is it that day still
            yield Problem(
                page,
                0,
                0,
                f"'match' ended on {match.until}, so that the page no longer shows it; delete it, "
                "or write the new promise with its source",
                ABOUT_DATES,
            )


def notes_to_come(notes: Iterable[tuple[str, date]], today: date) -> Iterator[Problem]:
    """Yield each dated note whose day is in the future, with its page: it would stand first."""
    for page, day in notes:
        if day > today:
            why = f"'date' is {day}, which is in the future; correct the date"
            yield Problem(page, 0, 0, why, ABOUT_DATES)
