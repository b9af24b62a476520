"""Readers' own settings are respected: colours, motion, spacing, size, direction."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, run
from tests.full_site import STATUSES

PAGES = ("", "demands/", "demands/demand-reversed/", "help-us-fight/", "signatories/", "markup/",
         "search.html")  # fmt: skip
SPACING = (  # WCAG 1.4.12
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important; }",
    "p { margin-block-end: 2em !important; }",
)
INSERT = "rules => rules.forEach(rule => document.styleSheets[0].insertRule(rule))"
MOVING = """() => [...document.querySelectorAll('*')].filter(element => {
    const style = getComputedStyle(element);
    const times = `${style.transitionDuration},${style.animationDuration}`;
    return style.scrollBehavior === 'smooth' || times.split(',').some(time => parseFloat(time) > 0);
}).map(element => element.localName)"""


@pytest.mark.parametrize("path", PAGES)
def test_size_direction_and_spacing_cut_nothing_off_and_without_motion_nothing_moves(
    path: str, visit: Visit, full: Published
) -> None:
    page = visit(full.address + path, Reader(320, 256, calm=True))  # four times the size
    assert page.evaluate(MOVING) == []
    assert run(page, "layout") == []
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert run(page, "layout") == []
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.evaluate(INSERT, SPACING)
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).wordSpacing") != "0px"
    assert run(page, "layout") == []
    page.set_viewport_size({"width": 1440, "height": 900})
    assert run(page, "layout") == []


def test_buttons_keep_an_edge_in_forced_colours(visit: Visit, full: Published) -> None:
    for path in ("", "help-us-fight/"):
        buttons = visit(full.address + path, Reader(forced=True)).locator(".button")
        assert buttons.count() > 0
        for button in buttons.all():
            width, style, edge, ground = button.evaluate(
                """button => {
                    const style = getComputedStyle(button);
                    return [parseFloat(style.borderTopWidth), style.borderTopStyle,
                            style.borderTopColor, style.backgroundColor];
                }"""
            )
            assert width >= 1
            assert style == "solid"
            assert edge != ground


@pytest.mark.parametrize("forced", [False, True], ids=["colours", "forced-colours"])
def test_a_status_is_told_by_a_word_and_a_shape(
    forced: bool, visit: Visit, full: Published
) -> None:
    page = visit(full.address + "demands/", Reader(forced=forced))
    shapes: dict[str, str] = {}
    for status in page.locator(".status").all():
        word, shape = status.inner_text().strip(), status.locator("svg")
        box = shape.bounding_box()
        assert word
        assert box
        assert min(box["width"], box["height"]) >= 10
        shapes[word] = shape.inner_html()
    assert len(shapes) == len(STATUSES)
    assert len(set(shapes.values())) == len(STATUSES)
