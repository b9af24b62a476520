"""Pages that thank, that answer questions and that show what others write, on a real site."""

import json

from tests.build.campaigns import rich
from tests.build.reading import tree


def test_pages_that_thank_answer_and_show_coverage() -> None:
    built = rich()
    thanks = tree(built, "thanks")
    assert [meta.get("content") for meta in thanks.cssselect("meta[name=robots]")] == ["noindex"]
    assert thanks.cssselect(".ways a[href*='help']")
    assert not thanks.cssselect(".next-step")
    sitemap = built.html("sitemap.xml")
    assert "/faq/" in sitemap
    assert "/thanks/" not in sitemap
    (data,) = tree(built, "faq").cssselect('script[type="application/ld+json"]')
    (node,) = json.loads(data.text)["@graph"]
    assert node["@type"] == "FAQPage"
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in node["mainEntity"]] == [
        ("Who can sign?", "Everybody here."),
        ("Until when?", "Always. Really."),
    ]
    listed = tree(built, "coverage").cssselect(".texts a")
    assert [link.text_content() for link in listed] == ["A city asks"]
