"""The goal, as pages of an open and a closed letter say it."""

from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from campaign.site.checking import check_campaign
from tests.example import CAMPAIGN, PAGES, example
from tests.site.test_site import load
from tests.sites import build

# Six people and organizations of the example have signed.
GOAL = {"goal": 20, "at_goal": "We hand the letter over in public."}
PLACED = {"about.md": (PAGES["about.md"][0], "<!-- @goal -->")}


def text_of(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body
    return " ".join(body.text(separator="").split())


@pytest.mark.parametrize(
    ("change", "said", "unsaid"),
    [
        (
            {"announcement": {"text": "We march on Monday.", "until": "2021-02-10"}},
            [
                "We march on Monday.",
                "6 of 20 have signed",
                "4 more until 10.",
                "When 20 have signed: We hand the letter",
            ],
            "reached",
        ),
        (
            {
                "milestones": [3, 15],
                "announcement": {"text": "We march on Monday.", "until": "2021-02-09"},
            },
            ["6 of 20 have signed", "9 more until 15."],
            "We march",
        ),
        (
            {"goal": 6},
            [
                "The goal of 6 is reached: 6 have signed.",
                "What was promised for it: We hand the letter over in public.",
            ],
            "6 of 6",
        ),
        (
            {"status": "closed", "closed": "2021-02-08"},
            ["6 of 20 had signed when signing closed on February 8, 2021"],
            "When 20 have signed",
        ),
    ],
)
def test_it_says_what_is_true(
    change: dict[str, Any], said: list[str], unsaid: str, tmp_path: Path
) -> None:
    campaign = CAMPAIGN | GOAL | change
    built = build(example(tmp_path, campaign=campaign, pages=PLACED))
    assert built.code == 0, built.output
    shown = ["about"] if campaign["status"] == "closed" else ["about", ""]
    for page in shown:
        text = text_of(built.html(page))
        assert not [words for words in said if words not in text]
        assert unsaid not in text
    goal = campaign["goal"]
    assert f'<meter class="goal-bar" min="0" max="{goal}" value="6"' in built.html("about")
    assert ("<meter" in built.html()) is (campaign["status"] == "open")


def test_a_list_that_grew_past_it_is_published_and_an_editor_reminded(tmp_path: Path) -> None:
    root = example(tmp_path, campaign=CAMPAIGN | GOAL | {"goal": 3})
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": "1613000000"})
    assert not len(checked.problems)
    assert any("'goal' is 3, and 6 have signed" in odd.message for odd in checked.warnings)


def test_without_a_goal_it_cannot_be_placed(tmp_path: Path) -> None:
    _, (problem,) = load(example(tmp_path, pages=PLACED))
    assert "add `goal:` and `at_goal:` to mkdocs.yml" in problem.message
