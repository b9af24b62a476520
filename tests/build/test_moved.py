"""What leads from a page's old addresses to it, in a real build."""

from tests.build.campaigns import changed, rich
from tests.build.reading import tree
from tests.example import build_refused
from tests.sites import ADDRESS


def test_they_lead_to_the_page_without_a_script() -> None:
    built = rich()
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
    (problem,) = build_refused(pages=changed("about.md", old_addresses=["/embed/count/"]))
    where = "docs/about.md:5:3: 'old_addresses' names \"embed/count/\", where the site makes"
    assert problem.startswith(where)
