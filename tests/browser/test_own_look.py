"""A campaign's own look, as readers see it: nothing moves, fails or is hidden by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, faults_of
from tests.browser.test_weight import BYTES
from tests.dressed import ELSEWHERE, build_look
from tests.once import once
from tests.sites import Built

FONTS = "() => document.fonts.ready.then(all => [...all].map(font => [font.family, font.status]))"


@pytest.fixture(scope="module")
def own(publish: Callable[[Built], Published]) -> Published:
    return publish(once("look", build_look))


@pytest.mark.parametrize(
    "reader", [Reader(360), Reader(1200, scheme="dark"), Reader(1200, forced=True)], ids=str
)
def test_nothing_moves_or_fails(reader: Reader, visit: Visit, own: Published) -> None:
    page = visit(own.address, reader, axe=True, until="networkidle")
    logo = page.locator(".site-logo")
    seen = logo.evaluate("e => [e.currentSrc, e.naturalWidth > 0]")
    name = "logo-dark.svg" if reader.scheme == "dark" else "logo.svg"
    assert seen == [f"{own.address}files/{name}", True]
    assert logo.bounding_box()["height"] == 40
    assert page.locator(".site-name").inner_text() == "The letter"
    assert page.evaluate(FONTS) == [["Campaign", "loaded"]]
    face = page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    assert face.startswith("Campaign, Charter")
    assert sum(visit.packed().values()) <= BYTES
    assert faults_of(page, reader) == []


def test_letters_that_the_font_lacks_come_from_another(visit: Visit, own: Published) -> None:
    page = visit(own.address, Reader(1200), until="networkidle")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    used = {}
    for name, text in (("latin", "An open letter"), ("arabic", "رسالة مفتوحة")):
        page.locator("h1").evaluate("(h1, text) => { h1.textContent = text; }", text)
        root = devtools.send("DOM.getDocument")["root"]["nodeId"]
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        while not (fonts := devtools.send("CSS.getPlatformFontsForNode", node)["fonts"]):
            page.wait_for_timeout(50)  # until the text is laid out anew
        used[name] = {font["isCustomFont"] for font in fonts}
    assert used["latin"] == {True}
    assert False in used["arabic"]


@pytest.mark.parametrize(("path", "title"), [("", "Our news"), ("es/", "Noticias")])
def test_a_link_to_another_site_stands_where_the_menu_puts_it(
    path: str, title: str, visit: Visit, own: Published
) -> None:
    link = visit(own.address + path, Reader(320)).locator(".site-nav a").first
    assert link.inner_text() == title
    assert link.get_attribute("href") == ELSEWHERE
    assert link.get_attribute("lang") is None
