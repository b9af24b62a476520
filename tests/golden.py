"""Golden cases: what goes in and what must come out, as YAML in tests/cases/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parent / "cases"


def cases(name: str, section: str | None = None) -> list[Any]:
    """Return the cases of a file (or of one section of it) as parameters named by their `case`."""
    loaded = read_cases(name)
    chosen = loaded[section] if section else loaded
    return [pytest.param(case, id=str(case["case"])) for case in chosen]


def read_cases(name: str) -> Any:
    """Return what a file of cases holds; the reader in C takes a tenth of the time."""
    text = (CASES / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def replaced(text: str, case: dict[str, Any]) -> str:
    """Return a text with what a case replaces in it, all of which must be there."""
    for old, new in case.get("replace", {}).items():
        assert old in text, f"the case changes nothing: {old!r}"
        text = text.replace(old, new)
    return text
