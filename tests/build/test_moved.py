"""What leads from a page's old addresses to it, in a real build."""

from typing import Any

from tests.build.reading import tree
from tests.example import PAGES, Page, build_refused, campaign
from tests.sites import ADDRESS


def moved(path: str, *addresses: str) -> dict[str, Page]:
    front, markdown = PAGES[path]
    return {path: ({**front, "old_addresses": list(addresses)}, markdown)}


def test_they_lead_to_the_page_without_a_script() -> None:
    pages: dict[str, Any] = moved("about.md", "/who/we/are/", "/team")
    built = campaign(pages=pages | moved("index.md", "/2020/the-letter.html"))
    for file, target, whole in (
        ("who/we/are/index.html", "../../../about/", f"{ADDRESS}about/"),
        ("team.html", "about/", f"{ADDRESS}about/"),
        ("2020/the-letter.html", "../", ADDRESS),
    ):
        page = tree(built, file)
        assert page.xpath("//link[@rel='canonical']/@href") == [whole]
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={target}"]
        assert page.xpath("//a/@href") == [target]
        assert page.xpath("//script") == []
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == ["default-src 'none'"]
    sitemap, index = built.html("sitemap.xml"), built.html("search/search_index.json")
    assert f"{ADDRESS}about/" in sitemap
    assert "who/we" not in sitemap + index
    assert "team" not in sitemap


def test_a_file_that_the_build_makes_is_not_replaced() -> None:
    (problem,) = build_refused(pages=moved("about.md", "/embed/count/"))
    where = "docs/about.md:5:3: 'old_addresses' names \"embed/count/\", where the site makes"
    assert problem.startswith(where)
