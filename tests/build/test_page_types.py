"""Pages that thank, that answer questions and that show what others write, on a real site."""

import json

import yaml

from tests.build.reading import tree
from tests.example import campaign

PAGES = {
    "thanks.md": ({"type": "thanks", "title": "Thank you", "description": "Thanks."}, "Soon."),
    "faq.md": (
        {"type": "faq", "title": "Questions", "description": "Answers."},
        "## Who can sign?\n\nEverybody *here*.\n\n## Until when?\n\nAlways.\n\nReally.",
    ),
    "coverage.md": ({"type": "coverage", "title": "Coverage", "description": "Others."}, "Here."),
}
ITEM = {"date": "2021-02-05", "source": "Example News"}
READING = [
    {"title": "A city asks", "url": "https://news.example.org/a", "kind": "coverage"} | ITEM,
    {"title": "A report", "url": "https://news.example.org/b", "kind": "publication"} | ITEM,
]


def test_pages_that_thank_answer_and_show_coverage() -> None:
    built = campaign(pages=PAGES, files={"docs/data/reading.yml": yaml.safe_dump(READING)})
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
