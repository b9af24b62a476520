"""The search over all names: exact, whatever is typed, and never more than a few small files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.core.folding import fold_words as fold
from campaign.core.search_words import UNSPACED
from campaign.output import name_search
from campaign.output.name_search import encode, encode_set, index_files
from campaign.output.search_grams import grams, words_of
from campaign.signatories.facets import MOST_FACET_VALUES, Facet, facets
from campaign.signatories.signatories import Signatory
from tests.output.index_reader import IndexReader, bits, positions, read_index

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
SIZES = st.tuples(st.sampled_from((0, 1, 3, 10, 50_000)), st.sampled_from((1, 60, 400, 60_000)))
HALF = "First half", "Second half"


@contextmanager
def limits(most: int, file_size: int) -> Iterator[None]:
    """Make letters common and files full as they are in a list of a million."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_search, "MOST", most)
        patch.setattr(name_search, "FILE_SIZE", file_size)
        patch.setattr(name_search, "BLOCK", 7)
        yield


def searching(
    signatories: list[Signatory], most: int = name_search.MOST, file_size: int = 60_000
) -> IndexReader:
    half = len(signatories) // 2
    places = [(0, HALF[0]), (half, HALF[1])] if half else [(0, HALF[0])]
    pages = [(at, f"individuals/{at}/") for at in range(0, len(signatories) or 1, 10)]
    with limits(most, file_size):
        return read_index(index_files(signatories, lambda: (pages, places), facets(signatories)))


def typed_words(signatory: Signatory) -> list[str]:
    return fold(f"{signatory.name} {signatory.affiliation} {signatory.place}").split()


def is_unspaced(letter: str) -> bool:
    ranges = range(0, len(UNSPACED), 3)
    return any(UNSPACED[at] <= letter <= UNSPACED[at + 2] for at in ranges)


def fits(word: str, asked: str) -> bool:
    """Say what a reader may expect: a part of a word, or its beginning where that is short."""
    if len(asked) < 3 and not any(map(is_unspaced, asked)):
        return word.startswith(asked)
    return asked in word


def expected(signatories: list[Signatory], question: str) -> list[int]:
    asked = fold(question).split()
    return [
        at
        for at, signatory in enumerate(signatories)
        if all(any(fits(word, part) for word in typed_words(signatory)) for part in asked)
    ]


@settings(max_examples=150)
@given(SIGNATORIES, SIZES, st.data())
def test_it_finds_all_and_only_names_with_every_part(
    signatories: list[Signatory], sizes: tuple[int, int], data: st.DataObject
) -> None:
    reader = searching(signatories, *sizes)
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


@given(SIGNATORIES, SIZES)
def test_a_result_has_its_name_and_its_page(
    signatories: list[Signatory], sizes: tuple[int, int]
) -> None:
    reader = searching(signatories, *sizes)
    assert reader.index["total"] == len(signatories)
    for at, s in enumerate(signatories):
        detail = ", ".join(filter(None, (s.title, s.affiliation, s.place)))
        assert reader.shown(at) == (s.name, detail)
        assert reader.page_of(at) == f"individuals/{at // 10 * 10}/"


@given(SIGNATORIES, SIZES)
def test_it_narrows_by_group_place_and_demand(
    signatories: list[Signatory], sizes: tuple[int, int]
) -> None:
    reader = searching(signatories, *sizes)
    everybody = range(len(signatories))
    half = len(signatories) // 2
    if half:
        assert reader.search("", {"group": HALF[0]}) == list(everybody[:half])
        assert reader.search("", {"group": HALF[1]}) == list(everybody[half:])
    for facet in reader.index["facets"]:
        for value, _ in facet["values"]:
            having = [
                at for at in everybody if value in (signatories[at].place, *signatories[at].demands)
            ]
            assert having
            assert reader.search("", {facet["name"]: value}) == having
            both = [at for at in expected(signatories, "ana") if at in having and at >= half]
            group = {"group": HALF[1]} if half else {}
            assert reader.search("ana", {facet["name"]: value, **group}) == both
    names = [facet["name"] for facet in reader.index["facets"]]
    places, demands = {s.place for s in signatories}, {d for s in signatories for d in s.demands}
    assert names == [
        name for name, found in (("place", places - {""}), ("demand", demands)) if found
    ]


@given(SIGNATORIES, SIZES)
def test_its_files_stand_in_the_order_of_code_points(
    signatories: list[Signatory], sizes: tuple[int, int]
) -> None:
    reader = searching(signatories, *sizes)
    files = reader.index["files"]
    assert files == sorted(set(files))
    assert [list(map(ord, first)) for first in files] == sorted(
        list(map(ord, first)) for first in files
    )


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("nunez", "Zoë O’Example-Núñez"),
        ("o'example, NUNEZ!", "Zoë O’Example-Núñez"),
        ("zoe example", "Zoë O’Example-Núñez"),
        ("oystein", "Øystein Example"),
        ("strasse", "Straße Example"),
        ("STRAẞE", "Straße Example"),
        ("izmir", "İzmir Example"),
        ("ΟΔΟΣ", "Παράδειγμα οδός"),
        ("παραδειγμα", "Παράδειγμα οδός"),
        ("田", "山田 例"),
        ("山田", "山田 例"),
        ("が", "がき 例"),
        ("き", "がき 例"),
        ("예", "예시 가람"),
        ("시", "예시 가람"),
        ("람", "예시 가람"),
        ("مثال", "مِثَال سلمى"),
        ("five", "ﬁve Example"),
        ("ace", 'Example "Ace"'),
        ("ny", "Nyx Example"),
        ("constructor", "constructor Example"),
    ],
)
def test_it_finds(question: str, name: str) -> None:
    names = sorted({
        "Zoë O’Example-Núñez", "Øystein Example", "Straße Example", "İzmir Example", "山田 例",
        "Παράδειγμα οδός", "がき 例", "예시 가람", "مِثَال سلمى", "ﬁve Example", 'Example "Ace"',
        "Nyx Example", "constructor Example", "Other Person", "Sunny Person",
    })  # fmt: skip
    reader = searching([Signatory(name, "individual") for name in names])
    assert [reader.shown(at)[0] for at in reader.search(question)] == [name]


def test_a_question_needs_few_files() -> None:
    names = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n} Example" for n in range(5000)]
    reader = searching([Signatory(name, "individual") for name in names], 500, 20_000)
    assert len(reader.index["files"]) > 10
    assert "exa" in reader.index["common"]
    reader.asked.clear()
    assert len(reader.search("ab2 example")) == 3
    assert len(reader.search("ab")) == len(reader.search("ab example")) == 8
    assert len(set(reader.asked)) == 3


def test_files_are_as_large_as_they_may_be_and_no_larger() -> None:
    names = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x{n} Example" for n in range(3000)]
    signatories = [Signatory(name, "individual") for name in names]
    with limits(100, 10_000):
        written = dict(index_files(signatories, lambda: ([(0, "a/")], [(0, "All")]), ()))
    sizes = [len(text) for name, text in written.items() if name.startswith("w")]
    assert len(sizes) > 5
    assert max(sizes) < 12_000
    assert sum(sizes) / len(sizes) > 7_000
    common = json.loads(written["index.json"])["common"]
    assert {name for name in written if name.startswith("c")} == {
        f"c{number}.txt" for number in common.values()
    }


@given(st.lists(st.lists(st.integers(0, 5_000_000), unique=True, max_size=5).map(sorted)))
def test_positions_come_back(lists: list[list[int]]) -> None:
    starts = np.cumsum([0, *map(len, lists)])
    together = np.array([at for found in lists for at in found], dtype=np.int64)
    texts = encode(starts, together)
    assert [positions(text) if text else [] for text in texts] == lists


@given(st.integers(0, 300).flatmap(lambda n: st.tuples(st.just(n), numbers(n))))
def test_sets_come_back(drawn: tuple[int, list[int]]) -> None:
    total, found = drawn
    assert bits(encode_set(found, total)) == set(found)


def numbers(total: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, total - 1)) if total else st.just([])


@given(st.lists(CELLS, max_size=30))
def test_words_know_their_texts(texts: list[str]) -> None:
    found = words_of(texts)
    for number, word in enumerate(found.words):
        own = found.positions[found.starts[number] : found.starts[number + 1]].tolist()
        assert own == [at for at, text in enumerate(texts) if word in fold(text).split()]
    assert set(found.words) == {word for text in texts for word in fold(text).split()}


def test_short_letters_come_in_an_order_that_no_run_changes() -> None:
    """Sets of texts are walked otherwise in each process; the numbers of files must not be."""
    short = [
        g.letters for g in grams(words_of(["山田 例山", "beta alpha"]), 1) if len(g.letters) < 3
    ]
    assert len(short) == 9
    assert short == sorted(short)


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("ab", {"^a", "^ab"}),
        ("abca", {"^a", "^ab", "abc", "bca"}),
        ("aaaa", {"^a", "^aa", "aaa"}),
        ("山田中", {"^山", "^山田", "山田中", "山田", "田中", "山", "田", "中"}),
    ],
)
def test_letters_of_a_word(word: str, letters: set[str]) -> None:
    assert {gram.letters for gram in grams(words_of([word]), 1)} == letters


@given(SIGNATORIES, st.integers(0, 4))
def test_longer_letters_stand_for_common_ones(signatories: list[Signatory], most: int) -> None:
    found = words_of(f"{s.name} {s.affiliation} {s.place}" for s in signatories)
    filed = {gram.letters: gram for gram in grams(found, most)}
    for letters, gram in filed.items():
        words = [found.words[number] for number in gram.words]
        begin = letters.removeprefix("^")
        assert words == [
            word
            for word in found.words
            if (word.startswith(begin) if letters != begin else begin in word)
            and (len(begin) > 2 or letters != begin or any(map(is_unspaced, word)))
        ]
        own = found.positions_of(gram.words)
        assert gram.is_common == (len(own) > most)
        if len(begin) > 3:
            assert any(part in filed and filed[part].is_common for part in (begin[1:], begin[:-1]))


def test_too_many_places_to_choose_from_are_none() -> None:
    def people(places: int) -> list[Signatory]:
        return [Signatory(f"Example {n}", "individual", place=f"Place {n}") for n in range(places)]

    assert len(facets(people(MOST_FACET_VALUES))[0].values) == MOST_FACET_VALUES
    assert facets(people(MOST_FACET_VALUES + 1)) == ()
    assert facets([Signatory("Jane Example", "individual")]) == ()
    assert facets(people(1)) == (Facet("place", (("Place 0", [0]),)),)
