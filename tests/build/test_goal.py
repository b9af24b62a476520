"""The goal, as pages of an open and a closed letter say it."""

from pathlib import Path
from typing import Any

import pytest

from campaign.site.checking import check_campaign
from tests.build.reading import tree, words
from tests.example import CAMPAIGN, PAGES, campaign, example
from tests.site.test_site import load

# Six people and organizations of the example have signed.
GOAL = {"goal": 20, "at_goal": "We hand the letter over in public."}
PLACED = {"about.md": (PAGES["about.md"][0], "<!-- @goal -->")}
MARCH = "We march on Monday."


@pytest.mark.parametrize(
    ("change", "said", "unsaid"),
    [
        (
            {"announcement": {"text": MARCH, "until": "2021-02-10"}},
            [MARCH, "6 of 20 have signed", "4 more until 10.", "When 20 have signed: We hand"],
            "reached",
        ),
        (
            {"milestones": [3, 15], "announcement": {"text": MARCH, "until": "2021-02-09"}},
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
def test_it_says_what_is_true(change: dict[str, Any], said: list[str], unsaid: str) -> None:
    facts = CAMPAIGN | GOAL | change
    built = campaign(**facts, pages=PLACED)
    is_open = facts["status"] == "open"
    for page in ["about", ""] if is_open else ["about"]:
        text = words(tree(built, page).body)
        assert not [sentence for sentence in said if sentence not in text]
        assert unsaid not in text
    bar = f'<meter class="goal-bar" min="0" max="{facts["goal"]}" value="6"'
    assert bar in built.html("about")
    assert ("<meter" in built.html()) is is_open


def test_a_list_that_grew_past_it_is_published_and_an_editor_reminded(tmp_path: Path) -> None:
    root = example(tmp_path, campaign=CAMPAIGN | GOAL | {"goal": 3})
    checked = check_campaign(root / "mkdocs.yml", {"SOURCE_DATE_EPOCH": "1613000000"})
    assert not len(checked.problems)
    assert any("'goal' is 3, and 6 have signed" in odd.message for odd in checked.warnings)


def test_without_a_goal_it_cannot_be_placed(tmp_path: Path) -> None:
    _, (problem,) = load(example(tmp_path, pages=PLACED))
    assert "add `goal:` and `at_goal:` to mkdocs.yml" in problem.message
