"""A long list cut into pages: everybody once, and no address that ever dies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.output.letters import Letters
from campaign.output.list_pages import ListPage
from campaign.output.paged_list import PagedList, page_list
from campaign.signatories.script_names import unmarked
from campaign.signatories.signatories import Signatory, arrange
from tests.golden import cases

GROUPS = ("National", "Faith-based", "faith based", "Individuals", "Местные", "地方")
PAGE_SIZE = 10
ROW = 60
"""Steps that a row of letters may hold."""
WORDS = st.sampled_from(
    "a ab abba Ana An The the El M m Ma Mac mc van “Ma (Ma) Ñandú ñ é Éa e\u0301a Æsir aerie Øre "
    "ß ch cz h Han hana Cyrillic all Яна Ян ян Ёж 山 山田 田 あい アイ い 예 예시 한 سلمى سل גל "
    "राम रामा कि กา เก แข 7 10 100 007 ٣ ² ½ Ⅳ & - , . .. ... / \\ ~ ~1 # ★ 🌱 \u200d ㈱ 〇 ー ʻO "
    "ı con aux Con".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from((" ", "", "-")).map(lambda joint: joint.join(words))
) | st.text(min_size=1, max_size=4).map(str.strip).filter(bool)
PLAIN_NAMES = st.lists(
    st.sampled_from("ab ba Mana mo Éco The “Na Nu Zu Яна ян Ωm 10 9 ★".split()),
    min_size=1,
    max_size=4,
).map(" ".join)


def people(names: st.SearchStrategy[str], most: int = 90) -> st.SearchStrategy[list[Signatory]]:
    """Return lists in which many names are alike: each is drawn once and stands several times."""
    several = st.tuples(names, st.sampled_from(("", "", "", *GROUPS)), st.integers(1, 14))
    return st.lists(several, max_size=most // 3).map(
        lambda drawn: [
            Signatory(name, "organization", group, sort=name)
            if group
            else Signatory(name, "individual")
            for name, group, times in drawn
            for _ in range(times)
        ]
    )


def paged(
    signatories: list[Signatory], page_size: int = PAGE_SIZE, language: str = "en"
) -> PagedList:
    return page_list(arrange(signatories, GROUPS, 0, language), page_size)


def individuals(names: list[str], language: str = "en") -> PagedList:
    return paged([Signatory(name, "individual") for name in names], language=language)


def addresses(listed: PagedList) -> list[str]:
    """Return every address of a list: its pages' and those that lead on to them."""
    aliases = [alias.path for section in listed.sections for alias in section.aliases]
    return [page.path for page in listed.pages] + aliases


@pytest.mark.parametrize("case", cases("list_pages"))
def test_pages(case: dict[str, Any]) -> None:
    names = [name for name, times in case["names"].items() for _ in range(times)]
    listed = individuals(names, case.get("language", "en"))
    (section,) = listed.sections
    assert [f"{p.path} {unmarked(p.label)}".strip() for p in section.pages] == case["pages"]
    if "headings" in case:
        assert [[unmarked(block.label) for block in page.blocks] for page in section.pages] == case[
            "headings"
        ]
    if "aliases" in case:
        led = {alias.path: f"{alias.target}#{alias.anchor}" for alias in section.aliases}
        assert led == case["aliases"]
    if "rows" in case:
        rows = section.navigation(section.pages[case["view"] - 1])
        shown = [" ".join(f"[{s.label}]" if s.is_current else s.label for s in row) for row in rows]
        assert [unmarked(row) for row in shown] == case["rows"]


def check_everybody_stands_once_in_order(listed: PagedList) -> None:
    found = []
    for section in listed.sections:
        at = 0
        assert [page.number for page in section.pages] == list(range(1, len(section.pages) + 1))
        for page in section.pages:
            assert page.total == len(section.pages)
            assert page.section is section.section
            for block in page.blocks:
                assert block.start == at < block.stop
                at = block.stop
                found += section.section.signatories[block.start : block.stop]
        assert at == len(section.section.signatories)
    assert found == list(listed.signatories.all)
    sorter = listed.signatories.sorter
    for section in listed.sections:
        assert list(section.section.signatories) == sorter.sorted(section.section.signatories)


def oversize(listed: PagedList) -> Iterator[ListPage]:
    yield from (page for page in listed.pages if page.stop - page.start > PAGE_SIZE)


@given(people(NAMES), st.sampled_from(("en", "es", "sv", "cs", "da", "ja", "th", "zh")))
def test_everybody_stands_on_one_page_in_the_languages_order(
    signatories: list[Signatory], language: str
) -> None:
    listed = paged(signatories, language=language)
    check_everybody_stands_once_in_order(listed)
    # Only names that sort among others than those they begin like make a page longer.
    assert all(len(page.blocks) == 1 for page in oversize(listed))


@given(people(PLAIN_NAMES), st.sampled_from(("en", "es", "fr", "de")))
def test_no_page_is_longer_than_it_may_be(signatories: list[Signatory], language: str) -> None:
    assert not list(oversize(paged(signatories, language=language)))


@given(people(NAMES), st.sampled_from(("en", "es", "sv", "cs", "zh")))
def test_addresses_are_safe_and_unique(signatories: list[Signatory], language: str) -> None:
    found = addresses(paged(signatories, language=language))
    # Some file systems hold letters to be one whatever their case and composition.
    assert len({unicodedata.normalize("NFKC", path.casefold()) for path in found}) == len(found)
    for path in found:
        assert path.endswith("/")
        parts = path[:-1].split("/")
        assert 1 <= len(parts) <= 2
        assert parts[0] != "search"
        for part in parts:
            assert part == part.lower()
            assert 0 < len(part.encode()) <= 200
            assert not part.endswith((".", " "))
            assert part.split(".")[0] not in ("con", "prn", "aux", "nul", "")
            assert not set(part) & set("\\:*?\"<>|#%&'+;=")
            assert all(unicodedata.category(letter)[0] not in "CZ" for letter in part)
        assert PurePosixPath(path).parts == tuple(parts)


@settings(max_examples=200)
@given(people(NAMES), people(NAMES, 60), st.sampled_from(("en", "es", "sv", "cs", "th", "zh")))
def test_an_address_stays_when_others_sign(
    signatories: list[Signatory], more: list[Signatory], language: str
) -> None:
    before = set(addresses(paged(signatories, language=language)))
    after = set(addresses(paged(signatories + more, language=language)))
    assert before - after == set()


@given(people(PLAIN_NAMES), people(PLAIN_NAMES, 60))
def test_an_address_keeps_its_meaning_when_others_sign(
    signatories: list[Signatory], more: list[Signatory]
) -> None:
    """What leads to "Ma" leads to names with "Ma" for ever, not to others of the same address."""
    before, after = labels(paged(signatories)), labels(paged(signatories + more))
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    # Names alike are numbered once there are too many of them: "Ana", then "Ana 1" and "Ana 2".
    assert {p for p in changed if after[p] != f"{before[p]} 1"} == set()


def labels(listed: PagedList) -> dict[str, str]:
    found = {}
    for section in listed.sections:
        pending = list(section.nodes)
        while pending:
            node = pending.pop()
            found[f"{section.slug}/{node.slug}/"] = node.label
            pending += node.children
    return found


@given(people(NAMES), st.sampled_from(("en", "cs", "th", "zh")))
def test_every_way_leads_to_a_place_that_exists(
    signatories: list[Signatory], language: str
) -> None:
    listed = paged(signatories, language=language)
    for section in listed.sections:
        places = {(p.slug, block.anchor) for p in section.pages for block in p.blocks}
        by_path = {(f"{section.slug}/{slug}/", anchor) for slug, anchor in places}
        assert {(alias.target, alias.anchor) for alias in section.aliases} <= by_path
        assert {(step.slug, step.anchor) for step in section.letters()} <= places
        for page in section.pages:
            for row in section.navigation(page):
                assert 1 < len(row) <= ROW
                assert {(step.slug, step.anchor) for step in row} <= places
                current = [step.slug for step in row if step.is_current]
                assert current
                assert page.slug in current or row[0].slug != page.slug


def test_the_page_in_view_is_marked_in_each_row() -> None:
    names = [f"{first}{second} {n}" for first in "AMZ" for second in "abcd" for n in range(7)]
    (section,) = individuals(names).sections
    for page in section.pages:
        first, *inner = section.navigation(page)
        assert [step.label for step in first] == ["A", "M", "Z"]
        assert [step.label for step in first if step.is_current] == [page.label[0]]
        for row in inner:
            assert page.slug in [step.slug for step in row if step.is_current]


def test_groups_keep_their_addresses_whoever_signs_first() -> None:
    alone = paged([Signatory("Example", "organization", "faith based")])
    with_others = paged(
        [Signatory("Example", "organization", group) for group in GROUPS]
        + [Signatory("Example", "organization"), Signatory("Jane", "individual")]
    )
    assert [section.slug for section in with_others.sections] == [
        "national",
        "faith-based",
        "faith-based-2",
        "individuals-2",
        "местные",
        "地方",
        "organizations",
        "individuals",
    ]
    assert alone.sections[0].slug == "faith-based-2"


def test_a_long_list_has_short_rows_and_full_pages() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"{letters[n % 26]}{letters[n // 26 % 26]}x Example {n}" for n in range(20_000)]
    signed = arrange([Signatory(name, "individual") for name in names], (), 0, "en")
    (section,) = page_list(signed, 200).sections
    assert 100 <= len(section.pages) <= 200
    assert max(len(row) for page in section.pages for row in section.navigation(page)) <= 26


@pytest.mark.parametrize("language", ["en", "es", "ar", "ja"])
def test_many_names_are_taken_apart_as_each_is(language: str) -> None:
    letters = Letters(language)

    @given(
        st.lists(
            st.text(
                st.sampled_from("aAbzñÉßøæ 0123٣'“.-\u0301あアשم例㍿ﬁ̃")
                | st.characters(exclude_characters="\n\r"),
                max_size=40,
            )
        )
    )
    def holds(names: list[str]) -> None:
        assert letters.of_all(names) == [letters.of(name) for name in names]

    holds()
