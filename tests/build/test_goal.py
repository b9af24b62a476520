"""The goal, as pages of an open and a closed letter say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.build.campaigns import MARCH, closed, reached, rich
from tests.build.reading import tree, words
from tests.sites import Built


@pytest.mark.parametrize(
    ("of", "said", "unsaid"),
    [
        (
            rich,
            [MARCH, "6 of 20 have signed", "9 more until 15.", "When 20 have signed: We hand"],
            "reached",
        ),
        (
            reached,
            [
                "The goal of 6 is reached: 6 have signed.",
                "What was promised for it: We hand the letter over in public.",
            ],
            "6 of 6",
        ),
        (
            closed,
            ["4 of 20 had signed when signing closed on February 8, 2021"],
            "When 20 have signed",
        ),
    ],
)
def test_it_says_what_is_true(of: Callable[[], Built], said: list[str], unsaid: str) -> None:
    built = of()
    for page in ("take-part",) if of is closed else ("take-part", ""):
        text = words(tree(built, page).body)
        assert not [sentence for sentence in said if sentence not in text]
        assert unsaid not in text
        assert (MARCH in text) is (of is rich)  # the other's day is past
    (bar,) = tree(built, "take-part").cssselect("meter.goal-bar")
    goal, count = ("6", "6") if of is reached else ("20", "4" if of is closed else "6")
    assert [bar.get(name) for name in ("min", "max", "value")] == ["0", goal, count]
    assert ("<meter" in built.html()) is (of is not closed)
