"""One browser a session, the sites it visits, and pages that are watched while they are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.readers import Reader, Watch
from tests.full_site import build_full_site
from tests.once import once
from tests.sites import ADDRESS, Built, served
from tests.tools.ensure_browser import HELP, find_browser

# On a machine that does much else at once, a worker and an index take their time.
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Published:
    """A built site and the address at which it is served, with a slash at its end."""

    built: Built
    address: str

    @property
    def pages(self) -> list[str]:
        """Addresses of all its pages, below its own."""
        files = sorted(self.built.site.rglob("*.html"))
        paths = [file.relative_to(self.built.site).as_posix() for file in files]
        return [path.removesuffix("index.html") for path in paths if path != "404.html"]

    @property
    def longest_list(self) -> str:
        """Address of the page with the most names, below the site's own."""
        files = (self.built.site / "signatories").rglob("index.html")
        longest = max(files, key=lambda file: file.read_bytes().count(b"<bdi>"))
        return f"{longest.parent.relative_to(self.built.site).as_posix()}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if path is None:
        pytest.fail(HELP, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Built], Published]]:
    """Serve a built site below the path of its address, as a host with many sites does."""
    with ExitStack() as stack:

        def serve(built: Built) -> Published:
            path = urlsplit(ADDRESS).path.strip("/")
            top: Path = tmp_path_factory.mktemp("served")
            (top / path).symlink_to(built.site, target_is_directory=True)
            (top / "404.html").symlink_to(built.site / "404.html")
            return Published(built, f"{stack.enter_context(served(top))}{path}/")

        yield serve


@pytest.fixture(scope="session")
def real(real_site: Built, publish: Callable[[Built], Published]) -> Published:
    """The first campaign."""
    return publish(real_site)


@pytest.fixture(scope="session")
def demo(demo_site: Built, publish: Callable[[Built], Published]) -> Published:
    """The same with 5,000 invented signatories."""
    return publish(demo_site)


@pytest.fixture(scope="session")
def full(publish: Callable[[Built], Published]) -> Published:
    """A campaign that uses everything."""
    built = once("full", build_full_site)
    assert built.code == 0, built.output
    return publish(built)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address as a reader; whatever a page must not do fails the test at its end."""
    with ExitStack() as stack:
        watches: list[Watch] = []

        def go(address: str, reader: Reader | None = None) -> Page:
            context = stack.enter_context((reader or Reader()).context(browser))
            page = context.new_page()
            watches.append(Watch(page))
            page.goto(address)
            return page

        yield go
        faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)
