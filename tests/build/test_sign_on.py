"""How a reader signs: the button while the letter is open, and what is said beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement

from tests.build.reading import problems, tree, words
from tests.example import CAMPAIGN, example
from tests.example import PAGES as TEXTS
from tests.once import example_site
from tests.sites import Built, build

pytestmark = pytest.mark.build

REPOSITORY = "https://github.com/example/letter"
FORM = f"{REPOSITORY}/issues/new?template=sign.yml&title=Sign+the+letter"
ELSEWHERE = "https://sign.example.org/form"
PUBLISHED = (
    "This site publishes only your entry: the name, the day and, if you give them, the group, "
    "role, affiliation, place and web address."
)
PUBLIC = "The form on GitHub is public: anybody can read it, with your GitHub name beside it."
PUBLISHED = (
    "This site publishes only your entry: the name, the day and, if you give them, the group, "
    "role, affiliation, place and web address."
)
TAKE_PART = (
    {"title": "Take part", "description": "Take part."},
    "<!-- @sign -->\n\nOr <!-- @sign -->.",
)
PAGES = ("", "signatories", "take-part")


def built_with(folder: Path, sign_on: dict[str, Any], **more: Any) -> Built:
    campaign = CAMPAIGN | {"sign_on": sign_on}
    return build(
        example(folder / "x", campaign=campaign, pages={"take-part.md": TAKE_PART}, **more)
    )


HEADING = "Add your name to 6 others"


def sign(built: Built, page: str) -> HtmlElement:
    (block,) = tree(built, page).cssselect("main .sign")
    return block


def links(block: HtmlElement) -> list[tuple[str, str]]:
    return [(words(link), link.get("href")) for link in block.cssselect("a")]


def test_the_form_on_github_alone(tmp_path: Path) -> None:
    built = built_with(tmp_path, {"github": "yes"}, repo_url=REPOSITORY)
    assert built.code == 0, built.output
    for page in PAGES:
        block = sign(built, page)
        assert links(block) == [("Sign the letter", FORM)]
        assert "Leads to github.com." in words(block)
        assert f"{PUBLIC} {PUBLISHED}" in words(block)
    (inline,) = tree(built, "take-part").cssselect("main .prose > p > a")
    assert inline.get("href") == FORM


def test_a_form_elsewhere_and_the_one_on_github(tmp_path: Path) -> None:
    sign_on = {
        "url": ELSEWHERE,
        "hosts": ["sign.example.org"],
        "github": "yes",
        "label": "Add your name",
    }
    built = built_with(tmp_path, sign_on, repo_url=f"{REPOSITORY}.git")
    assert built.code == 0, built.output
    for page in PAGES:
        block = sign(built, page)
        assert links(block) == [("Add your name", ELSEWHERE), ("sign there", FORM)]
        assert words(block).startswith(
            f"{HEADING} Add your name Leads to sign.example.org. "
            "With an account on GitHub, you can also sign there."
        )
        assert PUBLIC in words(block)


def test_a_form_elsewhere_alone_says_nothing_of_github(tmp_path: Path) -> None:
    built = build(example(tmp_path / "x", pages={"take-part.md": TAKE_PART}))
    for page in PAGES:
        block = sign(built, page)
        assert links(block) == [("Sign the letter", ELSEWHERE)]
        assert words(block) == f"{HEADING} Sign the letter Leads to sign.example.org. {PUBLISHED}"


def test_by_e_mail(tmp_path: Path) -> None:
    built = built_with(tmp_path, {"email": "sign@example.org"})
    assert built.code == 0, built.output
    block = sign(built, "signatories")
    assert links(block) == [("Sign the letter", "mailto:sign@example.org")]
    assert words(block) == f"{HEADING} Sign the letter Writes to sign@example.org. {PUBLISHED}"


def test_nobody_is_asked_to_sign_a_closed_letter(tmp_path: Path) -> None:
    campaign = CAMPAIGN | {
        "status": "closed", "closed": "2021-03-01", "sign_on": {"github": "yes"},
    }  # fmt: skip
    built = build(
        example(
            tmp_path / "x",
            campaign=campaign,
            pages={"take-part.md": TAKE_PART},
            repo_url=REPOSITORY,
        )
    )
    assert built.code == 0, built.output
    assert "github.com" not in "".join(built.html(page) for page in PAGES)
    assert tree(built, "signatories").cssselect(".sign") == []
    assert words(sign(built, "take-part")) == "Signing closed on March 1, 2021."


def test_the_block_is_placed_once_on_the_list_s_page(tmp_path: Path) -> None:
    front = {"type": "signatories", "title": "Who signed", "description": "All."}
    pages = {"signatories.md": (front, "Add yours.\n\n<!-- @sign -->")}
    built = build(example(tmp_path / "x", pages=pages))
    assert links(sign(built, "signatories")) == [("Sign the letter", ELSEWHERE)]


def test_without_the_repository_s_address_nothing_is_built(tmp_path: Path) -> None:
    built = built_with(tmp_path, {"github": "yes"})
    assert built.code == 1
    (problem,) = problems(built)
    assert problem.endswith(
        "'github' needs the repository's address; add the line "
        "`repo_url: https://github.com/OWNER/NAME` below `site_name:`"
    )


def test_signing_is_the_first_task_on_every_page_while_the_letter_is_open() -> None:
    built = example_site()
    for page, href in (("", "./#sign"), ("about", "../#sign"), ("demands/act-now", "../../#sign")):
        *_, last = tree(built, page).cssselect(".site-acts a")
        assert (words(last), last.get("href")) == ("Sign", href)
    (box,) = tree(built, "").cssselect("#sign")
    assert words(box.cssselect("h2")[0]) == HEADING


def test_a_sign_box_that_is_placed_by_hand_has_no_second_address(tmp_path: Path) -> None:
    letter = (TEXTS["index.md"][0], "We ask.\n\n<!-- @sign -->")
    built = build(example(tmp_path / "x", pages={"index.md": letter}))
    assert built.code == 0, built.output
    assert tree(built, "about").cssselect(".site-sign")[0].get("href") == "../"
    assert tree(built, "").cssselect("#sign") == []


def test_a_closed_letter_asks_nobody_to_sign(tmp_path: Path) -> None:
    closed = CAMPAIGN | {"status": "closed", "closed": "2021-02-09"}
    built = build(example(tmp_path / "x", campaign=closed))
    assert built.code == 0, built.output
    assert tree(built, "").cssselect(".site-sign, #sign") == []
