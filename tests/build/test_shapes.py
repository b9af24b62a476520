"""Campaigns of other shapes than the first: each builds, and shows nothing that it has not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from campaign.site.checking import check_campaign
from tests.build.reading import dead_links, main_text, tree, words
from tests.shapes import DATE, EXAMPLES, SHAPES, built_shape, copy_shape


def shown(name: str, page: str = "") -> str:
    """Return what a reader sees of a page's own part."""
    return main_text(built_shape(name), page)


def test_every_shape_is_described() -> None:
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| \[([\w-]+)\]\(\1/\)", text, re.M)) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_it_builds_without_a_word_and_leads_nowhere_in_vain(name: str, tmp_path: Path) -> None:
    built = built_shape(name)
    assert "WARNING" not in built.output
    checked = check_campaign(copy_shape(name, tmp_path) / "mkdocs.yml", {"SOURCE_DATE_EPOCH": DATE})
    assert [*map(str, checked.problems), *map(str, checked.warnings), *checked.notices] == []
    assert dead_links(built) == []
    for file in built.site.rglob("*.html"):
        _is_never_empty(tree(built, file.relative_to(built.site).as_posix()))


def _is_never_empty(document: HtmlElement) -> None:
    for element in document.cssselect("main h1, main h2, main h3, main p, main li, main dd, ol"):
        if element.get("role") == "status" or element.get("class") == "results":
            continue  # a script fills it
        seen = words(element) or element.cssselect("input, button, svg, a, img")
        assert seen, html.tostring(element)
    assert not re.search(r"\bNone\b(?! of )", document.text_content())


def test_a_letter_without_demands() -> None:
    name = "letter-without-demands"
    assert "What the letter asks" not in shown(name)
    assert not (built_shape(name).site / "demands").exists()
    assert "2 organizations and 3 individuals" in shown(name)


def test_demands_without_a_letter() -> None:
    assert "Publish the calendar" in shown("pledge")
    assert "Sign the pledge" in shown("pledge")
    assert "Demand 1 of 3" in shown("pledge", "demands/publish-the-calendar")
    for page in ("", "signatories", "demands/open-the-budget", "404.html"):
        assert "letter" not in shown("pledge", page).casefold()
    assert not list(built_shape("pledge").site.glob("citation.*"))


def test_only_individuals_or_only_organizations() -> None:
    for page in ("", "signatories"):
        assert "rganization" not in shown("only-individuals", page)
        said = "Affiliations are given for identification only."
        assert said in shown("only-individuals", page)
        assert "ndividual" not in shown("only-organizations", page)
    counted = "6 individuals and 14 people who asked not to be named"
    assert counted in shown("only-individuals")
    assert "identification" not in shown("only-organizations")
    assert "6 organizations" in shown("only-organizations")
    headings = tree(built_shape("only-organizations"), "signatories").cssselect(".list-section h2")
    named = [heading.text_content().split("\n")[0].strip() for heading in headings]
    assert named[:3] == ["National", "Along the river", "Science"]


def test_an_appeal_without_amounts_and_no_appeal() -> None:
    page = tree(built_shape("appeal-without-amounts"), "give")
    links = page.cssselect('main a[href^="https://donate.example.org"]')
    assert [link.text_content().strip() for link in links] == ["Give to the shelter"]
    assert "$" not in shown("appeal-without-amounts", "give")
    for file in built_shape("no-fundraising").site.rglob("*.html"):
        text = file.read_text(encoding="utf-8").casefold()
        assert "donat" not in text, file
        assert "gift" not in text, file
    assert "closed for signature on December 31, 2025" in shown("no-fundraising")
