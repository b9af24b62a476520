"""Pages of an open letter that uses much: an appeal, questions, thanks, coverage, old addresses."""

from tests.build.campaigns import GIFTS, changed, closed, rich
from tests.build.reading import linked_data, tree, words
from tests.example import build_refused
from tests.sites import ADDRESS


def test_amounts_with_notes_and_two_ways_to_give() -> None:
    (gift,) = tree(rich(), "help").cssselect("section.gift")
    tiles = [[*map(str.strip, tile.itertext())] for tile in gift.cssselect(".amounts a")]
    assert [[text for text in tile if text] for tile in tiles] == [
        ["$25", "Example 25", "Source", "1"],
        ["$50", "Example 50", "Source", "2"],
        ["$75", "Example 75", "Source", "1"],
        ["Other amount", "Give to the fund"],
    ]
    assert [a.get("href") for a in gift.cssselect(".amounts a, .monthly a")] == [
        *(f"{GIFTS}?ref=help{amount}" for amount in ("&amount=25", "&amount=50", "&amount=75", "")),
        f"{GIFTS}/monthly?ref=help",
    ]
    assert gift.cssselect(".gift-line")[0].text == "So that all can read."
    said = words(gift)
    assert "The same amount is charged again each month, until you end it." in said
    assert "We double it. Until February 11, 2021. (example.org)" in said
    assert "Recipient of the gift: Example Fund. Gifts may be deductible." in said
    assert not gift.cssselect("[checked], [selected], input")  # nothing is chosen beforehand


def test_a_match_ends_with_its_day() -> None:
    assert "We double it." not in closed().html("help")


def test_pages_that_thank_answer_and_show_coverage() -> None:
    built = rich()
    thanks = tree(built, "thanks")
    assert [meta.get("content") for meta in thanks.cssselect("meta[name=robots]")] == ["noindex"]
    assert thanks.cssselect(".ways a[href*='help']")
    assert not thanks.cssselect(".next-step")
    sitemap = built.html("sitemap.xml")
    assert "/faq/" in sitemap
    assert "/thanks/" not in sitemap
    (node,) = linked_data(built, "faq")
    assert node["@type"] == "FAQPage"
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in node["mainEntity"]] == [
        ("Who can sign?", "Everybody here."),
        ("Until when?", "Always. Really."),
    ]
    listed = tree(built, "coverage").cssselect(".texts a")
    assert [link.text_content() for link in listed] == ["A city asks"]


def test_old_addresses_lead_to_the_page_without_a_script() -> None:
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
