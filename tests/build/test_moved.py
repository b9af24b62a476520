"""What leads from a page's old addresses to it, in a real build."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.example import PAGES, example
from tests.sites import ADDRESS, build

pytestmark = pytest.mark.build


def moved(*addresses: str) -> dict[str, object]:
    front, markdown = PAGES["about.md"]
    return {"about.md": ({**front, "old_addresses": list(addresses)}, markdown)}


def test_they_lead_to_the_page_without_a_script(tmp_path: Path) -> None:
    front, markdown = PAGES["index.md"]
    letter = {
        "index.md": (
            {**front, "old_addresses": ["/2020/the letter.html".replace(" ", "-")]},
            markdown,
        )
    }
    root = example(tmp_path, pages=moved("/who/we/are/", "/team") | letter)  # type: ignore[arg-type]
    built = build(root)
    assert built.code == 0, built.output
    for file, target, whole in (
        ("who/we/are/index.html", "../../../about/", f"{ADDRESS}about/"),
        ("team.html", "about/", f"{ADDRESS}about/"),
        ("2020/the-letter.html", "../", ADDRESS),
    ):
        page = html.fromstring((built.site / file).read_bytes())
        assert page.xpath("//link[@rel='canonical']/@href") == [whole]
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert page.xpath("//a/@href") == [target]
        assert page.xpath("//script") == []
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == ["default-src 'none'"]
    sitemap = (built.site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{ADDRESS}about/" in sitemap
    assert "who/we" not in sitemap
    assert "team" not in sitemap
    assert "who/we" not in (built.site / "search/search_index.json").read_text(encoding="utf-8")


def test_a_file_that_the_build_makes_is_not_replaced(tmp_path: Path) -> None:
    built = build(example(tmp_path, pages=moved("/embed/count/")))  # type: ignore[arg-type]
    assert built.code == 1
    assert "docs/about.md:5:3: 'old_addresses' names \"embed/count/\", where the site makes" in (
        built.output
    )
    assert not built.site.exists()
