"""Components where editors place them: shown once, and never where code shows them."""

from pathlib import Path

import pytest

from tests.build.reading import main_text, tree, words
from tests.example import CAMPAIGN, DEMAND, PAGES, PAY, example
from tests.sites import Built, build

pytestmark = pytest.mark.build

EVERYWHERE = """
By <!-- @count kind=organization --> groups and <!-- @count kind=individual words=yes -->.

- one
- <!-- @demands status=promised -->

!!! note

    <!-- @demands status=unmet -->

=== "One"

    <!-- @demands -->

> <!-- @history demand=act-now -->

| a | b |
| --- | --- |
| x | <!-- @count --> |

Text right above.
<!-- @sign -->

<!-- An editor's note. -->

Write `<!-- @count -->` here, or

```html
<!-- @demands -->
```

    <!-- @sign -->

<!-- @donate -->

Please <!-- @donate -->.

<!-- @signatories
     kind=organization
     group="Local" -->
"""


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    about = {"title": "About", "description": "About us."}
    pages = {
        "about.md": (about, EVERYWHERE),
        "index.md": (
            PAGES["index.md"][0],
            "<!-- @signatories -->\n\n<!-- @demands -->\n\n<!-- @sign -->",
        ),
        "demands/act-now.md": (DEMAND, "<!-- @history -->\n\n<!-- @donate -->"),
        "demands/pay-up.md": (
            PAY | {"donate": "no"},
            "<!-- @history -->\n\n<!-- @history -->",
        ),
    }
    built = build(example(tmp_path_factory.mktemp("placed") / "x", pages=pages))
    assert built.code == 0, built.output
    return built


@pytest.mark.parametrize(
    ("place", "asks"),
    [
        (".prose > ul > li ol.demands", ["Act now."]),
        (".admonition ol.demands", ["Pay up."]),
        (".tabbed-block ol.demands", ["Act now.", "Pay up."]),
    ],
)
def test_blocks_within_blocks(placed: Built, place: str, asks: list[str]) -> None:
    (main,) = tree(placed, "about").cssselect("main")
    found = main.cssselect(place)
    assert [words(link) for one in found for link in one.cssselect("a")] == asks


def test_in_a_quotation_and_a_table(placed: Built) -> None:
    document = tree(placed, "about")
    (history,) = document.cssselect("blockquote ol.history")
    assert "The council promised to act." in words(history)
    assert [words(cell) for cell in document.cssselect("td")] == ["x", "6"]


def test_in_sentences(placed: Built) -> None:
    text = main_text(placed, "about")
    assert "By 3 groups and 1 individual." in text
    assert "Please Give to the fund." in text


def test_blocks_do_not_end_up_in_paragraphs(placed: Built) -> None:
    html = placed.html("about")
    for block in ('<aside class="donate"', '<div class="sign"', '<div class="signatories"', "<ol"):
        assert block in html
        assert f"<p>{block}" not in html
        assert f"<p>\n{block}" not in html


def test_options_choose_what_is_listed(placed: Built) -> None:
    (listed,) = tree(placed, "about").cssselect(".signatories")
    assert [words(name) for name in listed.cssselect("bdi")] == ["The Beta Group"]


def test_code_shows_components_as_they_are_written(placed: Built) -> None:
    document = tree(placed, "about")
    assert [code.text_content().strip() for code in document.cssselect("code")] == [
        "<!-- @count -->",
        "<!-- @demands -->",
        "<!-- @sign -->",
    ]


def test_editors_notes_are_not_published(placed: Built) -> None:
    for page in ("", "about", "demands/act-now"):
        assert "<!--" not in placed.html(page)
    assert "An editor's note" not in placed.html("about")
    assert "editor's note" not in (placed.site / "search/search_index.json").read_text()


def test_a_placed_component_replaces_the_templates_own(placed: Built) -> None:
    letter = tree(placed)
    assert len(letter.cssselect("ol.demands")) == 1
    assert len(letter.cssselect(".signatories")) == 1
    assert len(letter.cssselect("section.signed")) == 0
    assert len(letter.cssselect("main .sign")) == 1
    demand = tree(placed, "demands/act-now")
    assert len(demand.cssselect("ol.history")) == 1
    assert len(demand.cssselect("aside.donate")) == 1


def test_what_is_placed_twice_stands_twice(placed: Built) -> None:
    demand = tree(placed, "demands/pay-up")
    assert len(demand.cssselect(".reviewed")) == 2


def test_a_page_may_refuse_to_ask_for_money(placed: Built) -> None:
    assert tree(placed, "demands/act-now").cssselect("main a[href*='donate.example.org']")
    assert not tree(placed, "demands/pay-up").cssselect("main a[href*='donate.example.org']")


def test_gifts_name_the_page_they_come_from(placed: Built) -> None:
    for page, code in (("about", "about"), ("demands/act-now", "act-now"), ("help", "help")):
        links = tree(placed, page).cssselect("main a[href*='donate.example.org']")
        assert {link.get("href") for link in links} == {
            f"https://donate.example.org/form?ref={code}"
        }


def test_donate_on_a_page_that_refuses_it_and_in_a_campaign_without_it(tmp_path: Path) -> None:
    about = {"title": "About", "description": "About us."}
    refused = build(
        example(tmp_path / "x", pages={"about.md": (about | {"donate": "no"}, "<!-- @donate -->")})
    )
    assert (
        "docs/about.md:7:1: the page says `donate: false` and yet places @donate; delete one"
        in refused.output
    )
    assert refused.code == 1
    without = {key: value for key, value in CAMPAIGN.items() if key != "donate"}
    campaign = build(
        example(tmp_path / "y", campaign=without, pages={"about.md": (about, "<!-- @donate -->")})
    )
    assert "docs/about.md:6:1: the campaign has no donation link" in campaign.output
    assert campaign.code == 1
    silent = build(example(tmp_path / "z", campaign=without))
    assert silent.code == 0, silent.output
    assert "donate.example.org" not in silent.html() + silent.html("demands/act-now") + silent.html(
        "help"
    )
