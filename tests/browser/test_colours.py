"""A campaign's own colours, as readers see them in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from campaign.look.contrast import TEXT, contrast, hexadecimal
from tests.browser.conftest import Published, Visit
from tests.browser.readers import Reader, accessibility_faults
from tests.example import campaign
from tests.sites import Built

COLOURS = {
    "accent": "#0b5d8a",
    "paper": "#ffffff",
    "ink": "#14202b",
    "dark": {"on_accent": "#00131f"},
}


@pytest.fixture(scope="module")
def coloured(publish: Callable[[Built], Published]) -> Published:
    return publish(campaign(colours=COLOURS))


def colour(page: Page, selector: str, name: str) -> str:
    found = page.locator(selector).first.evaluate(f"e => getComputedStyle(e)['{name}']")
    red, green, blue = (int(part) for part in found.strip("rgb()").split(","))
    return hexadecimal((red, green, blue))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_are_seen(scheme: Literal["light", "dark"], visit: Visit, coloured: Published) -> None:
    page = visit(f"{coloured.address}help/", Reader(360, scheme=scheme), axe=True)
    paper, button = (colour(page, part, "backgroundColor") for part in ("html", ".button"))
    if scheme == "light":
        assert (paper, button) == ("#ffffff", "#0b5d8a")
        assert colour(page, "html", "color") == "#14202b"
    else:
        assert paper == "#16171a"  # as it is without any choice
        assert colour(page, ".button", "color") == "#00131f"
        assert button != "#0b5d8a"
        assert contrast(button, paper) >= TEXT
    theme = page.locator(f"meta[name=theme-color][media*={scheme}]")
    assert theme.get_attribute("content") == paper
    assert accessibility_faults(page, None) == []
    page.goto(f"{coloured.address}embed/count/")
    assert colour(page, "html", "backgroundColor") == paper
    assert colour(page, "main", "borderBlockStartColor") == button
    icon = coloured.built.html("assets/favicon.svg")
    assert 'fill="#0b5d8a"' in icon
    assert 'stroke="#ffffff"' in icon
    assert 'fill="#0b5d8a"' in coloured.built.html("badge.svg")
