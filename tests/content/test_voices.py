"""Voices: every mistake at its place, and on which pages each stands."""

from typing import Any

import pytest

from campaign.content.voices import LONGEST_QUOTE, Voice, read_voices
from tests.golden import cases

PATH = "docs/data/voices.yml"
SAID = {"name": "Ada Sample", "role": "Reader", "permission": "By e-mail, March 2, 2026"}


@pytest.mark.parametrize("case", cases("voices"))
def test_problems(case: dict[str, Any]) -> None:
    voices, problems = read_voices(case["text"], PATH, ("en", "es"))
    assert [str(problem).removeprefix(f"{PATH}:") for problem in problems] == case["problems"]
    assert bool(voices) is not bool(problems)


def test_a_long_speech_is_no_voice() -> None:
    text = f"- {{quote: {'a' * (LONGEST_QUOTE + 1)}, name: A, role: B, permission: 2 March 2026}}\n"
    _, (problem,) = read_voices(text, PATH, ("en",))
    assert str(problem).startswith(f"{PATH}:1:11: 'quote' is 401 characters long; choose the ")


@pytest.mark.parametrize(
    ("more", "stands"),
    [
        ({}, {"en"}),
        ({"language": "es"}, {"es"}),
        ({"languages": ["en", "es"]}, {"en", "es"}),
        ({"language": "es", "languages": ["en"]}, {"en"}),
    ],
)
def test_where_it_stands(more: dict[str, Any], stands: set[str]) -> None:
    voice = Voice.model_validate({"quote": "We wait."} | SAID | more)
    assert {code for code in ("en", "es") if voice.stands_in(code, "en")} == stands
