"""Mending: what can be meant in one way only is written so, and nothing else is touched."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.dates import only_reading
from campaign.core.problems import Wrong
from campaign.curation.autofix import mended
from campaign.signatories.signatories_csv import Vocabulary, read_signatories
from tests.golden import cases

GROUPS = ("National", "Local", "Two", "two")


@pytest.mark.parametrize("case", cases("dates"))
def test_a_date_is_read_where_it_can_mean_one_day(case: dict[str, Any]) -> None:
    day = only_reading(case["value"], case["language"])
    assert (day and day.isoformat()) == case["day"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["en", "es", "fr", "ar"]))
def test_a_day_is_never_taken_for_another(day: date, language: str) -> None:
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"):
        assert only_reading(day.strftime(form), language) == day
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        certain = day.day > 12 or day.day == day.month
        assert only_reading(day.strftime(form), language) == (day if certain else None)


@given(st.text())
def test_any_text_is_a_day_or_none(value: str) -> None:
    assert only_reading(value, "en") is None or any(map(str.isdigit, value))


@pytest.mark.parametrize("case", cases("mending"))
def test_mending(case: dict[str, Any]) -> None:
    text, mends = mended(case["before"], GROUPS, "en")
    assert text == case.get("after", case["before"])
    assert [f"{mend.line}: {mend.what}" for mend in mends] == case["mends"]
    assert mended(text, GROUPS, "en") == (text, [])


def test_a_broken_list_is_not_mended() -> None:
    with pytest.raises(Wrong, match="cannot be read"):
        mended('name,kind\n"A,individual \n', GROUPS, "en")


PIECES = [
    *(" ", "\u00a0", "\u200b", "\ufeff", '""', "“", "”", "'", "\r\n", "A", "Example", "NATIONAL"),
    *("Individual", "Organisation", "yes", "9 Feb 2021", "2021-02-09", "13/02/2021", "1/2/2021"),
    "https://example.org/",
]
CELLS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
COLUMNS = ["name", "kind", "group", "signed", "withdrawn", "first", "url", "place", "Kind "]


@given(
    st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=5),
    st.lists(st.lists(st.tuples(CELLS, st.booleans()), max_size=6), max_size=5),
)
def test_mending_twice_is_mending_once_and_what_is_right_stays(
    header: list[str], rows: list[list[tuple[str, bool]]]
) -> None:
    lines = [",".join(f'"{cell}"' if q else cell for cell, q in row) for row in rows]
    text = "\n".join([",".join(header), *lines, ""])
    try:
        once, mends = mended(text, GROUPS, "en")
    except Wrong:
        return
    assert mended(once, GROUPS, "en") == (once, [])
    assert bool(mends) == (once != text)
    vocabulary = Vocabulary(GROUPS, ())
    before, found = read_signatories(text, "x.csv", vocabulary)
    after, left = read_signatories(once, "x.csv", vocabulary)
    if not found:
        assert (after, left) == (before, [])
    if "Kind " not in header:  # a header that is mended brings problems of rows to light
        assert len(after) >= len(before) or any("stands" in problem.message for problem in left)
