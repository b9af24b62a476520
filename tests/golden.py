"""Golden cases: what goes in and what must come out, as YAML in tests/cases/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parent / "cases"


def cases(name: str, section: str | None = None) -> list[Any]:
    """Return the cases of a file (or of one section of it) as parameters named by their `case`."""
    loaded = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    chosen = loaded[section] if section else loaded
    return [pytest.param(case, id=str(case["case"])) for case in chosen]
