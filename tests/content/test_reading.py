"""Further reading: every mistake at its place, and the orders in which texts stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from campaign.content.reading import (
    FIRST,
    ReadingItem,
    counted_until,
    read_reading,
    shelves,
)
from campaign.safety.hosts import page_of
from tests.golden import cases

PATH = "docs/data/reading.yml"


@pytest.mark.parametrize("case", cases("reading"))
def test_problems(case: dict[str, Any]) -> None:
    items, problems = read_reading(case["text"], PATH)
    assert [str(problem).removeprefix(f"{PATH}:") for problem in problems] == case["problems"]
    assert bool(items) is not bool(problems)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://example.org/a", "http://www.example.org/a/", True),
        ("https://example.org/a", "https://example.org/a/index.html", True),
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&utm_source=z&x=1#b", True),
        ("https://example.org/caf%C3%A9", "https://example.org/café", True),
        ("https://EXAMPLE.org", "https://example.org/", True),
        ("https://example.org/a", "https://example.org/b", False),
        ("https://example.org/a", "https://example.net/a", False),
        ("https://example.org/a", "https://example.org/a?id=2", False),
    ],
)
def test_addresses_of_one_page(one: str, other: str, is_same: bool) -> None:
    assert (page_of(one) == page_of(other)) is is_same


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
    return [int(each.title.split()[1]) for each in listed]


def counted(number: int, reads: int, before: int | None = None) -> ReadingItem:
    return item(number).model_copy(
        update={"reads": reads, "reads_before": before, "counted": date(2021, 2, 1)}
    )


def test_without_counts_the_editors_order_holds() -> None:
    (shelf,) = shelves([item(3, month=1), item(1, month=3), item(2, month=2)])
    assert (numbers(shelf.chosen), shelf.is_counted) == ([3, 1, 2], False)
    assert numbers(shelf.recent) == [1, 2, 3]
    assert shelf.trending == ()
    assert counted_until([item(1)]) is None


def test_counts_order_the_most_read_and_growth_those_that_gain() -> None:
    items = [counted(0, 100, 90), counted(1, 60, 10), counted(2, 70), counted(3, 5, 5)]
    (shelf,) = shelves(items)
    assert (numbers(shelf.chosen), shelf.is_counted) == ([0, 2, 1, 3], True)
    assert numbers(shelf.trending) == [1, 0]
    assert counted_until(items) == date(2021, 2, 1)
    (long,) = shelves([counted(number, number + 1, 0) for number in range(FIRST + 2)])
    assert (len(long.chosen), len(long.trending), len(long.recent)) == (FIRST, FIRST, FIRST + 2)


def test_kinds_stand_apart_and_few_texts_need_no_choice() -> None:
    found = shelves([item(0), item(1, "publication")])
    assert [(shelf.kind, shelf.chosen) for shelf in found] == [("publication", ()), ("post", ())]
    assert [shelf.kind for shelf in shelves([item(0), item(1, "publication")], "post")] == ["post"]
