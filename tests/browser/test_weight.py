"""What a letter of 5,000 signatories costs somebody on a slow line and an old phone."""

from __future__ import annotations

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader

BYTES = 30_000
REQUESTS = 4
ELEMENTS = 1_500


def test_the_first_visit_stays_within_its_budget(visit: Visit, demo: Published) -> None:
    page = visit(demo.address, Reader(360), until="networkidle")
    sizes = visit.packed()
    assert demo.address in sizes
    assert any(url.endswith(".css") for url in sizes)
    assert sum(sizes.values()) <= BYTES, sizes
    assert len(visit.responses) <= REQUESTS, sizes
    assert page.locator("*").count() <= ELEMENTS
