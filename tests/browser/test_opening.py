"""The first screen of a letter: what is asked, how many signed, one thing to do; and its weight."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.shapes import built_shape
from tests.sites import Built

SCREENS = ((1440, 900), (768, 1024), (390, 844), (360, 640))
FIRST_SEEN = (".opening h1", ".opening-ask", ".opening-count strong", ".opening-acts .button")
BYTES = 30_000
REQUESTS = 4
ELEMENTS = 1_500


@pytest.fixture(scope="session")
def showcase(publish: Callable[[Built], Published]) -> Published:
    return publish(built_shape("showcase"))


@pytest.mark.parametrize("name", ["showcase", "full"])
def test_what_to_do_stands_on_the_first_screen(
    name: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    page = visit(request.getfixturevalue(name).address, Reader(script=False))
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        for selector in (*FIRST_SEEN, ".site-acts a >> nth=-1"):
            box = page.locator(selector).bounding_box()
            assert box is not None, selector
            assert box["y"] >= 0, selector
            assert box["y"] + box["height"] <= height, (selector, box)
        header = page.locator(".site-head").bounding_box()
        assert header is not None
        assert width > 400 or header["height"] <= 64


def test_a_phones_bar_asks_until_the_box_does(visit: Visit, full: Published) -> None:
    page = visit(full.address, Reader(360, 640))
    bar, sign = page.locator(".sign-bar .button"), page.locator("#sign")
    page.evaluate("scrollTo(0, 1500)")
    box = bar.bounding_box()
    assert box is not None
    assert 560 < box["y"] < 640
    on_top = "([x, y]) => document.elementFromPoint(x, y).closest('.sign-bar') !== null"
    point = [box["x"] + 5, box["y"] + 5]
    assert page.evaluate(on_top, point)
    sign.evaluate("box => box.scrollIntoView({ block: 'end', behavior: 'instant' })")
    assert not page.evaluate(on_top, point)
    bar.evaluate("link => link.click()")
    page.wait_for_url("**#sign")


@pytest.mark.parametrize("name", ["demo", "full"])
def test_the_first_visit_stays_within_its_budget(
    name: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    site: Published = request.getfixturevalue(name)
    page = visit(site.address, Reader(360), until="networkidle")
    sizes = visit.packed()
    assert site.address in sizes
    assert any(url.endswith(".css") for url in sizes)
    assert sum(sizes.values()) <= BYTES, sizes
    assert len(visit.responses) <= REQUESTS, sizes
    assert page.locator("*").count() <= ELEMENTS
