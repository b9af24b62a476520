"""Mistakes that editors make when they are tired: each ends in its message alone, or harms none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from campaign.config.configuration_file import parse_config
from campaign.config.settings import check_settings
from tests.build.reading import dead_links
from tests.example import told
from tests.golden import cases, read_cases
from tests.sites import ROOT, build, copy_project

MISTAKES = read_cases("mistakes")
PNG = next(each["files"]["docs/Photo.PNG"] for each in MISTAKES["campaign"] if "Photo" in str(each))


def write(root: Path, files: dict[str, str | bytes | None]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def campaign(root: Path) -> Path:
    """Write the campaign to a folder of its own, without the generator."""
    write(root, MISTAKES["base"])
    (root / "hooks").mkdir()
    shutil.copy(ROOT / "hooks/settings.yml", root / "hooks")
    return root


def test_nothing_is_wrong_before(tmp_path: Path) -> None:
    assert told(campaign(tmp_path)) == []


@pytest.mark.parametrize("case", cases("mistakes", "campaign"))
def test_a_mistake_in_a_campaign(case: dict[str, Any], tmp_path: Path) -> None:
    root = campaign(tmp_path)
    for name, changes in case.get("edit", {}).items():
        text = (root / name).read_bytes().decode()
        for old, new in changes.items():
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, -1 if len(old) < 3 else 1)
        (root / name).write_bytes(text.encode())
    write(root, case.get("files", {}))
    for old, new in case.get("move", {}).items():
        (root / old).rename(root / new)
    assert told(root) == case["problems"]


@pytest.mark.parametrize("case", cases("mistakes", "settings"))
def test_a_setting_known_from_other_sites(case: dict[str, Any]) -> None:
    menu = "nav: [index.md]\nINHERIT: hooks/settings.yml\n"
    config = parse_config(f"{case['text']}\nsite_name: A\n{menu}")
    found = check_settings(config)
    assert [str(each).removeprefix("mkdocs.yml:") for each in found] == case["problems"]


def with_pages(root: Path, known: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Write a page for each case into the campaign; return the cases by the pages' paths."""
    pages = {f"docs/p{at}.md": case for at, case in enumerate(known)}
    front = "---\ntitle: A\ndescription: A.\n---\n\n"
    write(root, {name: f"{front}{case['text']}\n" for name, case in pages.items()})
    settings = MISTAKES["base"]["mkdocs.yml"].replace("complete: yes", "complete: no")
    settings = settings.replace("  /updates/*\n", "  /updates/*\n  /p*.md\n")
    write(root, {"docs/a.png": PNG, "mkdocs.yml": settings})
    return pages


def test_mistakes_on_pages(tmp_path: Path) -> None:
    """All in one campaign: what is wrong with one page is told of that page alone."""
    root = campaign(tmp_path)
    pages = with_pages(root, MISTAKES["pages"])
    found: dict[str, list[str]] = {name: [] for name in pages}
    for problem in told(root):
        path, _, rest = problem.partition(":")
        found[path].append(rest)
    assert found == {name: case["problems"] for name, case in pages.items()}


@pytest.mark.build
@pytest.mark.parametrize("is_wrong", [False, True])
def test_a_build_says_of_pages_what_a_check_says(is_wrong: bool, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "x", MISTAKES["base"], docs=False)
    with_pages(root, [case for case in MISTAKES["pages"] if bool(case["problems"]) is is_wrong])
    problems, built = told(root), build(root)
    assert bool(problems) is bool(built.code) is is_wrong, built.output
    assert [problem for problem in problems if problem not in built.output] == []
    assert is_wrong or dead_links(built) == []
