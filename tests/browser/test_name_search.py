"""The search over a list that is too long for one page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Published
from tests.browser.readers import Reader
from tests.conftest import DEMO_SIGNERS

pytestmark = pytest.mark.browser

LABEL = "Find a name"
ALL = f"{DEMO_SIGNERS:,}"


def test_it_finds_a_name_on_any_page_and_leads_to_it(
    visit: Callable[..., Page], demo: Published
) -> None:
    on_list = visit(demo.address + demo.longest_list)
    name = on_list.locator(".names bdi").first.inner_text()
    page = visit(demo.address + "signatories/")
    page.get_by_label(LABEL).fill(name.upper())
    found = page.locator("[data-search-results] a").filter(has=page.get_by_text(name, exact=True))
    expect(found).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text(f" of {ALL} names")
    found.click()
    expect(page.locator(".names").get_by_text(name, exact=True)).to_be_visible()
    assert page.url.startswith(demo.address + demo.longest_list)


def test_it_says_when_nothing_matches(visit: Callable[..., Page], demo: Published) -> None:
    page = visit(demo.address + "signatories/")
    page.get_by_label(LABEL).fill("qqqqqq")
    expect(page.get_by_role("status")).to_have_text(f"0 of {ALL} names")
    expect(page.locator("[data-search-results] li")).to_have_count(0)


def test_it_can_be_shared_and_cleared(visit: Callable[..., Page], demo: Published) -> None:
    page = visit(demo.address + "signatories/?q=example+guild")
    expect(page.get_by_label(LABEL)).to_have_value("example guild")
    expect(page.locator("[data-search-results] li").first).to_be_visible()
    page.get_by_label(LABEL).fill("")
    expect(page.locator("[data-search-results] li")).to_have_count(0)
    expect(page).to_have_url(demo.address + "signatories/")


def test_more_names_go_on_where_the_first_ended(
    visit: Callable[..., Page], demo: Published
) -> None:
    page = visit(demo.address + "signatories/?q=example")
    rows = page.locator("[data-search-results] li")
    expect(rows).to_have_count(20)
    page.get_by_role("button", name="More names").press("Enter")
    expect(rows).to_have_count(40)
    expect(rows.nth(20).locator("a")).to_be_focused()


def test_without_script_every_name_is_reached_by_links(
    visit: Callable[..., Page], demo: Published
) -> None:
    page = visit(demo.address + "signatories/", Reader(script=False))
    expect(page.locator("input:visible")).to_have_count(0)
    page.get_by_role("link", name="names: Individuals").click()
    seen = page.locator(".names > li").count()
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        seen += page.locator(".names > li").count()
    assert f" of {seen:,} · " in page.locator("main header").inner_text()
