"""mkdocs.yml's `extra.campaign`: every mistake is told at its place, all of them at once."""

from pathlib import Path
from typing import Any

import pytest

from campaign.config.configuration_file import read_campaign, read_config
from campaign.core.problems import Problems
from tests.golden import cases, read_cases, replaced

BASE = read_cases("configuration")["base"]


def read(tmp_path: Path, text: str) -> tuple[Any, tuple[str, ...], Problems]:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, encoding="utf-8", newline="")
    problems = Problems()
    campaign, groups = read_campaign(read_config(path), problems)
    return campaign, groups, problems


@pytest.mark.parametrize("case", cases("configuration", "cases"))
def test_configuration(case: dict[str, Any], tmp_path: Path) -> None:
    campaign, _, problems = read(tmp_path, replaced(BASE, case))
    assert [str(problem).removeprefix("mkdocs.yml:") for problem in problems] == case["problems"]
    assert campaign is not None or case["problems"]


def test_values(tmp_path: Path) -> None:
    campaign, groups, _ = read(tmp_path, BASE)
    assert (campaign.name, campaign.is_open) == ("A letter to the Example Council", False)
    assert groups == campaign.groups == ("National", "Local")
    assert campaign.first_signatories == 12
    assert campaign.donate.amounts[0].amount == 25


def test_groups_are_known_in_spite_of_a_problem_elsewhere(tmp_path: Path) -> None:
    campaign, groups, problems = read(tmp_path, BASE.replace("status: closed", "status: x"))
    assert campaign is None
    assert len(problems) == 1
    assert groups == ("National", "Local")


def test_a_missing_file(tmp_path: Path) -> None:
    problems = Problems()
    read_campaign(read_config(tmp_path / "mkdocs.yml"), problems)
    assert [str(problem) for problem in problems] == ["mkdocs.yml: the file is missing; add it"]
