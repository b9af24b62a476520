"""Signatories in a built site: everybody once, counted alike everywhere, the withdrawn nowhere."""

import gzip
from pathlib import Path

import pytest

from tests.build.reading import files, main_text, tree, words
from tests.example import CAMPAIGN, PAGES, ROWS, example
from tests.once import built_example
from tests.sites import Built, build

pytestmark = pytest.mark.build
ABOUT = {"title": "About", "description": "About us."}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    counts = " ".join(
        f"{kind}: <!-- @count kind={kind} -->."
        for kind in ("organization", "individual", "unnamed", "listed", "all")
    )
    built = build(
        example(tmp_path_factory.mktemp("signed") / "x", pages={"about.md": (ABOUT, counts)})
    )
    assert built.code == 0, built.output
    return built


def test_the_withdrawn_are_in_no_file(signed: Built) -> None:
    for name, data in files(signed.root / "site").items():
        whole = gzip.decompress(data) if name.endswith(".gz") else data
        for gone in (b"Gone Example", b"Departed Alliance", b"gone example", b"departed alliance"):
            assert gone not in whole, name
    assert b"Jane Example" in (signed.site / "signatories" / "index.html").read_bytes()


def test_a_name_that_is_withdrawn_goes_with_the_next_build(tmp_path: Path) -> None:
    root = built_example(tmp_path / "x")
    rows = [
        row | ({"withdrawn": "2021-02-05"} if row["name"] == "Jane Example" else {}) for row in ROWS
    ]
    assert build(example(root, rows=rows)).code == 0
    assert not [name for name, data in files(root / "site").items() if b"Jane Example" in data]


def test_everybody_stands_under_a_heading_once(signed: Built) -> None:
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


def test_counts_agree_wherever_they_stand(signed: Built) -> None:
    counted = "3 organizations, 1 individual, and 2 people who asked not to be named"
    assert counted in main_text(signed)
    assert counted in main_text(signed, "signatories")
    assert (
        main_text(signed, "about")
        == "About organization: 3. individual: 1. unnamed: 2. listed: 4. all: 6."
    )
    listed = tree(signed, "signatories").cssselect(".signatories li")
    assert len(listed) == 4


def test_counts_agree_among_thousands(demo_site: Built) -> None:
    letter = tree(demo_site).cssselect(".count strong")[0]
    page = tree(demo_site, "signatories").cssselect(".count strong")[0]
    assert words(letter) == words(page) == "400 organizations and 4,600 individuals"


def test_affiliations_are_for_identification_only(signed: Built) -> None:
    assert "Affiliations are given for identification only." in main_text(signed, "signatories")


def test_nobody_has_signed_yet(tmp_path: Path) -> None:
    built = build(example(tmp_path / "x", rows=[], campaign=CAMPAIGN | {"unnamed": 0}))
    assert built.code == 0, built.output
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
def test_a_list_that_is_not_whole_has_no_large_number(
    front: dict[str, str], said: str, tmp_path: Path
) -> None:
    unnamed = CAMPAIGN | {"unnamed": 0}
    pages = {"index.md": (front, "We ask.")}
    built = build(example(tmp_path, campaign=unnamed, pages=pages, rows=DATED))
    assert built.code == 0, built.output
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
    rows: list[dict[str, str]], unnamed: int, day: str, tmp_path: Path
) -> None:
    built = build(example(tmp_path, campaign=CAMPAIGN | {"unnamed": unnamed}, rows=rows))
    assert built.code == 0, built.output
    for page in ("", "signatories", "press", "embed/count"):
        assert f"as of {day}" in words(tree(built, page)), page
