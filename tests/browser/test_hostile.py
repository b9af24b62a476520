"""Recorded attacks that are built and do no harm: nothing runs, asks, opens or complains."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Published
from tests.browser.readers import Reader, Watch, settle
from tests.hostile.attacks import attacks, campaign_under
from tests.sites import Built, build

pytestmark = pytest.mark.browser
HARMLESS = [pytest.param(a, id=f"{a['file']}: {a['case']}") for a in attacks() if "harmless" in a]


@pytest.mark.parametrize("attack", HARMLESS)
def test_harmless(
    attack: dict[str, Any],
    tmp_path: Path,
    browser: Browser,
    publish: Callable[[Built], Published],
) -> None:
    built = build(campaign_under(attack, tmp_path / "x"))
    assert built.code == 0, built.output
    site = publish(built)
    with Reader().context(browser) as context:
        page = context.new_page()
        watch = Watch(page)
        page.on("dialog", lambda dialog: watch.faults.append(f"dialog: {dialog.message}"))
        for path in site.pages:
            page.goto(site.address + path)
            page.mouse.move(300, 300)
            settle(page)
            names = page.evaluate(
                "[...document.querySelectorAll('main *')].flatMap(e => e.getAttributeNames())"
            )
            assert not [name for name in names if name.startswith("on")], path
    assert not watch.faults, "\n".join(watch.faults)
