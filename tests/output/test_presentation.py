"""Where a long list's pages are: in each language that has the page of signatories."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from campaign.output.addresses import list_base
from tests.bilingual import bilingual
from tests.site.test_site import load


def test_a_language_without_the_page_leads_to_the_main_one(tmp_path: Path) -> None:
    site, problems = load(bilingual(tmp_path / "x"))
    assert site, list(problems)
    bases = [list_base(each, lambda path: f"at {path}") for each in site.all_languages]
    assert bases == ["at signatories.md", "at es/signatories.md", "at signatories.md"]
    assert list_base(replace(site, pages={}), lambda path: path) == ""
