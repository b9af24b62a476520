"""Make the guide's pictures from a real build: `make pictures`.

Small WebP files in .github/pictures/, of the first campaign, of the example in full dress, and of
an invented one with colours of its own. People look at them, and make them anew when the look has
changed.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from markdown import markdown
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.dressed import build_look
from tests.example import CAMPAIGN, PAGES, example
from tests.form_editor import opened_forms
from tests.shapes import DATE as SHAPES_DATE
from tests.shapes import EXAMPLES, copy_shape
from tests.sites import ROOT, build, copy_project, served
from tests.tools.ensure_browser import HELP, find_browser

from campaign.github.comparison.checkout import read_checkout
from campaign.github.comparison.comparing import SiteDifference
from campaign.github.comparison.report import report

FOLDER = ROOT / ".github/pictures"
LARGEST = 100_000
"""Bytes of a picture."""
DESK, PHONE, STRIP = (1200, 800), (390, 800), (1000, 320)
COLOURS = {
    "accent": "#0b5d8a",
    "paper": "#ffffff",
    "ink": "#14202b",
    "dark": {"accent": "#8cc8f0", "paper": "#101820"},
}
"""Those of the guide's sample."""
TYPEFACES = {"text": "sans", "headings": "serif", "small": "sans"}
NAV = [
    {"The letter": "index.md"},
    {"Signatories": "signatories.md"},
    {"Our other campaigns": "https://alliance.example.org/campaigns"},
]
SIGN_ON = {"email": "sign@example.org", "label": "Add your name"}
PART = "<p>Printed by volunteers. Thank you for reading.</p>\n"
FEWER = {path: None for path in PAGES if path not in ("index.md", "signatories.md")}
ONE_BUTTON = {key: value for key, value in CAMPAIGN.items() if key != "donate"}


CENTRE = "element => element.scrollIntoView({block: 'center', behavior: 'instant'})"


class Picture(NamedTuple):
    """A view of a page."""

    name: str
    page: str
    window: tuple[int, int]
    is_dark: bool = False
    around: str | None = None
    """What of the page stands in the middle of the picture; its top is shown without."""
    added: str | None = None
    """What is added in a form, before it is shown."""


VIEWS = {
    "first": (
        Picture("letter", "", DESK),
        Picture("demands", "demands/", DESK),
        Picture("appeal-phone", "help-us-fight/", PHONE),
        Picture("letter-dark", "", DESK, is_dark=True),
    ),
    "showcase": (
        Picture("open-letter", "", DESK),
        Picture("open-letter-phone", "", PHONE),
        Picture("signatories-phone", "signatories/", PHONE),
        Picture("signatories", "signatories/", (1000, 600), around="#group-1"),
        Picture("record", "demands/take-down-the-weir/", (1000, 600), around="#history"),
        Picture("updates", "updates/", (1000, 600)),
    ),
    "coloured": (
        Picture("colours", "help/", DESK),
        Picture("colours-dark", "help/", DESK, is_dark=True),
    ),
    "own": (Picture("logo", "", STRIP),),
    "typefaces": (Picture("typefaces", "", (900, 600)),),
    "linked": (
        Picture("header", "", STRIP),
        Picture("words", "", STRIP, around="main .button"),
        Picture("own-part", "", STRIP, around="text=Printed by volunteers"),
    ),
    "fewer": (Picture("fewer-pages", "", STRIP),),
    "forms": (
        Picture("form-event", "demands/entries/take-down-the-weir", (1000, 700), added="Event"),
        Picture("form-update", "updates/new", (1000, 700)),
    ),
    "a change": (
        Picture("summary", "", (900, 700)),
        Picture("summary-names", "", (900, 480), around="h3"),
    ),
}
"""The pictures by what they show."""
ADDED = "Jane Example,individual,,,Upperton,2026-03-01,,\n"
WITHDRAWN = "Gil Nasupe Example,individual,,,Northford,2025-09-19,,"
"""Of the example in full dress, the row of a signatory who withdraws."""
SUMMARY_STYLE = """\
body { font: 16px/1.5 sans-serif; margin: 24px; color: #1f2328 }
h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; font-size: 1.5em }
h1 { font-size: 2em }
table { border-collapse: collapse }
td, th { border: 1px solid #d1d9e0; padding: 6px 13px }
code { background: #eff1f3; padding: .2em .4em; border-radius: 6px }
"""
"""What GitHub's own page looks like, near enough."""


def pictures(browser: Browser, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each picture's name and its WebP; builds below `folder`. Ends where a build fails."""
    part = {"overrides/own/partials/colophon.html": PART}
    invented: dict[str, dict[str, Any]] = {
        "coloured": {"campaign": CAMPAIGN | {"colours": COLOURS}},
        "typefaces": {"campaign": CAMPAIGN | {"typefaces": TYPEFACES}},
        "linked": {"campaign": CAMPAIGN | {"sign_on": SIGN_ON}, "files": part, "nav": NAV},
        "fewer": {"campaign": ONE_BUTTON, "pages": FEWER, "nav": NAV[:2]},
    }
    sites = {name: build(example(folder / name, **how)) for name, how in invented.items()}
    sites |= {
        "first": build(copy_project(folder / "first")),
        "showcase": build(copy_shape("showcase", folder), SOURCE_DATE_EPOCH=SHAPES_DATE),
        "own": build_look(folder / "own"),
    }
    for name, built in sites.items():
        with served(built.good().site) as address:
            for view in VIEWS[name]:
                yield view.name, _taken(browser, address, view)
    for view in VIEWS["forms"]:
        (folder / view.name).mkdir()
        with opened_forms(browser, copy_shape("showcase", folder / view.name), view.window) as page:
            page.goto(f"/admin/index.html#/collections/{view.page}")
            page.get_by_role("textbox", name="Title").first.wait_for()
            if view.added:
                page.get_by_role("button", name=re.compile(f"Add .*{view.added}")).click()
                page.get_by_role("textbox", name="Summary").last.evaluate(CENTRE)
            page.evaluate("document.fonts.ready")
            yield view.name, _webp(page)
    for view in VIEWS["a change"]:
        width, height = view.window
        with browser.new_page(viewport={"width": width, "height": height}) as page:
            page.set_content(summary(folder / view.name))
            yield view.name, _shown(page, view)


def summary(folder: Path) -> str:
    """Return, as a page, what the check says of a change of the example in full dress."""
    links = shutil.ignore_patterns("hooks", "overrides")
    before, after = (
        Path(shutil.copytree(EXAMPLES / "showcase", folder / name, ignore=links))
        for name in ("before", "after")
    )
    _replace(
        after / "mkdocs.yml",
        "url: https://donate.example.org/river",
        "url: https://donate.example.org/new",
    )
    names = after / "docs/data/signatories.csv"
    _replace(names, "first,logo\n", f"first,logo,withdrawn\n{ADDED}")
    _replace(names, WITHDRAWN, f"{WITHDRAWN},2026-03-02")
    found = SiteDifference(read_checkout(before), read_checkout(after))
    body = markdown(report(found, {}), extensions=["tables", "sane_lists"], tab_length=2)
    return f"<style>{SUMMARY_STYLE}</style>{body}"


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _taken(browser: Browser, address: str, view: Picture) -> bytes:
    width, height = view.window
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if view.is_dark else "light",
        reduced_motion="reduce",
    )
    with context:
        page = context.new_page()
        page.goto(address + view.page)
        return _shown(page, view)


def _shown(page: Page, view: Picture) -> bytes:
    if view.around:
        page.locator(view.around).first.evaluate(CENTRE)
    return _webp(page)


def _webp(page: Page) -> bytes:
    image = Image.open(BytesIO(page.screenshot()))
    written = BytesIO()
    image.convert("RGB").save(written, "WEBP", quality=80, method=6)
    return written.getvalue()


def main() -> None:
    """Write every picture; end with a message if one is too large for a page on GitHub."""
    path = find_browser()
    if path is None:
        sys.exit(HELP)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path) as browser,
    ):
        for name, data in pictures(browser, Path(folder)):
            if len(data) > LARGEST:
                sys.exit(f"{name} has {len(data)} bytes, and should have at most {LARGEST}.")
            (FOLDER / f"{name}.webp").write_bytes(data)
            print(f"{name}.webp  {len(data):,} bytes")


if __name__ == "__main__":
    main()
