"""Who signed, in numbers: every number adds up, and periods follow one another."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.signatories.signatories import Signatory, arrange
from campaign.signatories.summary import BARS, PLACES, Summary, summarize

PEOPLE = st.lists(
    st.tuples(
        st.just("") | st.integers(0, 20).map("Place {}".format),
        st.none()
        | st.dates(date(2021, 1, 1), date(2021, 1, 9))
        | st.dates(date(2020, 1, 1), date(2029, 12, 31)),
    ).map(lambda drawn: Signatory("Jane", "individual", place=drawn[0], signed=drawn[1])),
    max_size=40,
)


def summary(signatories: list[Signatory]) -> Summary:
    return summarize(arrange(signatories, (), 5, "en"))


def on(*days: str) -> Summary:
    return summary([Signatory("Jane", "individual", signed=date.fromisoformat(d)) for d in days])


@given(PEOPLE)
def test_places_add_up_to_all_who_are_listed(signatories: list[Signatory]) -> None:
    found = summary(signatories)
    named = sum(count for _, count in found.places)
    if not any(s.place for s in signatories):
        assert (found.places, found.other_places, found.without_place) == ((), 0, 0)
    else:
        assert named + found.other_places + found.without_place == len(signatories)
        assert found.without_place == sum(not s.place for s in signatories)
    counts = [count for _, count in found.places]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == min(PLACES, len({s.place for s in signatories if s.place}))
    for place, count in found.places:
        assert count == sum(s.place == place for s in signatories)


@given(PEOPLE)
def test_periods_have_no_gap_and_add_up(signatories: list[Signatory]) -> None:
    found = summary(signatories)
    days = sorted(s.signed for s in signatories if s.signed)
    if len(set(days)) < 2:
        assert found.periods == ()
        return
    assert len(found.periods) <= BARS
    assert found.periods[0].first == days[0]
    assert found.periods[-1].last == days[-1]
    until_then = 0
    for before, period in zip((None, *found.periods), found.periods, strict=False):
        if before:
            assert period.first == before.last + timedelta(days=1)
        assert period.first <= period.last
        assert period.count == sum(period.first <= day <= period.last for day in days)
        until_then += period.count
        assert period.until_then == until_then
    assert until_then + found.undated == len(signatories)
    lengths = {(p.last - p.first).days for p in found.periods[:-1]}
    assert len(lengths) <= 1
    assert all((found.periods[-1].last - found.periods[-1].first).days <= n for n in lengths)


def test_most_signatories_first_then_the_alphabet() -> None:
    places = ["Éastbrook", "Westhaven", "Westhaven", "Eastbrook B", "Zeta", ""]
    found = summary([Signatory(f"Jane {p}", "individual", place=p) for p in places])
    assert found.places == (
        ("Westhaven", 2),
        ("Éastbrook", 1),
        ("Eastbrook B", 1),
        ("Zeta", 1),
    )
    assert (found.other_places, found.without_place) == (0, 1)


def test_a_few_days_have_a_bar_each_and_a_year_has_weeks() -> None:
    few = on("2021-02-01", "2021-02-01", "2021-02-04")
    assert [(p.first.day, p.count, p.until_then) for p in few.periods] == [
        (1, 2, 2),
        (2, 0, 2),
        (3, 0, 2),
        (4, 1, 3),
    ]
    assert few.most == 2
    year = on("2021-01-01", "2021-12-31")
    assert len(year.periods) == 53
    assert (year.periods[0].last - year.periods[0].first).days == 6
