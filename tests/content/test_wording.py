"""Words: formatting changes none of them, and no changed word goes unnoticed."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.fingerprint import (
    compared,
    differences,
    digest,
    first_difference,
    locate,
    plain,
    words,
)
from campaign.core.problems import Wrong
from tests.golden import cases

WORD = st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=1, max_size=12).filter(
    lambda word: word == "".join(words(word))
)
TEXT = st.lists(WORD, min_size=1, max_size=40)
BREAK = st.sampled_from([" ", "\n", "  \n", "\n\n"])
AROUND = st.sampled_from(["{}", "*{}*", "**{}**", "[{}](https://example.org/)", "<em>{}</em>"])


@pytest.mark.parametrize("case", cases("wording", "plain"))
def test_plain(case: dict[str, Any]) -> None:
    assert plain(case["markdown"]) == "\n\n".join(case["paragraphs"])


@pytest.mark.parametrize("case", cases("wording", "same"))
def test_same(case: dict[str, Any]) -> None:
    one, other = plain(case["one"]), plain(case["other"])
    assert (digest(one) == digest(other)) is case["same"]
    assert (first_difference(one, other) is None) is case["same"]
    assert (not differences(one, other)) is case["same"]


@pytest.mark.parametrize("case", cases("wording", "places"))
def test_locate(case: dict[str, Any]) -> None:
    source = case["source"]
    assert source[locate(plain(source), case["word"], source) :].startswith(case["begins"])


def test_the_hash_is_what_the_site_says_it_is() -> None:
    text = "“We”\n\nask   you."
    assert digest(text) == hashlib.sha256(b'"We" ask you.').hexdigest()


@given(st.data(), TEXT)
def test_no_formatting_changes_a_word(data: st.DataObject, text: list[str]) -> None:
    formatted = "".join(data.draw(AROUND).format(word) + data.draw(BREAK) for word in text)
    assert words(plain(formatted)) == tuple(text)


@given(st.data(), TEXT, WORD)
def test_a_changed_word_is_noticed_in_its_place(
    data: st.DataObject, text: list[str], word: str
) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    changed = [*text[:at], word, *text[at + 1 :]]
    found = first_difference(" ".join(text), " ".join(changed))
    if word == text[at]:
        assert found is None
        return
    assert found
    assert found.at == at
    assert digest(" ".join(text)) != digest(" ".join(changed))
    source = " ".join(changed)
    assert source[locate(source, at, source) :].split()[0] == word


@given(TEXT, TEXT)
def test_the_pieces_of_a_comparison_are_words_of_both(one: list[str], other: list[str]) -> None:
    found = [
        piece for group in differences(" ".join(one), " ".join(other), 10_000) for piece in group
    ]
    if [*map(compared, one)] == [*map(compared, other)]:
        assert found == []
        return
    kept_or = {
        kind: " ".join(p.text for p in found if p.kind in ("kept", kind)).split()
        for kind in ("added", "removed")
    }
    assert kept_or == {"removed": one, "added": other}


@pytest.mark.parametrize("case", cases("wording", "differences"))
def test_first_difference(case: dict[str, Any]) -> None:
    found = first_difference(case["earlier"], case["later"])
    assert found == (case["at"], tuple(case["gone"]), tuple(case["come"]))


def test_a_text_nested_too_deeply_is_refused() -> None:
    with pytest.raises(Wrong):
        plain("1. " * 500 + "x")
