"""Signatories in a built site: everybody once, counted alike everywhere, the withdrawn nowhere."""

import gzip
from pathlib import Path

import pytest

from tests.build.reading import files, main_text, tree, words
from tests.example import PAGES, ROWS, built_example, campaign, example
from tests.sites import Built, build

COUNTS = " ".join(
    f"{kind}: <!-- @count kind={kind} -->."
    for kind in ("organization", "individual", "unnamed", "listed", "all")
)


def test_everybody_stands_under_a_heading_once_and_is_counted_alike_everywhere() -> None:
    signed = campaign(pages={"about.md": (PAGES["about.md"][0], COUNTS)})
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
    assert main_text(signed, "about") == f"About {numbers}"
    for name, data in files(signed.site).items():
        whole = gzip.decompress(data) if name.endswith(".gz") else data
        for gone in (b"gone example", b"departed alliance"):
            assert gone not in whole.lower(), name
    assert "Jane Example" in signed.html("signatories")


def test_a_name_that_is_withdrawn_goes_with_the_next_build(tmp_path: Path) -> None:
    root = built_example(tmp_path / "x")
    rows = [
        row | ({"withdrawn": "2021-02-05"} if row["name"] == "Jane Example" else {}) for row in ROWS
    ]
    assert build(example(root, rows=rows)).code == 0
    assert not [name for name, data in files(root / "site").items() if b"Jane Example" in data]


def test_counts_agree_among_thousands(demo_site: Built) -> None:
    for page in ("", "signatories"):
        said = words(tree(demo_site, page).cssselect(".count strong")[0])
        assert said == "400 organizations and 4,600 individuals"


def test_nobody_has_signed_yet() -> None:
    built = campaign(rows=[], unnamed=0)
    assert "Nobody has signed yet." in main_text(built)
    assert "No signatory is listed here" in main_text(built, "signatories")


NOTE = "The printed letter bears more names."
LETTER = PAGES["index.md"][0] | {"signed_note": NOTE}
COALITION = "Signed by a coalition of readers and librarians."
DATED = [row | {"signed": "2021-02-03"} for row in ROWS if "withdrawn" not in row]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (LETTER, NOTE),
        (LETTER | {"signed_by": COALITION}, COALITION),
        (PAGES["index.md"][0] | {"signed_by": COALITION}, COALITION),
    ],
)
def test_a_list_that_is_not_whole_has_no_large_number(front: dict[str, str], said: str) -> None:
    built = campaign(unnamed=0, pages={"index.md": (front, "We ask.")}, rows=DATED)
    small = "In this list: 3 organizations and 1 individual, as of February 3, 2021."
    for page in ("", "signatories", "embed/count"):
        document = tree(built, page)
        assert [words(each) for each in document.cssselect(".signed-by")] == [said], page
        assert not document.cssselect(".count"), page
        (fine,) = (f for f in document.cssselect(".fine") if "In this list" in words(f))
        assert words(fine).startswith(small), page
        assert (NOTE in words(fine)) is (said == COALITION and front.get("signed_note") == NOTE)
    assert said in main_text(built, "press")
    assert small in main_text(built, "press")


@pytest.mark.parametrize(
    ("rows", "unnamed", "day"),
    [
        (DATED, 0, "February 3, 2021"),
        ([*DATED, ROWS[4] | {"signed": "2021-02-01"}], 0, "February 4, 2021"),
        (DATED, 1, "February 10, 2021"),
        ([*DATED, {"name": "Undated Fund", "kind": "organization"}], 0, "February 10, 2021"),
    ],
    ids=["the last signature", "a withdrawal", "people without a day", "a row without a day"],
)
def test_the_count_bears_the_day_of_the_lists_last_change(
    rows: list[dict[str, str]], unnamed: int, day: str
) -> None:
    built = campaign(unnamed=unnamed, rows=rows)
    for page in ("", "signatories", "press", "embed/count"):
        assert f"as of {day}" in words(tree(built, page)), page
