"""mkdocs.yml: the menu and the site's own settings."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.config.configuration_file import parse_config
from campaign.config.menu import check_menu
from campaign.config.settings import check_settings
from tests.golden import cases

REST = "INHERIT: hooks/settings.yml\n"
MENU = 'nav: [index.md]\nnot_in_nav: "*"\n'
PAGES = ["index.md", "about.md", "demands/act.md", "demands/pay.md", "es/index.md", "a.png"]


@pytest.mark.parametrize("case", cases("settings"))
def test_settings(case: dict[str, Any]) -> None:
    text = case["text"]
    if not case.get("whole"):
        text += REST + ("" if "nav:" in text.lower() else MENU)
    config = parse_config(text)
    found = [*check_settings(config), *check_menu(config, case.get("pages", PAGES), {"es"})]
    assert [str(each).removeprefix("mkdocs.yml:") for each in found] == case["problems"]
