"""Readers' ways from page to page: versions, updates, and a copy that opens from a disk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, Watch
from tests.sites import Built

PLAIN = Reader(320, script=False)


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


def test_from_a_disk_every_link_leads_to_a_file(browser: Browser, real_site: Built) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        watch = Watch(page)
        home = (real_site.site / "index.html").as_uri()
        seen: set[str] = set()
        waiting = [home]
        while waiting and len(seen) < 12:
            address = waiting.pop(0)
            page.goto(address)
            assert page.locator("h1").is_visible(), address
            seen.add(address)
            links: list[str] = page.evaluate(
                "() => [...document.links].filter(a => a.protocol === 'file:').map(a => a.href)"
            )
            assert links
            for link in links:
                plain = link.partition("#")[0]
                assert not plain.endswith("/"), f"{address} leads to {link}"
                if plain.endswith("index.html"):
                    waiting += {plain} - seen - {*waiting}
        assert [f for f in watch.faults if not f.startswith("foreign request: file:")] == []
        page.goto(home)
        page.locator("header nav a", has_text="Demands").click()
        assert page.url.endswith("/demands/index.html")
        page.locator("header a[hreflang=es]").click()
        assert page.url.endswith("/es/demands/index.html")
        assert page.locator("html").get_attribute("lang") == "es"
    # The script for this stands in the pages alone.
    assert not (real_site.site / "partials").exists()
