"""How somebody reads, and what no page may do while they do."""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
)

SCRIPTS = Path(__file__).parent / "scripts"
AXE: str = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES_OF_LOOK = (
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
)
"""The rules of axe whose answer depends on the window or on colours."""


@dataclass(frozen=True)
class Reader:
    """A window and the settings of whoever looks into it."""

    width: int = 1440
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False
    script: bool = True
    calm: bool = False

    def __str__(self) -> str:
        """Return a name for a test of this reader."""
        colours = "forced" if self.forced else self.scheme
        return f"{self.width}-{colours}-{'script' if self.script else 'no-script'}"

    def context(self, browser: Browser) -> BrowserContext:
        """Return a new browser profile with these settings."""
        context = browser.new_context(
            viewport={"width": self.width, "height": self.height},
            color_scheme=self.scheme,
            forced_colors="active" if self.forced else "none",
            reduced_motion="reduce" if self.calm else "no-preference",
            java_script_enabled=self.script,
        )
        context.set_default_timeout(10_000)
        return context


class Watch:
    """Notes every message, error, failure and foreign request of a page from its first byte on."""

    def __init__(self, page: Page, *, missing: Sequence[str] = ()) -> None:
        """Watch a page; the addresses in `missing` are asked for although they do not exist."""
        self.faults: list[str] = []
        self.responses: list[Response] = []
        self._missing = missing
        page.on("console", self._message)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _message(self, message: ConsoleMessage) -> None:
        is_missing = message.type == "error" and message.location["url"] in self._missing
        if not is_missing:
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.hostname != "127.0.0.1" and address.scheme not in ("data", "blob"):
            self.faults.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure == "net::ERR_ABORTED":
            return  # what the browser still waited for when it went elsewhere
        self.faults.append(f"failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        self.responses.append(response)
        if response.status not in (200, 304) and response.url not in self._missing:
            self.faults.append(f"status {response.status}: {response.url}")


def run(page: Page, script: str, argument: Any = None) -> Any:
    """Run one of the files in scripts/ in the page; return what it returns."""
    return page.evaluate((SCRIPTS / f"{script}.js").read_text(encoding="utf-8"), argument)


def faults_of(page: Page, reader: Reader, rules: Sequence[str] | None = None) -> list[str]:
    """Return what is wrong for a reader with an open page that has loaded `AXE`, in any way.

    `rules` are those of axe to go by; all, if left out. axe comes last: it takes rows out of
    long lists.
    """
    found = [*run(page, "shift"), *run(page, "targets")]
    if reader.forced:
        found += run(page, "contrast")
    if reader.width < 400:
        found += run(page, "layout")
    if reader.script:
        found += accessibility_faults(page, rules)
    return found


def accessibility_faults(page: Page, rules: Sequence[str] | None = None) -> list[str]:
    """Return what axe finds by the given rules, or by all, in a page that has loaded `AXE`."""
    result = run(page, "axe_run", rules)
    assert "target-size" in result["passed"], "axe has looked at nothing"
    return list(result["faults"])
