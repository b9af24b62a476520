"""`campaign translated` writes down which translations are up to date, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from campaign.cli.commands import campaign
from campaign.core.problems import Wrong
from campaign.i18n.translations import marked
from campaign.site.checking import campaign_folder, load_campaign
from tests.bilingual import bilingual, translated
from tests.example import PAGES

OLD = "source_hash: 0123456789ab"
MARKS = {"source_hash": "0123456789ab", "source_version": "2"}
LETTER = {"es/index.md": translated("index.md", source_hash="0123456789ab")}


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        campaign, ["translated", "--config", str(root / "mkdocs.yml"), *arguments]
    )


def warnings(root: Path) -> list[str]:
    site = load_campaign(campaign_folder(root / "mkdocs.yml")).site
    assert site
    return [str(warning) for warning in site.warnings if "translat" in warning.message]


def test_one_page_is_recorded_and_nothing_else_changes(tmp_path: Path) -> None:
    changes = LETTER | {"es/about.md": translated("about.md", source_hash="0123456789ab")}
    root = bilingual(tmp_path / "x", changes)
    letter, about = root / "docs/es/index.md", root / "docs/es/about.md"
    before, other = letter.read_bytes(), about.read_bytes()
    assert len(warnings(root)) == 2
    done = run(root, str(letter))
    assert done.exit_code == 0, done.output
    (warning,) = warnings(root)
    assert "es/about.md" in warning
    after = letter.read_text(encoding="utf-8")
    line = next(line for line in after.splitlines() if line.startswith("source_hash"))
    assert after.replace(line, OLD).encode() == before
    assert about.read_bytes() == other
    assert done.output == "Wrote docs/es/index.md\n"


def test_a_dry_run_and_a_run_without_a_page_write_nothing(tmp_path: Path) -> None:
    root = bilingual(tmp_path / "x", LETTER)
    before = (root / "docs/es/index.md").read_bytes()
    assert run(root, "--all", "--dry-run").output == "Would write docs/es/index.md\n"
    done = run(root)  # says which pages are out of date
    assert (done.exit_code, "  docs/es/index.md\n" in done.output) == (0, True)
    assert (root / "docs/es/index.md").read_bytes() == before


def test_all_after_the_first_writing(tmp_path: Path) -> None:
    front, text = PAGES["index.md"]
    root = bilingual(tmp_path / "x", {"index.md": (front, f"{text}\n\nA new paragraph.")})
    assert len(warnings(root)) == 2
    assert run(root, "--all").exit_code == 0
    assert warnings(root) == []
    again = run(root, "--all")
    assert again.output.startswith("Every translation says")


def test_a_letter_names_the_version_that_was_translated(tmp_path: Path) -> None:
    root = bilingual(tmp_path / "x")
    frozen = CliRunner().invoke(campaign, ["freeze", "--config", str(root / "mkdocs.yml")])
    assert frozen.exit_code == 0, frozen.output
    spanish = root / "docs/es/index.md"
    text = spanish.read_text(encoding="utf-8").replace("source_version: 1\n", "")
    spanish.write_text(text, encoding="utf-8")
    assert load_campaign(campaign_folder(root / "mkdocs.yml")).site is None
    assert run(root, "--all").exit_code == 0
    assert "source_version: 1" in (root / "docs/es/index.md").read_text(encoding="utf-8")
    assert "source_version" not in (root / "docs/es/about.md").read_text(encoding="utf-8")
    assert load_campaign(campaign_folder(root / "mkdocs.yml")).site


@pytest.mark.parametrize("path", ["docs/about.md", "docs/es/none.md", "mkdocs.yml"])
def test_what_is_no_translation_is_refused(tmp_path: Path, path: str) -> None:
    root = bilingual(tmp_path / "x", LETTER)
    done = run(root, str(root / path))
    assert done.exit_code == 2
    assert "is no translation" in done.output


def test_a_page_that_cannot_be_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root = bilingual(tmp_path / "x", LETTER)
    about = root / "docs/es/about.md"
    about.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    before = (root / "docs/es/index.md").read_bytes()
    done = run(root, "--all")
    assert done.exit_code == 1
    assert "docs/es/about.md:" in done.output
    assert (root / "docs/es/index.md").read_bytes() == before
    assert run(root, str(root / "docs/es/index.md")).exit_code == 0  # it is not about that page


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
