"""A letter of several versions, and a version's own page, as each kind of reader gets them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Published
from tests.browser.readers import AXE, Reader, Watch, faults_of
from tests.build.test_versions import SIGNED, TWO
from tests.example import example
from tests.sites import Built, build

pytestmark = pytest.mark.browser

READERS = [
    *(Reader(width, scheme=s) for width in (320, 768, 1440) for s in ("light", "dark")),  # type: ignore[arg-type]
    Reader(320, forced=True),
    Reader(360, script=False),
]


@pytest.fixture(scope="module")
def versions(
    tmp_path_factory: pytest.TempPathFactory, publish: Callable[[Built], Published]
) -> Published:
    built = build(example(tmp_path_factory.mktemp("versions") / "x", rows=SIGNED, files=TWO))
    assert built.code == 0, built.output
    return publish(built)


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_every_page_is_fit_for(reader: Reader, browser: Browser, versions: Published) -> None:
    faults: list[str] = []
    with reader.context(browser) as context:
        context.add_init_script(AXE)
        page = context.new_page()
        watch = Watch(page)
        for path in ("", "versions/1/", "versions/2/"):
            page.goto(versions.address + path)
            assert page.locator("h1").is_visible()
            found = faults_of(page, reader)
            faults += [f"{path}: {fault}" for fault in [*found, *watch.faults]]
            watch.faults.clear()
    assert not faults, "\n".join(faults)


def test_from_the_letter_to_what_was_signed_and_back(
    visit: Callable[..., Page], versions: Published
) -> None:
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


def test_on_paper(visit: Callable[..., Page], versions: Published) -> None:
    page = visit(versions.address + "versions/2/", Reader(720, scheme="dark"))
    page.emulate_media(media="print")
    assert not page.locator(".neighbours").is_visible()
    assert not page.locator(".site-nav").is_visible()
    for part in (".letter-body p", "h1", "del", "ins", ".hash"):
        found = page.locator(part).first
        assert found.is_visible()
        colour = found.evaluate("e => getComputedStyle(e).color")
        assert max(map(int, colour.removeprefix("rgb(").removesuffix(")").split(","))) < 130, part
