"""A demand's status follows from its history; its neighbours from the letter's order."""

from datetime import date

import pytest

from campaign.content.demands import neighbours
from campaign.content.pages import order_of_events
from tests.content.test_updates import demand, event

FIRST, LATER, LAST = "2021-01-01", "2021-02-01", "2021-03-01"


@pytest.mark.parametrize(
    ("history", "status", "since", "changed"),
    [
        ([], "unmet", None, None),
        ([(FIRST, "promised")], "promised", FIRST, FIRST),
        ([(FIRST, "promised"), (LATER, "met")], "met", LATER, LATER),
        # the order of the file does not count
        ([(LATER, "met"), (FIRST, "promised")], "met", LATER, LATER),
        # on one day it does
        ([(FIRST, "met"), (FIRST, "reversed")], "reversed", FIRST, FIRST),
        # the same status again does not begin anew
        ([(FIRST, "unmet"), (LATER, "met"), (LAST, "met")], "met", LATER, LAST),
        # but a status that returns does
        ([(FIRST, "met"), (LATER, "reversed"), (LAST, "met")], "met", LAST, LAST),
    ],
)
def test_status(
    history: list[tuple[str, str]], status: str, since: str | None, changed: str | None
) -> None:
    events = (event(date.fromisoformat(day), status=name) for day, name in history)
    found = demand("act-now", *order_of_events(events))
    assert found.status == status
    assert found.since == (date.fromisoformat(since) if since else None)
    assert (found.last and found.last.date) == (date.fromisoformat(changed) if changed else None)


def test_neighbours() -> None:
    assert [neighbours("abc", each) for each in "abc"] == [(None, "b"), ("a", "c"), ("b", None)]
    assert neighbours("a", "a") == (None, None)
