"""The letter's versions in a real build: a changed word is refused, each version shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bilingual import translated
from tests.build.campaigns import recorded
from tests.build.reading import files, linked_data, main_text, problems, tree, words
from tests.content.test_versions import BEG, BEGGING, FROZEN, ORIGINAL, RECORD
from tests.example import campaign
from tests.sites import Built, build

SECOND = f"- {{number: 2, date: 2021-03-03, hash: {BEG}, change: 'We <b>beg</b> & \"hope\".'}}\n"
TWO: dict[str, str | bytes | None] = FROZEN | {
    "docs/index.md": BEGGING,
    "docs/data/versions.yml": RECORD + SECOND,
}
SIGNED = [
    {"name": "Example Alliance", "kind": "organization", "signed": "2021-02-02"},
    {"name": "Gamma Fund", "kind": "organization", "signed": "2021-03-04"},
    {"name": "Jane Example", "kind": "individual", "signed": "2021-02-03", "version": "2"},
    {"name": "Ada Example", "kind": "individual"},
    {"name": "Gone Example", "kind": "individual", "withdrawn": "2021-02-04"},
]


def in_two_versions() -> Built:
    """A letter whose words have changed, with a translation."""
    return campaign(
        rows=SIGNED,
        files=TWO,
        languages=[{"code": "en"}, {"code": "es"}],
        pages={"es/index.md": translated("index.md", source_version=2)},
    )


@pytest.fixture(scope="module")
def two_versions() -> Built:
    return in_two_versions()


def test_a_changed_word_is_refused_and_the_last_good_site_stays(tmp_path: Path) -> None:
    root = shutil.copytree(recorded().root, tmp_path / "x", symlinks=True)
    before = files(root / "site")
    (root / "docs/index.md").write_text(BEGGING)
    built = build(root)
    assert built.code == 1
    assert "Traceback" not in built.output
    (problem,) = problems(built)
    assert problem.startswith(
        'docs/index.md:7:4: the letter says "beg." here, but its version 1 of 2021-02-01 says '
        '"ask."; people sign these words'
    )
    assert f"- {{number: 2, date: 2021-02-10, hash: {BEG}, " in problem
    assert files(root / "site") == before


def test_one_version_and_none() -> None:
    built = recorded()
    (section,) = tree(built).cssselect("section[aria-labelledby=versions]")
    assert words(section) == (
        "Versions of the text Version 1, February 1, 2021. No word has changed since. "
        "Hash 7e89d95ecc8f"
    )
    assert not tree(built).cssselect(".dateline a")
    assert "The letter has read like this since February 1, 2021." in main_text(built, "versions/1")
    assert "Version" not in main_text(campaign())
    assert not (campaign().site / "versions").exists()


def test_the_letter_shows_its_versions_and_who_signed_which(two_versions: Built) -> None:
    (section,) = tree(two_versions).cssselect("section[aria-labelledby=versions]")
    assert words(section) == (
        'Versions of the text Version 2, March 3, 2021: We <b>beg</b> & "hope". '
        f"Signed by 2 of those listed · Hash {BEG[:12]} "
        f"Version 1, February 1, 2021 Signed by 2 of those listed · Hash {ORIGINAL[:12]} "
        "A signatory counts for the version that stood on the day of signing, and without a known "
        "day for the first."
    )
    (dateline,) = tree(two_versions).cssselect(".dateline")
    assert words(dateline) == "February 1, 2021 · Version 2, March 3, 2021"
    letter, *_ = linked_data(two_versions)
    assert (letter["version"], letter["dateModified"]) == (2, "2021-03-03")
    assert "correction" not in letter  # a change that corrects nothing


def test_each_version_can_be_read_at_its_own_address(two_versions: Built) -> None:
    links = [a.get("href") for a in tree(two_versions).cssselect(".versions a")]
    assert links == ["versions/2/", "versions/1/"]
    first, second = main_text(two_versions, "versions/1"), main_text(two_versions, "versions/2")
    assert "An open letter The Example Council We ask. Act now. Pay up." in first
    assert "The letter read like this from February 1, 2021 to March 3, 2021." in first
    assert "Signed by 2 of those listed" in first
    assert ORIGINAL in first
    assert first.endswith("Later version Version 2, March 3, 2021")
    assert "An open letter The Example Council We beg. Act now. Pay up." in second
    assert 'What changed from version 1 We <b>beg</b> & "hope".' in second
    document = tree(two_versions, "versions/2")
    assert [words(e) for e in document.cssselect("del")] == [
        "Removed: ask. (end of what was removed)"
    ]
    assert [words(e) for e in document.cssselect("ins")] == ["Added: beg. (end of what was added)"]
    assert document.cssselect("meta[name=robots][content=noindex]")
    (canonical,) = document.cssselect("link[rel=canonical]")
    assert canonical.get("href") == "https://letter.example.org/campaign/versions/2/"
    assert document.cssselect(".kicker a")[0].get("href") == "../../"


def test_a_translations_reader_finds_each_version_in_that_language(two_versions: Built) -> None:
    links = [a.get("href") for a in tree(two_versions, "es/").cssselect(".versions a")]
    assert links == ["versions/2/", "versions/1/"]
    page = tree(two_versions, "es/versions/2")
    assert page.getroottree().getroot().get("lang") == "es"
    assert "Versión 2" in words(page.find("head/title"))
    (text,) = page.cssselect(".letter-body")
    assert (text.get("lang"), words(text)[-24:]) == ("en", "We beg. Act now. Pay up.")
    (added,) = page.cssselect("ins")
    assert added.getparent().get("lang") == "en"
    assert {span.get("lang") for span in added} == {"es"}
    switcher = {a.get("hreflang"): a.get("href") for a in page.cssselect(".languages a")}
    assert switcher == {"en": "../../../versions/2/", "es": "./"}
    led = {a.get("hreflang"): a.get("href") for a in page.cssselect("link[rel=alternate]")}
    own = "https://letter.example.org/campaign/{}versions/2/"
    assert led == {"en": own.format(""), "x-default": own.format(""), "es": own.format("es/")}
    assert not page.cssselect(".translation")
    neighbour = page.cssselect(".neighbours a")[0]
    assert (neighbour.get("href"), neighbour.get("hreflang")) == ("../1/", None)


def test_they_are_kept_out_of_the_search_and_the_sitemap_and_the_record_is_not_published(
    two_versions: Built,
) -> None:
    index = two_versions.html("search/search_index.json")
    assert "versions/1" not in two_versions.html("sitemap.xml") + index
    assert "We ask." not in index
    for name in files(two_versions.site):
        assert not name.startswith("data/")
        assert not name.endswith((".yml", ".txt"))


def test_a_letter_on_a_page_of_its_own() -> None:
    start = "---\ntitle: Start\ndescription: S.\n---\n\n[The letter](letter.md)\n"
    moved = {"docs/letter.md": BEGGING, "docs/index.md": start}
    built = campaign(pages={"index.md": None}, files=TWO | moved)
    links = [a.get("href") for a in tree(built, "letter").cssselect(".versions a")]
    assert links == ["versions/2/", "versions/1/"]
    assert "We ask." in main_text(built, "letter/versions/1")
