"""The steps of the pull request's check, run as GitHub runs them, over a real repository."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.example import CAMPAIGN, ROWS, configuration, example
from tests.sites import ROOT, environment_with, put
from tests.starting import git, without_fonts

pytestmark = pytest.mark.build
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))
EVIL = CAMPAIGN | {
    "donate": CAMPAIGN["donate"]
    | {"url": "https://other.example.net/form", "hosts": ["other.example.net"]}
}


def script(job: str, name: str) -> str:
    """Return what a step of the check runs."""
    steps = WORKFLOW["jobs"][job]["steps"]
    found: list[dict[str, Any]] = [step for step in steps if step["name"] == name]
    return str(found[0]["run"])


def put_environment(folder: Path) -> None:
    """Give a folder the environment of these tests, as `make` would have installed it."""
    program = folder / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    (folder / ".venv" / ".site-ready").touch()


class Runner:
    """A folder in which steps run one after the other, with what GitHub gives them."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.file = workspace.parent / "summary.md"
        self.file.touch()

    @property
    def summary(self) -> str:
        return self.file.read_text(encoding="utf-8")

    def run(self, job: str, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a step and return what came of it."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script(job, name)],
            cwd=self.workspace,
            env=environment_with(GITHUB_STEP_SUMMARY=str(self.file), **environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def compared(self, code: str) -> str:
        """Lay out the branch, install a folder's program and compare; returns the summary."""
        assert self.run("changes", "Lay out the branch as it stands").returncode == 0
        put_environment(self.workspace / code)
        done = self.run("changes", "Compare")
        assert done.returncode == 0, done.stderr
        return self.summary


@pytest.fixture
def proposal(tmp_path: Path) -> Callable[..., Runner]:
    """Make the runner's folder for a proposal: the merge of some changes into the example."""

    def make(changes: Mapping[str, str | None], *, base: bool = True) -> Runner:
        workspace = tmp_path / "work space"
        after = workspace / "after"
        after.mkdir(parents=True)
        git(after, "init", "--quiet", "--initial-branch=main")
        if base:
            without_fonts(write_project(after))
        (after / "README.md").write_text("# Example\n", encoding="utf-8")
        git(after, "add", "--all")
        git(after, "commit", "--quiet", "-m", "Before")
        git(after, "checkout", "--quiet", "-b", "proposal")
        if not base:
            without_fonts(write_project(after))
        for name, text in changes.items():
            if text is None:
                (after / name).unlink()
            else:
                put(after / name, text)
        git(after, "add", "--all")
        git(after, "commit", "--quiet", "--allow-empty", "-m", "After")
        git(after, "checkout", "--quiet", "main")
        git(after, "merge", "--quiet", "--no-ff", "-m", "Merge", "proposal")
        return Runner(workspace)

    return make


def write_project(folder: Path, **changes: Any) -> Path:
    example(folder, **changes)
    for name in ("requirements.txt", ".gitignore", ".github/install.sh"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


def test_what_compares_is_what_was_there_before(proposal: Callable[..., Runner]) -> None:
    quiet = "import click\ncommand = click.Command('compare', callback=lambda: None)\n"
    runner = proposal(
        {
            "mkdocs.yml": configuration(EVIL),
            "hooks/campaign/cli/commands/compare.py": quiet,
            "campaign/__main__.py": "",
            "sitecustomize.py": "raise SystemExit",
            ".github/install.sh": "exit 1",
        }
    )
    summary = runner.compared("before")
    lines = [line for line in summary.splitlines() if line]
    assert "**THE DONATION ADDRESS CHANGES.**" in lines[:4]
    assert "**This change is not only text.**" in summary
    for path in (".github/install.sh", "sitecustomize.py", "campaign/__main__.py"):
        assert f"`{path}`" in summary


def test_the_first_proposal_of_a_repository_is_compared(proposal: Callable[..., Runner]) -> None:
    summary = proposal({}, base=False).compared("after")
    assert "everything is new" in summary
    assert "`Example Alliance`" in summary
    assert ".venv" not in summary


def test_problems_become_annotations(tmp_path: Path) -> None:
    rows = [*ROWS, {"name": "Sample 100%", "kind": "persn"}]
    runner = Runner(write_project(tmp_path / "a site", rows=rows))
    put_environment(runner.workspace)
    assert runner.run("site", "Install").returncode == 0
    done = runner.run("site", "Check what editors wrote")
    assert done.returncode == 1
    (found,) = [each for each in (done.stdout + done.stderr).splitlines() if each.startswith("::")]
    assert f"::error file=docs/data/signatories.csv,line={len(rows) + 1}," in found


def test_the_build_cannot_speak_to_the_runner(tmp_path: Path) -> None:
    runner = Runner(write_project(tmp_path / "a site"))
    put_environment(runner.workspace)
    done = runner.run("site", "Build", CAMPAIGN_PDF="no")
    assert done.returncode == 0, done.stderr
    first, *_, last = done.stdout.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert last == f"::{token}::"
    assert (runner.workspace / "site" / "index.html").is_file()
    (runner.workspace / "docs" / "index.md").write_text("Nothing before this.", encoding="utf-8")
    done = runner.run("site", "Build")
    assert done.returncode != 0
    again = done.stdout.splitlines()[0].removeprefix("::stop-commands::")
    assert done.stdout.splitlines()[-1] == f"::{again}::"
    assert again != token


def test_the_built_site_is_linked(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    address = "https://github.com/example/letter/actions/runs/1/artifacts/2"
    assert runner.run("site", "Link the built site", ARTIFACT_URL=address).returncode == 0
    assert runner.summary.startswith(f"[Download the built site]({address})")


def test_a_proposal_from_anybody_is_given_nothing() -> None:
    assert list(WORKFLOW[True]) == ["pull_request"]  # YAML 1.1 reads the key `on` as a truth value
    assert WORKFLOW["permissions"] == {}
    permissions = {tuple(job["permissions"].items()) for job in WORKFLOW["jobs"].values()}
    assert permissions == {(("contents", "read"),)}
    assert "secrets." not in (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
