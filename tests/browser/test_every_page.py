"""Every page, as each kind of reader gets it: accessible, quiet, whole and at home."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Published, Visit
from tests.browser.readers import RULES_OF_LOOK, Reader, run
from tests.shapes import SHAPES, built_shape
from tests.sites import Built

PLAIN = Reader(320)
"""The reader for whom axe runs all its rules; for the others those that depend on the look."""
SCRIPTLESS = Reader(320, script=False)
ALWAYS = (PLAIN, SCRIPTLESS, Reader(320, scheme="dark"), Reader(1440, forced=True))
"""Readers who together have each property once; the other combinations take minutes more."""
COLOURS = ({"scheme": "light"}, {"scheme": "dark"}, {"forced": True})
READERS = dict.fromkeys(
    [
        *ALWAYS,
        *(Reader(width, **colours) for width, colours in product((320, 768, 1440), COLOURS)),
        Reader(1440, script=False),
        Reader(1440, scheme="dark", script=False),
        Reader(320, forced=True, script=False),
    ]
)
MISSING = ("no-such-page", "no-such-page/below/it")
KINDS = (
    "",
    "demands/",
    "demands/rescind-harmful-policies/",
    "help-us-fight/",
    "signatories/",
    "updates/",
    "ar/",
    "ar/demands/",
    "search.html",
    MISSING[0],
)
"""Pages of the first campaign that differ from each other in their look."""
OWN = ("", "markup/", "help-us-fight/", "signatories/", "take-part/", "demands/",
       "demands/demand-met/", "updates/", "updates/first-note/", "reading/", "press/", "embed/",
       "embed/count/", "embed/tracker/")  # fmt: skip
"""One page of each kind of the campaign that uses everything."""
CHOSEN = {"full": OWN, "versions": ("", "versions/1/", "versions/2/"), "look": ("", "help/")}
CASES = [(name, r) for name in ("real", "demo", "full", "versions", "look") for r in READERS]
CASES += [(name, r) for name in SHAPES for r in (PLAIN, Reader(1440, scheme="dark"))]


def paths(name: str, site: Published, reader: Reader) -> list[str]:
    """Return what a reader visits: all pages, or one of each kind if only their look can differ."""
    if name == "real" and reader not in (PLAIN, SCRIPTLESS):
        return [*KINDS]
    if name == "demo":
        return ["", "signatories/", site.longest_list]
    if name in CHOSEN:
        return [*CHOSEN[name]]
    pages = [path for path in site.pages if "/individuals/" not in path]  # as in the long list
    if reader == PLAIN:  # pages in Spanish differ from the English ones in their words alone
        pages = [path for path in pages if not path.startswith("es/") or path == "es/"]
    return [*pages, *(MISSING if name == "real" else ())]


def marks(name: str, reader: Reader) -> tuple[pytest.MarkDecorator, ...]:
    is_always = reader == PLAIN or (reader in ALWAYS and name not in SHAPES)
    return () if is_always else (pytest.mark.deep,)


@pytest.mark.parametrize(
    ("name", "reader"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}", marks=marks(*case)) for case in CASES],
)
def test_every_page_is_fit_for(
    name: str,
    reader: Reader,
    visit: Visit,
    publish: Callable[[Built], Published],
    request: pytest.FixtureRequest,
) -> None:
    shape = name in SHAPES
    site = publish(built_shape(name)) if shape else request.getfixturevalue(name)
    missing = [site.address + path for path in MISSING]
    page = visit("about:blank", reader, axe=True, missing=missing)
    rules = None if reader == PLAIN or name == "versions" else RULES_OF_LOOK
    for path in paths(name, site, reader):
        response = visit.judge(page, site.address + path, reader, rules)
        assert response
        assert (response.status == 404) is (path in MISSING)


@pytest.mark.parametrize(
    ("path", "width"),
    [("signatories/", 360), ("signatories/", 1440), ("search.html?q=refuge", 360)],
)
def test_a_script_that_comes_late_moves_nothing(
    width: int, path: str, visit: Visit, full: Published
) -> None:
    page = visit("about:blank", Reader(width))
    held: list[Route] = []
    is_late = True
    page.route("**/*.js", lambda route: held.append(route) if is_late else route.continue_())
    page.goto(full.address + path, wait_until="commit")
    page.locator("footer").wait_for()
    page.wait_for_timeout(300)
    assert held, "the page has no script to wait for"
    is_late = False
    for route in held:
        route.continue_()
    page.locator("input[type=search]").wait_for()
    page.wait_for_load_state("networkidle")
    assert run(page, "shift") == []
