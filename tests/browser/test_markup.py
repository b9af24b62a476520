"""What an editor can write in Markdown works in the page, without any script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader


@pytest.fixture
def page(visit: Visit, full: Published) -> Page:
    return visit(full.address + "markup/", Reader(360, script=False))


def test_tabs_show_one_text_at_a_time_and_mark_it(page: Page) -> None:
    first, second = (page.get_by_text(f"Text of the {tab}") for tab in ("first tab", "second"))
    labels = page.locator(".tabbed-labels > label")

    def marked() -> list[bool]:
        looks = (label.evaluate("e => getComputedStyle(e).boxShadow") for label in labels.all())
        return [look != "none" for look in looks]

    def shows(shown: Locator, hidden: Locator) -> None:
        expect(shown).to_be_visible()
        expect(hidden).to_be_hidden()

    shows(first, second)
    assert marked() == [True, False]
    page.locator(".tabbed-set > input").first.focus()
    page.keyboard.press("ArrowRight")
    shows(second, first)
    assert marked() == [False, True]
    page.get_by_text("First tab", exact=True).click()
    shows(first, second)


def test_boxes(page: Page) -> None:
    box = page.locator(".admonition")
    expect(box.locator(".admonition-title")).to_have_text("A plain box")
    assert box.evaluate("box => parseFloat(getComputedStyle(box).borderInlineStartWidth)") >= 1
    look = "p => [getComputedStyle(p).color, getComputedStyle(p).fontFamily]"
    around = page.get_by_text("A sentence with a note").evaluate(look)
    assert page.get_by_text("Text of the box.").evaluate(look) == around
    text, title = page.get_by_text("Text that was folded away"), page.locator("summary")
    expect(text).to_be_hidden()
    title.click()
    expect(text).to_be_visible()
    title.press("Enter")
    expect(text).to_be_hidden()


def test_columns_of_a_table_are_aligned(page: Page) -> None:
    aligned = page.locator("tbody td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell).textAlign)"
    )
    assert aligned == ["start", "center", "end"]
