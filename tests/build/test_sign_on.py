"""How a reader signs: the button while the letter is open, and what is said beside it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import HtmlElement

from tests.build.reading import tree, words
from tests.example import PAGES, campaign, refused
from tests.sites import Built

REPOSITORY = "https://github.com/example/letter"
FORM = f"{REPOSITORY}/issues/new?template=sign.yml&title=Sign+the+letter"
ELSEWHERE = "https://sign.example.org/form"
PUBLISHED = (
    "This site publishes only your entry: the name, the day and, if you give them, the group, "
    "role, affiliation, place and web address."
)
PUBLIC = "The form on GitHub is public: anybody can read it, with your GitHub name beside it."
TAKE_PART = {
    "take-part.md": (
        {"title": "Take part", "description": "Take part."},
        "<!-- @sign -->\n\nOr <!-- @sign -->.",
    )
}
SIGNED_HERE = ("", "signatories", "take-part")
HEADING = "Add your name to 6 others"


def sign(built: Built, page: str) -> HtmlElement:
    (block,) = tree(built, page).cssselect("main .sign")
    return block


def links(block: HtmlElement) -> list[tuple[str, str]]:
    return [(words(link), link.get("href")) for link in block.cssselect("a")]


@pytest.mark.parametrize(
    ("sign_on", "repository", "led", "said"),
    [
        (
            {"github": "yes"},
            REPOSITORY,
            [("Sign the letter", FORM)],
            f"Sign the letter Leads to github.com. {PUBLIC} {PUBLISHED}",
        ),
        (
            {"url": ELSEWHERE, "hosts": ["sign.example.org"], "github": "yes"}
            | {"label": "Add your name"},
            f"{REPOSITORY}.git",
            [("Add your name", ELSEWHERE), ("sign there", FORM)],
            "Add your name Leads to sign.example.org. With an account on GitHub, you can also sign "
            f"there. {PUBLIC} {PUBLISHED}",
        ),
        (
            {"url": ELSEWHERE, "hosts": ["sign.example.org"]},
            REPOSITORY,
            [("Sign the letter", ELSEWHERE)],
            f"Sign the letter Leads to sign.example.org. {PUBLISHED}",
        ),
        (
            {"email": "sign@example.org"},
            REPOSITORY,
            [("Sign the letter", "mailto:sign@example.org")],
            f"Sign the letter Writes to sign@example.org. {PUBLISHED}",
        ),
    ],
    ids=["on GitHub", "elsewhere and on GitHub", "elsewhere", "by e-mail"],
)
def test_the_block_says_where_it_leads(
    sign_on: dict[str, Any], repository: str, led: list[tuple[str, str]], said: str
) -> None:
    built = campaign(sign_on=sign_on, pages=TAKE_PART, mkdocs={"repo_url": repository})
    for page in SIGNED_HERE:
        block = sign(built, page)
        assert links(block) == led
        assert words(block) == f"{HEADING} {said}"
    (inline,) = tree(built, "take-part").cssselect("main .prose > p > a")
    assert inline.get("href") == led[0][1]


def test_without_the_repository_s_address_nothing_is_built() -> None:
    (problem,) = refused(sign_on={"github": "yes"})
    assert problem.endswith(
        "'github' needs the repository's address; add the line "
        "`repo_url: https://github.com/OWNER/NAME` below `site_name:`"
    )


def test_nobody_is_asked_to_sign_a_closed_letter() -> None:
    closed = {"status": "closed", "closed": "2021-03-01", "sign_on": {"github": "yes"}}
    built = campaign(**closed, pages=TAKE_PART, mkdocs={"repo_url": REPOSITORY})
    assert "github.com" not in "".join(built.html(page) for page in SIGNED_HERE)
    assert tree(built).cssselect(".site-sign, #sign") == []
    assert tree(built, "signatories").cssselect(".sign") == []
    assert words(sign(built, "take-part")) == "Signing closed on March 1, 2021."


def test_signing_is_the_first_task_on_every_page_while_the_letter_is_open() -> None:
    built = campaign()
    for page, href in (("", "./#sign"), ("about", "../#sign"), ("demands/act-now", "../../#sign")):
        *_, last = tree(built, page).cssselect(".site-acts a")
        assert (words(last), last.get("href")) == ("Sign", href)
    (box,) = tree(built).cssselect("#sign")
    assert words(box.cssselect("h2")[0]) == HEADING


def test_a_block_that_is_placed_by_hand_stands_once_and_has_no_second_address() -> None:
    placed = ("index.md", "signatories.md")
    built = campaign(pages={path: (PAGES[path][0], "Add.\n\n<!-- @sign -->") for path in placed})
    assert links(sign(built, "signatories")) == [("Sign the letter", ELSEWHERE)]
    assert tree(built, "about").cssselect(".site-sign")[0].get("href") == "../"
    assert tree(built).cssselect("#sign") == []
