"""Readers find their language, stay on the page, and search in their own words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.browser.test_search import results

DEMAND = "demands/provide-refuge/"


def test_the_switcher_works_by_keyboard_and_without_script(visit: Visit, real: Published) -> None:
    page = visit(real.address + DEMAND, Reader(360, script=False, calm=True))
    page.keyboard.press("Tab")  # the link that skips to the text
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Menu")
    page.keyboard.press("Enter")
    focused = page.locator("a:focus")
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused.count() and focused.inner_text() == "Español":
            break
    expect(focused).to_have_attribute("lang", "es")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{real.address}es/{DEMAND}")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".languages [aria-current]")).to_have_text("Español")
    page.locator(".menu-button").click()
    page.locator(".languages").get_by_text("English").click()
    expect(page).to_have_url(real.address + DEMAND)


def test_code_reads_from_left_to_right_in_every_page(visit: Visit, real: Published) -> None:
    page = visit(f"{real.address}ar/embed/")
    code = page.locator(".snippet code, .prose p code")
    assert code.count() > 2
    for one in code.all():
        assert one.evaluate("code => getComputedStyle(code).direction") == "ltr"
    sign = """code => {
        const range = document.createRange();
        range.setStart(code.firstChild, 0);
        range.setEnd(code.firstChild, 1);
        const box = code.closest("pre").getBoundingClientRect();
        return range.getBoundingClientRect().left - box.left;
    }"""
    assert page.locator(".snippet code").first.evaluate(sign) < 24  # its "<" stands at the left


@pytest.mark.parametrize("width", [360, 1440])
def test_a_page_from_right_to_left_begins_at_the_right(
    width: int, visit: Visit, real: Published
) -> None:
    page = visit(f"{real.address}ar/", Reader(width))
    for selector in (".site-name", ".opening .kicker", ".dateline time"):
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] > width / 2, selector
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).letterSpacing") == "normal"


@pytest.mark.parametrize(
    ("folder", "question", "other"),
    [
        ("es/", "asylum", "en"),
        ("", "refugio", "es"),
        ("es/", "peticiones", ""),
        ("ar/", "اللجوء", ""),
    ],
)
def test_words_of_every_language_are_found_and_the_readers_own_first(
    folder: str, question: str, other: str, visit: Visit, real: Published
) -> None:
    page = visit(f"{real.address}{folder}search.html?q={question}")
    expect(results(page).first).to_be_visible()
    found = results(page).evaluate_all("items => items.map(item => item.lang)")
    own = [position for position, lang in enumerate(found) if lang == ""]
    others = [position for position, lang in enumerate(found) if lang]
    assert other in found
    assert max(own, default=-1) < min(others, default=len(found))
    if own:
        assert f"/{folder}" in (results(page).first.locator("a").get_attribute("href") or "")


def test_names_are_found_from_a_translated_page(visit: Visit, demo: Published) -> None:
    page = visit(f"{demo.address}es/signatories/")
    page.get_by_label("Buscar un nombre").press_sequentially("example", delay=20)
    item = results(page).first
    expect(item).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("nombres")
    groups = ("Nacionales", "Estatales", "Religiosas", "Internacionales", "Personas", "Otras")
    assert any(group in item.inner_text() for group in groups)
    page.locator("summary", has_text="Acotar la lista").click()
    page.get_by_label("Grupo").select_option("Religiosas")
    expect(results(page).first).to_contain_text("Religiosas")
    results(page).first.locator("a").click()
    page.wait_for_url("**/es/signatories/**")
    assert page.locator("html").get_attribute("lang") == "es"
