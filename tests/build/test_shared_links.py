"""What a shared link shows and what machines read: cards, structured data and citations."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.build.campaigns import rich
from tests.build.reading import linked_data, meta, tree, words
from tests.example import CAMPAIGN, DEMAND, PAGES, ROWS, campaign
from tests.sites import ADDRESS, Built

EMBEDDED = tuple(
    f"{language}embed/{part}" for language in ("", "es/", "ar/") for part in ("count", "tracker")
)
HOSTILE = "</script><b>&\"' <!-- \u2026"
TITLE = HOSTILE.replace("<b>", "<q>")  # what editors would take for bold is refused there


def card(built: Built, page: str = "") -> Path:
    address = meta(built, page, "og:image")
    assert address
    assert address.startswith(ADDRESS)
    return built.site / address.removeprefix(ADDRESS)


def test_every_page_has_a_card_that_is_there(real_site: Built) -> None:
    embedded = {real_site.site / page / "index.html" for page in EMBEDDED}
    pages = [path for path in real_site.site.rglob("index.html") if path not in embedded]
    assert len(pages) > 10
    assert card(real_site, "about") == card(real_site), "a plain page has the letter's"
    shown = set()
    for path in pages:
        page = path.parent.relative_to(real_site.site).as_posix().removeprefix(".")
        file = card(real_site, page)
        shown.add(file)
        picture = file.read_bytes()
        assert len(picture) <= 30_000
        assert Image.open(BytesIO(picture)).size == (1200, 630)
        size = [meta(real_site, page, f"og:image:{side}") for side in ("width", "height")]
        assert size == ["1200", "630"]
        [heading] = tree(real_site, page).cssselect("h1")
        alternative = meta(real_site, page, "og:image:alt")
        letters = card(real_site, page.split("/")[0] if page[:3] in ("es/", "ar/") else "")
        assert alternative
        assert file == letters or alternative.startswith(words(heading))
        assert meta(real_site, page, "twitter:card") == "summary_large_image"
    assert shown == set((real_site.site / "assets" / "cards").iterdir())
    assert not list(real_site.site.rglob("*.ttf"))


def test_pages_that_nobody_shares_have_none(real_site: Built) -> None:
    for page in ("404.html", "search.html", *EMBEDDED):
        assert meta(real_site, page, "og:image") == ""
        assert linked_data(real_site, page) == []


def test_a_long_lists_pages_show_its_card_and_no_names_to_machines(demo_site: Built) -> None:
    pages = list((demo_site.site / "signatories").rglob("index.html"))
    own = card(demo_site, "signatories")
    listed = [
        page
        for path in pages
        if (page := path.parent.relative_to(demo_site.site).as_posix()) != "signatories"
        and not tree(demo_site, page).xpath("//meta[@http-equiv='refresh']")
    ]
    assert len(listed) > 3
    for page in listed:
        assert card(demo_site, page) == own
        assert linked_data(demo_site, page) == []
    [signed] = linked_data(demo_site, "signatories")
    assert signed["numberOfItems"] == 5000
    assert len(signed["itemListElement"]) == 100


def test_without_an_address_there_is_no_card_and_no_data() -> None:
    built = campaign(variables={"SITE_URL": ""})
    assert not (built.site / "assets" / "cards").exists()
    assert meta(built, "", "og:image") == ""
    assert linked_data(built) == []
    assert "url = " not in built.html("citation.bib")


def test_the_count_stands_on_the_letters_card_alone() -> None:
    said = "6 have signed: 3 organizations, 1 individual, and 2 people who asked not to be named"
    alternative = meta(campaign(), "", "og:image:alt")
    assert alternative == f"An open letter · {said} · {CAMPAIGN['name']}"
    demand = meta(campaign(), "demands/act-now", "og:image:alt")
    assert "Demand 1 of 2" in demand
    assert "signed" not in demand


def test_right_to_left_pages_have_cards_that_begin_on_the_right(real_site: Built) -> None:
    image = Image.open(card(real_site, "ar/help-us-fight")).convert("L")
    ink = image.crop((0, 60, 1200, 480)).point(lambda value: 255 * (value > 200)).getbbox()
    assert ink
    assert ink[2] > 1100
    assert ink[0] > 200


@pytest.fixture(scope="module")
def hostile() -> Built:
    letter = PAGES["index.md"][0] | {"title": TITLE, "description": TITLE}
    about = {"title": "𠀀𠀁𠀂𠀃", "description": "An open letter.", "type": "coverage"}
    return campaign(
        name=HOSTILE,
        short_name=HOSTILE,
        pages={
            "index.md": (letter, "We ask."),
            "demands/act-now.md": (DEMAND | {"ask": HOSTILE}, "Because."),
            "about.md": (about, "Text."),
        },
        rows=[*ROWS, {"name": HOSTILE, "kind": "individual", "affiliation": HOSTILE}],
        files={"overrides/fonts/Broken.ttf": b"nothing"},
    )


def test_what_fonts_cannot_show_is_named_and_stops_nothing(hostile: Built) -> None:
    [line] = [line for line in hostile.output.splitlines() if "cannot show" in line]
    assert "docs/about.md: the card of this page cannot show 𠀀 (U+20000), 𠀁 (U+20001)" in line
    assert "overrides/fonts/Broken.ttf is not used for cards: it is damaged" in hostile.output
    assert card(hostile).is_file()


def test_structured_data_survives_every_hostile_text(hostile: Built) -> None:
    article, signed, website = linked_data(hostile)
    assert article["headline"] == article["description"] == TITLE
    assert website["name"] == HOSTILE
    assert article["url"] == ADDRESS
    assert article["image"] == meta(hostile, "", "og:image")
    person = next(node for node in signed["itemListElement"] if node["name"] == HOSTILE)
    assert person["affiliation"]["name"] == HOSTILE
    [demand] = linked_data(hostile, "demands/act-now")
    assert demand["headline"] == HOSTILE
    assert HOSTILE.replace("&", r"\&") in hostile.html("citation.bib")
    [button] = tree(hostile).cssselect(".colophon [data-done='Citation copied']")
    [citation] = tree(hostile).cssselect(".citation")
    assert button.get("data-copy") == citation.text_content()
    assert HOSTILE in citation.text_content()


def test_each_page_shares_its_own_words_and_address() -> None:
    built = rich()
    for page, text in (
        ("help", "Give & share."),
        ("demands/act-now", "Act at last!"),
        ("demands/pay-up", "Pay up."),
        ("", "An open letter"),
    ):
        document = tree(built, page)
        [button] = document.cssselect("[data-share]")
        assert button.get("data-share") == text
        address = f"{ADDRESS}{page}/" if page else ADDRESS
        assert button.get("data-url") == address
        [copying] = document.cssselect(".share [data-copy]")
        assert copying.get("data-copy") == address
