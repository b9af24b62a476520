"""On paper: the letter and all names, and nothing that only a screen can use."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, darkness

FOR_SCREENS = (".site-nav", ".site-acts", ".next-step", ".skip",
               ".share", ".donate", ".neighbours", ".alphabet",
               "form", "button", "[role=status]")  # fmt: skip
HIDDEN_NAMES = (
    "[...document.querySelectorAll('.names > li')].filter(row => !row.checkVisibility()).length"
)
AFTER = "(link) => getComputedStyle(link, '::after').content"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader(720, script=request.param)


def test_the_letter_and_a_list(reader: Reader, visit: Visit, demo: Published) -> None:
    page = visit(demo.address, reader)
    on_screen = page.locator(".letter-body").inner_text()
    assert len(on_screen) > 1000
    assert page.locator(".site-acts").is_visible()
    page.emulate_media(media="print")
    _is_for_paper(page)
    assert page.locator(".letter-body").inner_text() == on_screen
    for part in (".dateline", ".addressee", ".salutation", ".closing", ".demands", ".signed h2",
                 ".citation"):  # fmt: skip
        assert page.locator(part).first.is_visible(), part
    assert page.locator(".names > li").count() == 12
    page.goto(demo.address + demo.longest_list)
    _is_for_paper(page)
    assert page.locator(".names > li").count() > 100
    columns = page.locator(".names").first.evaluate("e => getComputedStyle(e).columnCount")
    assert columns == "3"


def test_all_names_are_printed_although_a_filter_hides_some(visit: Visit, full: Published) -> None:
    page = visit(full.address + "signatories/")
    page.get_by_label("Find a name").fill("Łucja")
    page.get_by_role("status").filter(has_text=" of ").wait_for()
    assert page.evaluate(HIDDEN_NAMES) > 100
    headings = page.locator("h3").count()
    page.emulate_media(media="print")
    assert page.evaluate(HIDDEN_NAMES) == 0
    assert page.locator("h3:visible").count() == headings


def test_addresses_of_links_in_the_text_are_printed(visit: Visit, full: Published) -> None:
    for path, links in (
        ("", ".note a"),
        ("demands/demand-met/", ".source a"),
        ("about/", ".prose p a"),
    ):
        page = visit(full.address + path)
        link = page.locator(f'{links}[href^="https:"]').first
        address = link.get_attribute("href")
        assert link.evaluate(AFTER) == "none"
        page.emulate_media(media="print")
        content = link.evaluate(AFTER)
        assert "attr(href)" in content or str(address) in content, path


def test_paper_is_white_in_dark_mode(visit: Visit, demo: Published) -> None:
    page = visit(demo.address, Reader(720, scheme="dark"))
    page.emulate_media(media="print")
    for part in (".letter-body p", "h1", ".names li", ".dateline"):
        assert darkness(page.locator(part).first) < 130, part


def test_it_makes_a_document(visit: Visit, demo: Published) -> None:
    paper = visit(demo.address).pdf(format="A4")
    assert paper.startswith(b"%PDF-")
    assert 2 <= paper.count(b"/Type /Page\n") <= 6


def _is_for_paper(page: Page) -> None:
    visible = [part for part in FOR_SCREENS if page.locator(part).filter(visible=True).count()]
    assert not visible
    assert page.evaluate(HIDDEN_NAMES) == 0
