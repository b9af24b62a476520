"""Campaigns of other shapes than the first: each builds, and shows nothing that it has not."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from campaign.site.checking import check_campaign
from tests.shapes import DATE, EXAMPLES, SHAPES, built_shape, copy_shape
from tests.sites import ADDRESS, Built

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def shapes() -> dict[str, Built]:
    return {name: built_shape(name) for name in SHAPES}


def words(built: Built, page: str = "") -> str:
    """Return what a reader sees of a page's own part, with single spaces."""
    (main,) = lxml.html.fromstring(built.html(page)).cssselect("main")
    return " ".join(main.text_content().split())


def test_every_shape_is_described() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| \[([\w-]+)\]\(\1/\)", text, re.M)) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_it_builds_without_a_word(name: str, shapes: dict[str, Built]) -> None:
    built = shapes[name]
    assert built.code == 0, built.output
    assert "WARNING" not in built.output


@pytest.mark.parametrize("name", SHAPES)
def test_its_check_finds_nothing(name: str, tmp_path: Path) -> None:
    root = copy_shape(name, tmp_path)
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": DATE})
    assert [*map(str, checked.problems), *map(str, checked.warnings), *checked.notices] == []


@pytest.mark.parametrize("name", SHAPES)
def test_every_link_leads_to_a_page(name: str, shapes: dict[str, Built]) -> None:
    site = shapes[name].site
    dead = []
    for file in site.rglob("*.html"):
        base = urljoin(ADDRESS, file.relative_to(site).as_posix().removesuffix("index.html"))
        document = lxml.html.fromstring(file.read_text(encoding="utf-8"))
        for element in document.cssselect("[href], [src]"):
            address = urljoin(base, element.get("href") or element.get("src") or "")
            if not address.startswith(ADDRESS):
                continue
            path = site / unquote(urlsplit(address).path.removeprefix(urlsplit(ADDRESS).path))
            target = path / "index.html" if path.is_dir() else path
            anchor = urlsplit(address).fragment
            if not target.is_file() or (
                anchor and f'id="{anchor}"' not in target.read_text(encoding="utf-8")
            ):
                dead.append(f"{file.relative_to(site)}: {address}")
    assert dead == []


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_is_left_empty(name: str, shapes: dict[str, Built]) -> None:
    for file in shapes[name].site.rglob("*.html"):
        document = lxml.html.fromstring(file.read_text(encoding="utf-8"))
        for element in document.cssselect(
            "main h1, main h2, main h3, main p, main li, main dd, ol"
        ):
            if element.get("role") == "status" or element.get("class") == "results":
                continue  # a script fills it
            shown = element.text_content().strip() or element.cssselect(
                "input, button, svg, a, img"
            )
            assert shown, lxml.html.tostring(element)
        assert not re.search(r"\bNone\b(?! of )", document.text_content())


def test_a_letter_without_demands(shapes: dict[str, Built]) -> None:
    built = shapes["letter-without-demands"]
    assert "What the letter asks" not in words(built)
    assert not (built.site / "demands").exists()
    assert "2 organizations and 3 individuals" in words(built)


def test_demands_without_a_letter(shapes: dict[str, Built]) -> None:
    built = shapes["pledge"]
    assert "Publish the calendar" in words(built)
    assert "Sign the pledge" in words(built)
    assert "Demand 1 of 3" in words(built, "demands/publish-the-calendar")
    for page in ("", "signatories", "demands/open-the-budget", "404.html"):
        assert "letter" not in words(built, page).casefold()
    assert not list(built.site.glob("citation.*"))


def test_only_individuals(shapes: dict[str, Built]) -> None:
    built = shapes["only-individuals"]
    for page in ("", "signatories"):
        assert "rganization" not in words(built, page)
        assert "Affiliations are given for identification only." in words(built, page)
    assert "6 individuals and 14 people who asked not to be named" in words(built)


def test_only_organizations(shapes: dict[str, Built]) -> None:
    built = shapes["only-organizations"]
    assert "ndividual" not in words(built)
    assert "ndividual" not in words(built, "signatories")
    assert "identification" not in words(built)
    assert "6 organizations" in words(built)
    headings = lxml.html.fromstring(built.html("signatories")).cssselect(".list-section h2")
    named = [heading.text_content().split("\n")[0].strip() for heading in headings]
    assert named[:3] == ["National", "Along the river", "Science"]


def test_an_appeal_without_amounts(shapes: dict[str, Built]) -> None:
    built = shapes["appeal-without-amounts"]
    page = lxml.html.fromstring(built.html("give"))
    links = page.cssselect('main a[href^="https://donate.example.org"]')
    assert [link.text_content().strip() for link in links] == ["Give to the shelter"]
    assert "$" not in words(built, "give")


def test_no_fundraising(shapes: dict[str, Built]) -> None:
    built = shapes["no-fundraising"]
    for file in built.site.rglob("*.html"):
        text = file.read_text(encoding="utf-8").casefold()
        assert "donat" not in text, file
        assert "gift" not in text, file
    assert "closed for signature on December 31, 2025" in words(built)


@pytest.mark.parametrize(
    ("name", "language", "direction", "heading"),
    [
        ("in-spanish", "es", "ltr", "Lo que pide la carta"),
        ("right-to-left", "ar", "rtl", "ما تطلبه الرسالة"),
    ],
)
def test_one_language_that_is_not_english(
    name: str, language: str, direction: str, heading: str, shapes: dict[str, Built]
) -> None:
    built = shapes[name]
    for file in built.site.rglob("*.html"):
        html = lxml.html.fromstring(file.read_text(encoding="utf-8"))
        assert (html.get("lang"), html.get("dir")) == (language, direction), file
        for script in html.cssselect("script"):
            script.drop_tree()
        shown = re.sub(r"https?://\S+|\S+@\S+|\S+\.example\.org", "", html.text_content())
        for word in ("Letter", "letter", "Signed", "Search", "Contact", "Privacy", "Share"):
            assert not re.search(rf"\b{word}\b", shown), (file, word)
    assert heading in words(built)
