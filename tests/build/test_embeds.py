"""What other sites embed, and the page for journalists, as they are published."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from tests.build.reading import main_text, problems, tree, words
from tests.example import DEMAND, ROWS, example
from tests.once import example_site
from tests.pdfs import blank_pdf
from tests.sites import ADDRESS, Built, build

pytestmark = pytest.mark.build

HOSTILE = "<b>\"A\" & 'B'</b> {{ 7*7 }} Example"
LONG = "Long " * 50
MANY = {
    f"demands/more-{number}.md": (
        DEMAND | {"order": number, "title": f"{LONG} {number}", "ask": f"Do {number}."},
        "Because.",
    )
    for number in range(3, 60)
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
NAMES = ("count", "tracker")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = build(example(tmp_path_factory.mktemp("plain") / "x"))
    assert built.code == 0, built.output
    return built


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = example(
        tmp_path_factory.mktemp("large") / "x",
        pages={**MANY, "index.md": (LETTER, "We ask."), "press.md": (PRESS, "Ask us.")},
        rows=SIGNED,
        files={"docs/files/sheet.pdf": blank_pdf(1_500)},
    )
    built = build(root)
    assert built.code == 0, built.output
    return built


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("site", ["plain", "large"])
def test_an_embedded_page_is_small_and_loads_nothing(
    site: str, name: str, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(site)
    text = built.html(f"embed/{name}/index.html")
    assert len(text.encode()) < 15_000
    document = html.fromstring(text)
    assert document.cssselect("script, img, iframe, object, form, [src], [style], link") == []
    assert "url(" not in text
    (style,) = document.cssselect("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'"
    )
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert document.get("lang") == "en"


@pytest.mark.parametrize("name", NAMES)
def test_links_leave_the_frame_and_lead_to_pages(large: Built, name: str) -> None:
    links = tree(large, f"embed/{name}/").cssselect("a")
    assert links
    for link in links:
        assert link.get("target") == "_top"
        assert (large.site / f"embed/{name}" / link.get("href") / "index.html").is_file()


def test_the_count_stands_with_those_who_signed_last(large: Built) -> None:
    document = tree(large, "embed/count/")
    names = [words(name) for name in document.cssselect("li bdi")]
    assert names == [HOSTILE, *(f"{LONG.strip()} {n}" for n in range(4))]
    shown = words(document.cssselect("main")[0])
    assert "An open <letter>" in shown
    assert "3 organizations, 11 individuals, and 2 people who asked not to be named" in shown
    assert "as of February 10, 2021" in shown
    assert "Not the <whole> list." in shown
    assert "Gone" not in shown


def test_without_days_it_says_that_others_signed_too(plain: Built) -> None:
    shown = words(tree(plain, "embed/count/").cssselect("main")[0])
    assert "Among the signatories" in shown
    assert "Latest" not in shown


def test_the_tracker_shows_what_fits_and_says_how_much_more(large: Built, plain: Built) -> None:
    document = tree(large, "embed/tracker/")
    items = document.cssselect("ol > li")
    (more,) = document.cssselect(".more")
    assert 10 < len(items) < 59
    assert words(more) == f"{59 - len(items)} more demands"
    first = words(tree(plain, "embed/tracker/").cssselect("ol > li")[0])
    assert first == "Act now Promised since February 3, 2021"
    assert tree(plain, "embed/tracker/").cssselect(".more") == []


def test_the_badge_is_a_picture_with_its_words(plain: Built, large: Built) -> None:
    badge = etree.parse(plain.site / "badge.svg").getroot()
    texts = badge.findall(".//{http://www.w3.org/2000/svg}text")
    assert [text.text for text in texts] == ["signatories", "6"]
    assert badge.findtext("{http://www.w3.org/2000/svg}title") == "signatories: 6"
    assert "signatories listed: 16" in (large.site / "badge.svg").read_text("utf-8")
    assert "<script" not in (large.site / "badge.svg").read_text("utf-8")


def snippets(built: Built) -> list[str]:
    document = tree(built, "embed/")
    shown = [code.text_content() for code in document.cssselect("pre.snippet code")]
    assert [b.get("data-copy") for b in document.cssselect("[data-copy]")] == shown
    return shown


def test_what_to_copy_is_whole_and_right(plain: Built) -> None:
    count, tracker, badge, markdown = snippets(plain)
    for name, snippet in (("count", count), ("tracker", tracker)):
        (frame,) = html.fragments_fromstring(snippet)
        assert frame.tag == "iframe"
        assert frame.get("src") == f"{ADDRESS}embed/{name}/"
        assert "The letter" in frame.get("title")
        assert frame.get("sandbox") == "allow-top-navigation-by-user-activation"
    (link,) = html.fragments_fromstring(badge)
    assert link.get("href") == ADDRESS
    assert link[0].get("src") == f"{ADDRESS}badge.svg"
    alt = "Number of signatories: The letter"
    assert link[0].get("alt") == alt
    assert markdown == f"[![{alt}]({ADDRESS}badge.svg)]({ADDRESS})"


def test_only_the_page_that_offers_them_may_frame(plain: Built) -> None:
    for page in ("", "embed/", "press/"):
        (policy,) = tree(plain, page).xpath(
            "//meta[@http-equiv='Content-Security-Policy']/@content"
        )
        assert ("frame-src 'self'" in policy) is (page == "embed/")


def test_the_look_of_embeds_is_not_published(plain: Built) -> None:
    assert not (plain.site / "embeds").exists()


def test_without_an_address_there_is_nothing_to_copy() -> None:
    built = example_site(SITE_URL="")
    assert snippets(built) == []
    assert "as soon as this site has an address" in main_text(built, "embed/")
    assert (built.site / "embed/count/index.html").is_file()


def test_without_the_page_nothing_is_offered(tmp_path: Path) -> None:
    built = build(example(tmp_path, pages={"embed.md": None, "press.md": None}))
    assert built.code == 0, built.output
    assert not (built.site / "embed").exists()
    assert "for journalists" not in main_text(built)
    assert (built.site / "badge.svg").is_file()


def test_a_page_in_an_embedded_ones_place_is_a_problem(tmp_path: Path) -> None:
    front = {"title": "Count", "description": "Count."}
    built = build(example(tmp_path, pages={"embed/count.md": (front, "x")}))
    assert problems(built) == [
        "docs/embed/count.md: the site shows what others embed at this address; move this file to "
        "another folder"
    ]
    assert "PROBLEMS.md#pages-and-demands" in built.output


def test_the_press_page_holds_what_journalists_need(large: Built) -> None:
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
    assert "press/" in {link.get("href") for link in tree(large).cssselect(".colophon a")}
    assert "press/" in {link.get("href") for link in tree(large).cssselect("footer a")}


def test_a_press_page_with_nothing_of_its_own_has_no_empty_parts(plain: Built) -> None:
    headings = [words(h) for h in tree(plain, "press/").cssselect("main h2")]
    assert headings == [
        "The letter in brief",
        "What the letter asks, and what became of it",
        "Files",
    ]


def test_a_quote_needs_permission_and_a_fact_its_source(tmp_path: Path) -> None:
    quote = {key: text for key, text in PRESS["quotes"][0].items() if key != "permission"}
    front = PRESS | {"quotes": [quote], "facts": [{"fact": "It is so."}]}
    built = build(example(tmp_path, pages={"press.md": (front, "")}))
    found = [re.sub(r":\d+:\d+:", ":", problem) for problem in problems(built)]
    assert found == [
        "docs/press.md: 'source' is missing; add the line `source: …`",
        "docs/press.md: 'source_title' is missing; add the line `source_title: …`",
        "docs/press.md: 'permission' is missing; add the line `permission: …`",
    ]


def test_a_file_for_journalists_must_be_there(tmp_path: Path) -> None:
    built = build(example(tmp_path, pages={"press.md": (PRESS, "")}))
    assert problems(built) == [
        "docs/press.md:1:1: 'files' names \"files/sheet.pdf\", but docs/files/sheet.pdf does not "
        "exist; add the file, or delete its entry"
    ]


def test_invented_signatories_are_called_so_on_other_sites_too(demo_site: Built) -> None:
    for name in NAMES:
        assert "these signatories are invented" in main_text(demo_site, f"embed/{name}/")
    assert "invented signatories: " in (demo_site.site / "badge.svg").read_text("utf-8")
