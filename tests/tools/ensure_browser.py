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

from playwright.sync_api import sync_playwright

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
APT = "apt-get update && apt-get install -y --no-install-recommends chromium"
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
    for found in filter(None, map(shutil.which, [chosen] if chosen else PROGRAMS)):
        return Path(found)
    if chosen:
        sys.exit(f"CHROMIUM is {chosen!r}, which is not a program that can be run.")
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def main() -> None:
    """Say which browser it is; end with what to do where there is none."""
    if not find_browser() and shutil.which("apt-get") and os.geteuid() == 0:
        # Ubuntu's `chromium` is a stub for a snap; its failure leads to the second attempt.
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(APT, shell=True, env=environment, check=False)
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    browser = find_browser()
    if not browser:
        sys.exit(HELP)
    print(f"Browser tests use {browser}")


if __name__ == "__main__":
    main()
