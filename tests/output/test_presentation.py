"""Where a long list's pages are: in each language that has the page, unless they weigh too much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign.output import addresses
from campaign.output.addresses import has_list, list_base
from campaign.site.site import Site
from tests.bilingual import bilingual
from tests.site.test_site import load


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    found, problems = load(bilingual(tmp_path_factory.mktemp("list") / "x"))
    assert found, list(problems)
    return found


def with_list(site: Site, most: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(addresses, "MOST_ROWS", most)
    return [each.language for each in site.all_languages if has_list(each)]


def test_each_language_with_the_page_has_the_list(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = 3 * site.signatories.count.listed
    assert rows
    assert with_list(site, rows, monkeypatch) == ["en", "es"]  # Arabic has only the letter
    assert with_list(site, rows - 1, monkeypatch) == ["en"]


def test_a_language_without_the_page_leads_to_the_main_one(site: Site) -> None:
    bases = [list_base(each, lambda path: f"at {path}") for each in site.all_languages]
    assert bases == ["at signatories.md", "at es/signatories.md", "at signatories.md"]
    assert list_base(replace(site, pages={}), lambda path: path) == ""
