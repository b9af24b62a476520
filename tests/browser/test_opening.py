"""The first screen of a letter: what is asked, how many signed, and one thing to do."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader
from tests.shapes import built_shape
from tests.sites import Built, build, copy_project, make_demo_signatories

SCREENS = ((1440, 900), (768, 1024), (390, 844), (360, 640))
FIRST_SEEN = (".opening h1", ".opening-ask", ".opening-count strong", ".opening-acts .button")
MOST_WITHOUT_PICTURES = 30_000
"""Bytes of a first load: the page, its style and its scripts, packed."""
CLOSED = "    status: closed\n    closed: 2021-02-09\n"
OPEN = (
    "    status: open\n    sign_on:\n      url: https://forms.example.org/letter\n"
    "      hosts: [forms.example.org]\n"
)


@pytest.fixture(scope="module")
def letters(
    tmp_path_factory: pytest.TempPathFactory, publish: Callable[[Built], Published]
) -> dict[str, Published]:
    """The campaign in full dress, and the first campaign as it was when it could be signed."""
    root = copy_project(tmp_path_factory.mktemp("open") / "x")
    campaign = root / "mkdocs.yml"
    text = campaign.read_text(encoding="utf-8")
    assert CLOSED in text
    campaign.write_text(text.replace(CLOSED, OPEN), encoding="utf-8")
    for page in (root / "docs/index.md", root / "docs/es/index.md", root / "docs/ar/index.md"):
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(("signed_by:", "signed_note:"))]
        page.write_text("".join(kept), encoding="utf-8")
    make_demo_signatories(root / "demo.csv", 500)
    first = build(root, CAMPAIGN_SIGNATORIES="demo.csv").good()
    return {"showcase": publish(built_shape("showcase")), "first": publish(first)}


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("name", ["showcase", "first"])
def test_what_to_do_stands_on_the_first_screen(
    name: str, screen: tuple[int, int], visit: Visit, letters: dict[str, Published]
) -> None:
    width, height = screen
    page = visit(letters[name].address, Reader(width, height, script=False))
    for selector in (*FIRST_SEEN, ".site-acts a >> nth=-1"):
        box = page.locator(selector).bounding_box()
        assert box is not None, selector
        assert box["y"] >= 0, selector
        assert box["y"] + box["height"] <= height, (selector, box)
    header = page.locator(".site-head").bounding_box()
    assert header is not None
    assert width > 400 or header["height"] <= 64


def test_a_phones_bar_asks_until_the_box_does(visit: Visit, letters: dict[str, Published]) -> None:
    page = visit(letters["first"].address, Reader(360, 640))
    bar, sign = page.locator(".sign-bar .button"), page.locator("#sign")
    page.evaluate("scrollTo(0, 1500)")
    box = bar.bounding_box()
    assert box is not None
    assert 560 < box["y"] < 640
    on_top = "([x, y]) => document.elementFromPoint(x, y).closest('.sign-bar') !== null"
    point = [box["x"] + 5, box["y"] + 5]
    assert page.evaluate(on_top, point)
    sign.evaluate("box => box.scrollIntoView({ block: 'end', behavior: 'instant' })")
    assert not page.evaluate(on_top, point)
    bar.evaluate("link => link.click()")
    page.wait_for_url("**#sign")


def test_what_has_the_focus_is_never_below_the_bar(
    visit: Visit, letters: dict[str, Published]
) -> None:
    below = """() => {
        const box = document.activeElement.getBoundingClientRect();
        const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
        const covers = document.elementFromPoint(x, y)?.closest(".sign-bar");
        return covers ? document.activeElement.outerHTML : null;
    }"""
    page = visit(letters["first"].address, Reader(360, 640))
    stops = page.locator("a:visible, button:visible").count()
    assert stops > 30
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert page.evaluate(below) is None


def test_a_first_load_is_small(letters: dict[str, Published]) -> None:
    site: Path = letters["first"].built.site
    loaded = ("index.html", "assets/campaign.css", "assets/share.js", "assets/favicon.svg")
    packed = sum(len(gzip.compress((site / name).read_bytes(), 9)) for name in loaded)
    assert packed <= MOST_WITHOUT_PICTURES
