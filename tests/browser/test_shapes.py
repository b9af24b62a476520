"""Campaigns of other shapes than the first, as readers get them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import RULES_OF_LOOK, Reader
from tests.shapes import SHAPES, built_shape
from tests.sites import Built

READERS = (
    pytest.param(Reader(360), id="phone"),
    pytest.param(Reader(1440, scheme="dark"), id="desktop", marks=pytest.mark.deep),
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", SHAPES)
def test_every_page_is_accessible_and_quiet(
    name: str, reader: Reader, visit: Visit, publish: Callable[[Built], Published]
) -> None:
    shape = publish(built_shape(name))
    page = visit(shape.address, reader, axe=True)
    for path in shape.pages:
        if "/individuals/" in path:
            continue  # a long list's own pages are tried in test_name_search.py
        rules = None if reader.width < 400 else RULES_OF_LOOK
        visit.judge(page, shape.address + path, reader, rules)
