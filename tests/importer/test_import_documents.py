"""Documents and records: which entries are names, which are refused, and where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaign.importer.reading import Reading, read_source
from campaign.importer.table import Table, Unreadable
from campaign.importer.words import target_of
from tests.golden import cases
from tests.importer.desk import INDIVIDUALS, ImportDesk


def told(table: Table) -> list[str]:
    """Return each row's name, and its address behind a space."""
    at = {target_of(column): number for number, column in enumerate(table.header)}
    return [
        " ".join(filter(None, (row.cells[at[t]] for t in ("name", "url") if t in at)))
        for row in table.rows
    ]


@pytest.mark.parametrize("case", cases("import_documents"))
def test_what_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    path.write_text(case["text"], encoding="utf-8")
    reading = Reading(section=case.get("section"))
    if "unreadable" in case:
        with pytest.raises(Unreadable) as error:
            read_source(path, case["file"], reading)
        assert case["unreadable"] in str(error.value)
        return
    table = read_source(path, case["file"], reading)
    assert told(table) == case["rows"]
    if "lines" in case:
        assert [row.line for row in table.rows] == case["lines"]
    refused = [problem.message for row in table.refused for problem in row]
    assert len(refused) == len(case.get("refused", ()))
    assert all(map(str.__contains__, refused, case.get("refused", ())))
    assert all(note in " ".join(table.notes) for note in case.get("notes", ()))


def test_a_folder_s_files_need_no_ending(desk: ImportDesk, tmp_path: Path) -> None:
    people = tmp_path / "signed"
    (people / "sub").mkdir(parents=True)
    (people / "ada-sample").write_text("name: Ada Sample\n", encoding="utf-8")
    (people / "sub/ben.yml").write_text("NAME: Ben Sample\n", encoding="utf-8")
    (people / "cy.md").write_text("---\nName: Cy Sample\n---\n", encoding="utf-8")
    (people / "broken").write_text("Just a text.\n", encoding="utf-8")
    # a file like the others was not read
    result = desk.imports(str(people), "--yes", *INDIVIDUALS, code=4)
    assert desk.names == {"Ada Sample", "Ben Sample", "Cy Sample"}
    assert "Not read, since no facts stand in them as keys: 1 file (broken)." in result.stdout
