"""A long list cut into pages: everybody once, and no address that ever means another letter."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.config.folder import Folder
from campaign.output.build import Build
from campaign.output.list_pages import PagedList, page_list
from campaign.signatories.collation import label_in_language
from campaign.signatories.signatories import Signatory, arrange
from tests.bilingual import bilingual
from tests.golden import cases
from tests.site.test_site import load

GROUPS = ("National", "Faith-based", "faith based", "Individuals", "Местные", "地方")
PAGE_SIZE = 10
WORDS = st.sampled_from(
    "a ab abba Ana An The the El M m Ma Mac mc van “Ma (Ma) Ñandú ñ é Éa e\u0301a Æsir aerie Øre "
    "ß ch cz h Han hana Cyrillic all Яна Ян ян Ёж 山 山田 田 あい アイ い 예 예시 한 سلمى سل גל "
    "राम रामा कि กา เก แข 7 10 100 007 ٣ ² ½ Ⅳ & - , . .. ... / \\ ~ ~1 # ★ 🌱 \u200d ㈱ 〇 ー ʻO "
    "ı con aux Con".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from((" ", "", "-")).map(lambda joint: joint.join(words))
) | st.text(min_size=1, max_size=4).map(str.strip).filter(bool)
LANGUAGES = st.sampled_from(("en", "es", "sv", "cs", "da", "ja", "th", "zh"))


def people(most: int = 90) -> st.SearchStrategy[list[Signatory]]:
    """Return lists in which many names are alike: each is drawn once and stands several times."""
    several = st.tuples(NAMES, st.sampled_from(("", "", "", *GROUPS)), st.integers(1, 14))
    return st.lists(several, max_size=most // 3).map(
        lambda drawn: [
            Signatory(name, "organization", group, sort=name)
            if group
            else Signatory(name, "individual")
            for name, group, times in drawn
            for _ in range(times)
        ]
    )


def paged(signatories: list[Signatory], language: str = "en") -> PagedList:
    return page_list(arrange(signatories, GROUPS, 0, language), PAGE_SIZE)


@pytest.mark.parametrize("case", cases("list_pages"))
def test_pages(case: dict[str, Any]) -> None:
    names = [name for name, times in case["names"].items() for _ in range(times)]
    language = case.get("language", "en")
    (section,) = paged([Signatory(name, "individual") for name in names], language).sections
    labels = [label_in_language(page.label, language) for page in section.pages]
    paths = [page.path for page in section.pages]
    assert [" ".join(each).strip() for each in zip(paths, labels, strict=True)] == case["pages"]
    if "moved" in case:
        assert {path: page.path for path, page in section.moved} == case["moved"]
    if "view" in case:
        page = section.pages[case["view"] - 1]
        within = section.within(page)
        rows = [(section.letters, within[0]), (within, page)]
        shown = [
            " ".join(f"[{each.begin}]" if each is current else each.begin for each in row)
            for row, current in rows
        ]
        assert [label_in_language(row, language) for row in shown] == case["rows"]


@given(people(), LANGUAGES)
def test_everybody_stands_on_one_page_in_the_languages_order(
    signatories: list[Signatory], language: str
) -> None:
    signed = arrange(signatories, GROUPS, 0, language)
    found: list[Signatory] = []
    for section in page_list(signed, PAGE_SIZE).sections:
        at = 0
        for page in section.pages:
            assert page.start == at < page.stop <= at + PAGE_SIZE
            assert 1 <= page.number <= page.total
            found += section.section.signatories[page.start : page.stop]
            at = page.stop
    assert found == list(signed.all)


@given(people(), LANGUAGES)
def test_addresses_are_safe_and_unique_and_lead_to_pages(
    signatories: list[Signatory], language: str
) -> None:
    listed = paged(signatories, language)
    moved = [each for section in listed.sections for each in section.moved]
    found = [page.path for page in listed.pages] + [path for path, _ in moved]
    # Some file systems hold letters to be one whatever their case and composition.
    assert len({unicodedata.normalize("NFKC", path.casefold()) for path in found}) == len(found)
    for path in found:
        assert path.endswith("/")
        parts = path[:-1].split("/")
        assert 1 <= len(parts) <= 3
        assert parts[0] != "search"
        for part in parts:
            assert part == part.lower()
            assert 0 < len(part.encode()) <= 200
            assert not part.endswith((".", " "))
            assert part.split(".")[0] not in ("con", "prn", "aux", "nul", "")
            assert not set(part) & set("\\:*?\"<>|#%&'+;=")
            assert all(unicodedata.category(letter)[0] not in "CZ" for letter in part)
        assert PurePosixPath(path).parts == tuple(parts)
    assert all(page in listed.pages for _, page in moved)


@given(people(), people(60), LANGUAGES)
def test_a_letters_address_stays_when_others_sign(
    signatories: list[Signatory], more: list[Signatory], language: str
) -> None:
    def labels(signed: list[Signatory]) -> dict[str, str]:
        sections = paged(signed, language).sections
        return {p.path: p.label for s in sections for p in s.pages if p.label and p.number == 1}

    def answering(signed: list[Signatory]) -> set[str]:
        listed = paged(signed, language)
        moved = {path for section in listed.sections for path, _ in section.moved}
        return {page.path for page in listed.pages if page.number == 1} | moved

    before, after = labels(signatories), labels(signatories + more)
    assert {p for p in before.keys() & after.keys() if before[p] != after[p]} == set()
    plain = {path for path in before if path.split("/")[1].isascii()}
    assert plain - answering(signatories + more) == set()


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


def test_a_language_without_the_page_leads_to_the_main_one(tmp_path: Path) -> None:
    site, problems = load(bilingual(tmp_path / "x"))
    assert site, list(problems)
    build = Build(site, Folder(*[tmp_path] * 4), None, "", (), {}, is_served=False)
    build.url_of = "at {}".format
    bases = [build.list_base(each) for each in site.all_languages]
    assert bases == ["at signatories.md", "at es/signatories.md", "at signatories.md"]
    assert build.list_base(replace(site, pages={})) == ""
