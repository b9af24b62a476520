"""The intake's steps, taken from the workflows' files and run."""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.github.desk import BOT, MERGED, body, labeled, make_desk, merged_into, pull
from tests.github.runner import GitHub, bare_repository, beside, on_github, run_git
from tests.sites import ADDRESS, KEPT, ROOT

pytestmark = pytest.mark.build

HOSTILE = "Evil `touch evil` $(touch evil) ; touch evil @evil-org #1 ${{ github.token }} <b>"
GOOD = {"kind": "An individual", "name": "Ana Sample"}
NUMBER = 12


@pytest.fixture
def github(tmp_path: Path) -> GitHub:
    return desk_github(tmp_path, labeled(body("sign.yml", GOOD)))


@cache
def template() -> Path:
    """Return a repository that holds the example campaign, for each test to copy."""
    folder = Path(os.environ[KEPT], f"repository-{os.getpid()}")
    root = make_desk(folder / "first")
    shutil.rmtree(root / "overrides")  # nothing here looks at it
    return bare_repository(root, folder / "origin.git")


def desk_github(home: Path, event: dict[str, Any]) -> GitHub:
    return on_github(home, shutil.copytree(template(), home / "origin.git"), event)


JOBS = ("read", "propose", "answer")
BRANCH = f"intake/issue-{NUMBER}"


def test_a_request_becomes_a_pull_request(github: GitHub) -> None:
    github.run("intake.yml", *JOBS)
    assert github.failed == "", github.output
    assert github.did == ["pr create"]
    (created,) = [c for c in github.calls if c["arguments"][:2] == ["pr", "create"]]
    options = dict(zip(created["arguments"][2::2], created["arguments"][3::2], strict=True))
    assert (options["--base"], options["--head"]) == ("main", BRANCH)
    assert options["--title"] == "Add the signatory of #12"
    assert "`Ana Sample`" in created["text"]
    assert github.branches() == [BRANCH, "main"]
    changed = run_git(github.origin, "diff", "--stat", "--numstat", "main", BRANCH)
    assert changed.split()[:3] == ["1", "0", "docs/data/signatories.csv"]
    assert "+Ana Sample,individual," in run_git(github.origin, "diff", "main", BRANCH)
    said = run_git(github.origin, "log", "-1", "--format=%an|%s|%b", BRANCH)
    assert said == "github-actions[bot]|Add the signatory of #12|"

    # A rerun brings the same pull request up to date, and adds nothing after the merge.
    first = run_git(github.origin, "rev-parse", BRANCH)
    github.state["pulls"] = [pull(7, "evil/letter"), pull(40)]
    github.run("intake.yml", *JOBS)
    assert github.failed == "", github.output
    assert github.did == ["api PATCH"]
    assert "repos/example/letter/pulls/40" in json.dumps(github.calls)
    assert "Adds one signatory" in github.said()
    assert run_git(github.origin, "rev-parse", BRANCH) == first
    assert "The branch holds this change already." in github.output
    github.merge(BRANCH)
    github.state["issue"] = github.state["issue"] | {"state": "closed"}
    github.run("intake.yml", *JOBS)
    assert (github.failed, github.did) == ("", [])


def test_a_hostile_request_stays_text(tmp_path: Path) -> None:
    answers = {"kind": "An organization", "name": HOSTILE}
    github = desk_github(tmp_path, labeled(body("sign.yml", answers)))
    github.event["issue"]["title"] = HOSTILE
    github.event["issue"]["user"]["login"] = "evil-signer"
    github.run("intake.yml", *JOBS)
    assert github.failed == "", github.output
    assert github.did == ["pr create"]
    assert list(tmp_path.rglob("evil*")) == []
    assert "evil" not in github.output.lower()
    arguments = json.dumps([call["arguments"] for call in github.calls])
    assert "evil" not in arguments.lower()
    log = run_git(github.origin, "log", "--format=%an %ae %s %b", BRANCH)
    assert "evil" not in log.lower()
    assert github.branches() == [BRANCH, "main"]
    assert HOSTILE in github.show(f"{BRANCH}:docs/data/signatories.csv")


def test_changes_made_side_by_side_merge_and_follow_the_list(github: GitHub) -> None:
    github.run("intake.yml", *JOBS)
    for number, name in ((13, "Ana Sampler"), (14, "Zoe Sample")):
        event = labeled(body("sign.yml", GOOD | {"name": name}), number=number)
        theirs = beside(github, event)
        theirs.run("intake.yml", *JOBS)
        assert theirs.failed == "", theirs.output
    github.merge("intake/issue-13")
    github.state["pulls"] = [pull(40)]
    github.run("intake.yml", *JOBS)  # a second label, after another was merged beside it
    assert github.failed == "", github.output
    github.merge(BRANCH)
    github.merge("intake/issue-14")
    merged = github.show("main:docs/data/signatories.csv")
    names = ("Ana Sample,", "Ana Sampler,", "Beta", "Zoe Sample,")
    assert (places := [merged.index(name) for name in names]) == sorted(places)


def test_an_edit_after_the_label_stops_it(github: GitHub) -> None:
    text = body("sign.yml", GOOD | {"name": "Evil Sample"})
    github.state["issue"] = github.state["issue"] | {"body": text}
    github.run("intake.yml", *JOBS)
    assert github.failed == "", github.output
    assert github.did == ["issue comment", "api DELETE"]
    assert "was changed after an editor had read it" in github.said()
    assert github.branches() == ["main"]
    assert "repos/example/letter/issues/12/labels/ready-to-add" in json.dumps(github.calls)


def test_what_is_wrong_is_said_once_and_the_label_comes_off(tmp_path: Path) -> None:
    github = desk_github(tmp_path, labeled(body("sign.yml", GOOD | {"consent": False})))
    github.run("intake.yml", *JOBS)
    assert github.failed == "", github.output
    assert github.did == ["issue comment", "api DELETE"]
    assert "- **Consent**: We need your yes." in github.said()
    github.state["comments"] = [{"user": {"login": BOT}, "body": github.said()}]
    github.state["refuses"] = True  # the label is off already
    github.run("intake.yml", *JOBS)
    assert (github.failed, github.did) == ("", ["api DELETE"]), github.output


def test_other_labels_start_nothing(tmp_path: Path) -> None:
    github = desk_github(tmp_path, labeled(body("sign.yml", GOOD), "evil"))
    assert github.run("intake.yml", *JOBS) == {}
    assert github.calls == []


def test_a_removal_names_nobody(tmp_path: Path) -> None:
    answers = {"action": "Remove the name", "kind": "An individual", "name": "Jane Example"}
    event = labeled(body("change.yml", answers), "ready-to-change")
    github = desk_github(tmp_path, event)
    github.run("intake.yml", *JOBS)
    assert github.failed == "", github.output
    assert github.did == ["pr create"]
    assert "Jane" not in json.dumps(github.calls) + github.output
    assert "Jane" not in run_git(github.origin, "log", "--format=%B", BRANCH)
    assert "Jane" not in github.show(f"{BRANCH}:docs/data/signatories.csv")
    assert github.show(f"{BRANCH}:docs/data/withdrawn.txt").startswith("salt: ")


def test_nothing_else_is_taken_and_a_pull_request_that_is_not_allowed_explained(
    github: GitHub,
) -> None:
    outputs = github.run("intake.yml", "read")
    artifact = github.home / "gh" / "artifact"
    (artifact / "docs/index.md").write_text("evil")
    (artifact / ".github/workflows").mkdir(parents=True)
    (artifact / ".github/workflows/evil.yml").write_text("evil")
    github.state["refuses"] = True
    described = yaml.safe_load((ROOT / ".github/workflows/intake.yml").read_text("utf-8"))["jobs"]
    github._job(described["propose"], github.home / "again", github._values(outputs))
    assert github.failed == "Open the pull request"
    assert "::error title=The pull request was not opened::Allow it under Settings" in github.output
    names = run_git(github.origin, "diff", "--name-only", "main", BRANCH)
    assert names == "docs/data/signatories.csv"


def test_thanks_and_the_end(tmp_path: Path) -> None:
    github = desk_github(tmp_path, MERGED)
    github.run("thanks.yml", "thanks")
    assert github.failed == "", github.output
    assert github.did == ["issue comment", "issue close"]
    assert ADDRESS in github.said()
    numbers = {call["arguments"][2] for call in github.calls if call["arguments"][0] == "issue"}
    assert numbers == {"12"}
    github.state["comments"] = [{"user": {"login": BOT}, "body": github.calls[-2]["text"]}]
    github.run("thanks.yml", "thanks")
    assert (github.failed, github.did) == ("", []), github.output


def test_thanks_is_for_our_own_merged_branches(github: GitHub) -> None:
    for key, value in (
        ("head.repo.full_name", "evil/letter"),
        ("merged", False),
        ("head.ref", "evil"),
        ("head.ref", "intake/issue-$(touch evil)"),
        ("head.ref", "intake/issue-0"),
        ("head.ref", "intake/issue-"),
    ):
        github.event = merged_into(MERGED, {f"pull_request.{key}": value})
        github.run("thanks.yml", "thanks")
        assert (github.failed, github.did) == ("", []), (value, github.output)
        assert not list(github.home.rglob("evil"))


def test_the_jobs_that_read_can_change_nothing() -> None:
    for name in ("intake.yml", "thanks.yml"):
        workflow = yaml.safe_load((ROOT / ".github/workflows" / name).read_text("utf-8"))
        assert workflow["permissions"] == {}
    jobs = yaml.safe_load((ROOT / ".github/workflows/intake.yml").read_text("utf-8"))["jobs"]
    assert set(jobs["read"]["permissions"].values()) == {"read"}
    for job in jobs.values():
        for step in job["steps"]:
            if "campaign intake" in step.get("run", ""):
                assert "GH_TOKEN" not in step["env"]


def test_no_text_of_an_issue_is_named_in_a_workflow() -> None:
    harmless = {
        "github.token", "github.repository", "github.run_id", "github.event.issue.number",
        "github.event.label.name", "github.event.repository.default_branch", "runner.temp",
        "github.event.pull_request.number", "github.event.pull_request.merged",
        "github.event.pull_request.head.ref", "github.event.pull_request.head.repo.full_name",
    }  # fmt: skip
    for name in ("intake.yml", "thanks.yml"):
        text = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")
        text = text.replace("users.noreply.github.com", "")
        used = set(re.findall(r"\b(?:github\.|runner\.)[a-z_.]+[a-z]", re.sub(r"#.*", "", text)))
        assert used <= harmless
        # A label's name is only compared, never handed on.
        for line in text.splitlines():
            assert "label.name" not in line or "if:" in line or "group:" in line
