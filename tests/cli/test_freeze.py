"""`campaign freeze`: the letter's words become a version, wholly or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.commands import campaign
from tests.bilingual import bilingual
from tests.build.reading import files
from tests.content.test_versions import BEG, BEGGING, FROZEN, ORIGINAL, RECORD, WORDS
from tests.example import CAMPAIGN, example

pytestmark = pytest.mark.build

DAY = date(2021, 3, 3)
CLOSED = CAMPAIGN | {"status": "closed", "closed": "2021-02-20"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1614729600")  # 3 March 2021


def site(folder: Path, **changes: Any) -> Path:
    return example(folder / "a folder", **changes)


def run(root: Path, *options: str, command: str = "freeze") -> Result:
    result = CliRunner().invoke(campaign, [command, "--config", str(root / "mkdocs.yml"), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def kept(root: Path) -> dict[str, str]:
    return {
        name: text.decode("utf-8")
        for name, text in files(root / "docs" / "data").items()
        if name.startswith("versions")
    }


def test_the_first_version_bears_the_letters_date(tmp_path: Path) -> None:
    root = site(tmp_path)
    before = files(root)
    dry = run(root, "--dry-run")
    assert "Would record version 1" in dry.output
    assert "Would write docs/data/versions/1.txt\nWould write docs/data/versions.yml" in dry.output
    assert files(root) == before
    result = run(root)
    assert result.exit_code == 0
    assert result.output == (
        "Wrote docs/data/versions/1.txt\nWrote docs/data/versions.yml\n"
        "Recorded version 1 of 2021-02-01, hash 7e89d95ecc8f.\n"
    )
    found = kept(root)
    assert found["versions/1.txt"] == WORDS
    assert found["versions.yml"].endswith(f"entry: it says what people signed.\n{RECORD}")
    assert run(root, command="check").output.endswith("No problem found.\n")
    before = files(root)
    again = run(root, "--change", "Nothing.")
    assert again.exit_code == 0
    assert again.output.startswith("Nothing to record: the letter says what its version 1 of")
    assert files(root) == before


def test_translations_follow_the_first_version(
    tmp_path: Path,
) -> None:
    root = bilingual(tmp_path / "x")
    before = files(root)
    said = "/versions.yml\nWould write docs/ar/index.md\nWould write docs/es/index.md\n"
    assert said in run(root, "--dry-run").output
    assert files(root) == before
    assert said.replace("Would write", "Wrote") in run(root).output
    for path in ("ar", "es"):
        text = (root / "docs" / path / "index.md").read_text(encoding="utf-8")
        assert text.count("\nsource_version: 1\n") == 1
    assert run(root, command="check").exit_code == 0
    letter = root / "docs/index.md"
    letter.write_text(letter.read_text(encoding="utf-8").replace("We ask", "We beg"), "utf-8")
    assert run(root, "--change", "We beg now.").output.endswith(
        "write `source_version: 2`, or run `campaign translated docs/ar/index.md "
        "docs/es/index.md`; elsewhere, keep the number that is there.\n"
    )


def test_a_letter_of_the_future_is_recorded_today(tmp_path: Path) -> None:
    root = site(tmp_path, campaign=CAMPAIGN | {"letter_date": "2021-05-01"})
    assert "version 1 of 2021-03-03" in run(root).output


def test_a_second_version_is_added_and_nothing_else_changes(tmp_path: Path) -> None:
    record = "# ours\r\n" + "".join(f"{line} \r\n" for line in RECORD.splitlines())
    changed = {"docs/index.md": BEGGING, "docs/data/versions.yml": record}
    root = site(tmp_path, files=FROZEN | changed)
    path = root / "docs/data/versions.yml"
    path.chmod(0o640)
    result = run(root, "--change", "We “beg”: now.")
    assert result.exit_code == 0
    assert "Recorded version 2 of 2021-03-03" in result.output
    assert "Readers will see: We “beg”: now." in result.output
    assert path.read_bytes().decode() == (
        f"{record}- number: 2\r\n  date: 2021-03-03\r\n  hash: {BEG}\r\n"
        '  change: "We “beg”: now."\r\n'
    )
    assert path.stat().st_mode & 0o777 == 0o640
    assert kept(root)["versions/1.txt"] == WORDS
    assert kept(root)["versions/2.txt"] == WORDS.replace("ask", "beg")
    assert run(root, command="check").exit_code == 0


@pytest.mark.parametrize(
    ("changes", "options", "expected"),
    [
        ({}, [], 'differs from its version 1; say what changed in one sentence: --change "…"'),
        ({"docs/data/versions.yml": None, "docs/data/versions/1.txt": None}, ["--change", "x"],
         "he first version changes nothing; leave out --change"),
        ({"docs/data/versions.yml": None, "docs/data/versions/1.txt": None}, ["--correction"],
         "he first version corrects nothing; leave out --correction"),
        ({}, ["--change", "x", "--date", "2021-01-31"],
         "2021-01-31 is before the day of version 1, 2021-02-01; give that day or a later one"),
        ({"docs/data/versions/1.txt": None}, ["--change", "x"],
         "put them into docs/data/versions/1.txt first"),
        ({"docs/data/versions.yml": "[{number: 1, date: 2021-02-01, hash: " + ORIGINAL + "}]\n"},
         ["--change", "x"], "is written in a way that nothing can be added to"),
        ({"docs/index.md": BEGGING.replace("letter\n", "page\n", 1), "docs/data/versions.yml": None,
          "docs/data/versions/1.txt": None}, [], "There is no letter: no page has `type: letter`."),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_changes_nothing(
    tmp_path: Path, changes: dict[str, str | None], options: list[str], expected: str
) -> None:
    root = site(tmp_path, files=FROZEN | {"docs/index.md": BEGGING} | changes)
    before = files(root)
    result = run(root, *options)
    assert result.exit_code == 1
    assert expected in " ".join(result.output.split())
    assert files(root) == before


def test_problems_come_first(tmp_path: Path) -> None:
    root = site(tmp_path, campaign=CAMPAIGN | {"letter_date": "soon"})
    before = files(root)
    result = run(root)
    assert result.exit_code == 1
    assert 'is "soon", which is no date in the form year-month-day' in result.output
    assert result.output.endswith("1 problem in 1 file; nothing was recorded.\n")
    assert files(root) == before


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--date", "3 March"], 'it is "3 March", which is no date in the form year-month-day'),
        (["--change", "  "], "it is empty"),
        (["--chnage", "x"], "--chnage"),
    ],
)
def test_a_wrong_option(tmp_path: Path, options: list[str], expected: str) -> None:
    result = run(site(tmp_path), *options)
    assert result.exit_code == 2
    assert expected in " ".join(result.output.split())


def test_a_closed_letter_is_only_corrected(tmp_path: Path) -> None:
    root = site(tmp_path, campaign=CLOSED, files=FROZEN | {"docs/index.md": BEGGING})
    refused = run(root, "--change", "A word.")
    assert refused.exit_code == 1
    assert "igning closed on 2021-02-20" in refused.output
    assert run(root, "--change", "A word.", "--correction").exit_code == 0
    assert kept(root)["versions.yml"].endswith('change: "A word."\n  correction: yes\n')
    assert run(root, command="check").exit_code == 0


def test_on_the_day_of_closing_an_editor_says_which_words_were_signed(tmp_path: Path) -> None:
    closed = CAMPAIGN | {"status": "closed", "closed": str(DAY)}
    root = site(tmp_path, campaign=closed, files=FROZEN | {"docs/index.md": BEGGING})
    refused = run(root, "--change", "A word.")
    assert refused.exit_code == 1
    assert "igning closed today" in refused.output
    assert f"as --date {DAY}" in refused.output
    assert run(root, "--change", "A word.", "--correction", "--dry-run").exit_code == 0
    assert run(root, "--change", "A word.", "--date", str(DAY)).exit_code == 0


def test_words_that_were_not_kept_are_kept_now(tmp_path: Path) -> None:
    root = site(tmp_path, files=FROZEN | {"docs/data/versions/1.txt": None})
    assert (
        "docs/data/versions.yml: the words of version 1 are not kept yet"
        in run(root, command="check").output
    )
    assert "Would keep the words of version 1" in run(root, "--dry-run").output
    assert kept(root) == {"versions.yml": RECORD}
    assert "Kept the words of version 1" in run(root).output
    assert kept(root) == {"versions.yml": RECORD, "versions/1.txt": WORDS}


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    root = site(tmp_path)
    (root / "docs/data/versions").write_text("in the way")
    before = files(root)
    result = run(root)
    assert result.exit_code == 1
    assert "docs/data/versions" in result.output
    assert files(root) == before


def test_check_advises_to_record_an_open_letter(tmp_path: Path) -> None:
    root = site(tmp_path)
    result = run(root, command="check")
    assert result.exit_code == 0
    assert (
        "docs/index.md:1:1: the letter is open and 6 have signed it, but no version"
        in result.output
    )
    assert run(root, "--quiet", command="check").output == ""
