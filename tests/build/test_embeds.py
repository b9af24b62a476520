"""What other sites embed, and the page for journalists, as they are published."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree, html

from tests.build.campaigns import little
from tests.build.reading import main_text, tree, words
from tests.example import DEMAND, ROWS, campaign
from tests.made import blank_pdf
from tests.sites import ADDRESS, Built

HOSTILE = "<b>\"A\" & 'B'</b> {{ 7*7 }} Example"
LONG = "Long " * 50
MANY = {
    f"demands/more-{number}.md": (
        DEMAND | {"order": number, "title": f"{LONG} {number}", "ask": f"Do {number}."},
        "Because.",
    )
    for number in range(3, 40)
}
SIGNED = [
    {"name": HOSTILE, "kind": "individual", "signed": "2021-02-09"},
    *({"name": f"{LONG}{n}", "kind": "individual", "signed": "2021-02-08"} for n in range(9)),
    *(row | {"signed": "2021-02-05"} for row in ROWS),
]
LETTER: dict[str, Any] = {
    "type": "letter",
    "title": "An open <letter>",
    "description": "A letter.",
    "signed_note": "Not the <whole> list.",
}
PRESS: dict[str, Any] = {
    "type": "press",
    "title": "Press",
    "description": "For journalists.",
    "boilerplate": "The Example Alliance is invented.",
    "facts": [
        {"fact": "It is so.", "source": "https://sample.example/", "source_title": "Sample Press"}
    ],
    "quotes": [
        {
            "text": "We ask.",
            "name": "Ada Sample",
            "role": "Director, Example Alliance",
            "permission": "By e-mail, 1 February 2021",
            "date": "2021-02-01",
            "source": "https://said.example/",
        }
    ],
    "files": [{"path": "files/sheet.pdf", "title": "A <fact> sheet"}],
}
LARGE: dict[str, Any] = {
    "pages": {**MANY, "index.md": (LETTER, "We ask."), "press.md": (PRESS, "Ask us.")},
    "rows": SIGNED,
    "files": {"docs/files/sheet.pdf": blank_pdf(1_500)},
}
NAMES = ("count", "tracker")
POLICY = "//meta[@http-equiv='Content-Security-Policy']/@content"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("changes", [{}, LARGE], ids=["plain", "large"])
def test_an_embedded_page_is_small_and_loads_nothing(changes: dict[str, Any], name: str) -> None:
    built = campaign(**changes)
    text = built.html(f"embed/{name}")
    assert len(text.encode()) < 15_000
    document = html.fromstring(text)
    assert document.cssselect("script, img, iframe, object, form, [src], [style], link") == []
    assert "url(" not in text
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert document.get("lang") == "en"
    links = document.cssselect("a")
    assert links
    for link in links:
        assert link.get("target") == "_top"
        assert (built.site / f"embed/{name}" / link.get("href") / "index.html").is_file()
    assert not (built.site / "embeds").exists()  # the template of their look


def test_the_count_stands_with_those_who_signed_last() -> None:
    document = tree(campaign(**LARGE), "embed/count/")
    names = [words(name) for name in document.cssselect("li bdi")]
    assert names == [HOSTILE, *(f"{LONG.strip()} {n}" for n in range(4))]
    shown = words(document.cssselect("main")[0])
    assert "An open <letter>" in shown
    assert "3 organizations, 11 individuals, and 2 people who asked not to be named" in shown
    assert "as of February 10, 2021" in shown
    assert "Not the <whole> list." in shown
    assert "Gone" not in shown
    without_days = main_text(campaign(), "embed/count/")
    assert "Among the signatories" in without_days
    assert "Latest" not in without_days


def test_the_tracker_shows_what_fits_and_says_how_much_more() -> None:
    large, plain = (tree(campaign(**changes), "embed/tracker/") for changes in (LARGE, {}))
    items = large.cssselect("ol > li")
    assert 10 < len(items) < 39
    assert [words(more) for more in large.cssselect(".more")] == [f"{39 - len(items)} more demands"]
    assert words(plain.cssselect("ol > li")[0]) == "Act now Promised since February 3, 2021"
    assert plain.cssselect(".more") == []


def test_the_badge_is_a_picture_with_its_words() -> None:
    badge = etree.parse(campaign().site / "badge.svg").getroot()
    texts = badge.findall(".//{http://www.w3.org/2000/svg}text")
    assert [text.text for text in texts] == ["signatories", "6"]
    assert badge.findtext("{http://www.w3.org/2000/svg}title") == "signatories: 6"
    large = campaign(**LARGE).html("badge.svg")
    assert "signatories listed: 16" in large
    assert "<script" not in large


def snippets(built: Built) -> list[str]:
    document = tree(built, "embed/")
    shown = [code.text_content() for code in document.cssselect("pre.snippet code")]
    assert [b.get("data-copy") for b in document.cssselect("[data-copy]")] == shown
    return shown


def test_what_to_copy_is_whole_and_right() -> None:
    *frames, badge, markdown = snippets(campaign())
    for name, snippet in zip(NAMES, frames, strict=True):
        (frame,) = html.fragments_fromstring(snippet)
        assert frame.tag == "iframe"
        assert frame.get("src") == f"{ADDRESS}embed/{name}/"
        assert "The letter" in frame.get("title")
        assert frame.get("sandbox") == "allow-top-navigation-by-user-activation"
    (link,) = html.fragments_fromstring(badge)
    assert (link.get("href"), link[0].get("src")) == (ADDRESS, f"{ADDRESS}badge.svg")
    alt = "Number of signatories: The letter"
    assert link[0].get("alt") == alt
    assert markdown == f"[![{alt}]({ADDRESS}badge.svg)]({ADDRESS})"
    for page in ("", "embed/", "press/"):
        (policy,) = tree(campaign(), page).xpath(POLICY)
        assert ("frame-src 'self'" in policy) is (page == "embed/")


def test_without_an_address_there_is_nothing_to_copy() -> None:
    built = campaign(variables={"SITE_URL": ""})
    assert snippets(built) == []
    assert "as soon as this site has an address" in main_text(built, "embed/")
    assert (built.site / "embed/count/index.html").is_file()


def test_without_the_page_nothing_is_offered() -> None:
    built = little()
    assert not (built.site / "embed").exists()
    assert "for journalists" not in main_text(built)
    assert (built.site / "badge.svg").is_file()


def test_the_press_page_holds_what_journalists_need() -> None:
    large = campaign(**LARGE)
    shown = main_text(large, "press/")
    for said in (
        "letter@example.org", "An open <letter>", "The Example Council", "February 1, 2021",
        "Example Alliance", "as of February 10, 2021", "Not the <whole> list.", "Ask us.",
        "The council promised to act.", "Example News", "Last reviewed: February 5, 2021",
        "It is so. (Sample Press)", "We ask.", "Ada Sample, Director, Example Alliance",
        "The Example Alliance is invented.", "A <fact> sheet (2 kB)",
    ):  # fmt: skip
        assert said in shown, said
    assert "By e-mail" not in large.html("press/")
    links = {link.get("href") for link in tree(large, "press/").cssselect("main a")}
    assert {
        "mailto:letter@example.org", "../files/sheet.pdf", "../signatories.csv",
        "../demands.json", "../embed/", "https://said.example/", "https://sample.example/",
    } <= links  # fmt: skip
    for part in (".colophon", "footer"):
        assert "press/" in {link.get("href") for link in tree(large).cssselect(f"{part} a")}
    # With nothing of its own, it has no empty parts.
    assert [words(h) for h in tree(campaign(), "press/").cssselect("main h2")] == [
        "The letter in brief",
        "What the letter asks, and what became of it",
        "Files",
    ]


def test_invented_signatories_are_called_so_on_other_sites_too(demo_site: Built) -> None:
    for name in NAMES:
        assert "these signatories are invented" in main_text(demo_site, f"embed/{name}/")
    assert "invented signatories: " in demo_site.html("badge.svg")
