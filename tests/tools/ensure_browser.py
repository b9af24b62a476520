"""Find a Chromium for the browser tests, and install one where that is possible.

Run by `make test`. Tests take the path from `find_browser()`, so that the browser
that was found here is the browser they start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

HELP = """\
The browser tests need Chromium or Chrome, and none was found or could be installed.
Do one of these, then run `make test` again:
  Debian, Ubuntu   sudo apt-get install chromium
  macOS            brew install --cask google-chrome
  elsewhere        .venv/bin/playwright install chromium
  already there?   CHROMIUM=/path/to/chromium make test
Without a browser, `make check` runs all that needs none."""


def find_browser() -> Path | None:
    """Return the browser to test with, or None; `CHROMIUM` in the environment decides if set."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            sys.exit(f"CHROMIUM is {chosen!r}, which is not a program that can be run.")
        return Path(found)
    for command in COMMANDS:
        found = shutil.which(command)
        if found is not None:
            return Path(found)
    for app in MAC_APPS:
        if Path(app).is_file():
            return Path(app)
    return _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def _run(*command: str) -> bool:
    print("+", " ".join(command), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _install() -> None:
    debian = Path("/etc/debian_version").is_file() and shutil.which("apt-get") is not None
    if debian and os.geteuid() == 0:
        # Ubuntu's `chromium` is a stub for a snap; its failure leads to the second attempt.
        done = _run("apt-get", "update") and _run(
            "apt-get", "install", "-y", "--no-install-recommends", "chromium"
        )
        if done and find_browser() is not None:
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    if find_browser() is None:
        _install()
    browser = find_browser()
    if browser is None:
        print(HELP, file=sys.stderr)
        return 1
    print(f"Browser tests use {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
