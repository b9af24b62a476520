"""Pictures and logos in a browser: nothing moves when they arrive, and small ones are taken."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, run
from tests.build.test_logos import FILES, LOGOS, rows
from tests.example import PAGES, campaign
from tests.photographs import photograph
from tests.sites import Built

PICTURE = {"file": "files/crowd.jpg", "alt": "A crowd", "credit": "Photograph: Ada Sample"}
MOST_BYTES = {360: 90_000, 1440: 200_000}


@pytest.fixture(scope="module")
def pictured(publish: Callable[[Built], Published]) -> Published:
    pages = {
        name: (PAGES[name][0] | {"picture": PICTURE}, PAGES[name][1])
        for name in ("index.md", "help.md", "demands/act-now.md", "updates/first-hearing.md")
    }
    wide = 'Seen.\n\n![A crowd](files/crowd.jpg "From the tower"){ .wide }\n\nLater.'
    pages["about.md"] = (PAGES["about.md"][0], wide)
    files = FILES | {"docs/files/crowd.jpg": photograph()}
    return publish(campaign(pages=pages, rows=rows(LOGOS), files=files))


@pytest.mark.parametrize(("width", "logos_in_a_row"), [(360, 3), (1440, 6)])
def test_nothing_moves_and_little_is_loaded_and_logos_stand_in_rows(
    visit: Visit, pictured: Published, width: int, logos_in_a_row: int
) -> None:
    for path, pictures in (("", 1), ("help/", 1), ("demands/act-now/", 1), ("about/", 0)):
        page = visit(f"{pictured.address}{path}", Reader(width), until="networkidle")
        assert run(page, "shift") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        loaded = [r for r in visit.responses if "assets/pictures/" in r.url]
        assert len(loaded) == pictures
        assert all(len(r.body()) <= MOST_BYTES[width] for r in loaded)
        assert all(r.url.endswith(".avif") for r in loaded)
    page.goto(f"{pictured.address}signatories/", wait_until="networkidle")
    assert run(page, "shift") == []
    columns = page.locator(".logos").evaluate("e => getComputedStyle(e).gridTemplateColumns")
    assert len(columns.split()) == logos_in_a_row
    box = page.locator(".logos img").first.bounding_box()
    assert box
    assert box["height"] <= 40
    assert box["width"] <= 140
