"""Sharing and copying: by pointer and keyboard, said politely, and absent without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.sites import ADDRESS

CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: %s})"
NOTE = "{writeText: async (text) => { window.copied = text; }}"
REFUSE = "{writeText: async () => { throw new Error('no leave'); }}"
SHEET = "navigator.share = async (data) => { window.shared = data; }"


@pytest.fixture
def page(visit: Visit, full: Published) -> Page:
    return visit(full.address)


def behaving(page: Page, *scripts: str, path: str = "") -> Page:
    """Open a page of the site anew, in a browser that behaves as the scripts say."""
    for script in scripts:
        page.add_init_script(script)
    page.goto(page.url + path)
    return page


def said(page: Page, part: str = ".share") -> Locator:
    return page.locator(f"{part} [role=status]")


def copied(page: Page) -> Any:
    return page.evaluate("window.copied")


@pytest.mark.parametrize("path", ["", "demands/demand-met/", "help-us-fight/"])
def test_the_link_is_copied_and_that_is_said(page: Page, path: str) -> None:
    behaving(page, CLIPBOARD % NOTE, path=path)
    expect(said(page)).to_have_text("")
    button = page.get_by_role("button", name="Copy link")
    button.click()
    expect(said(page)).to_have_text("Link copied")
    assert copied(page) == f"{ADDRESS}{path}"
    expect(button).to_be_focused()


def test_the_citation_is_copied_by_keyboard(page: Page) -> None:
    behaving(page, CLIPBOARD % NOTE)
    page.get_by_role("button", name="Copy citation").focus()
    page.keyboard.press("Enter")
    expect(said(page, "section[aria-labelledby=cite]")).to_have_text("Citation copied")
    assert copied(page) == page.locator(".citation").text_content()


def test_without_leave_for_the_clipboard_the_older_way_copies(page: Page) -> None:
    old = "() => { window.copied = document.activeElement.value; return true; }"
    behaving(page, CLIPBOARD % REFUSE, f"document.execCommand = {old}")
    page.get_by_role("button", name="Copy link").click()
    expect(said(page)).to_have_text("Link copied")
    assert copied(page) == ADDRESS
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


def test_where_nothing_copies_the_text_itself_is_shown(page: Page) -> None:
    behaving(page, CLIPBOARD % "undefined", "document.execCommand = () => false")
    page.get_by_role("button", name="Copy link").click()
    expect(said(page)).to_have_text(f"Copying failed. This is the text: {ADDRESS}")


def test_the_systems_sheet_opens_where_there_is_one(page: Page) -> None:
    behaving(page, SHEET, path="help-us-fight/")
    page.get_by_role("button", name="Share with…").click()
    assert page.evaluate("window.shared") == {
        "title": page.title(),
        "text": "Help us fight",
        "url": f"{ADDRESS}help-us-fight/",
    }


def test_a_sheet_that_is_closed_is_no_fault(page: Page) -> None:
    closed = "Promise.reject(new DOMException('', 'AbortError'))"
    behaving(page, f"navigator.share = () => {closed}")
    page.get_by_role("button", name="Share with…").click()
    page.wait_for_timeout(200)  # a rejection that nobody handled would reach the watch


def test_without_a_sheet_there_is_no_button_for_it(page: Page) -> None:
    behaving(page, "delete Navigator.prototype.share")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.locator("[data-share]")).to_be_hidden()


@pytest.mark.parametrize("path", ["", "press/", "embed/"])
def test_without_script_the_links_share_and_no_button_shows(
    path: str, visit: Visit, full: Published
) -> None:
    page = visit(full.address + path, Reader(script=False))
    expect(page.locator(".share li a").first).to_be_visible(visible=not path)
    expect(page.locator("button:visible")).to_have_count(0)
    expect(page.locator(".tools:visible")).to_have_count(0)
