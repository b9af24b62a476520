"""The workflows are correct, safe and pinned."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner

pytestmark = pytest.mark.build

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
ISSUE_TEMPLATES = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.y*ml"))
ISSUE_CONFIG = [path for path in ISSUE_TEMPLATES if path.stem == "config"]
ISSUE_FORMS = [path for path in ISSUE_TEMPLATES if path.stem != "config"]

each_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)

PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def run_linter(name: str, *arguments: str | Path) -> None:
    """Run a linter of this environment; fail with all that it said."""
    if name == "check-jsonschema":  # read once, which takes longer than to look at a file
        with contextlib.chdir(ROOT):
            said = CliRunner().invoke(check_jsonschema.main, [*map(str, arguments)])
        assert said.exit_code == 0, said.output
        return
    command = [str(Path(sys.executable).parent / name), *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n\n{done.stdout}{done.stderr}", pytrace=False)


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        yield job  # a job may call a reusable workflow with `uses`, just as a step does
        yield from job.get("steps", [])


def test_zizmor_finds_no_security_fault() -> None:
    run_linter("zizmor", "--offline", "--persona=auditor", "--no-progress", ".github")


def test_actionlint_finds_no_mistake() -> None:
    # Its two helpers are used where they happen to be installed: the same result everywhere.
    run_linter("actionlint", "-shellcheck=", "-pyflakes=", *WORKFLOWS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-forms", ISSUE_FORMS),
        ("vendor.github-issue-config", ISSUE_CONFIG),
    ],
)
def test_files_have_the_form_that_github_expects(schema: str, files: list[Path]) -> None:
    run_linter("check-jsonschema", "--builtin-schema", schema, *files)


@each_workflow
def test_every_action_is_a_commit_with_its_version(workflow: Path) -> None:
    lines = [
        line.strip().removeprefix("- ")
        for line in workflow.read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*(- )?uses:", line)
    ]
    # A `uses` written in any other way would not be among the lines.
    assert len(lines) == sum("uses" in step for step in steps(workflow))
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    used = {step["uses"] for workflow in WORKFLOWS for step in steps(workflow) if "uses" in step}
    actions = [action.partition("@")[0] for action in used]
    assert sorted(actions) == sorted({*actions})
    assert "actions/checkout" in actions


@each_workflow
def test_no_expression_is_pasted_into_a_script(workflow: Path) -> None:
    # GitHub pastes an expression's value into the script's text before a shell reads it: a
    # branch called `$(…)` would run. A value reaches a script through `env` only.
    scripts = [
        script
        for step in steps(workflow)
        for script in (step.get("run"), step.get("with", {}).get("script"))
        if script is not None
    ]
    assert [script for script in scripts if "${{" in script] == []
