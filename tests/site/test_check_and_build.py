"""What `campaign check` passes, a build makes; what a build would refuse, the check tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.build.reading import dead_links
from tests.example import told
from tests.golden import cases
from tests.hostile.attacks import attacks, campaign_under
from tests.site.test_site import written
from tests.sites import build

pytestmark = pytest.mark.build


@pytest.mark.deep
@pytest.mark.parametrize("attack", attacks(), ids=lambda a: f"{a['file']}: {a['case']}")
def test_attacks(attack: dict[str, Any], tmp_path: Path) -> None:
    root = campaign_under(attack, tmp_path / "x")
    problems, built = told(root), build(root)
    assert problems or built.code == 0, built.output
    assert built.code == 1 or dead_links(built) == []


@pytest.mark.deep
@pytest.mark.parametrize("case", cases("site"))
def test_golden_cases(case: dict[str, Any], tmp_path: Path) -> None:
    root = written(tmp_path, case)
    problems, built = told(root), build(root)
    assert problems or built.code == 0, built.output
    assert built.code == 1 or dead_links(built) == []
