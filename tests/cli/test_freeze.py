"""`campaign freeze`: the letter's words become a version, wholly or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bilingual import bilingual
from tests.build.reading import files
from tests.content.test_versions import BEG, BEGGING, FROZEN, ORIGINAL, RECORD, WORDS
from tests.example import CAMPAIGN, example
from tests.office import Office

DAY = "2021-03-03"
BEGUN = FROZEN | {"docs/index.md": BEGGING}
UNRECORDED = {"docs/data/versions.yml": None, "docs/data/versions/1.txt": None}
CLOSED = CAMPAIGN | {"status": "closed"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1614729600")  # 3 March 2021


class Letter(Office):
    """A campaign whose letter's words are recorded."""

    def freeze(self, *options: str) -> str:
        return self.done("freeze", *options)

    def refuses(self, *options: str, code: int = 1) -> str:
        """Return, on one line, why nothing is recorded and no file changes."""
        before = files(self.root)
        said = self.ends(code, "freeze", *options)
        assert files(self.root) == before
        return " ".join(said.split())

    def kept(self) -> dict[str, str]:
        found = files(self.root / "docs/data").items()
        return {name: text.decode() for name, text in found if name.startswith("versions")}


def written(folder: Path, **changes: Any) -> Letter:
    return Letter(example(folder / "a folder", **changes))


def test_the_first_version_bears_the_letters_date(tmp_path: Path) -> None:
    letter = written(tmp_path)
    told = "docs/index.md:1:1: the letter is open and 6 have signed it, but no version"
    assert told in letter.done("check")
    assert letter.done("check", "--quiet") == ""
    dry = letter.refuses("--dry-run", code=0)
    assert "Would write docs/data/versions/1.txt Would write docs/data/versions.yml" in dry
    assert "Would record version 1" in dry
    assert letter.freeze() == (
        "Wrote docs/data/versions/1.txt\nWrote docs/data/versions.yml\n"
        "Recorded version 1 of 2021-02-01, hash 7e89d95ecc8f.\n"
    )
    found = letter.kept()
    assert found["versions/1.txt"] == WORDS
    assert found["versions.yml"].endswith(f"entry: it says what people signed.\n{RECORD}")
    assert letter.done("check").endswith("No problem found.\n")
    again = letter.refuses("--change", "Nothing.", code=0)
    assert again.startswith("Nothing to record: the letter says what its version 1 of")


def test_translations_follow_the_first_version(tmp_path: Path) -> None:
    letter = Letter(bilingual(tmp_path / "x"))
    said = "/versions.yml Would write docs/ar/index.md Would write docs/es/index.md "
    assert said in letter.refuses("--dry-run", code=0)
    assert said.replace("Would write", "Wrote") in " ".join(letter.freeze().split())
    for path in ("ar", "es"):
        text = (letter.root / "docs" / path / "index.md").read_text(encoding="utf-8")
        assert text.count("\nsource_version: 1\n") == 1
    letter.done("check")
    page = letter.root / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("We ask", "We beg"), "utf-8")
    assert letter.freeze("--change", "We beg now.").endswith(
        "write `source_version: 2`, or run `campaign translated docs/ar/index.md "
        "docs/es/index.md`; elsewhere, keep the number that is there.\n"
    )


def test_a_second_version_is_added_and_nothing_else_changes(tmp_path: Path) -> None:
    record = "# ours\r\n" + "".join(f"{line} \r\n" for line in RECORD.splitlines())
    letter = written(tmp_path, files=BEGUN | {"docs/data/versions.yml": record})
    path = letter.root / "docs/data/versions.yml"
    path.chmod(0o640)
    said = letter.freeze("--change", "We “beg”: now.")
    assert f"Recorded version 2 of {DAY}" in said
    assert "Readers will see: We “beg”: now." in said
    assert path.read_bytes().decode() == (
        f"{record}- number: 2\r\n  date: 2021-03-03\r\n  hash: {BEG}\r\n"
        '  change: "We “beg”: now."\r\n'
    )
    assert path.stat().st_mode & 0o777 == 0o640
    assert letter.kept()["versions/1.txt"] == WORDS
    assert letter.kept()["versions/2.txt"] == WORDS.replace("ask", "beg")
    letter.done("check")


@pytest.mark.parametrize(
    ("changes", "options", "expected"),
    [
        ({}, [], 'differs from its version 1; say what changed in one sentence: --change "…"'),
        (UNRECORDED, ["--change", "x"], "The first version changes nothing; leave out --change."),
        ({}, ["--change", "x", "--date", "2021-01-31"],
         "'date' is 2021-01-31, but the version before it is of 2021-02-01; write the day on "),
        ({"docs/data/versions/1.txt": None}, ["--change", "x"],
         "put them into docs/data/versions/1.txt first"),
        ({"docs/data/versions.yml": "[{number: 1, date: 2021-02-01, hash: " + ORIGINAL + "}]\n"},
         ["--change", "x"], "is written in a way that nothing can be added to"),
        ({"docs/index.md": BEGGING.replace("letter\n", "page\n", 1)} | UNRECORDED, [],
         "There is no letter: no page has `type: letter`."),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_changes_nothing(
    tmp_path: Path, changes: dict[str, str | None], options: list[str], expected: str
) -> None:
    assert expected in written(tmp_path, files=BEGUN | changes).refuses(*options)


def test_problems_come_first(tmp_path: Path) -> None:
    letter = written(tmp_path, campaign=CAMPAIGN | {"letter_date": "soon"})
    said = letter.refuses()
    assert 'is "soon", which is no date in the form year-month-day' in said
    assert said.endswith("1 problem in 1 file; nothing was recorded.")


def test_a_letter_of_the_future_is_recorded_today_and_not_by_half(tmp_path: Path) -> None:
    letter = written(tmp_path, campaign=CAMPAIGN | {"letter_date": "2021-05-01"})
    path = letter.root / "docs/data/versions"
    path.write_text("in the way")
    assert "docs/data/versions" in letter.refuses()
    path.unlink()
    assert f"version 1 of {DAY}" in letter.freeze()


def test_a_wrong_option(tmp_path: Path) -> None:
    letter = written(tmp_path)
    for given, why in (("--date", "which is no date in the form"), ("--change", "it is empty")):
        assert why in letter.refuses(given, " ", code=2)


def test_a_closed_letter_is_only_corrected(tmp_path: Path) -> None:
    letter = written(tmp_path, campaign=CLOSED | {"closed": "2021-02-20"}, files=BEGUN)
    assert "igning closed on 2021-02-20" in letter.refuses("--change", "A word.")
    letter.freeze("--change", "A word.", "--correction")
    assert letter.kept()["versions.yml"].endswith('change: "A word."\n  correction: yes\n')
    letter.done("check")


def test_on_the_day_of_closing_an_editor_says_which_words_were_signed(tmp_path: Path) -> None:
    letter = written(tmp_path, campaign=CLOSED | {"closed": DAY}, files=BEGUN)
    refused = letter.refuses("--change", "A word.")
    assert "igning closed today" in refused
    assert f"as --date {DAY}" in refused
    letter.freeze("--change", "A word.", "--correction", "--dry-run")
    letter.freeze("--change", "A word.", "--date", DAY)


def test_words_that_were_not_kept_are_kept_now(tmp_path: Path) -> None:
    letter = written(tmp_path, files=FROZEN | {"docs/data/versions/1.txt": None})
    told = "docs/data/versions.yml: the words of version 1 are not kept yet"
    assert told in letter.run("check").output
    assert "Would keep the words of version 1" in letter.freeze("--dry-run")
    assert letter.kept() == {"versions.yml": RECORD}
    assert "Kept the words of version 1" in letter.freeze()
    assert letter.kept() == {"versions.yml": RECORD, "versions/1.txt": WORDS}
