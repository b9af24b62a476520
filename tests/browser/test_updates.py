"""Updates, the tracker and further reading in a reader's hands."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.atom import read_atom
from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, darkness

PLAIN = Reader(320, script=False)


def test_from_an_update_to_its_demand_and_its_feed(visit: Visit, full: Published) -> None:
    page = visit(full.address + "updates/", PLAIN)
    expect(page.locator("#note-first-note")).to_contain_text("A hearing on examples")
    address = page.get_by_role("link", name="Atom feed").evaluate("link => link.href")
    assert address == full.address + "feed.xml"
    read_atom(page.request.get(address).text())
    page.get_by_role("link", name="Example met").first.click()
    expect(page.locator("h1")).to_have_text("Do the example that is now met.")
    assert page.locator("#event-2021-02-10").is_visible()


def test_the_picture_of_the_share_is_told_by_shape_number_and_words(
    visit: Visit, full: Published
) -> None:
    page = visit(full.address + "demands/", PLAIN)
    figure = page.locator(".share-met")
    legend = figure.locator(".share-legend li").all_inner_texts()
    total = sum(int(text.rpartition(" ")[2]) for text in legend)
    parts = figure.locator(".share-bar a")
    numbers = figure.locator(".part-number").all_inner_texts()
    assert sorted(map(int, numbers)) == [*range(1, total + 1)]
    half = "e => parseFloat(getComputedStyle(e, '::after').height) / e.clientHeight"
    for part in figure.locator(".part-partly-met a").all():
        assert part.evaluate(half) == pytest.approx(0.5, abs=0.02)
    met = figure.locator(".part-met a").first
    assert met.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    for part in parts.all():
        box = part.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    parts.first.click()
    expect(page.locator(".demand-head h1")).to_be_visible()


@pytest.mark.parametrize("path", ["updates/", "demands/", "reading/"])
def test_on_paper(path: str, visit: Visit, full: Published) -> None:
    page = visit(full.address + path, Reader(720, scheme="dark"))
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    part = page.locator(".history, .tracked, .texts").first
    assert part.is_visible()
    assert darkness(part) < 130
    link = page.locator(".source a[href^=http], .texts a[href^=http]").first
    assert "https://" in link.evaluate("e => getComputedStyle(e, '::after').content")
