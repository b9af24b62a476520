"""One browser a session, the sites it visits, and pages that are watched while they are open."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from tests.browser.readers import AXE, Reader, Watch, faults_of
from tests.build.test_versions import in_two_versions
from tests.dressed import build_look
from tests.full_site import build_full_site
from tests.sites import ADDRESS, Built, once, served
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
    return publish(once("full", build_full_site))


@pytest.fixture(scope="session")
def versions(publish: Callable[[Built], Published]) -> Published:
    """A letter of two versions."""
    return publish(in_two_versions())


@pytest.fixture(scope="session")
def look(publish: Callable[[Built], Published]) -> Published:
    """A campaign with its own colours, logo and typeface, below a base path."""
    return publish(once("look", build_look))


class Visit:
    """Opens addresses as readers do, and notes whatever their pages must not do."""

    def __init__(self, browser: Browser, stack: ExitStack) -> None:
        self._browser, self._stack = browser, stack
        self.watches: list[Watch] = []

    @property
    def responses(self) -> list[Response]:
        """What the page that was opened last has loaded."""
        return self.watches[-1].responses

    def fault(self, where: str, found: Sequence[str]) -> None:
        """Note what is wrong on a page, to be told with all else at the test's end."""
        self.watches[-1].faults += [f"{where}: {fault}" for fault in found]

    def judge(
        self, page: Page, address: str, reader: Reader, rules: Sequence[str] | None = None
    ) -> Response | None:
        """Open an address in a page, and note all that is wrong there for this reader."""
        response = page.goto(address)
        assert page.locator("h1").is_visible()
        self.fault(address, faults_of(page, reader, rules))
        return response

    def packed(self) -> dict[str, int]:
        """Return the size of each of these responses, as a server sends it."""
        return {each.url: len(gzip.compress(each.body(), 6)) for each in self.responses}

    def __call__(
        self,
        address: str,
        reader: Reader | None = None,
        *,
        axe: bool = False,
        missing: Sequence[str] = (),
        until: Any = "load",
    ) -> Page:
        """Open an address in a browser profile of its own; with `axe`, axe can look at it.

        The addresses in `missing` may be asked for although they do not exist.
        """
        context = self._stack.enter_context((reader or Reader()).context(self._browser))
        if axe:
            context.add_init_script(AXE)  # a page's policy does not hold for it
        page = context.new_page()
        self.watches.append(Watch(page, missing=missing))
        page.goto(address, wait_until=until)
        return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open addresses as a reader; whatever a page must not do fails the test at its end."""
    with ExitStack() as stack:
        visit = Visit(browser, stack)
        yield visit
        faults = [fault for watch in visit.watches for fault in watch.faults]
    assert not faults, "\n".join(faults)
