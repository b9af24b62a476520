"""Measures what a first view of each page type loads, and writes the table of the guide.

    make sizes

A real browser opens each page with an empty cache, from a server that compresses as GitHub Pages
does. Bytes are those of the bodies; the headers of a response add about half a kilobyte.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Response, sync_playwright

from tests.full_site import build_full_site
from tests.sites import ROOT, Built, build, copy_project, make_demo_signatories, served
from tests.tools.ensure_browser import HELP, find_browser

SIGNERS = 5_000
ALLOWED = 100_000_000_000
"""Bytes that GitHub Pages sends in a month before it asks a site to leave (a soft limit)."""
TABLE = ROOT / "guide" / "benchmarks.md"
BEGIN, END = "<!-- sizes: written by `make sizes` -->\n", "<!-- /sizes -->\n"
HEADER = ("a first view of", "kB", "of it the page", "requests", "views a month")
FULL = {
    "a demand": "demands/demand-met/",
    "the state of all demands": "demands/",
    "the appeal": "help-us-fight/",
    "the updates": "updates/",
    "a note": "updates/first-note/",
    "further reading": "reading/",
    "the press page": "press/",
    "a page of text": "privacy/",
    "the search": "search.html",
    "the count, embedded elsewhere": "embed/count/",
    "the demands, embedded elsewhere": "embed/tracker/",
}
"""Pages of the site that uses everything, by their address."""


class View(NamedTuple):
    """What a browser with an empty cache loads to show a page."""

    page: str
    """What kind of page it is, in words."""
    total: int
    """Bytes of everything, compressed."""
    document: int
    """Bytes of the page alone."""
    requests: int

    @property
    def a_month(self) -> int:
        """How many such views GitHub Pages allows in a month."""
        return ALLOWED // self.total


def views(browser: Browser, demo: Built, full: Built) -> Iterator[View]:
    """Measure every page type: of the letter with many signatories, and of the whole site."""
    lists = sorted((demo.site / "signatories").glob("*/*/index.html"))
    largest = max(lists, key=lambda file: file.stat().st_size).parent.relative_to(demo.site)
    long = {
        "the letter": "",
        "the list of signatories": "signatories/",
        "a page of the long list": f"{largest.as_posix()}/",
    }
    for site, pages in ((demo, long), (full, FULL)):
        with served(site.site, compressed=True) as address:
            for page, path in pages.items():
                yield measured(browser, page, address + path)


def measured(browser: Browser, page: str, address: str) -> View:
    """Open one page with an empty cache."""
    context = browser.new_context()
    opened = context.new_page()
    came: list[Response] = []

    def note(response: Response) -> None:  # Playwright leaves a mark on it, which `append` refuses
        came.append(response)

    opened.on("response", note)
    opened.goto(address, wait_until="networkidle")
    sizes = {each.url: each.request.sizes()["responseBodySize"] for each in came}
    context.close()
    if any(not each.ok for each in came):
        raise SystemExit(f"{address}: not everything on the page is there")
    return View(page, sum(sizes.values()), sizes[address], len(came))


def table(measures: list[View]) -> str:
    """Return the views as a table in Markdown."""
    rows = [
        (each.page, f"{each.total / 1000:.1f}", f"{each.document / 1000:.1f}",
         str(each.requests), f"{each.a_month / 1e6:.1f} million")
        for each in measures
    ]  # fmt: skip
    lines = [HEADER, ("---", *["---:"] * (len(HEADER) - 1)), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def between_markers(text: str) -> tuple[str, str, str]:
    """Return what stands before the table of a TABLE, the table, and what stands after."""
    found = re.fullmatch(f"(.*{re.escape(BEGIN)})(.*)({re.escape(END)}.*)", text, re.DOTALL)
    if not found:
        raise SystemExit(f"The guide has no place for the table: {BEGIN.strip()} … {END.strip()}")
    return found[1], found[2], found[3]


def measure(folder: Path) -> list[View]:
    """Build both sites below a folder and measure them."""
    browser_path = find_browser()
    if browser_path is None:
        raise SystemExit(HELP)
    root = copy_project(folder / "demo")
    signers = make_demo_signatories(root / "demo.csv", SIGNERS)
    demo = build(root, CAMPAIGN_SIGNATORIES=str(signers), CAMPAIGN_PDF="no")
    full = build_full_site(folder / "full")
    for built in (demo, full):
        if built.code:
            raise SystemExit(built.output)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path)
        try:
            return list(views(browser, demo, full))
        finally:
            browser.close()


def main() -> int:
    """Write the table into guide/benchmarks.md, and show it."""
    with tempfile.TemporaryDirectory(prefix="sizes-") as folder:
        new = table(measure(Path(folder)))
    before, _, after = between_markers(TABLE.read_text(encoding="utf-8"))
    TABLE.write_text(before + new + after, encoding="utf-8")
    print(new, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
