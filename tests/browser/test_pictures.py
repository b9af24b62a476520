"""Pictures and logos in a browser: nothing moves when they arrive, and small ones are taken."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.build.test_logos import FILES, LOGOS, rows
from tests.example import PAGES, campaign
from tests.photographs import photograph
from tests.sites import Built

PICTURE = {"file": "files/crowd.jpg", "alt": "A crowd", "credit": "Photograph: Ada Sample"}
MOST_BYTES = {360: 90_000, 1440: 200_000}
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((e) => sum += e.value));
  watch.observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 500);
})"""


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


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["", "help/", "demands/act-now/", "about/", "signatories/"])
def test_nothing_moves_and_little_is_loaded(
    visit: Visit, pictured: Published, path: str, width: int
) -> None:
    page = visit(f"{pictured.address}{path}", Reader(width), until="networkidle")
    assert page.evaluate(SHIFTS) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    loaded = [r for r in visit.responses if "assets/pictures/" in r.url]
    assert len(loaded) == (path in ("", "help/", "demands/act-now/"))
    assert all(len(r.body()) <= MOST_BYTES[width] for r in loaded)
    assert all(r.url.endswith(".avif") for r in loaded)


@pytest.mark.parametrize(("width", "in_a_row"), [(360, 3), (1440, 6)])
def test_logos_stand_in_rows(visit: Visit, pictured: Published, width: int, in_a_row: int) -> None:
    page = visit(f"{pictured.address}signatories/", Reader(width))
    columns = page.locator(".logos").evaluate("e => getComputedStyle(e).gridTemplateColumns")
    assert len(columns.split()) == in_a_row
    box = page.locator(".logos img").first.bounding_box()
    assert box
    assert box["height"] <= 40
    assert box["width"] <= 140
