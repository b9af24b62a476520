"""Components where editors place them: shown once, and never where code shows them."""

from lxml.html import HtmlElement

from tests.build.reading import tree, words
from tests.example import DEMAND, PAGES, PAY, campaign

ABOUT = {"title": "About", "description": "About us."}
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
PLACED = {
    "about.md": (ABOUT, EVERYWHERE),
    "index.md": (
        PAGES["index.md"][0],
        "<!-- @signatories -->\n\n<!-- @demands -->\n\n<!-- @sign -->",
    ),
    "demands/act-now.md": (DEMAND, "<!-- @history -->\n\n<!-- @donate -->"),
    "demands/pay-up.md": (PAY | {"donate": "no"}, "<!-- @history -->\n\n<!-- @history -->"),
}


def test_every_place_of_a_page_can_hold_one() -> None:
    built = campaign(pages=PLACED)
    html, document = built.html("about"), tree(built, "about")
    (main,) = document.cssselect("main")

    def all_words(selector: str) -> list[str]:
        return [words(element) for element in main.cssselect(selector)]

    assert all_words(".prose > ul > li ol.demands a") == ["Act now."]
    assert all_words(".admonition ol.demands a") == ["Pay up."]
    assert all_words(".tabbed-block ol.demands a") == ["Act now.", "Pay up."]
    (history,) = all_words("blockquote ol.history")
    assert "The council promised to act." in history
    assert all_words("td") == ["x", "6"]
    assert all_words(".signatories bdi") == ["The Beta Group"]  # as its options choose
    assert "By 3 groups and 1 individual." in words(main)
    assert "Please Give to the fund." in words(main)
    for block in ('<aside class="donate"', '<div class="sign"', '<div class="signatories"', "<ol"):
        assert block in html
        assert f"<p>{block}" not in html
        assert f"<p>\n{block}" not in html


def test_code_shows_them_and_notes_are_not_published() -> None:
    built = campaign(pages=PLACED)
    assert [code.text_content().strip() for code in tree(built, "about").cssselect("code")] == [
        "<!-- @count -->",
        "<!-- @demands -->",
        "<!-- @sign -->",
    ]
    for page in ("", "about", "demands/act-now"):
        assert "<!--" not in built.html(page)
    assert "An editor's note" not in built.html("about")
    assert "editor's note" not in (built.site / "search/search_index.json").read_text()


def test_a_placed_component_replaces_the_templates_own() -> None:
    built = campaign(pages=PLACED)

    def numbers(page: HtmlElement, *selectors: str) -> list[int]:
        return [len(page.cssselect(selector)) for selector in selectors]

    letter = numbers(tree(built), "ol.demands", ".signatories", "section.signed", "main .sign")
    assert letter == [1, 1, 0, 1]
    assert numbers(tree(built, "demands/act-now"), "ol.history", "aside.donate") == [1, 1]
    # What is placed twice stands twice, and this page refuses to ask for money.
    gifts = "main a[href*='donate.example.org']"
    assert numbers(tree(built, "demands/pay-up"), ".reviewed", gifts) == [2, 0]
    for page in ("about", "demands/act-now", "help"):
        code = page.rpartition("/")[2]
        assert {link.get("href") for link in tree(built, page).cssselect(gifts)} == {
            f"https://donate.example.org/form?ref={code}"
        }
