"""Every page, as each kind of reader gets it: accessible, quiet, whole and at home."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import Published, Visit
from tests.browser.readers import RULES_OF_LOOK, Reader, run

COLOURS = ({"scheme": "light"}, {"scheme": "dark"}, {"forced": True})
PLAIN = Reader(360)
"""The reader for whom axe runs all its rules; for the others those that depend on the look."""
SCRIPTLESS = Reader(360, script=False)
READERS = [
    *(Reader(width, **colours) for width, colours in product((360, 1440), COLOURS)),
    SCRIPTLESS,
    Reader(1440, script=False),
    Reader(1440, scheme="dark", script=False),
    Reader(360, forced=True, script=False),
]
ALWAYS = (PLAIN, SCRIPTLESS, Reader(360, scheme="dark"), Reader(1440, forced=True))
"""Readers who together have each property once; the other combinations take minutes more."""
MISSING = ("no-such-page", "no-such-page/below/it")


KINDS = (
    "demands/",
    "demands/rescind-harmful-policies/",
    "help-us-fight/",
    "signatories/",
    "updates/",
    "ar/",
    "ar/demands/",
)
"""Pages that differ from each other in their look; the letter is one more."""


OWN = ("", "markup/", "help-us-fight/", "signatories/", "take-part/", "demands/",
       "demands/demand-met/", "updates/", "updates/first-note/", "reading/", "press/", "embed/",
       "embed/count/", "embed/tracker/")  # fmt: skip
"""One page of each kind of the campaign that uses everything."""


def addresses(reader: Reader, real: Published, demo: Published, full: Published) -> list[str]:
    """Return what a reader visits: all pages, or one of each kind if only their look can differ."""
    every = reader in (PLAIN, SCRIPTLESS)
    pages = [*real.pages, *MISSING] if every else ["", *KINDS, "search.html", MISSING[0]]
    if reader == PLAIN:  # the Spanish pages differ from the English ones in their words alone
        pages = [page for page in pages if not page.startswith("es/") or page == "es/"]
    found = [real.address + page for page in pages]
    found += [
        demo.address + page for page in dict.fromkeys(["", "signatories/", demo.longest_list])
    ]
    return found + [full.address + page for page in OWN]


@pytest.mark.parametrize(
    "reader",
    [pytest.param(r, id=str(r), marks=() if r in ALWAYS else pytest.mark.deep) for r in READERS],
)
def test_every_page_is_fit_for(
    reader: Reader, visit: Visit, real: Published, demo: Published, full: Published
) -> None:
    missing = [real.address + path for path in MISSING]
    page = visit(full.address, reader, axe=True, missing=missing)
    for address in addresses(reader, real, demo, full):
        rules = None if reader == PLAIN else RULES_OF_LOOK
        response = visit.judge(page, address, reader, rules)
        assert response
        assert (response.status == 404) is (address in missing)


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["signatories/", "search.html?q=refuge"])
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
