"""A repository on GitHub, as tests have it: the workflows' own steps, run with git and a shell.

Only `gh` is another program, which writes down what it is asked for.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.sites import ADDRESS, ROOT
from tests.starting import git, wheels

EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")


def run_git(folder: Path, *arguments: str) -> str:
    return git(folder, *arguments).strip()


@dataclass
class GitHub:
    """A repository, its issue, and what the workflows did about it."""

    home: Path
    origin: Path
    event: dict[str, Any]
    state: dict[str, Any]
    calls: list[dict[str, Any]] = field(default_factory=list)
    failed: str = ""
    secret: str = ""
    output: str = ""
    _runs: int = 0

    @property
    def summary(self) -> str:
        """What the last run shows on its page."""
        pages = sorted(self.home.glob(f"run-{self._runs}-*/summary.md"))
        return "".join(page.read_text(encoding="utf-8") for page in pages)

    def run(self, workflow: str, *jobs: str) -> dict[str, Mapping[str, str]]:
        """Run a workflow's jobs whose conditions hold; returns their outputs."""
        text = (ROOT / ".github" / "workflows" / workflow).read_text(encoding="utf-8")
        described = yaml.safe_load(text)["jobs"]
        outputs: dict[str, Mapping[str, str]] = {}
        self.calls, self.failed, self.output = [], "", ""
        self._runs += 1
        for name in jobs:
            job = described[name]
            values = self._values(outputs)
            if not holds(job.get("if", "true"), values):
                continue
            outputs[name] = self._job(job, self.home / f"run-{self._runs}-{name}", values)
            if self.failed:
                break
        return outputs

    @property
    def did(self) -> list[str]:
        """What was changed on GitHub, in few words."""
        found = []
        for call in self.calls:
            what = call["arguments"]
            if what[0] == "api" and "--method" in what:
                found.append(f"api {what[what.index('--method') + 1]}")
            elif what[0] not in ("api", "run"):
                found.append(" ".join(what[:2]))
        return found

    def said(self) -> str:
        return "".join(call["text"] for call in self.calls)

    def branches(self) -> list[str]:
        return run_git(self.origin, "for-each-ref", "--format=%(refname:short)").split()

    def show(self, what: str) -> str:
        return run_git(self.origin, "show", what)

    def merge(self, branch: str) -> None:
        """Merge a branch into main, as an editor does."""
        clone = self.home / f"merge-{branch.replace('/', '-')}"
        subprocess.run(["git", "clone", "-q", str(self.origin), str(clone)], check=True)
        run_git(clone, "merge", "-q", "--no-ff", "-m", "Merge", f"origin/{branch}")
        run_git(clone, "push", "-q", "origin", "HEAD:main")

    def _values(self, outputs: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        event = self.event
        values = {
            "github.token": "fake-token",
            "github.run_id": "99",
            "github.repository": "example/letter",
            "github.event.repository.default_branch": "main",
            "vars.SITE_URL": ADDRESS,
            "secrets.SIGN_ON_EXPORT": self.secret,
            "secrets.SIGN_ON_EXPORT_TOKEN": "",
        }
        for name, value in event.get("inputs", {}).items():
            values[f"inputs.{name}"] = value if isinstance(value, str) else str(value).lower()
        if "issue" in event:
            values |= {
                "github.event.issue.number": str(event["issue"]["number"]),
                "github.event.label.name": event["label"]["name"],
            }
        if "pull_request" in event:
            head = event["pull_request"]["head"]
            values |= {
                "github.event.pull_request.merged": str(event["pull_request"]["merged"]).lower(),
                "github.event.pull_request.head.ref": head["ref"],
                "github.event.pull_request.head.repo.full_name": head["repo"]["full_name"],
            }
        for job, told in outputs.items():
            values |= {f"needs.{job}.outputs.{name}": value for name, value in told.items()}
        return values

    def _job(
        self, job: Mapping[str, Any], folder: Path, values: dict[str, str]
    ) -> Mapping[str, str]:
        work, temp = folder / "a work folder", folder / "a temporary folder"
        temp.mkdir(parents=True)
        values = values | {"runner.temp": str(temp)}
        for step in job["steps"]:
            if "if" in step and not holds(step["if"], values):
                continue
            action = step.get("uses", "")
            if action.startswith("actions/checkout@"):
                ref = fill(step["with"].get("ref", ""), values)
                subprocess.run(["git", "clone", "-q", str(self.origin), str(work)], check=True)
                run_git(work, "checkout", "-q", "--detach", *(ref.split() or ["HEAD"]))
                continue
            if action.startswith("actions/upload-artifact@"):
                shutil.rmtree(self.home / "gh" / "artifact", ignore_errors=True)
                source = fill(step["with"]["path"], values)
                shutil.copytree(source, self.home / "gh" / "artifact")
                continue
            if action or step["name"] == "Install":
                (work / ".venv").unlink(missing_ok=True)
                (work / ".venv").symlink_to(sys.prefix)
                continue
            if step["name"] == "Build the wheel":
                shutil.copytree(wheels(), work / "dist")
                continue
            told = self._step(step, work if work.exists() else temp, temp, values)
            values |= {f"steps.{step.get('id')}.outputs.{k}": v for k, v in told.items()}
            if self.failed:
                break
        return {k: fill(v, values) for k, v in job.get("outputs", {}).items()}

    def _step(
        self, step: Mapping[str, Any], work: Path, temp: Path, values: Mapping[str, str]
    ) -> dict[str, str]:
        gh = self.home / "gh"
        (gh / "state.json").write_text(json.dumps(self.state), encoding="utf-8")
        (gh / "calls.jsonl").write_text("")
        event, outputs = temp / "event.json", temp / "outputs.txt"
        event.write_text(json.dumps(self.event), encoding="utf-8")
        outputs.write_text("")
        environment = {
            "PATH": f"{gh}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "FAKE_GH": str(gh),
            "RUNNER_TEMP": str(temp),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(temp.parent / "summary.md"),
            "GITHUB_REF_NAME": "main",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": "example/letter",
            "GITHUB_REPOSITORY_OWNER": "example",
            "GITHUB_RUN_ID": "99",
            "PYTHONDONTWRITEBYTECODE": "1",
            **{name: fill(value, values) for name, value in step.get("env", {}).items()},
        }
        # As GitHub does where no shell is named: docs.github.com, "Workflow syntax", `shell`.
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        self.output += done.stdout + done.stderr
        self.calls += map(json.loads, (gh / "calls.jsonl").read_text().splitlines())
        if done.returncode:
            self.failed = step["name"]
        lines = outputs.read_text(encoding="utf-8").splitlines()
        return dict(line.partition("=")[::2] for line in lines)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of expressions; an output that was never set is empty."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return values.get(name, "") if ".outputs." in name else values[name]

    return EXPRESSION.sub(value, text)


def holds(condition: str, values: Mapping[str, str]) -> bool:
    """Say whether one of the conditions that the workflows use holds."""
    for joint, joined in (("&&", all), ("||", any)):
        if joint in condition:
            return joined(holds(part, values) for part in condition.split(joint))
    condition = condition.strip().removeprefix("${{").removesuffix("}}").strip()
    if condition in ("true", "!github.event.repository.is_template"):
        return True
    if match := re.fullmatch(r"startsWith\((\S+), '([^']*)'\)", condition):
        return values[match[1]].startswith(match[2])
    if match := re.fullmatch(r"(\S+) == '([^']*)'", condition):
        return fill(f"${{{{ {match[1]} }}}}", values) == match[2]
    if match := re.fullmatch(r"(\S+) == (\S+)", condition):
        return values[match[1]] == values[match[2]]
    return values[condition] == "true"


def make_github(home: Path, root: Path, event: dict[str, Any]) -> GitHub:
    """Put the files of a folder onto a GitHub of their own."""
    return on_github(home, bare_repository(root, home / "origin.git"), event)


def bare_repository(root: Path, target: Path) -> Path:
    """Commit the files of a folder, and make a repository of them such as GitHub holds."""
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".", ":!*.pyc")  # as .gitignore has it
    run_git(root, "commit", "-q", "-m", "Begin")
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(target)], check=True)
    return target


def on_github(home: Path, origin: Path, event: dict[str, Any]) -> GitHub:
    """Put a repository onto a GitHub of its own."""
    gh = home / "gh" / "gh"
    gh.parent.mkdir()
    # By a shell: a first line that names a program may hold no space. Without the packages of the
    # environment, which take longer to find than this program to run.
    program = [sys.executable, "-I", "-S", str(ROOT / "tests" / "github" / "fake_gh.py")]
    gh.write_text(f'#!/bin/sh\nexec {shlex.join(program)} "$@"\n', encoding="utf-8")
    gh.chmod(gh.stat().st_mode | stat.S_IXUSR)
    state = {"issue": event.get("issue"), "comments": [], "pulls": []}
    return GitHub(home, origin, event, state)


def beside(github: GitHub, event: dict[str, Any]) -> GitHub:
    """Return another issue of the same repository."""
    state = {"issue": event["issue"], "comments": [], "pulls": []}
    home = github.home / f"beside-{event['issue']['number']}"
    other = GitHub(home, github.origin, event, state)
    shutil.copytree(github.home / "gh", other.home / "gh")
    return other
