"""The exports of ten tools and more: each imports right the first time, and only once."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.golden import cases
from tests.importer.desk import ImportDesk

ENDS = {"crlf": "\r\n", "cr": "\r"}


def microsoft_forms() -> bytes:
    """Return Microsoft's workbook: dates as dates, an account column, a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(
        ["Id", "Start time", "Completion time", "Email", "Name", "Last modified time",
         "Full name", "Job title", "Employer", "City", "Country"]
    )  # fmt: skip
    started = datetime.fromisoformat("2025-08-20T12:50:00")
    for number, cells in enumerate(
        [
            ("Ana Ejemplo", "Teacher", "Example School", "Northford", "Exampland"),
            ("Bo Sample", "", "n/a", "Southford", "Exampland"),
            ("Cy Example ", None, None, None, None),
        ],
        start=1,
    ):
        done = started + timedelta(days=number, seconds=105)
        sheet.append([number, started, done, "anonymous", "anonymous", None, *cells])
    hidden = book.create_sheet("Lookup")
    hidden.append(["a", "b"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def written(case: dict[str, Any], folder: Path) -> str:
    """Write what a case exports, and return its path."""
    path = folder / case["case"]
    if "files" in case:
        path.mkdir()
        for name, text in case["files"].items():
            (path / name).write_text(text, encoding="utf-8")
    elif "text" in case:
        text = case["text"].replace("\n", ENDS.get(case.get("ends"), "\n")).replace("⏎", "\n")
        path.write_bytes(text.encode(case.get("encoding", "utf-8")))
    else:
        path.write_bytes(microsoft_forms())
    return str(path)


@pytest.mark.parametrize("case", cases("import_shapes"))
def test_shape(case: dict[str, Any], desk: ImportDesk, tmp_path: Path) -> None:
    file = written(case, tmp_path)
    result = desk.imports(file, "--yes", *case.get("options", ()), code=case["code"])
    assert (result.stdout + result.stderr).replace(f"{tmp_path}/", "") == case["output"]
    assert desk.text == case["list"]
    # The next import of the same shape asks nothing and changes no byte.
    before = desk.files()
    again = desk.imports(file, code=case["code"])
    assert " 0 added" in again.stdout
    assert desk.files() == before
    desk.imports(file, "--dry-run")
