"""A letter of several versions, and a version's own page, as each kind of reader gets them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, darkness
from tests.build.test_versions import SIGNED, TWO
from tests.example import campaign
from tests.sites import Built

READERS = [
    *(Reader(width, scheme=s) for width in (320, 768, 1440) for s in ("light", "dark")),  # type: ignore[arg-type]
    Reader(320, forced=True),
    Reader(360, script=False),
]


@pytest.fixture(scope="module")
def versions(publish: Callable[[Built], Published]) -> Published:
    return publish(campaign(rows=SIGNED, files=TWO))


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_every_page_is_fit_for(reader: Reader, visit: Visit, versions: Published) -> None:
    page = visit(versions.address, reader, axe=True)
    for path in ("", "versions/1/", "versions/2/"):
        visit.judge(page, versions.address + path, reader)


def test_from_the_letter_to_what_was_signed_and_back(visit: Visit, versions: Published) -> None:
    page = visit(versions.address, Reader(360, script=False))
    page.get_by_role("link", name="Version 2, March 3, 2021").click()
    assert page.url.endswith("#versions")
    page.locator(".versions").get_by_role("link", name="Version 1").click()
    assert page.locator(".letter-body").inner_text().split("\n\n")[1] == "We ask."
    page.get_by_role("link", name="Later version Version 2, March 3, 2021").click()
    assert page.locator(".letter-body").inner_text().split("\n\n")[1] == "We beg."
    assert page.locator("ins").inner_text().split() == "Added: beg. (end of what was added)".split()
    page.get_by_role("link", name="The letter", exact=True).first.click()
    assert page.url == versions.address


def test_on_paper(visit: Visit, versions: Published) -> None:
    page = visit(versions.address + "versions/2/", Reader(720, scheme="dark"))
    page.emulate_media(media="print")
    assert not page.locator(".neighbours").is_visible()
    assert not page.locator(".site-nav").is_visible()
    for part in (".letter-body p", "h1", "del", "ins", ".hash"):
        found = page.locator(part).first
        assert found.is_visible()
        assert darkness(found) < 130, part
