"""The workflows that editors start by hand: each runs a command and proposes what it wrote."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from campaign.cli.starting.answers import form_answers, read_answers
from campaign.cli.starting.generator import running_generator
from campaign.core.problems import Wrong
from campaign.site.checking import check_folder
from tests.example import CAMPAIGN, ROWS, example
from tests.github.runner import GitHub, make_github, run_git
from tests.importer.form_server import PRIVATE, PROFILE, SYNCED, serving
from tests.office import Office
from tests.sites import ROOT, copy_project
from tests.starting import without_fonts

pytestmark = pytest.mark.build
Rows = Sequence[Mapping[str, str]]
REPOSITORY = {"full_name": "example/letter", "is_template": False}
HOSTILE = "Evil `touch evil` $(touch evil) ; touch evil"
FORM = {
    "name": "A letter to the Example Council",
    "addressee": "The Example Council",
    "organizers": "Example Alliance https://alliance.example.org/; Second Group",
    "languages": "en, es",
    "demands": "Open the library on Sundays; $(touch evil)",
    "sign_on": "github",
    "contact": "",
    "donate": "",
    "recipient": "",
    "owners": "ada, @example/editors",
}


def started(**inputs: str | bool) -> dict[str, Any]:
    """Return the event of a workflow that somebody started with a form."""
    return {"inputs": inputs, "repository": REPOSITORY}


def test_the_form_of_a_new_campaign_is_read() -> None:
    answers = form_answers(started(**FORM))
    assert answers == {
        "name": "A letter to the Example Council",
        "addressee": "The Example Council",
        "repository": "example/letter",
        "language": "en",
        "also_in": ["es"],
        "owners": ["ada", "@example/editors"],
        "organizers": [
            {"name": "Example Alliance", "url": "https://alliance.example.org/"},
            {"name": "Second Group"},
        ],
        "demands": ["Open the library on Sundays", "$(touch evil)"],
        "sign_on": {"github": "yes"},
    }
    bare = started(
        organizers="Alliance, alliance.example.org; City; A Co.", owners="Ada L; @b @c/d"
    )
    answers = form_answers(bare)
    assert answers["organizers"] == [
        {"name": "Alliance", "url": "alliance.example.org"}, {"name": "City"}, {"name": "A Co."},
    ]  # fmt: skip
    assert answers["owners"] == ["Ada L", "@b", "@c/d"]
    for key in ("donate", "sign_on"):
        given = form_answers(started(**{key: "http://form.example.org/"}))
        said = read_answers(None, given, date(2026, 3, 1))[1]
        assert [str(each).partition(";")[0] for each in said] == [
            f"the answers, '{key}': 'url' is \"http://form.example.org/\""
        ]
    for event, why in (
        ({"action": "labeled"}, "holds no form"),
        (started(organizers="A https://a.example/, B https://b.example/"), "put a semicolon"),
        (started(recipient="Example Fund"), "no donation form"),
    ):
        with pytest.raises(Wrong, match=why):
            form_answers(event)


def test_a_copy_of_the_template_becomes_a_campaign(tmp_path: Path) -> None:
    own = "hooks/campaign/generator.yml"  # written anew, so that the modules are the copy's own
    root = copy_project(tmp_path / "template", {own: (ROOT / own).read_text(encoding="utf-8")})
    without_fonts(root)
    shutil.copytree(ROOT / ".github", root / ".github")
    for name in ("PROBLEMS.md", "requirements.txt", "README.md", "Makefile"):
        shutil.copy(ROOT / name, root / name)
    github = make_github(tmp_path, root, started(**FORM))
    github.run("begin.yml", "begin")
    assert github.failed == "", github.output + github.summary
    assert github.did == ["pr create"]
    assert list(tmp_path.rglob("evil*")) == []
    assert "A letter to" not in github.output
    branch = "campaign/begin"
    written = set(run_git(github.origin, "ls-tree", "-r", "--name-only", branch).split("\n"))
    assert {"mkdocs.yml", "docs/es/index.md", "docs/demands/touch-evil.md"} <= written
    assert "hooks/campaign/plugin.py" not in written
    assert not any(path.startswith(("dist/", ".venv")) for path in written)
    workflows = {path for path in written if path.startswith(".github/workflows/")}
    generator = running_generator()
    assert workflows <= {*generator.files, *generator.with_form}
    # GitHub refuses a workflow's push that adds or changes a workflow.
    changed = run_git(github.origin, "diff", "--diff-filter=d", "--name-only", "main", branch)
    assert ".github/workflows/" not in changed
    assert "* @ada" not in github.show(f"{branch}:.github/CODEOWNERS")
    assert "@ada @example/editors" in github.show(f"{branch}:.github/CODEOWNERS")

    github.event = started(**FORM | {"languages": "xx"})
    github.run("begin.yml", "begin")
    assert github.failed == "Begin the campaign"
    assert "'language' is \"xx\", for which there is no starter" in github.summary


def campaign_on_github(
    home: Path,
    rows: Rows = ROWS,
    campaign: Mapping[str, Any] = CAMPAIGN,
    **inputs: str | bool,
) -> GitHub:
    root = example(home / "first", rows=rows, campaign=campaign)
    (root / ".github").mkdir(exist_ok=True)
    shutil.copy(ROOT / ".github/propose.sh", root / ".github/propose.sh")
    (root / "docs/data/import.yml").write_text(PROFILE, encoding="utf-8")
    (root / ".gitignore").write_text(".venv\n")
    return make_github(home, without_fonts(root), started(**inputs))


def test_the_words_of_the_letter_are_recorded(tmp_path: Path) -> None:
    github = campaign_on_github(tmp_path, change=HOSTILE, correction=False)
    github.run("freeze.yml", "freeze")
    assert github.failed == "Record the words"
    assert "Nothing was written." in github.summary
    assert list(tmp_path.rglob("evil*")) == []

    github.event = started(change="", correction=False)
    github.run("freeze.yml", "freeze")
    assert github.failed == "", github.output + github.summary
    assert github.did == ["pr create"]
    assert "Recorded version 1 of" in github.said()
    assert "press *Close pull request*" in github.said()
    assert "number: 1" in github.show("campaign/freeze:docs/data/versions.yml")

    # Done again, it brings its pull request up to date; not where somebody has added to it.
    github.state["pulls"] = [{"number": 40}]
    github.run("freeze.yml", "freeze")
    assert (github.failed, github.did) == ("", ["api PATCH"])
    clone = tmp_path / "clone"
    run_git(tmp_path, "clone", "-q", "-b", "campaign/freeze", str(github.origin), str(clone))
    run_git(clone, "commit", "-q", "--allow-empty", "-m", "Mend")
    run_git(clone, "push", "-q")
    github.run("freeze.yml", "freeze")
    assert (github.failed, github.did) == ("", [])
    assert "Somebody has changed the branch campaign/freeze" in github.summary


def test_likely_duplicates_are_named_by_their_lines_alone(tmp_path: Path) -> None:
    twins = [
        {"name": "Mara Testperson", "kind": "individual"},
        {"name": "Mara Testpersn", "kind": "individual"},
    ]
    github = campaign_on_github(tmp_path, [*ROWS, *twins])
    github.run("duplicates.yml", "duplicates")
    assert github.failed == "", github.output
    line = len(ROWS) + 2
    assert f"- lines {line} and {line + 1}: " in github.summary
    assert "Mara" not in github.summary + github.output

    same = {"name": "Mara Testperson", "kind": "individual"}
    github = campaign_on_github(tmp_path / "refused", [*ROWS, same, same])
    github.run("duplicates.yml", "duplicates")
    assert github.failed == "Look for them"
    assert f"docs/data/signatories.csv:{line + 1}:1" in github.summary
    assert "Mara" not in github.summary + github.output


def test_another_language_is_begun(tmp_path: Path) -> None:
    github = campaign_on_github(tmp_path, code="es")
    github.run("language.yml", "language")
    assert github.failed == "", github.output + github.summary
    clone = tmp_path / "clone"
    run_git(tmp_path, "clone", "-q", "-b", "campaign/language", str(github.origin), str(clone))
    assert list(check_folder(clone / "mkdocs.yml")) == []
    config = yaml.load((clone / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    main, other = config["extra"]["campaign"]["languages"]
    assert (main, other["code"], other["complete"]) == ({"code": "en"}, "es", "no")
    assert other["groups"] == ["National", "Local"]
    letter = (clone / "docs/es/index.md").read_text(encoding="utf-8")
    assert "nav_title: La carta\n" in letter
    assert "source_hash: " in letter

    # A second one stands below the first; what cannot be added is said.
    office = Office(clone)
    for code, why in (("es", 'has the language "es" already'), ("xx", 'no starter in "xx"')):
        assert why in office.ends(1, "language", code)
    office.done("language", "ar")
    config = yaml.load((clone / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    found = config["extra"]["campaign"]["languages"]
    assert [each["code"] for each in found] == ["en", "es", "ar"]


def test_nothing_private_of_a_form_leaves_the_job(tmp_path: Path) -> None:
    github = campaign_on_github(tmp_path, campaign=SYNCED)
    with serving() as address:
        github.secret = f"{address}/export"
        github.run("sync.yml", "sync")
    assert github.failed == "", github.output + github.summary
    assert github.did == ["pr create"]
    changed = run_git(github.origin, "diff", "--name-only", "main", "campaign/sync")
    assert changed == "docs/data/signatories.csv"
    told = [github.output, github.summary, json.dumps(github.calls), *(
        run_git(github.origin, "log", "-p", "--format=%B", branch) for branch in github.branches()
    )]  # fmt: skip
    assert "3 rows came: 1 added" in github.summary
    for word in (*PRIVATE, "hidden-secret", "third-secret", "4111", address):
        assert not any(word in text for text in told)
    left = [path for path in tmp_path.rglob("*") if path.is_file() and "state" not in path.name]
    assert not any(b"secret@" in path.read_bytes() for path in left)
