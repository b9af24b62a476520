"""New campaigns for tests, begun by the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.sites import ROOT, environment_with

FIRST_CAMPAIGN = (
    "biden",
    "immigra",
    "asylum",
    "refuge",
    "access fund",
    "humane",
    "faith-based",
    "state and local",
    "2021-02-09",
    "february 9",
)
"""Words of the first campaign, in small letters: none may stand in another one's own texts."""
ANSWERS = """\
name: A letter to the Example Council
organizers:
  - name: Example Alliance
    url: https://alliance.example.org/
addressee: The Example Council
letter_date: 2026-03-01
contact: letter@example.org
sign_on:
  url: https://sign.example.org/form
groups: [National, Local & regional]
demands:
  - Open the library on Sundays
  - "Fix the bridge: now"
  - Plant trees
donate:
  url: https://donate.example.org/form
  legal_name: Example Fund
repository: example-alliance/letter
owners: [ada, "@example-alliance/editors"]
"""


def run(
    *arguments: str | Path,
    cwd: Path = ROOT,
    root: Path = ROOT,
    answer: str = "",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command of the project in `root`, without a terminal; returns what came of it."""
    return subprocess.run(
        [sys.executable, "-m", "campaign", *map(str, arguments)],
        cwd=cwd,
        env=environment_with(PYTHONPATH=str(root / "hooks"), **environment),
        input=answer,
        capture_output=True,
        text=True,
        check=False,
    )


def begin(folder: Path, answers: str | None = ANSWERS) -> Path:
    """Begin a campaign in a folder with these answers (None: without any)."""
    given: list[str | Path] = ["--yes"]
    if answers is not None:
        file = folder.parent / "the answers.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(answers, encoding="utf-8")
        given = ["--answers", file]
    result = run("new", folder, *given)
    assert result.returncode == 0, result.stderr
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as an invented editor."""
    author = ["-c", "user.name=Example", "-c", "user.email=editor@example.org"]
    command = ["git", "-C", str(folder), *author, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def is_program(path: Path) -> bool:
    """Whether a file may be run."""
    return os.access(path, os.X_OK)
