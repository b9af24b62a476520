"""The search over all names: exact, whatever is typed, and never more than a few small files."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.core.folding import fold_words as fold
from campaign.output import name_search
from campaign.output.name_search import index_files
from campaign.signatories.signatories import Signatory
from campaign.signatories.summary import MOST_FACET_VALUES, facets
from tests.output.index_reader import IndexReader

WORDS = st.sampled_from(
    "Ana Anaïs anana banana nab Ab A b Example Exampla EXAMPLE xample O’Example-Núñez Ñandú Øre "
    "Straße Æsir Þor Łucja İz ıs Ά ΟΔΟΣ όδος Яна пример سلمى مِثال גיל דֻּגְמָה "
    "山田 山 例山田 田中a "
    "アイ ガイ あい 예시 예 ก็กา 𠀀𠀁 राम रमा 10 100 ½ ² ﬁve Ｅx 🌱 ★ __proto__ constructor & "
    "<b> #a ^a 1,2".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
CELLS = TEXTS | st.text(min_size=1, max_size=6).map(lambda t: " ".join(t.split()) or "x")
SIGNATORIES = st.lists(
    st.fixed_dictionaries(
        {
            "name": CELLS,
            "affiliation": st.just("") | CELLS,
            "place": st.just("") | st.sampled_from(("Northford", "Éastbrook", "山")),
            "demands": st.sampled_from(((), (), ("act-now",), ("act-now", "pay-up"))),
            "title": st.just("") | st.just("Secretary"),
        }
    ).map(lambda fields: Signatory(kind="individual", **fields)),
    max_size=40,
)
FILE_SIZES = st.sampled_from((1, 60, 400, 60_000))
HALF = "First half", "Second half"
BEGINS = re.compile(
    "\\A|(?=[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])"
)
"""Where a question may begin in a word: in scripts without spaces at any letter."""


def searching(signatories: list[Signatory], file_size: int = name_search.FILE_SIZE) -> IndexReader:
    half = len(signatories) // 2
    places = [(0, HALF[0]), (half, HALF[1])] if half else [(0, HALF[0])]
    pages = [(at, f"individuals/{at}/") for at in range(0, len(signatories) or 1, 10)]
    with pytest.MonkeyPatch.context() as patch:  # small files, as many as a long list has
        patch.setattr(name_search, "FILE_SIZE", file_size)
        patch.setattr(name_search, "NAMES_A_FILE", 7)
        files = list(index_files(signatories, pages, places, facets(signatories)))
    return IndexReader((file.path, "".join(file.pieces)) for file in files)


def typed_words(signatory: Signatory) -> list[str]:
    return fold(f"{signatory.name} {signatory.affiliation} {signatory.place}").split()


def expected(signatories: list[Signatory], question: str) -> list[int]:
    def has(signatory: Signatory, asked: str) -> bool:
        begins = (
            word[at.start() :] for word in typed_words(signatory) for at in BEGINS.finditer(word)
        )
        return any(begin.startswith(asked) for begin in begins)

    asked = fold(question).split()
    return [at for at, each in enumerate(signatories) if all(has(each, part) for part in asked)]


@settings(max_examples=3 * settings().max_examples // 2)
@given(SIGNATORIES, FILE_SIZES, st.data())
def test_it_finds_all_and_only_names_with_every_part(
    signatories: list[Signatory], file_size: int, data: st.DataObject
) -> None:
    reader = searching(signatories, file_size)
    known = sorted({word for signatory in signatories for word in typed_words(signatory)})
    parts = st.sampled_from(known or ["x"]).flatmap(part_of) | WORDS | st.text(max_size=4)
    for _ in range(5):
        question = " ".join(data.draw(st.lists(parts, min_size=1, max_size=3)))
        assert reader.words(question) == fold(question).split()
        assert reader.search(question) == expected(signatories, question), question


@st.composite
def part_of(draw: st.DrawFn, word: str) -> str:
    start = draw(st.integers(0, len(word) - 1))
    return word[start : draw(st.integers(start + 1, len(word)))]


@given(SIGNATORIES, FILE_SIZES)
def test_a_result_has_its_name_and_its_page(signatories: list[Signatory], file_size: int) -> None:
    reader = searching(signatories, file_size)
    assert reader.index["total"] == len(signatories)
    for at, s in enumerate(signatories):
        detail = ", ".join(filter(None, (s.title, s.affiliation, s.place)))
        assert reader.shown(at) == (s.name, detail)
        assert reader.page_of(at) == f"individuals/{at // 10 * 10}/"


@given(SIGNATORIES, FILE_SIZES)
def test_it_narrows_by_group_place_and_demand(signatories: list[Signatory], file_size: int) -> None:
    reader = searching(signatories, file_size)
    everybody = range(len(signatories))
    half = len(signatories) // 2
    if half:
        assert reader.search("", {"group": HALF[0]}) == list(everybody[:half])
        assert reader.search("", {"group": HALF[1]}) == list(everybody[half:])
    for name, values in facets(signatories).items():
        for value, having in values.items():
            assert having == [
                at for at in everybody if value in (signatories[at].place, *signatories[at].demands)
            ]
            assert reader.search("", {name: value}) == having
            both = [at for at in expected(signatories, "ana") if at in having and at >= half]
            group = {"group": HALF[1]} if half else {}
            assert reader.search("ana", {name: value, **group}) == both


def test_a_question_needs_a_file_for_each_word_and_files_are_small() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [
        f"{letters[n % 26]}{letters[n // 26 % 26]}{letters[n // 676 % 26]}{n} Example"
        for n in range(20_000)
    ]
    signatories = [Signatory(name, "individual") for name in names]
    files = {
        file.path: "".join(file.pieces)
        for file in index_files(signatories, [(0, "a/")], [(0, "All")], {})
    }
    sizes = [len(text) for name, text in files.items() if name.startswith("w")]
    assert max(sizes) < 1.5 * name_search.FILE_SIZE
    assert sum(sizes) / len(sizes) > name_search.FILE_SIZE / 2
    assert max(len(gzip.compress(text.encode())) for text in files.values()) < 15_000
    reader = IndexReader(files.items())
    assert reader.search("ab example")
    assert len(set(reader.asked)) == 3


def test_too_many_places_to_choose_from_are_none() -> None:
    def people(places: int) -> list[Signatory]:
        return [Signatory(f"Example {n}", "individual", place=f"Place {n}") for n in range(places)]

    assert len(facets(people(MOST_FACET_VALUES))["place"]) == MOST_FACET_VALUES
    assert facets(people(MOST_FACET_VALUES + 1)) == {}
    assert facets([Signatory("Jane Example", "individual")]) == {}
    assert facets(people(1)) == {"place": {"Place 0": [0]}}
