"""Pictures and logos in a browser: nothing moves when they arrive, and small ones are taken."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Published
from tests.browser.readers import Reader, Watch
from tests.build.test_logos import FILES, LOGOS, rows
from tests.example import PAGES, example
from tests.photographs import photograph
from tests.sites import build, served

pytestmark = pytest.mark.browser

PICTURE = {"file": "files/crowd.jpg", "alt": "A crowd", "credit": "Photograph: Ada Sample"}
MOST_BYTES = {360: 90_000, 1440: 200_000}
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => list.getEntries().forEach((e) => sum += e.value));
  watch.observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 500);
})"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    pages = {
        name: (PAGES[name][0] | {"picture": PICTURE}, PAGES[name][1])
        for name in ("index.md", "help.md", "demands/act-now.md", "updates/first-hearing.md")
    }
    wide = 'Seen.\n\n![A crowd](files/crowd.jpg "From the tower"){ .wide }\n\nLater.'
    pages["about.md"] = (PAGES["about.md"][0], wide)
    files = FILES | {"docs/files/crowd.jpg": photograph()}
    folder = tmp_path_factory.mktemp("pictures") / "x"
    built = build(example(folder, pages=pages, rows=rows(LOGOS), files=files))
    assert built.code == 0, built.output
    with served(built.site) as address:
        yield Published(built, address)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["", "help/", "demands/act-now/", "about/", "signatories/"])
def test_nothing_moves_and_little_is_loaded(
    browser: Browser, pictured: Published, path: str, width: int
) -> None:
    with Reader(width).context(browser) as context:
        page = context.new_page()
        watch = Watch(page)
        page.goto(f"{pictured.address}{path}", wait_until="networkidle")
        assert page.evaluate(SHIFTS) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        loaded = [r for r in watch.responses if "assets/pictures/" in r.url]
        assert len(loaded) == (path in ("", "help/", "demands/act-now/"))
        assert all(len(r.body()) <= MOST_BYTES[width] for r in loaded)
        assert all(r.url.endswith(".avif") for r in loaded)


@pytest.mark.parametrize(("width", "in_a_row"), [(360, 3), (1440, 6)])
def test_logos_stand_in_rows(
    browser: Browser, pictured: Published, width: int, in_a_row: int
) -> None:
    with Reader(width).context(browser) as context:
        page = context.new_page()
        page.goto(f"{pictured.address}signatories/")
        columns = page.locator(".logos").evaluate("e => getComputedStyle(e).gridTemplateColumns")
        assert len(columns.split()) == in_a_row
        box = page.locator(".logos img").first.bounding_box()
        assert box
        assert box["height"] <= 40
        assert box["width"] <= 140
