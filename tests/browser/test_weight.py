"""What a letter of 5,000 signatories costs somebody on a slow line and an old phone."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Published
from tests.browser.readers import Reader, Watch

pytestmark = pytest.mark.browser

BYTES = 30_000
REQUESTS = 4
ELEMENTS = 1_500


def test_the_first_visit_stays_within_its_budget(browser: Browser, demo: Published) -> None:
    with Reader(360).context(browser) as context:
        page = context.new_page()
        watch = Watch(page)
        page.goto(demo.address, wait_until="networkidle")
        sizes = {r.url: len(gzip.compress(r.body(), 6)) for r in watch.responses}
        assert demo.address in sizes
        assert any(url.endswith(".css") for url in sizes)
        assert sum(sizes.values()) <= BYTES, sizes
        assert len(watch.responses) <= REQUESTS, sizes
        assert page.locator("*").count() <= ELEMENTS
        assert watch.faults == []
