"""Further reading: every mistake at its place, and the orders in which texts stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.page_views import COLUMNS, Read, Reads, read_reads, reads_text
from campaign.content.reading import FIRST, ReadingItem, page_key, read_reading, shelves
from tests.golden import cases

PATH = "docs/data/reading.yml"


@pytest.mark.parametrize("case", cases("reading"))
def test_problems(case: dict[str, Any]) -> None:
    items, problems = read_reading(case["text"], PATH)
    assert [str(problem).removeprefix(f"{PATH}:") for problem in problems] == case["problems"]
    assert bool(items) is not bool(problems)


@given(st.text())
def test_no_file_makes_it_fail(text: str) -> None:
    items, problems = read_reading(text, PATH)
    assert not (items and problems)
    reads, problems = read_reads(text, "docs/data/reads.csv")
    assert not (reads.rows and problems)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "http://www.example.org/a/"),
        ("https://example.org/a", "example.org/a/index.html"),
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&utm_source=z&x=1#b"),
        ("https://example.org/caf%C3%A9", "https://example.org/café"),
        ("https://EXAMPLE.org", "https://example.org/"),
    ],
)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    "other", ["https://example.org/b", "https://example.net/a", "/a", "https://example.org/a?id=2"]
)
def test_addresses_of_other_pages(other: str) -> None:
    assert page_key("https://example.org/a") != page_key(other)


def item(number: int, kind: str = "post", month: int = 1) -> ReadingItem:
    fields = {
        "title": f"Text {number}",
        "url": f"https://example.org/{number}",
        "kind": kind,
        "date": f"2021-{month:02}-01",
        "source": "Example Press",
    }
    return ReadingItem.model_validate(fields)


def numbers(listed: Any) -> list[int]:
    return [int(each.item.title.split()[1]) for each in listed]


def reads(*rows: tuple[int, int, int]) -> Reads:
    return Reads(tuple(Read(date(2021, m, 1), f"https://example.org/{n}", c) for n, m, c in rows))


def test_without_counts_the_editors_order_holds() -> None:
    (shelf,) = shelves([item(3, month=1), item(1, month=3), item(2, month=2)], Reads())
    assert (numbers(shelf.chosen), shelf.is_counted) == ([3, 1, 2], False)
    assert numbers(shelf.recent) == [1, 2, 3]
    assert shelf.trending == ()


def test_counts_order_the_most_read_and_growth_those_that_gain() -> None:
    items = [item(n) for n in range(4)]
    found = reads((0, 1, 90), (0, 2, 100), (1, 1, 10), (1, 2, 60), (2, 2, 70), (3, 1, 5), (3, 2, 5))
    (shelf,) = shelves(items, found)
    assert (numbers(shelf.chosen), shelf.is_counted) == ([0, 2, 1, 3], True)
    assert numbers(shelf.trending) == [1, 0]
    assert [each.growth for each in shelf.trending] == [50, 10]


def test_a_count_holds_for_an_address_that_is_written_otherwise() -> None:
    given_reads = Reads((Read(date(2021, 1, 1), "https://www.example.org/1/", 7),))
    shelf = shelves([item(0), item(1), item(2)], given_reads)[0]
    assert numbers(shelf.chosen) == [1]


def test_kinds_stand_apart_and_few_texts_need_no_choice() -> None:
    found = shelves([item(0), item(1, "publication")], Reads())
    assert [(shelf.kind, shelf.chosen) for shelf in found] == [("publication", ()), ("post", ())]
    assert [
        shelf.kind for shelf in shelves([item(0), item(1, "publication")], Reads(), "post")
    ] == ["post"]


@given(
    st.lists(st.tuples(st.sampled_from(("post", "publication")), st.integers(1, 12)), max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3), st.integers(0, 99)), max_size=20),
)
def test_every_text_stands_under_recent(
    drawn: list[tuple[str, int]], rows: list[tuple[int, int, int]]
) -> None:
    items = [item(n, kind, month) for n, (kind, month) in enumerate(drawn)]
    found = shelves(items, reads(*rows))
    assert sorted(n for shelf in found for n in numbers(shelf.recent)) == list(range(len(items)))
    for shelf in found:
        assert len(shelf.chosen) <= FIRST
        assert len(shelf.trending) <= FIRST
        totals = [each.total or 0 for each in shelf.chosen]
        assert totals == sorted(totals, reverse=True)


@given(
    st.lists(
        st.builds(
            Read,
            st.dates(date(2000, 1, 1)),
            st.sampled_from(("https://example.org/a", "https://example.org/b?c=d")),
            st.integers(0, 999_999_999),
        ),
        unique_by=lambda r: r[:2],
    )
)
def test_counts_are_read_as_they_were_written(rows: list[Read]) -> None:
    again, problems = read_reads(reads_text(Reads(tuple(rows))), "x")
    assert problems == []
    assert again.rows == tuple(sorted(rows))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("url,count\n", '1:1: the header is "url,count"; write "date,url,count"'),
        ("date,url,count\n2021-01-01,https://example.org/\n", "2:1: the row has 2 cells"),
        ("date,url,count\n2021-1-1,https://example.org/,1\n", "2:1: 'date' is"),
        ("date,url,count\n2021-01-01,http://example.org/,1\n", "2:2: 'url' is"),
        ("date,url,count\n2021-01-01,https://example.org/,-1\n", "2:3: 'count' is"),
        ('date,url,count\n"2021', "2:1: a quotation mark is not closed"),
        (
            "date,url,count\n2021-01-01,https://example.org/,1\n2021-01-01,https://example.org/,2\n",
            "3:1: this address has another count",
        ),
    ],
)
def test_what_is_wrong_with_counts(rows: str, message: str) -> None:
    found, problems = read_reads(rows, "r")
    assert found == Reads()
    assert str(problems[0]).startswith(f"r:{message}")
    assert COLUMNS == ("date", "url", "count")
