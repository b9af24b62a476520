"""The guide says of each page type what a first view loads, as `make sizes` measures it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.bench.sizes import TABLE, between_markers, measure

pytestmark = [pytest.mark.deep, pytest.mark.browser]
NEAR = 0.15
"""By how much a size may have changed since it was written down."""


def test_the_sizes_in_the_guide_are_near_those_of_the_site(tmp_path: Path) -> None:
    # In a thread of its own, since one may drive one browser only, and other tests have theirs.
    with ThreadPoolExecutor(1) as alone:
        now = alone.submit(measure, tmp_path).result()
    _, written, _ = between_markers(TABLE.read_text(encoding="utf-8"))
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in written.splitlines()[2:]]
    assert [row[0] for row in rows] == [view.page for view in now], "run `make sizes`"
    for row, view in zip(rows, now, strict=True):
        assert float(row[1]) * 1000 == pytest.approx(view.total, rel=NEAR), "run `make sizes`"
        assert int(row[3]) == view.requests, "run `make sizes`"
