"""A campaign's own colours, as readers see them in the light and in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from campaign.look.contrast import TEXT, contrast, hexadecimal
from tests.browser.conftest import Published
from tests.browser.readers import AXE, Reader, accessibility_faults
from tests.example import CAMPAIGN, example
from tests.sites import Built, build

pytestmark = pytest.mark.browser

COLOURS = {
    "accent": "#0b5d8a",
    "paper": "#ffffff",
    "ink": "#14202b",
    "dark": {"on_accent": "#00131f"},
}


@pytest.fixture(scope="module")
def coloured(
    tmp_path_factory: pytest.TempPathFactory, publish: Callable[[Built], Published]
) -> Published:
    root = example(tmp_path_factory.mktemp("coloured"), campaign=CAMPAIGN | {"colours": COLOURS})
    built = build(root)
    assert built.code == 0, built.output
    return publish(built)


def colour(page: Page, selector: str, name: str) -> str:
    found = page.locator(selector).first.evaluate(f"e => getComputedStyle(e)['{name}']")
    red, green, blue = (int(part) for part in found.strip("rgb()").split(","))
    return hexadecimal((red, green, blue))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_they_are_seen(scheme: str, browser: Browser, coloured: Published) -> None:
    with Reader(360, scheme=scheme).context(browser) as context:  # type: ignore[arg-type]
        context.add_init_script(AXE)
        page = context.new_page()
        page.goto(f"{coloured.address}help/")
        paper, button = (
            colour(page, "html", "backgroundColor"),
            colour(page, ".button", "backgroundColor"),
        )
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


def test_the_icon_and_the_badge_bear_them(coloured: Published) -> None:
    icon = (coloured.built.site / "assets/favicon.svg").read_text(encoding="utf-8")
    assert 'fill="#0b5d8a"' in icon
    assert 'stroke="#ffffff"' in icon
    assert 'fill="#0b5d8a"' in (coloured.built.site / "badge.svg").read_text(encoding="utf-8")
