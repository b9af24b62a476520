"""How a reader signs: the button while the letter is open, and what is said beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

from tests.build.campaigns import ELSEWHERE, REPOSITORY, closed, little, reached, rich
from tests.build.reading import tree, words
from tests.example import PAGES, campaign
from tests.sites import Built

FORM = f"{REPOSITORY}/issues/new?template=sign.yml&title=Sign+the+letter"
PUBLISHED = (
    "This site publishes only your entry: the name, the day and, if you give them, the group, "
    "role, affiliation, place and web address."
)
PUBLIC = "The form on GitHub is public: anybody can read it, with your GitHub name beside it."
HEADING = "Add your name to 6 others"


def sign(built: Built, page: str) -> HtmlElement:
    (block,) = tree(built, page).cssselect("main .sign")
    for goal in block.cssselect(".goal"):
        goal.drop_tree()
    return block


def links(block: HtmlElement) -> list[tuple[str, str]]:
    return [(words(link), link.get("href")) for link in block.cssselect("a")]


@pytest.mark.parametrize(
    ("of", "led", "said"),
    [
        (
            little,
            [("Sign the letter", FORM)],
            f"Be the first to sign Sign the letter Leads to github.com. {PUBLIC} {PUBLISHED}",
        ),
        (
            rich,
            [("Add your name", ELSEWHERE), ("sign there", FORM)],
            f"{HEADING} Add your name Leads to sign.example.org. With an account on GitHub, you "
            f"can also sign there. {PUBLIC} {PUBLISHED}",
        ),
        (
            campaign,
            [("Sign the letter", ELSEWHERE)],
            f"{HEADING} Sign the letter Leads to sign.example.org. {PUBLISHED}",
        ),
        (
            reached,
            [("Sign the letter", "mailto:sign@example.org")],
            f"{HEADING} Sign the letter Writes to sign@example.org. {PUBLISHED}",
        ),
    ],
    ids=["on GitHub", "elsewhere and on GitHub", "elsewhere", "by e-mail"],
)
def test_the_block_says_where_it_leads(
    of: Callable[[], Built], led: list[tuple[str, str]], said: str
) -> None:
    built = of()
    for page in ("", "signatories", *(() if of is campaign else ("take-part",))):
        block = sign(built, page)
        assert links(block) == led
        assert words(block) == said
    if of in (rich, reached):
        (inline,) = tree(built, "take-part").cssselect("main .prose > p > a")
        assert inline.get("href") == led[0][1]


def test_nobody_is_asked_to_sign_a_closed_letter() -> None:
    built = closed()
    pages = ("", "signatories", "take-part")
    assert "github.com" not in "".join(built.html(page) for page in pages)
    assert tree(built).cssselect(".site-sign, #sign") == []
    assert tree(built, "signatories").cssselect(".sign") == []
    assert words(sign(built, "take-part")) == "Signing closed on February 8, 2021."


def test_signing_is_the_first_task_on_every_page_while_the_letter_is_open() -> None:
    for page, href in (("", "./#sign"), ("about", "../#sign"), ("demands/act-now", "../../#sign")):
        *_, last = tree(campaign(), page).cssselect(".site-acts a")
        assert (words(last), last.get("href")) == ("Sign", href)
    (box,) = tree(campaign()).cssselect("#sign")
    assert words(box.cssselect("h2")[0]) == HEADING


def test_a_block_that_is_placed_by_hand_stands_once_and_has_no_second_address() -> None:
    placed = ("index.md", "signatories.md")
    built = campaign(pages={path: (PAGES[path][0], "Add.\n\n<!-- @sign -->") for path in placed})
    assert links(sign(built, "signatories")) == [("Sign the letter", ELSEWHERE)]
    assert tree(built, "about").cssselect(".site-sign")[0].get("href") == "../"
    assert tree(built).cssselect("#sign") == []
