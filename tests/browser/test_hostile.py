"""Recorded attacks that are built and do no harm: nothing runs, asks, opens or complains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Published, Visit
from tests.hostile.attacks import at_once, attacks, campaign_under
from tests.sites import Built, build, once

HARMLESS = at_once([attack for attack in attacks() if "harmless" in attack])


@pytest.fixture(scope="session")
def unharmed(publish: Callable[[Built], Published]) -> Published:
    """The campaign that the attacks are made on, as it was before."""
    return publish(once("unharmed", lambda folder: build(campaign_under({}, folder)).good()))


@pytest.mark.parametrize("attack", HARMLESS, ids=lambda attack: attack["case"])
def test_harmless(
    attack: dict[str, Any],
    tmp_path: Path,
    visit: Visit,
    publish: Callable[[Built], Published],
    unharmed: Published,
) -> None:
    site = publish(build(campaign_under(attack, tmp_path / "x")).good())
    reached = [
        path
        for path in site.pages
        if path not in unharmed.pages or site.built.html(path) != unharmed.built.html(path)
    ]
    assert reached, "the attack changes no page"
    page = visit("about:blank")
    page.on("dialog", lambda dialog: visit.fault(page.url, [f"dialog: {dialog.message}"]))
    for path in reached:
        page.goto(site.address + path)
        page.mouse.move(300, 300)
        if page.locator("iframe, input[type=search]").count():
            page.wait_for_load_state("networkidle")
        names = page.evaluate(
            "[...document.querySelectorAll('main *')].flatMap(e => e.getAttributeNames())"
        )
        assert not [name for name in names if name.startswith("on")], path
