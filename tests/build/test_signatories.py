"""Signatories in a built site: everybody once, counted alike everywhere, the withdrawn nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.build.campaigns import changed, closed, little, reached
from tests.build.reading import main_text, tree, words
from tests.example import ROWS, campaign
from tests.sites import Built


def test_everybody_stands_under_a_heading_once_and_is_counted_alike_everywhere() -> None:
    signed = reached()
    (listed,) = tree(signed, "signatories").cssselect(".signatories")
    found: dict[str, list[str]] = {}
    heading = ""
    for element in listed.iter("h2", "bdi"):
        if element.tag == "h2":
            heading = words(element)
        elif not element.getparent().get("class"):
            found.setdefault(heading, []).append(words(element))
    assert found == {
        "National 1": ["Example Alliance"],
        "Local 1": ["The Beta Group"],
        "Other organizations 1": ["Gamma Fund"],
        "Individuals 1": ["Jane Example"],
    }
    assert len(listed.cssselect("li")) == 4
    counted = "3 organizations, 1 individual, and 2 people who asked not to be named"
    assert counted in main_text(signed)
    assert counted in main_text(signed, "signatories")
    assert "Affiliations are given for identification only." in main_text(signed, "signatories")
    numbers = "organization: 3. individual: 1. unnamed: 2. listed: 4. all: 6."
    assert main_text(signed, "counts") == f"Counts {numbers}"


def test_nobody_has_signed_yet() -> None:
    assert "Nobody has signed yet." in main_text(little())
    assert "No signatory is listed here" in main_text(little(), "signatories")


NOTE = "The printed letter bears more names."
COALITION = "Signed by a coalition of readers and librarians."
DATED = [row | {"signed": "2021-02-03"} for row in ROWS if "withdrawn" not in row]


def noted(**front: str) -> Built:
    return campaign(unnamed=0, pages=changed("index.md", signed_note=NOTE, **front), rows=DATED)


@pytest.mark.parametrize(
    ("of", "said", "has_note"),
    [
        (noted, NOTE, False),  # it stands above
        (lambda: noted(signed_by=COALITION), COALITION, True),
        (closed, COALITION, False),
    ],
    ids=["a note", "both", "who signed"],
)
def test_a_list_that_is_not_whole_has_no_large_number(
    of: Callable[[], Built], said: str, has_note: bool
) -> None:
    built = of()
    small = "In this list: 3 organizations and 1 individual, as of February 3, 2021."
    for page in ("", "signatories", "embed/count"):
        document = tree(built, page)
        assert {words(each) for each in document.cssselect(".signed-by")} == {said}, page
        assert not document.cssselect(".count"), page
        (fine,) = (f for f in document.cssselect(".fine") if "In this list" in words(f))
        assert words(fine).startswith(small), page
        assert (NOTE in words(fine)) is has_note
    for page in ("", "signatories"):  # their cards show no number either
        (shown,) = tree(built, page).xpath("//meta[@property='og:image:alt']/@content")
        assert "February 1, 2021" in shown
    assert said in main_text(built, "press")
    assert small in main_text(built, "press")


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (ROWS[4] | {"signed": "2021-02-01"}, "2021-02-04"),
        ({"name": "Undated Fund", "kind": "organization"}, "2021-02-10"),
    ],
    ids=["a withdrawal", "a row without a day"],
)
def test_the_count_bears_the_day_of_the_lists_last_change(row: dict[str, str], day: str) -> None:
    built = campaign(unnamed=0, rows=[*DATED, row])
    assert json.loads(built.html("count.json"))["as_of"] == day
