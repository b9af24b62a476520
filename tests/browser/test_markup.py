"""What an editor can write in Markdown works in the page, without any script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Published
from tests.browser.readers import Reader

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit: Callable[..., Page], full: Published) -> Page:
    return visit(full.address + "markup/", Reader(360, script=False))


def test_tabs_show_one_text_at_a_time(page: Page) -> None:
    first, second = (
        page.get_by_text("Text of the first tab"),
        page.get_by_text("Text of the second"),
    )
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    page.get_by_text("Second tab", exact=True).click()
    expect(first).to_be_hidden()
    expect(second).to_be_visible()


def test_arrows_change_tabs_and_the_chosen_one_is_marked(page: Page) -> None:
    labels = page.locator(".tabbed-labels > label")
    mark = "label => getComputedStyle(label).boxShadow"
    assert labels.nth(0).evaluate(mark) != "none"
    assert labels.nth(1).evaluate(mark) == "none"
    page.locator(".tabbed-set > input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Text of the second")).to_be_visible()
    assert labels.nth(0).evaluate(mark) == "none"
    assert labels.nth(1).evaluate(mark) != "none"


def test_a_box_has_a_title_and_an_edge(page: Page) -> None:
    box = page.locator(".admonition")
    expect(box.locator(".admonition-title")).to_have_text("A plain box")
    assert box.evaluate("box => parseFloat(getComputedStyle(box).borderInlineStartWidth)") >= 1


def test_a_folded_box_opens_by_mouse_and_keyboard(page: Page) -> None:
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


def test_a_box_has_the_colour_and_typeface_of_the_text_around_it(page: Page) -> None:
    look = "p => [getComputedStyle(p).color, getComputedStyle(p).fontFamily]"
    box = page.get_by_text("Text of the box.").evaluate(look)
    assert box == page.get_by_text("A sentence with a note").evaluate(look)
