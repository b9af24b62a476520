"""The page of forms with the real program: what it saves of a changed field passes the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from campaign.site.checking import check_folder
from tests.example import example
from tests.form_editor import GET, opened_forms, texts
from tests.tools.ensure_browser import find_browser

pytestmark = [pytest.mark.deep, pytest.mark.browser]

CHANGES = {
    "pages/entries/about": ("docs/about.md", "Description"),
    "pages/entries/index": ("docs/index.md", "Description"),
    "demands/entries/act-now": ("docs/demands/act-now.md", "Description"),
    "updates/entries/first-hearing": ("docs/updates/first-hearing.md", "Description"),
    "campaign/entries/facts": ("mkdocs.yml", "Short name"),
}
WORDS = 'Changed: in a "form"'


def test_a_field_is_changed_and_saved(tmp_path: Path) -> None:
    root = example(tmp_path / "letter")
    before = texts(root)
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser()) as browser,
        opened_forms(browser, root) as page,
    ):
        for form, (file, label) in CHANGES.items():
            page.goto(f"/admin/index.html#/collections/{form}")
            page.get_by_role("textbox", name=label).first.fill(WORDS)
            page.get_by_role("button", name="Save", exact=True).click()
            saved = f"before => ({GET})('{file}').then(text => text !== before)"
            page.wait_for_function(saved, arg=before[file])
            page.wait_for_url(lambda address: "/entries/" not in address)  # the form closes itself
            after = page.evaluate(GET, file)
            assert f"'{WORDS}'" in after
            (root / file).write_text(after, encoding="utf-8")
    assert list(check_folder(root / "mkdocs.yml")) == []
