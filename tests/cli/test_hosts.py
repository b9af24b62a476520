"""Hosts other than GitHub: what a campaign gets for each, and its build step, run by a shell."""

from __future__ import annotations

import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from campaign.cli.starting.answers import read_answers
from campaign.cli.starting.generator import INSTALLS
from campaign.cli.starting.rendering import plan_campaign
from campaign.config.starters import HOSTS
from tests.starting import git
from tests.test_workflows import run_linter

OWN = {
    "gitlab": {".gitlab-ci.yml"},
    "codeberg": {".woodpecker.yaml"},
    "netlify": {"netlify.toml"},
    "cloudflare": {"wrangler.toml", "build.sh", "_headers"},
    "none": set[str](),
}
ADDRESS = "https://letter.example.org/"
SAYS = 'mkdir -p site && echo "$SITE_URL ${CAMPAIGN_PUBLISHING:-0}" > site/index.html\n'


def planned(host: str) -> dict[str, bytes]:
    given = {"host": host, "repository": "example/letter"}
    answers, problems = read_answers(None, given, date(2021, 2, 9))
    assert answers, problems
    return plan_campaign(answers, [])


def test_a_campaign_gets_what_its_host_reads_and_nothing_of_another() -> None:
    github = planned("github").keys()
    for host, files in OWN.items():
        plan = planned(host)
        site = {"gitlab": "gitlab.com", "codeberg": "codeberg.org"}.get(host, "github.com")
        assert f"\nrepo_url: https://{site}/example/letter\n".encode() in plan["mkdocs.yml"]
        assert b"GitHub Pages" not in plan["mkdocs.yml"]
        written = plan.keys()
        assert written - github == files
        assert {path for path in written if path.startswith(".github/")} == {INSTALLS}
        assert {path for path in github - written if not path.startswith(".github/")} == set()


def test_a_form_on_github_needs_github() -> None:
    for way in ({"github": "yes"}, {"email": "sign@example.org", "sync": "Our form"}):
        given = {"host": "gitlab", "sign_on": way, "repository": "example/letter"}
        _, (problem,) = read_answers(None, given, date(2021, 2, 9))
        assert "write `host: github`" in problem.message


def test_the_files_have_the_form_that_their_hosts_expect() -> None:
    for name, file in (
        ("gitlab-ci", "gitlab/.gitlab-ci.yml"),
        ("woodpecker-ci", "codeberg/.woodpecker.yaml"),
    ):
        run_linter("check-jsonschema", "--builtin-schema", f"vendor.{name}", HOSTS / file)


def test_headers_are_the_same_everywhere() -> None:
    netlify = tomllib.loads((HOSTS / "netlify/netlify.toml").read_text(encoding="utf-8"))
    (rule,) = netlify["headers"]
    lines = (HOSTS / "cloudflare/_headers").read_text(encoding="utf-8").splitlines()
    cloudflare = dict(line.strip().split(": ", 1) for line in lines[1:])
    assert (rule["for"], rule["values"]) == (lines[0], cloudflare)


def loaded(file: str) -> Any:
    text = (HOSTS / file).read_text(encoding="utf-8")
    return tomllib.loads(text) if file.endswith(".toml") else yaml.safe_load(text)


def commands() -> list[Any]:
    gitlab, woodpecker = loaded("gitlab/.gitlab-ci.yml"), loaded("codeberg/.woodpecker.yaml")
    netlify = loaded("netlify/netlify.toml")
    pages = {"CI_PAGES_URL": "https://example.gitlab.io/letter"}
    berg = {"CI_REPO_OWNER": "Example", "CI_REPO_NAME": "letter"}
    own = {"SITE_URL": ADDRESS}
    preview = "https://preview.example.net"
    build = "\n".join(woodpecker["steps"][0]["commands"])
    previewed = netlify["context"]["deploy-preview"]["command"]
    cloudflare = "sh build.sh"
    return [
        (gitlab["check"]["script"], pages, "https://example.gitlab.io/letter 0"),
        (gitlab["pages"]["script"], pages | own, f"{ADDRESS} 1"),
        (build, berg | {"CI_PIPELINE_EVENT": "push"}, "https://example.codeberg.page/letter/ 1"),
        (build, berg | {"CI_PIPELINE_EVENT": "pull_request"},
         "https://example.codeberg.page/letter/ 0"),
        (netlify["build"]["command"], {"URL": "https://letter.example.net"},
         "https://letter.example.net 1"),
        (netlify["build"]["command"], {"URL": "https://letter.example.net"} | own, f"{ADDRESS} 1"),
        (previewed, {"DEPLOY_PRIME_URL": preview} | own, f"{preview} 0"),
        (cloudflare, {"CF_PAGES_BRANCH": "main", "CF_PAGES_URL": preview} | own, f"{ADDRESS} 1"),
        (cloudflare, {"CF_PAGES_BRANCH": "draft", "CF_PAGES_URL": preview} | own, f"{preview} 0"),
    ]  # fmt: skip


@pytest.mark.parametrize(("script", "given", "said"), commands())
def test_the_build_knows_its_address_and_whether_it_publishes(
    script: str | list[str], given: dict[str, str], said: str, tmp_path: Path
) -> None:
    # Nothing but what the host gives; what is installed is there already.
    program = tmp_path / ".venv/bin/campaign"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\n{SAYS}", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / ".github").mkdir()
    (tmp_path / INSTALLS).write_text("test -d .venv\n", encoding="utf-8")
    for path in (HOSTS / "cloudflare").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = script if isinstance(script, str) else "\n".join(script)
    done = subprocess.run(
        ["bash", "-euc" if "CF_PAGES_URL" in given else "-ec", text],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"} | given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (page,) = [*tmp_path.glob("site/index.html"), *tmp_path.glob("public/index.html")]
    assert page.read_text(encoding="utf-8") == f"{said}\n"
    assert (tmp_path / "site/_headers").is_file() == ("CF_PAGES_URL" in given)


def test_codeberg_publishes_the_site_as_a_branch(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("The letter", encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--bare", "origin.git")
    script = "\n".join(loaded("codeberg/.woodpecker.yaml")["steps"][1]["commands"])
    given = {"CI_REPO_CLONE_URL": str(tmp_path / "origin.git"), "TOKEN": "x", "HOME": str(tmp_path)}
    environment = {"PATH": "/usr/bin:/bin"} | given
    subprocess.run(["bash", "-ec", script], cwd=tmp_path, env=environment, check=True)
    assert git(tmp_path / "origin.git", "show", "pages:index.html") == "The letter"
