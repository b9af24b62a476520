"""One rule says what two writings of a name, or of a word that is looked for, share."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.folding import fold, fold_as_once, fold_words, foldings, name_key
from tests.golden import cases
from tests.sites import ROOT

LISTS = sorted([ROOT / "docs/data/signatories.csv", *ROOT.glob("examples/**/signatories.csv")])


@pytest.mark.parametrize("case", cases("fold", "same"))
def test_writings_of_one_name_fold_alike(case: dict[str, Any]) -> None:
    one, other = case["names"]
    assert fold(one) == fold(other)


@pytest.mark.parametrize("case", cases("fold", "different"))
def test_different_names_fold_apart(case: dict[str, Any]) -> None:
    one, other = case["names"]
    assert fold(one) != fold(other)


@given(st.text(min_size=1).filter(str.strip))
def test_folding_is_stable_and_never_empty(name: str) -> None:
    assert fold(name)
    assert fold(name) == fold(name.upper()) or fold(name) == fold(name.lower())
    assert fold(name) == fold(f" {name} ")


@pytest.mark.parametrize("case", cases("fold", "spelt_in_plain_letters"))
def test_a_name_is_the_same_in_plain_letters(case: dict[str, Any]) -> None:
    assert set(case["plain"]) <= set(foldings(case["name"]))
    assert fold(case["name"].upper()) == fold(case["name"])


@given(st.text())
def test_a_search_differs_by_its_gaps_alone(text: str) -> None:
    words = fold_words(text).replace(" ", "")
    assert words in ("", fold(text).replace(" ", ""))


@pytest.mark.parametrize("path", LISTS, ids=str)
def test_in_real_lists_nobody_became_somebody_else(path: Any) -> None:
    names = {row["name"] for row in csv.DictReader(path.open(encoding="utf-8"))}
    assert len({fold(name) for name in names}) == len({fold_as_once(name) for name in names})
    assert all(set(fold_words(name).split()) for name in names)


@pytest.mark.parametrize("case", cases("fold", "signs"))
def test_signs_that_tell_names_apart(case: dict[str, Any]) -> None:
    one, other = case["names"]
    assert (name_key(one) == name_key(other)) is case["same"]
