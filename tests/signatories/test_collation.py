"""Names in each language's order, under the initials where its readers look for them."""

import random
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.signatories.collation import BEGIN, END, Sorter, label_in_language
from campaign.signatories.signatories import Signatory, arrange
from tests.golden import cases


def named(name: str, sort: str = "") -> Signatory:
    return Signatory(name, "organization", sort=sort)


def ordered(names: Iterable[Signatory], language: str = "en") -> list[Signatory]:
    return list(arrange(names, (), 0, language).all)


def initials(names: Iterable[Signatory]) -> list[tuple[str, list[Signatory]]]:
    signed = arrange(names, (), 0, "en")
    return [cut for section in signed.sections for cut in signed.letters(section)]


@pytest.mark.parametrize("case", cases("collation", "order"))
def test_order(case: dict[str, Any]) -> None:
    expected = [named(name) for name in case["names"]]
    for seed in range(5):
        shuffled = random.Random(seed).sample(expected, len(expected))
        assert ordered(shuffled, case["language"]) == expected


@pytest.mark.parametrize("case", cases("collation", "labels"))
def test_labels(case: dict[str, Any]) -> None:
    sorter = Sorter(case["language"])
    labels = {name: sorter.label(sorter.filed(name, "organization")) for name in case["labels"]}
    assert {
        name: label_in_language(label, case["language"]) for name, label in labels.items()
    } == case["labels"]


def test_an_editor_may_say_how_to_sort() -> None:
    names = [named("Ludwig van Example", sort="Example"), named("Fund"), named("Delta")]
    assert [n.name for n in ordered(names)] == ["Delta", "Ludwig van Example", "Fund"]


@pytest.mark.parametrize(
    ("kind", "sort", "names"),
    [
        ("individual", "", ["Ada Sample", "An Nguyen", "Nadia Sample", "The An Tran"]),
        ("organization", "", ["Alpha Fund", "An Example League", "The Zulu Fund"]),
        ("organization", "The Zulu", ["Music", "Theatre", "Zulu"]),
    ],
)
def test_articles_are_no_part_of_an_organization(kind: Any, sort: str, names: list[str]) -> None:
    rows = [Signatory(n, kind, sort="The Zulu" if n == "Theatre" and sort else "") for n in names]
    assert [s.name for s in arrange(rows[::-1], (), 0, "en").all] == names


TEXTS = st.text(
    alphabet=st.sampled_from("aábzñþÆØÅéIıi12 '“(@ЯяюΩג例いイアァ예س山ग☆#-"), min_size=1, max_size=5
)


@given(st.lists(TEXTS, unique=True), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_files(texts: list[str], chance: random.Random) -> None:
    names = [named(text) for text in texts]
    once = ordered(names)
    chance.shuffle(names)
    assert ordered(names) == once
    assert [name for _, members in initials(once) for name in members] == once
    labels = [label for label, _ in initials(names)]
    assert len(labels) == len(set(labels)), labels


def test_a_marked_name_is_shown_in_the_language_of_the_page() -> None:
    labels = map(Sorter("en").label, ["Ωmega", "Яна", "ລາວ", "Lao"])
    greek, cyrillic, lao, latin = labels
    label = f"{greek} – {cyrillic} 2"
    assert label_in_language(label, "en") == "Greek – Cyrillic 2"
    assert label_in_language(label, "es") == "griego – cirílico 2"
    assert label_in_language(lao, "en") == "Lao"
    assert label_in_language(lao, "ar") != "Lao"
    assert label_in_language(latin, "ar") == "L"
    assert label_in_language("Lao", "ar") == "Lao"
    assert label_in_language(f"{BEGIN}Zzzx{END}", "es") == "Zzzx"
