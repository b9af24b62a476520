"""New campaigns for tests, begun by the real command."""

from __future__ import annotations

import atexit
import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from click.testing import CliRunner, Result

from campaign.cli.commands import campaign
from tests.sites import ROOT, copy_project, environment_with, put

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


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> Result:
    """Run a command in a folder, without a terminal; it never ends in a traceback."""
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(
            campaign, [*map(str, arguments)], env=environment_with(**environment)
        )
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done


def build_wheel(into: Path, root: Path = ROOT) -> Path:
    """Build the wheel of the project in `root`, or of its fonts, into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    done = subprocess.run(
        [*command, str(into)], cwd=root, check=True, capture_output=True, text=True
    )
    return Path((done.stdout or done.stderr).strip().splitlines()[-1])


@cache
def wheels() -> Path:
    """Return a folder with the project's wheels, as they are now."""
    folder = Path(mkdtemp(prefix="campaign-wheels-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build_wheel(folder)
    build_wheel(folder, ROOT / "overrides" / "fonts" / "more")
    return folder


def newer_wheel(into: Path, version: str, changes: Mapping[str, str | None]) -> Path:
    """Build the wheel of a changed copy of the project."""
    project = copy_project(into / "project", changes)
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "OPTIONS.md", "PROBLEMS.md",
                 "requirements.txt", "guide", ".github"):  # fmt: skip
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name, dirs_exist_ok=True)
        else:
            shutil.copy(ROOT / name, project / name)
    for path in ("pyproject.toml", "hooks/campaign/generator.yml"):
        text = (project / path).read_text(encoding="utf-8")
        text = re.sub(r'(?m)^version(: | = ")\d+\.\d+\.\d+', rf"version\g<1>{version}", text)
        put(project / path, text)
    for path, changed in changes.items():
        if changed is not None:
            put(project / path, changed)
    return build_wheel(into, project)


def begin(folder: Path, answers: str | None = ANSWERS) -> Path:
    """Begin a campaign in a folder with these answers (None: without any)."""
    given: list[str | Path] = ["--yes"]
    if answers is not None:
        file = folder.parent / "the answers.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(answers, encoding="utf-8")
        given = ["--answers", file]
    result = run("new", folder, "--wheel", wheels(), *given)
    assert result.exit_code == 0, result.stderr
    return folder


def without_fonts(root: Path) -> Path:
    """Take the fonts out of a copy of the project: megabytes that git would have to pack."""
    shutil.rmtree(root / "overrides/fonts")
    return root


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as an invented editor."""
    author = ["-c", "user.name=Example", "-c", "user.email=editor@example.org"]
    command = ["git", "-C", str(folder), *author, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout
