"""A demand's status follows from its history; its neighbours from the letter's order."""

from datetime import date

import pytest

from campaign.content.demands import Demand, Event, neighbours, order_of_events

DAY = date(2021, 2, 9)


def event(day: str, status: str, summary: str = "Something happened.") -> Event:
    return Event.model_validate(
        {
            "date": day,
            "status": status,
            "summary": summary,
            "source": "https://example.org/",
            "source_title": "A source",
            "source_kind": "press",
        }
    )


def demand(*history: Event, slug: str = "act-now", order: int = 1) -> Demand:
    return Demand(
        slug,
        f"demands/{slug}.md",
        order,
        "T",
        "D",
        "Act.",
        "The Council",
        "Done.",
        DAY,
        order_of_events(history),
    )


@pytest.mark.parametrize(
    ("history", "status", "since", "changed"),
    [
        ([], "unmet", None, None),
        ([("2021-01-01", "promised")], "promised", "2021-01-01", "2021-01-01"),
        ([("2021-01-01", "promised"), ("2021-02-01", "met")], "met", "2021-02-01", "2021-02-01"),
        # the order of the file does not count
        ([("2021-02-01", "met"), ("2021-01-01", "promised")], "met", "2021-02-01", "2021-02-01"),
        # on one day it does
        (
            [("2021-01-01", "met"), ("2021-01-01", "reversed")],
            "reversed",
            "2021-01-01",
            "2021-01-01",
        ),
        # the same status again does not begin anew
        (
            [("2021-01-01", "unmet"), ("2021-02-01", "met"), ("2021-03-01", "met")],
            "met",
            "2021-02-01",
            "2021-03-01",
        ),
        # but a status that returns does
        (
            [("2021-01-01", "met"), ("2021-02-01", "reversed"), ("2021-03-01", "met")],
            "met",
            "2021-03-01",
            "2021-03-01",
        ),
    ],
)
def test_status(
    history: list[tuple[str, str]], status: str, since: str | None, changed: str | None
) -> None:
    found = demand(*(event(day, name) for day, name in history))
    assert found.status == status
    assert found.since == (date.fromisoformat(since) if since else None)
    assert found.changed == (date.fromisoformat(changed) if changed else None)


def test_neighbours() -> None:
    assert [neighbours("abc", each) for each in "abc"] == [(None, "b"), ("a", "c"), ("b", None)]
    assert neighbours("a", "a") == (None, None)
