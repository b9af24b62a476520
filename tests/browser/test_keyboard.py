"""The Tab key reaches everything, once and in order, and what it reaches can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, run

READERS = [
    Reader(1440, calm=True),
    Reader(320, 256, scheme="dark", calm=True),
    Reader(360, 740, calm=True),
    Reader(1440, forced=True, calm=True),
]
TYPES = (
    "",
    "demands/",
    "demands/demand-met/",
    "help-us-fight/",
    "signatories/",
    "about/",
    "markup/",
)
"""One page of each type, and the one with all markup."""
SCRIPTED = ("search.html", "signatories/")


@pytest.mark.parametrize(
    "reader",
    [
        pytest.param(r, id=str(r), marks=pytest.mark.deep if number > 1 else ())
        for number, r in enumerate(READERS)
    ],
)
@pytest.mark.parametrize("path", [*TYPES, "search.html"])
def test_tab_walks_through_the_page(
    reader: Reader, path: str, visit: Visit, full: Published
) -> None:
    page = visit(full.address + path, reader)
    if path in SCRIPTED:
        page.locator("input[type=search]").wait_for()
    names: list[str] = run(page, "stops")
    reached, faults = _walk(page, len(names))
    assert not faults, "\n".join(faults)
    assert [names[index] for index in reached] == names


def test_the_first_stop_skips_to_the_text(visit: Visit, full: Published) -> None:
    for path in ("", "about/"):
        page = visit(full.address + path, Reader(360, calm=True))
        skip = page.locator(".skip")
        assert not _is_on_screen(page, ".skip")
        page.keyboard.press("Tab")
        assert skip.evaluate("element => element === document.activeElement")
        assert _is_on_screen(page, ".skip")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.localName") == "main"
        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.closest('main, footer')?.localName")
        assert first == ("main" if page.locator("main :is(a, input)").count() else "footer"), path


def _walk(page: Page, number: int) -> tuple[list[int], list[str]]:
    """Press Tab until the page's end; return the stops reached, and all faults."""
    reached: list[int] = []
    faults: list[str] = []
    for _ in range(2 * number + 5):
        page.keyboard.press("Tab")
        present = page.evaluate("window.stops.present()")
        if present is None or (reached and present["index"] == reached[0]):
            return reached, faults
        faults += present["faults"]
        if present["index"] >= 0:
            reached.append(present["index"])
        elif not present["scrolls"]:  # Chromium lets the keyboard scroll what is too wide
            faults.append(f"{present['name']}: a stop that does nothing")
    return reached, [*faults, "Tab does not come to the page's end"]


def _is_on_screen(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box is not None and box["y"] >= 0
