"""Pictures and logos in a browser: nothing moves when they arrive, and small ones are taken."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, run
from tests.build.campaigns import rich
from tests.build.test_pictures import FIRST_SCREEN, with_pictures
from tests.sites import Built


@pytest.mark.parametrize("width", FIRST_SCREEN)
def test_nothing_moves_and_little_is_loaded(
    width: int, visit: Visit, publish: Callable[[Built], Published]
) -> None:
    pictured, (_, most_bytes) = publish(with_pictures()), FIRST_SCREEN[width]
    for path, pictures in (("", 1), ("help/", 1), ("demands/act-now/", 1), ("about/", 0)):
        page = visit(f"{pictured.address}{path}", Reader(width), until="networkidle")
        assert run(page, "shift") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        loaded = [r for r in visit.responses if "assets/pictures/" in r.url]
        assert len(loaded) == pictures
        assert all(len(r.body()) <= most_bytes for r in loaded)
        assert all(r.url.endswith(".avif") for r in loaded)


@pytest.mark.parametrize(("width", "in_a_row"), [(360, 3), (1440, 6)])
def test_logos_stand_in_rows(
    width: int, in_a_row: int, visit: Visit, publish: Callable[[Built], Published]
) -> None:
    page = visit(f"{publish(rich()).address}signatories/", Reader(width), until="networkidle")
    assert run(page, "shift") == []
    columns = page.locator(".logos").evaluate("e => getComputedStyle(e).gridTemplateColumns")
    assert len(columns.split()) == in_a_row
    box = page.locator(".logos img").first.bounding_box()
    assert box
    assert box["height"] <= 40
    assert box["width"] <= 140
