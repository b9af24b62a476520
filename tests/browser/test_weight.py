"""What a letter costs somebody on a slow line and an old phone: of 5,000, and an open one."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader

BYTES = 30_000
REQUESTS = 4
ELEMENTS = 1_500


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
