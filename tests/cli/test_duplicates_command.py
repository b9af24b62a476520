"""`campaign duplicates`, as an editor runs it: lists, records, asks and writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.example import example
from tests.office import Office, at_terminal

pytestmark = pytest.mark.build

ROWS = [
    {"name": "National Example Center (NEC)", "kind": "organization"},
    {"name": "Gamma Fund", "kind": "organization"},
    {"name": "NEC", "kind": "organization", "url": "https://example.org/"},
    {"name": "The Sample Works, Inc.", "kind": "organization"},
    {"name": "Sample Works", "kind": "organization"},
    {"name": "Exemplary, Jane", "kind": "individual"},
    {"name": "Jane Exemplary", "kind": "individual", "withdrawn": "2021-02-04"},
]
NEC = '"National Example Center (NEC)"'


class Folder(Office):
    """A campaign with pairs that may be one."""

    def found(self, code: int, *arguments: str) -> str:
        return self.ends(code, "duplicates", *arguments)

    def walked(self, *arguments: str, typed: str) -> tuple[int, str]:
        return at_terminal(self.root, "duplicates", *arguments, typed=typed)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(example(tmp_path / "a folder", rows=ROWS))


def test_the_list_shows_both_lines_and_why(folder: Folder) -> None:
    said = folder.found(1)
    assert 'line 5: "The Sample Works, Inc.",organization' in said
    assert "line 6: Sample Works,organization" in said
    assert "the same but for small words, titles, legal forms, abbreviations or spaces" in said
    assert "one says that it also has the other name" in said
    assert "line 8 was withdrawn on 2021-02-04" in said
    assert "3 pairs of 7 signatories may be one." in said
    assert "The 1 likeliest are shown." in folder.found(1, "--limit", "1")
    report = json.loads(folder.found(1, "--format", "json"))
    lines = [[row["line"] for row in pair["rows"]] for pair in report["pairs"]]
    assert lines == [[7, 8], [5, 6], [2, 4]]
    assert {pair["likelihood"] for pair in report["pairs"]} == {"very likely"}
    assert not folder.distinct.exists()


def test_what_is_different_is_not_shown_again_and_is_validated(folder: Folder) -> None:
    dry = folder.found(0, "--different", "2", "4", "--dry-run")
    assert f"+{NEC.strip(chr(34))},organization,,,NEC,organization,," in dry
    assert "nothing was written" in dry
    assert not folder.distinct.exists()
    assert "Written: docs/data/distinct.csv. Commit it." in folder.found(
        0, "--different", "gamma fund", "NEC", "--different", "4", "2"
    )
    said = folder.found(1)
    assert "2 pairs of 7 signatories may be one." in said
    assert "Left out: 1 pair that docs/data/distinct.csv says are different." in said
    assert "Nothing had to be changed." in folder.found(0, "--different", "NEC", "2")
    folder.text = folder.text.replace("Gamma Fund,organization,,\n", "")
    gone = 'distinct.csv:2:1: "Gamma Fund" no longer stands in the list; delete the line'
    assert gone in folder.done("check")
    folder.distinct.write_text("name,kind\n", encoding="utf-8")
    assert "docs/data/distinct.csv:1:1: the first line names other columns" in folder.found(2)
    assert "docs/data/distinct.csv:1:1" in folder.run("check").output


def test_what_cannot_be_recorded_or_searched_is_refused(folder: Folder) -> None:
    for one, other, why in (
        ("1", "4", '"1" is not in docs/data/signatories.csv; write the name'),
        ("4", "4", "line 4 is given twice"),
        ("Nobody", "4", '"Nobody" is not in docs/data/signatories.csv'),
    ):
        assert why in folder.found(2, "--different", one, other)
    assert not folder.distinct.exists()
    folder.text += "Delta,organisation\n"
    assert "docs/data/signatories.csv:9:7: 'kind'" in folder.found(2)


def test_the_walk_records_deletes_and_leaves(folder: Folder) -> None:
    before = folder.text
    code, said = folder.walked(typed="l\ns\n5\nx\nd\n")
    assert code == 1, said
    assert "1 of 3" in said
    assert "1 pair recorded as different, 1 line to delete, 1 left for later." in said
    assert "Commit both." in said
    assert folder.text == before.replace('"The Sample Works, Inc.",organization,,\n', "")
    assert "NEC,organization" in folder.distinct.read_text(encoding="utf-8")
    code, said = folder.walked(typed="d\n")
    assert code == 0, said
    assert "No likely duplicate" in folder.found(0)


def test_quitting_the_walk_keeps_what_was_decided(folder: Folder) -> None:
    code, said = folder.walked(typed="d\n\x04")
    assert code == 1, said
    assert "2 left for later" in said
    assert folder.distinct.exists()
    code, said = folder.walked("--dry-run", typed="s\n5\nq\n")
    assert code == 1, said
    assert "nothing was written" in said
    assert "Works, Inc." in folder.text
