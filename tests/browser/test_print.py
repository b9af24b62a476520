"""On paper: the letter and all names, in black, and nothing that only a screen can use."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader

FOR_SCREENS = (".site-nav", ".site-acts", ".next-step", ".skip",
               ".share", ".donate", ".neighbours", ".alphabet",
               "form", "button", "[role=status]")  # fmt: skip
HIDDEN_NAMES = (
    "[...document.querySelectorAll('.names > li')].filter(row => !row.checkVisibility()).length"
)
AFTER = "link => getComputedStyle(link, '::after').content"
BRIGHTEST = "e => Math.max(...getComputedStyle(e).color.match(/[0-9.]+/g).slice(0, 3))"
LETTER = (".letter-body p", "h1", ".names li", ".dateline", ".addressee", ".salutation",
          ".closing", ".demands", ".signed h2", ".citation")  # fmt: skip


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_letter_and_a_list(script: bool, visit: Visit, demo: Published) -> None:
    page = visit(demo.address, Reader(720, script=script))
    on_screen = page.locator(".letter-body").inner_text()
    assert len(on_screen) > 1000
    assert page.locator(".site-acts").is_visible()
    page.emulate_media(media="print")
    _is_for_paper(page)
    assert page.locator(".letter-body").inner_text() == on_screen
    assert page.locator(".names > li").count() == 12
    page.goto(demo.address + demo.longest_list)
    _is_for_paper(page)
    assert page.locator(".names > li").count() > 100
    columns = page.locator(".names").first.evaluate("e => getComputedStyle(e).columnCount")
    assert columns == "3"


@pytest.mark.parametrize(
    ("site", "path", "parts", "links"),
    [
        ("demo", "", LETTER, None),
        ("full", "", LETTER[:2], ".note a"),
        ("full", "demands/demand-met/", ["h1"], ".source a"),
        ("full", "about/", ["h1"], ".prose p a"),
        ("full", "updates/", [".history"], ".source a"),
        ("full", "demands/", [".tracked"], ".source a"),
        ("full", "reading/", [".texts"], ".texts a"),
        ("full", "press/", ["main h2"], None),
        ("full", "embed/", ["main h2"], None),
        ("versions", "versions/2/", [".letter-body p", "h1", "del", "ins", ".hash"], None),
    ],
)
def test_paper_is_white_in_dark_mode_and_has_the_addresses_of_links(
    site: str,
    path: str,
    parts: list[str],
    links: str | None,
    visit: Visit,
    request: pytest.FixtureRequest,
) -> None:
    page = visit(request.getfixturevalue(site).address + path, Reader(720, scheme="dark"))
    link = page.locator(f'{links}[href^="https:"]').first
    assert links is None or link.evaluate(AFTER) == "none"
    page.emulate_media(media="print")
    _is_for_paper(page)
    for part in parts:
        found = page.locator(part).first
        assert found.is_visible(), part
        assert found.evaluate(BRIGHTEST) < 130, part
    if links:
        content = link.evaluate(AFTER)
        assert "attr(href)" in content or str(link.get_attribute("href")) in content


def test_all_names_are_printed_although_a_filter_hides_some(visit: Visit, full: Published) -> None:
    page = visit(full.address + "signatories/")
    headings = page.locator("h3").count()
    page.get_by_label("Find a name").fill("Łucja")
    page.get_by_role("status").filter(has_text=" of ").wait_for()
    assert page.evaluate(HIDDEN_NAMES) > 100
    page.emulate_media(media="print")
    assert page.evaluate(HIDDEN_NAMES) == 0
    assert page.locator("h3:visible").count() == headings


def test_it_makes_a_document(visit: Visit, demo: Published) -> None:
    paper = visit(demo.address).pdf(format="A4")
    assert paper.startswith(b"%PDF-")
    assert 2 <= paper.count(b"/Type /Page\n") <= 6


def _is_for_paper(page: Page) -> None:
    visible = [part for part in FOR_SCREENS if page.locator(part).filter(visible=True).count()]
    assert not visible
    assert page.evaluate(HIDDEN_NAMES) == 0
