"""Recorded attacks that are refused, each with its file, its line and the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from campaign.site.checking import campaign_folder, load_campaign
from tests.build.reading import problems
from tests.hostile.attacks import attacks, campaign_under
from tests.sites import build

pytestmark = pytest.mark.build
REFUSED = [pytest.param(a, id=f"{a['file']}: {a['case']}") for a in attacks() if "refused" in a]


def test_there_are_many() -> None:
    assert len(attacks()) >= 60
    assert all(("refused" in a) != ("harmless" in a) for a in attacks())


@pytest.mark.parametrize("attack", REFUSED)
def test_refused(attack: dict[str, Any], tmp_path: Path) -> None:
    root = campaign_under(attack, tmp_path / "x")
    _, found, site, _ = load_campaign(campaign_folder(root / "mkdocs.yml"))
    told = [str(problem) for problem in found]
    if not told:  # it comes to light when Markdown has been read, or all is written
        built = build(root)
        assert built.code == 1, built.output
        assert "Traceback" not in built.output
        assert not built.site.exists()
        told = problems(built)
    else:
        assert site is None
    assert [problem for problem in found if problem.topic is None] == []
    for expected in attack["refused"]:
        assert [line for line in told if expected in line], "\n".join(told)
