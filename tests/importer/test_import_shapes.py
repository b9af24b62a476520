"""The exports of ten tools and more: each imports right the first time, and only once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from campaign.cli.commands import campaign
from tests.example import CAMPAIGN, example
from tests.golden import cases
from tests.imports.make import FILES, write

GROUPS = ["National", "Faith-based", "International"]


def desk(tmp_path: Path, rows: list[Mapping[str, str]] | None = None) -> Path:
    """Make a campaign with one signatory who is in none of the files."""
    return example(
        tmp_path / "a campaign",
        campaign=CAMPAIGN | {"groups": GROUPS},
        rows=rows or [{"name": "Gone Example", "kind": "individual"}],
    )


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        campaign,
        ["import", "--config", str(root / "mkdocs.yml"), *arguments],
        catch_exceptions=False,
    )


@pytest.mark.parametrize("case", cases("import_shapes"))
def test_shape(case: dict[str, Any], tmp_path: Path) -> None:
    root = desk(tmp_path)
    write(tmp_path)
    file = str(tmp_path / case["case"])
    result = run(root, file, "--yes", *case.get("options", ()))
    output = (result.stdout + result.stderr).replace(f"{tmp_path}/", "")
    assert output == case["output"]
    assert result.exit_code == case["code"]
    signed = root / "docs/data/signatories.csv"
    remembered = root / "docs/data/import.yml"
    assert signed.read_text(encoding="utf-8") == case["list"]
    # The next import of the same shape asks nothing and changes no byte.
    before = signed.read_bytes(), remembered.read_bytes()
    again = run(root, file)
    assert again.exit_code == case["code"], again.output
    assert " 0 added" in again.stdout
    assert (signed.read_bytes(), remembered.read_bytes()) == before
    assert run(root, "--dry-run", file).exit_code == 0


def test_every_file_is_a_case() -> None:
    named = {parameters.values[0]["case"] for parameters in cases("import_shapes")}
    assert named == {*FILES, "people"}
