"""ARCHITECTURE.md: its worked component works, and what it points to is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.sites import ROOT, copy_project, environment_with, put

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
STEP = re.compile(r"^In `([\w./]+)`(?:, above `([^`]+)`)?:\n\n```\w+\n(.*?)^```$", re.M | re.S)


def test_the_worked_component_works(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "copy")
    shutil.copytree(ROOT / "tests", root / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(ROOT / ".vscode", root / ".vscode")
    steps = STEP.findall(TEXT)
    assert len(steps) == 5
    for name, anchor, code in steps:
        file = root / name
        if not anchor:
            assert not file.exists()
            file.write_text(code, encoding="utf-8")
            continue
        text = file.read_text(encoding="utf-8")
        assert text.count(f"\n{anchor}\n") == 1, f"{name}: {anchor}"
        put(file, text.replace(f"\n{anchor}\n", f"\n{code}{anchor}\n"))
    for command in (
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", steps[-1][0]],
        ["-m", "campaign", "schemas"],
        ["-m", "campaign", "schemas", "--dry-run"],
    ):
        run = subprocess.run(
            [sys.executable, *command],
            cwd=root,
            env=environment_with(PYTHONPATH="hooks"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
    assert "answer_by" in (root / "OPTIONS.md").read_text(encoding="utf-8")


def test_what_it_points_to_is_there() -> None:
    table = TEXT.partition("\n## Where to find what\n")[2].partition("\n## ")[0]
    names = re.findall(r"`([\w/.*-]+)`", table)
    assert len(names) > 10
    missing = [
        name
        for name in names
        if "/" in name or name.endswith((".py", ".md"))
        if not any(list(folder.glob(name)) for folder in (ROOT, ROOT / "hooks/campaign"))
    ]
    assert missing == []
