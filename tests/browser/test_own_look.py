"""A campaign's own look, as readers see it: nothing moves, fails or is hidden by it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from campaign.look.colours import TEXT, contrast, hexadecimal
from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.browser.test_opening import BYTES
from tests.build.reading import linked_data
from tests.dressed import COLOURS, ELSEWHERE
from tests.sites import ADDRESS

FONTS = "() => document.fonts.ready.then(all => [...all].map(font => [font.family, font.status]))"


@pytest.mark.parametrize("reader", [Reader(360), Reader(1200, scheme="dark")], ids=str)
def test_its_logo_and_typeface_are_seen_and_light(
    reader: Reader, visit: Visit, look: Published
) -> None:
    page = visit(look.address, reader, until="networkidle")
    logo = page.locator(".site-logo")
    seen = logo.evaluate(
        "e => [e.currentSrc, e.naturalWidth > 0, ...['width', 'height', 'alt']"
        ".map(name => e.getAttribute(name))]"
    )
    name = "logo-dark.svg" if reader.scheme == "dark" else "logo.svg"
    assert seen == [f"{look.address}files/{name}", True, "120", "40", ""]
    assert logo.bounding_box()["height"] == 40
    assert page.locator(".site-name").inner_text() == "The letter"
    assert page.evaluate(FONTS) == [["Campaign", "loaded"]]
    face = page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    assert face.startswith("Campaign, Charter")
    assert sum(visit.packed().values()) <= BYTES
    assert "logo" not in look.built.html("embed/count")
    (site,) = (node for node in linked_data(look.built) if node["@type"] == "WebSite")
    assert site["image"] == f"{ADDRESS}files/logo.svg"


@pytest.mark.parametrize("reader", [Reader(360), Reader(360, scheme="dark")], ids=str)
def test_its_colours_are_seen(reader: Reader, visit: Visit, look: Published) -> None:
    page = visit(f"{look.address}help/", reader)
    paper, button = (colour(page, part, "backgroundColor") for part in ("html", ".button"))
    if reader.scheme == "light":
        assert (paper, button) == (COLOURS["paper"], COLOURS["accent"])
    else:
        assert paper == "#16171a"  # as it is without any choice
        assert button != COLOURS["accent"]
        assert contrast(colour(page, ".button", "color"), button) >= TEXT
    theme = page.locator(f"meta[name=theme-color][media*={reader.scheme}]")
    assert theme.get_attribute("content") == paper
    page.goto(f"{look.address}embed/count/")
    assert colour(page, "html", "backgroundColor") == paper
    accent = colour(page, "main", "borderBlockStartColor")
    assert (accent == COLOURS["accent"]) is (reader.scheme == "light")
    assert contrast(accent, paper) >= TEXT
    icon = look.built.html("assets/favicon.svg")
    assert f'fill="{COLOURS["accent"]}"' in icon
    assert f'stroke="{COLOURS["paper"]}"' in icon
    assert f'fill="{COLOURS["accent"]}"' in look.built.html("badge.svg")


def colour(page: Page, selector: str, name: str) -> str:
    found = page.locator(selector).first.evaluate(f"e => getComputedStyle(e)['{name}']")
    red, green, blue = (int(part) for part in found.strip("rgb()").split(","))
    return hexadecimal((red, green, blue))


def test_letters_that_the_font_lacks_come_from_another(visit: Visit, look: Published) -> None:
    page = visit(look.address, Reader(1200), until="networkidle")
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
    path: str, title: str, visit: Visit, look: Published
) -> None:
    link = visit(look.address + path, Reader(320)).locator(".site-nav a").first
    assert link.inner_text() == title
    assert link.get_attribute("href") == ELSEWHERE
    assert link.get_attribute("lang") is None
