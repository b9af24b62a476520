"""Raw HTML that could run, frame, redirect or load something is refused at its place."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.core.problems import LineIndex
from campaign.safety.html_allowlist import check_raw_html
from tests.golden import cases


@pytest.mark.parametrize("case", cases("raw_html"))
def test_raw_html(case: dict[str, Any]) -> None:
    lines = LineIndex(case["html"])
    found = sorted((lines.place(at), why) for at, why in check_raw_html(case["html"], case["html"]))
    assert [f"{line}:{column}: {why}" for (line, column), why in found] == case["problems"]
