"""What other sites embed, on another site, and its snippets in a reader's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, Watch
from tests.sites import ADDRESS

HOST = "https://paper.example.net/story"


@pytest.fixture
def foreign(browser: Browser, full: Published) -> Iterator[Page]:
    """A page of another site's, in a browser that finds the campaign at its published address."""

    def published(route: Route) -> None:
        path = full.built.site / route.request.url.removeprefix(ADDRESS).partition("?")[0]
        file: Path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=404)

    with Reader(360).context(browser) as context:
        context.route(f"{ADDRESS}**", published)
        yield context.new_page()


def snippet(page: Page, full: Published, name: str) -> str:
    page.goto(f"{full.address}embed/")
    return page.locator(f"section[aria-labelledby={name}] pre code").first.inner_text()


@pytest.mark.parametrize("name", ["count", "tracker"])
def test_another_site_shows_it_and_its_links_lead_here(
    foreign: Page, full: Published, name: str
) -> None:
    copied = snippet(foreign, full, name)
    body = f"<!doctype html><html lang=en><title>A paper</title><body><h1>Story</h1>{copied}"
    foreign.route(HOST, lambda route: route.fulfill(body=body, content_type="text/html"))
    watch = Watch(foreign)
    foreign.goto(HOST)
    frame = foreign.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator("li").first).to_be_visible()
    assert frame.locator("main").evaluate("e => getComputedStyle(e).borderBlockStartWidth") == "3px"
    # It asks for nothing but itself, and nothing in it is refused.
    assert watch.faults == [f"foreign request: {url}" for url in (HOST, f"{ADDRESS}embed/{name}/")]
    frame.locator("a").first.click()
    foreign.wait_for_url(f"{ADDRESS}{'demands/' if name == 'tracker' else ''}")
    expect(foreign.locator(".site-head")).to_be_visible()


@pytest.mark.parametrize("name", ["count", "tracker"])
def test_its_height_is_enough_on_a_desk(visit: Visit, full: Published, name: str) -> None:
    page = visit(f"{full.address}embed/", Reader(640))
    frame = page.locator(f"section[aria-labelledby={name}] iframe")
    height = int(frame.get_attribute("height") or 0)
    page.goto(f"{full.address}embed/{name}/")
    needed = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
    assert needed <= height or height == 700
