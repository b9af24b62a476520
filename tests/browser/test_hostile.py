"""Recorded attacks that are built and do no harm: nothing runs, asks, opens or complains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Published
from tests.browser.readers import Reader, Watch, settle
from tests.hostile.attacks import at_once, attacks, campaign_under
from tests.once import once
from tests.sites import Built, build

pytestmark = pytest.mark.browser
HARMLESS = at_once([attack for attack in attacks() if "harmless" in attack])


@pytest.fixture(scope="session")
def unharmed(publish: Callable[[Built], Published]) -> Published:
    """The campaign that the attacks are made on, as it was before."""
    built = once("unharmed", lambda folder: build(campaign_under({}, folder)))
    assert built.code == 0, built.output
    return publish(built)


@pytest.mark.parametrize("attack", HARMLESS, ids=lambda attack: attack["case"])
def test_harmless(
    attack: dict[str, Any],
    tmp_path: Path,
    browser: Browser,
    publish: Callable[[Built], Published],
    unharmed: Published,
) -> None:
    built = build(campaign_under(attack, tmp_path / "x"))
    assert built.code == 0, built.output
    site = publish(built)
    before = unharmed.built
    reached = [
        path
        for path in site.pages
        if path not in unharmed.pages or built.html(path) != before.html(path)
    ]
    assert reached, "the attack changes no page"
    with Reader().context(browser) as context:
        page = context.new_page()
        watch = Watch(page)
        page.on("dialog", lambda dialog: watch.faults.append(f"dialog: {dialog.message}"))
        for path in reached:
            page.goto(site.address + path)
            page.mouse.move(300, 300)
            settle(page)
            names = page.evaluate(
                "[...document.querySelectorAll('main *')].flatMap(e => e.getAttributeNames())"
            )
            assert not [name for name in names if name.startswith("on")], path
    assert not watch.faults, "\n".join(watch.faults)
