"""Raw HTML that could run, frame, redirect or load something is refused at its place."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.safety.html_allowlist import check_raw_html
from tests.golden import cases


@pytest.mark.parametrize("case", cases("raw_html"))
def test_raw_html(case: dict[str, Any]) -> None:
    problems = check_raw_html(case["html"], case["html"], "x.md", 1)
    assert [str(p).removeprefix("x.md:") for p in sorted(problems)] == case["problems"]
