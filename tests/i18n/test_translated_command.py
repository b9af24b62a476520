"""`campaign translated` writes down which translations are up to date, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.core.problems import Wrong
from campaign.i18n.translations import marked
from campaign.site.checking import check_campaign
from tests.bilingual import bilingual, translated
from tests.example import Page
from tests.office import Office

OLD = "source_hash: 0123456789ab"
MARKS = {"source_hash": "0123456789ab", "source_version": "2"}
STALE = {"source_hash": "0123456789ab"}
LETTER = {"es/index.md": translated("index.md", **STALE)}
BOTH = LETTER | {"es/about.md": translated("about.md", **STALE)}


class Bilingual(Office):
    """A campaign with translations that are out of date."""

    def __init__(self, folder: Path, changes: dict[str, Page] | None = None) -> None:
        super().__init__(bilingual(folder / "x", changes))
        self.letter = self.root / "docs/es/index.md"
        self.about = self.root / "docs/es/about.md"

    @property
    def stale(self) -> list[str]:
        """The translations that a check warns of."""
        checked = check_campaign(self.root / "mkdocs.yml", {})
        assert not checked.problems
        return [each.path for each in checked.warnings if "translat" in each.message]


def test_one_page_is_recorded_and_nothing_else_changes(tmp_path: Path) -> None:
    office = Bilingual(tmp_path, BOTH)
    before, other = office.letter.read_bytes(), office.about.read_bytes()
    assert office.stale == ["docs/es/about.md", "docs/es/index.md"]
    assert "  docs/es/index.md\n" in office.done("translated")  # without a page, it says which
    would = "Would write docs/es/about.md\nWould write docs/es/index.md\n"
    assert office.done("translated", "--all", "--dry-run") == would
    assert office.letter.read_bytes() == before
    said = office.done("translated", str(office.letter))
    assert said == "Wrote docs/es/index.md\n"
    assert office.stale == ["docs/es/about.md"]
    after = office.letter.read_text(encoding="utf-8")
    line = next(line for line in after.splitlines() if line.startswith("source_hash"))
    assert after.replace(line, OLD).encode() == before
    assert office.about.read_bytes() == other


def test_all_after_the_first_writing(tmp_path: Path) -> None:
    office = Bilingual(tmp_path, BOTH)
    office.done("translated", "--all")
    assert office.stale == []
    assert office.done("translated", "--all").startswith("Every translation says")


def test_a_letter_names_the_version_that_was_translated(tmp_path: Path) -> None:
    office = Bilingual(tmp_path)
    office.done("freeze")
    text = office.letter.read_text(encoding="utf-8").replace("source_version: 1\n", "")
    office.letter.write_text(text, encoding="utf-8")
    office.done("translated", "--all")
    assert "source_version: 1" in office.letter.read_text(encoding="utf-8")
    assert "source_version" not in office.about.read_text(encoding="utf-8")
    assert office.stale == []


def test_what_is_no_translation_is_refused(tmp_path: Path) -> None:
    office = Bilingual(tmp_path, LETTER)
    for path in ("docs/about.md", "docs/es/none.md", "mkdocs.yml"):
        said = office.ends(2, "translated", str(office.root / path))
        assert "is no translation" in said


def test_a_page_that_cannot_be_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    office = Bilingual(tmp_path, LETTER)
    office.about.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    before = office.letter.read_bytes()
    assert "docs/es/about.md:" in office.ends(1, "translated", "--all")
    assert office.letter.read_bytes() == before
    office.done("translated", str(office.letter))  # it is not about that page


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("old", ["", "source_hash: x{0}", "source_hash :  'x'  # once{0}"])
def test_the_line_stands_among_the_others(old: str, newline: str) -> None:
    rest = f"---{newline}title: >-{newline}  A{newline}  title{newline}"
    text = f"{rest}{old.format(newline)}---{newline}{newline}source_hash: in the text{newline}"
    found = marked(text, {"source_hash": "0123456789ab"})
    line = f"source_hash: 0123456789ab{newline}"
    assert found == f"{rest}{line}---{newline}{newline}source_hash: in the text{newline}"


def test_a_block_that_looks_like_the_line_is_left_alone() -> None:
    found = marked("---\na: |\n source_hash: x\n---\n", MARKS)
    assert (
        found == "---\na: |\n source_hash: x\nsource_hash: 0123456789ab\nsource_version: 2\n---\n"
    )


@pytest.mark.parametrize("front", ["{title: A}", "source_hash: >-\n  x", "title: [\n  a"])
def test_an_unusual_form_is_left_to_the_editor(front: str) -> None:
    with pytest.raises(Wrong, match="write `source_hash: 0123456789ab` and `source_version: 2` in"):
        marked(f"---\n{front}\n---\n", MARKS)
