"""A copy of the site that opens from a disk: its links lead to pages, not to lists of files."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.readers import Watch
from tests.sites import Built


def test_every_link_of_the_site_leads_to_a_file(browser: Browser, real_site: Built) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        watch = Watch(page)
        seen: set[str] = set()
        waiting = [(real_site.site / "index.html").as_uri()]
        while waiting and len(seen) < 12:
            address = waiting.pop(0)
            page.goto(address)
            assert page.locator("h1").is_visible(), address
            seen.add(address)
            links: list[str] = page.evaluate(
                "() => [...document.links].filter(a => a.protocol === 'file:').map(a => a.href)"
            )
            assert links
            for link in links:
                assert not link.partition("#")[0].endswith("/"), f"{address} leads to {link}"
                if (plain := link.partition("#")[0]).endswith("index.html"):
                    waiting += {plain} - seen - {*waiting}
        assert [f for f in watch.faults if not f.startswith("foreign request: file:")] == []


def test_a_reader_goes_from_page_to_page(browser: Browser, real_site: Built) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((real_site.site / "index.html").as_uri())
        page.locator("header nav a", has_text="Demands").click()
        assert page.url.endswith("/demands/index.html")
        page.locator("header a[hreflang=es]").click()
        assert page.url.endswith("/es/demands/index.html")
        assert page.locator("html").get_attribute("lang") == "es"
    # The script for this stands in the pages alone.
    assert not (real_site.site / "partials").exists()
