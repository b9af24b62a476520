"""Sharing and copying: by pointer and keyboard, said politely, and absent without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Published
from tests.browser.readers import Reader
from tests.sites import ADDRESS

pytestmark = pytest.mark.browser

CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: %s})"
NOTE = "{writeText: async (text) => { window.copied = text; }}"
REFUSE = "{writeText: async () => { throw new Error('no leave'); }}"
SHEET = "navigator.share = async (data) => { window.shared = data; }"


@pytest.fixture
def open_with(visit: Callable[..., Page], full: Published) -> Callable[..., Page]:
    """Open a page of the site anew, with a browser that behaves as the given scripts say."""

    def go(path: str, *scripts: str) -> Page:
        page = visit(full.address + path)
        for script in scripts:
            page.add_init_script(script)
        page.reload()
        return page

    return go


def copied(page: Page) -> Any:
    return page.evaluate("window.copied")


@pytest.mark.parametrize("path", ["", "demands/demand-met/", "help-us-fight/"])
def test_the_link_is_copied_and_that_is_said(open_with: Callable[..., Page], path: str) -> None:
    page = open_with(path, CLIPBOARD % NOTE)
    status = page.locator(".share [role=status]")
    expect(status).to_have_text("")
    button = page.get_by_role("button", name="Copy link")
    button.click()
    expect(status).to_have_text("Link copied")
    assert copied(page) == f"{ADDRESS}{path}"
    expect(button).to_be_focused()


def test_the_citation_is_copied_by_keyboard(open_with: Callable[..., Page]) -> None:
    page = open_with("", CLIPBOARD % NOTE)
    button = page.get_by_role("button", name="Copy citation")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("section[aria-labelledby=cite] [role=status]")).to_have_text(
        "Citation copied"
    )
    assert copied(page) == page.locator(".citation").text_content()


def test_without_leave_for_the_clipboard_the_older_way_copies(
    open_with: Callable[..., Page],
) -> None:
    old = (
        "document.execCommand = () => "
        "{ window.copied = document.activeElement.value; return true; }"
    )
    page = open_with("", CLIPBOARD % REFUSE, old)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".share [role=status]")).to_have_text("Link copied")
    assert copied(page) == ADDRESS
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


def test_where_nothing_copies_the_text_itself_is_shown(open_with: Callable[..., Page]) -> None:
    page = open_with("", CLIPBOARD % "undefined", "document.execCommand = () => false")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".share [role=status]")).to_have_text(
        f"Copying failed. This is the text: {ADDRESS}"
    )


def test_the_systems_sheet_opens_where_there_is_one(open_with: Callable[..., Page]) -> None:
    page = open_with("help-us-fight/", SHEET)
    page.get_by_role("button", name="Share with…").click()
    shared = page.evaluate("window.shared")
    assert shared == {
        "title": page.title(),
        "text": "Help us fight",
        "url": f"{ADDRESS}help-us-fight/",
    }


def test_a_sheet_that_is_closed_is_no_fault(open_with: Callable[..., Page]) -> None:
    page = open_with(
        "", "navigator.share = () => Promise.reject(new DOMException('', 'AbortError'))"
    )
    page.get_by_role("button", name="Share with…").click()
    page.wait_for_timeout(200)  # a rejection that nobody handled would reach the watch


def test_without_a_sheet_there_is_no_button_for_it(open_with: Callable[..., Page]) -> None:
    page = open_with("", "delete Navigator.prototype.share")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.locator("[data-share]")).to_be_hidden()


def test_without_script_the_links_share_and_no_button_shows(
    visit: Callable[..., Page], full: Published
) -> None:
    page = visit(full.address, Reader(script=False))
    expect(page.locator(".share li a").first).to_be_visible()
    expect(page.locator("button:visible")).to_have_count(0)
    expect(page.locator(".tools:visible")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_are_large_enough_to_touch(
    visit: Callable[..., Page], full: Published, scheme: Any
) -> None:
    page = visit(full.address, Reader(360, scheme=scheme))
    for button in page.locator(".tool:visible").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
