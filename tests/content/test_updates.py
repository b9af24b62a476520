"""Updates: newest first, each with a place of its own that no edit of its words changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from campaign.content.demands import Demand
from campaign.content.pages import Event
from campaign.content.updates import (
    MOST_DIGESTS,
    MOST_NAMES_SHOWN,
    Note,
    digests,
    events_of,
    timeline,
)
from campaign.signatories.signatories import Count, Signatory
from tests.example import EVENT

DAY = date(2021, 2, 3)
DAYS = st.dates(date(2020, 12, 1), date(2021, 3, 1))


def event(day: date = DAY, **changes: Any) -> Event:
    return Event.model_validate(EVENT | {"date": day.isoformat()} | changes)


def demand(slug: str, *history: Event, order: int = 1) -> Demand:
    path = f"demands/{slug}.md"
    return Demand.model_construct(path=path, order=order, title=slug, reviewed=DAY, history=history)


def note(name: str, day: date = DAY) -> Note:
    return Note("note", day, day, f"note-{name}", f"updates/{name}.md", name, "N.")


def test_on_one_day_notes_come_before_events_and_events_before_signatures() -> None:
    demands = [demand("one", event(), event()), demand("two", event(), order=2)]
    found = timeline([note("n")], demands, [Signatory("Jane Example", "individual", signed=DAY)])
    assert [entry.anchor for entry in found] == [
        "note-n",
        "one-event-2021-02-03-2",
        "one-event-2021-02-03",
        "two-event-2021-02-03",
        "signed-2021-02",
    ]


def test_an_edit_of_words_moves_no_entry() -> None:
    before = events_of(demand("one", event(), event()))
    after = events_of(demand("one", event(summary="Other."), event(source="https://example.net/")))
    assert [e.anchor for e in before] == [e.anchor for e in after]


@given(
    st.lists(DAYS, max_size=5, unique=True),
    st.lists(st.lists(DAYS, max_size=4), max_size=3),
    st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), max_size=12),
)
def test_nothing_is_lost_and_the_newest_stands_first(
    notes: list[date], histories: list[list[date]], signed: list[tuple[date | None, date | None]]
) -> None:
    demands = [demand(f"d{n}", *map(event, sorted(days))) for n, days in enumerate(histories)]
    people = [
        Signatory(f"Sample {n}", "individual", signed=day, withdrawn=gone)
        for n, (day, gone) in enumerate(signed)
    ]
    found = timeline([note(f"n{n}", day) for n, day in enumerate(notes)], demands, people)
    days = [entry.date for entry in found]
    assert days == sorted(days, reverse=True)
    assert len({entry.anchor for entry in found}) == len(found)
    kinds = [entry.kind for entry in found]
    assert kinds.count("note") == len(notes)
    assert kinds.count("event") == sum(map(len, histories))
    listed = {(day.year, day.month) for day, gone in signed if day and gone is None}
    assert kinds.count("signed") == len(listed)


def test_a_digest_counts_everybody_of_its_month_and_names_organizations() -> None:
    signed = [
        Signatory("Example Alliance", "organization", signed=DAY),
        Signatory("Jane Example", "individual", signed=DAY + timedelta(days=9)),
        Signatory("Gone Example", "organization", signed=DAY, withdrawn=DAY),
        Signatory("Undated Example", "organization"),
    ]
    (found,) = digests(signed)
    assert found.count == Count(1, 1)
    assert found.date == DAY + timedelta(days=9)
    assert [s.name for s in found.organizations] == ["Example Alliance"]
    assert found.others == 0


def test_digests_are_bounded() -> None:
    many = [
        Signatory(f"Example {n}", "organization", signed=date(2021 + n % 40, 2, 3))
        for n in range(40 * (MOST_NAMES_SHOWN + 3))
    ]
    found = list(digests(many))
    assert len(found) == MOST_DIGESTS
    assert found[0].date == date(2060, 2, 3)
    assert {len(each.organizations) for each in found} == {MOST_NAMES_SHOWN}
    assert {each.others for each in found} == {3}
