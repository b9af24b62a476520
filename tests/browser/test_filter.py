"""The filter of the signatories: what it finds, says and leaves alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.full_site import INDIVIDUALS, ORGANIZATIONS

ALL = INDIVIDUALS + ORGANIZATIONS
LABEL = "Find a name"


@pytest.fixture
def page(visit: Visit, full: Published) -> Page:
    return visit(full.address + "signatories/")


def test_it_ignores_case_accents_and_punctuation(page: Page) -> None:
    for typed, name in (
        ("nandu", "Ñandú Example"),
        ("ÑANDÚ EXAMPLE", "Ñandú Example"),
        ("ca example", "Ça Example"),
        ("zoe o'example", "Zoë O’Example-Núñez"),
        ("example, nunez!", "Zoë O’Example-Núñez"),
        ("  guild   5 ", "Example Guild 5"),
        ("lucja", "Łucja Example"),
        ("oystein", "Øystein Example"),
    ):
        page.get_by_label(LABEL).fill(typed)
        expect(names(page)).to_contain_text([name])
        expect(names(page)).to_have_count(1)
        expect(page.get_by_role("status")).to_have_text(f"1 of {ALL} names")


def test_it_shows_all_that_match_and_brings_all_back(page: Page) -> None:
    field, status = page.get_by_label(LABEL), page.get_by_role("status")
    headings = page.locator("h3:visible").count()
    assert headings > 10
    field.fill("example guild")
    expect(status).to_have_text(f"{ORGANIZATIONS} of {ALL} names")
    expect(names(page)).to_have_count(ORGANIZATIONS)
    expect(page.locator("h3:visible")).to_have_count(0)
    field.fill("zzzz")
    expect(status).to_have_text(f"0 of {ALL} names")
    expect(names(page)).to_have_count(0)
    field.fill("")
    expect(names(page)).to_have_count(ALL)
    expect(status).to_have_text("")
    expect(page.locator("h3:visible")).to_have_count(headings)
    expect(page.locator(".alphabet")).to_be_visible()


def test_a_keyboard_is_enough(page: Page) -> None:
    field = page.get_by_label(LABEL)
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.type("guild 5")
    expect(page.get_by_role("status")).to_have_text(f"1 of {ALL} names")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.closest('.name-search') !== null"):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Example Guild 5"
    while not field.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(names(page)).to_have_count(ALL)


def test_without_script_all_names_are_there(visit: Visit, full: Published) -> None:
    page = visit(full.address + "signatories/", Reader(script=False))
    expect(names(page)).to_have_count(ALL)
    expect(page.locator("input:visible")).to_have_count(0)


def names(page: Page) -> Locator:
    return page.locator(".names > li").filter(visible=True)
