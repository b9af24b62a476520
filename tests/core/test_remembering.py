"""What is remembered is the latest result, and never another's."""

from __future__ import annotations

import pytest

from campaign.core.remembering import latest


def test_equal_arguments_give_the_latest_result_without_a_second_call() -> None:
    calls: list[tuple[int, str]] = []

    @latest
    def costly(number: int, *, word: str = "") -> list[str]:
        calls.append((number, word))
        return [word] * number

    first = costly(2, word="a")
    assert costly(2, word="a") is first
    assert costly(2, word="b") == ["b", "b"]
    assert costly(2, word="a") == ["a", "a"]
    assert calls == [(2, "a"), (2, "b"), (2, "a")]


def test_a_failure_is_not_remembered() -> None:
    outcomes = [ValueError("first"), None]

    @latest
    def sometimes(number: int) -> int:
        if (outcome := outcomes.pop(0)) is not None:
            raise outcome
        return number

    with pytest.raises(ValueError, match="first"):
        sometimes(1)
    assert sometimes(1) == 1
