"""A campaign's own look, as readers see it: nothing moves, fails or is hidden by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Published
from tests.browser.readers import AXE, Reader, Watch, faults_of
from tests.look import build_look
from tests.once import once
from tests.sites import Built

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own(publish: Callable[[Built], Published]) -> Published:
    built = once("look", build_look)
    assert built.code == 0, built.output
    return publish(built)


@pytest.mark.parametrize(
    "reader", [Reader(360), Reader(1200, scheme="dark"), Reader(1200, forced=True)], ids=str
)
def test_nothing_moves_or_fails(reader: Reader, browser: Browser, own: Published) -> None:
    with reader.context(browser) as context:
        context.add_init_script(AXE)
        page = context.new_page()
        watch = Watch(page)
        page.goto(own.address, wait_until="networkidle")
        logo = page.locator(".site-logo")
        seen = logo.evaluate("e => [e.currentSrc, e.naturalWidth > 0]")
        name = "logo-dark.svg" if reader.scheme == "dark" else "logo.svg"
        assert seen == [f"{own.address}files/{name}", True]
        assert logo.bounding_box()["height"] == 40  # type: ignore[index]
        assert page.locator(".site-name").inner_text() == "The letter"
        assert faults_of(page, reader) == []
        assert watch.faults == []
