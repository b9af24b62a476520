"""The exports of ten tools and more: each imports right the first time, and only once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.golden import cases
from tests.importer.desk import ImportDesk
from tests.imports.make import FILES, write


@pytest.mark.parametrize("case", cases("import_shapes"))
def test_shape(case: dict[str, Any], desk: ImportDesk, tmp_path: Path) -> None:
    write(tmp_path)
    file = str(tmp_path / case["case"])
    result = desk.imports(file, "--yes", *case.get("options", ()), code=case["code"])
    assert (result.stdout + result.stderr).replace(f"{tmp_path}/", "") == case["output"]
    assert desk.text == case["list"]
    # The next import of the same shape asks nothing and changes no byte.
    before = desk.files()
    again = desk.imports(file, code=case["code"])
    assert " 0 added" in again.stdout
    assert desk.files() == before
    desk.imports(file, "--dry-run")


def test_every_file_is_a_case() -> None:
    named = {parameters.values[0]["case"] for parameters in cases("import_shapes")}
    assert named == {*FILES, "people"}
