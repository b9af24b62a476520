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


@pytest.mark.parametrize(
    ("path", "part", "button", "text", "words"),
    [
        ("", "cite", "Copy citation", ".citation", "Citation copied"),
        ("embed/", "badge", "Copy this Markdown", "pre code >> nth=-1", "Copied"),
    ],
)
def test_what_to_cite_and_to_embed_is_copied_by_keyboard(
    page: Page, path: str, part: str, button: str, text: str, words: str
) -> None:
    behaving(page, CLIPBOARD % NOTE, path=path)
    section = f"section[aria-labelledby={part}]"
    page.get_by_role("button", name=button).focus()
    page.keyboard.press("Enter")
    expect(said(page, section).last).to_have_text(words)
    assert copied(page) == page.locator(section).locator(text).text_content()


@pytest.mark.parametrize(
    ("clipboard", "old_way_copies", "words"),
    [
        (REFUSE, True, "Link copied"),
        ("undefined", False, f"Copying failed. This is the text: {ADDRESS}"),
    ],
)
def test_without_the_clipboard_the_older_way_copies_or_the_text_is_shown(
    page: Page, clipboard: str, old_way_copies: bool, words: str
) -> None:
    old = "() => { window.copied = document.activeElement.value; return %s; }"
    behaving(
        page, CLIPBOARD % clipboard, f"document.execCommand = {old % str(old_way_copies).lower()}"
    )
    page.get_by_role("button", name="Copy link").click()
    expect(said(page)).to_have_text(words)
    assert copied(page) == ADDRESS
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy link")).to_be_focused()


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
