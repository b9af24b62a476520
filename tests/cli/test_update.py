"""`campaign update`: the newer generator comes, and nothing of the campaign is lost."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.cli.starting.generator import NAME, GeneratorFile, Renamed, read_generator
from campaign.cli.updating import applying
from campaign.cli.updating.merging import Does, difference, steps
from campaign.cli.updating.news import news
from campaign.cli.updating.planning import plan_update
from campaign.cli.updating.record import RECORD, read_record, sha256
from campaign.cli.updating.settings import migrate
from campaign.cli.updating.sources import version_number
from campaign.site.checking import check_folder
from tests.sites import ROOT
from tests.starting import begin, git, is_program, run

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with the project's generator."""
    return begin(tmp_path_factory.mktemp("first") / "a letter")


@pytest.fixture
def letter(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(first, tmp_path / "a letter"))


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newer generator: files added, changed and deleted, a key renamed."""
    root = tmp_path_factory.mktemp("newer") / "generator"
    shutil.copytree(begin(root.parent / "x"), root)
    shutil.rmtree(root / "docs")
    generator = root / NAME
    text = generator.read_text(encoding="utf-8").replace("version: 2.0.0", "version: 2.1.0")
    table = "renamed:\n  - since: 2.1.0\n    old: extra.campaign.short_name\n    new: {}\n"
    text = text.replace("renamed: []\n", table.format("extra.campaign.name_in_short"))
    generator.write_text(text, encoding="utf-8")
    put(root, "overrides/letter.html", "A new letter.\n")
    put(root, "overrides/partials/new.html", "New.\n")
    put(root, "hooks/campaign/new_module.py", "NEW = 1\n")
    put(root, "Makefile", (root / "Makefile").read_text(encoding="utf-8") + "\n# New.\n")
    (root / "overrides/assets/share.js").unlink()
    put(root, "CHANGELOG.md", "# Changes\n\n## 2.1.0\n\n- New.\n\n## 2.0.0\n\n- Old.\n")
    return root


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def snapshot(root: Path) -> Files:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".git" not in path.parts
    }


def changed(before: Files, after: Files) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def test_a_newer_generator_comes(letter: Path, newer: Path) -> None:
    before = snapshot(letter)
    result = run("update", "--from", newer, "--yes", cwd=letter)
    assert result.returncode == 0, result.stderr
    after = snapshot(letter)
    assert changed(before, after) == {
        NAME,
        RECORD,
        "Makefile",
        "hooks/campaign/new_module.py",
        "mkdocs.yml",
        "overrides/assets/share.js",
        "overrides/letter.html",
        "overrides/partials/new.html",
    }
    assert "overrides/assets/share.js" not in after
    assert b"    name_in_short: " in after["mkdocs.yml"]
    assert before["mkdocs.yml"].replace(b"short_name:", b"name_in_short:") == after["mkdocs.yml"]
    assert is_program(letter / "campaign")
    record, _ = read_record(letter)
    assert record
    assert (record.version, record.source) == ("2.1.0", "")
    assert "Updated from version 2.0.0 to 2.1.0.\n" in result.stdout
    line = (
        before["mkdocs.yml"].decode().splitlines().index("    # Short enough for a phone's tab.")
        + 2
    )
    assert f"mkdocs.yml:{line}:5: 'short_name' is called 'name_in_short' since version 2.1.0" in (
        result.stdout
    )
    assert "## 2.1.0\n\n- New.\n" in result.stdout
    assert "2.0.0\n\n- Old" not in result.stdout
    again = run("update", "--from", newer, "--yes", cwd=letter)
    assert again.returncode == 0
    assert again.stdout == "Version 2.1.0: there is nothing to change.\n"
    assert snapshot(letter) == after


def test_what_the_campaign_changed_is_kept(letter: Path, newer: Path) -> None:
    put(letter, "overrides/own/own.css", ":root { --accent: #004488; }\n")
    put(letter, "overrides/own/letter.html", "Ours.\n")
    put(letter, "overrides/partials/footer.html", "Our footer.\n")  # the newer one is as before
    put(letter, "overrides/letter.html", "Our letter.\n")  # changed on both sides
    put(letter, "overrides/partials/new.html", "Ours, of the same name.\n")
    put(letter, "docs/index.md", "Ours.\n")
    put(letter, ".github/ISSUE_TEMPLATE/sign.yml", "Ours.\n")
    (letter / "overrides/assets/share.js").write_text("// Ours.\n")  # deleted in the newer one
    (letter / "PROBLEMS.md").unlink()  # the newer one is as before
    before = snapshot(letter)
    result = run("update", "--from", newer, "--yes", cwd=letter)
    assert result.returncode == 4, result.stderr
    after = snapshot(letter)
    conflicts = {".update/conflicts/overrides/letter.html",
                 ".update/conflicts/overrides/partials/new.html"}  # fmt: skip
    assert changed(before, after) == conflicts | {
        NAME,
        RECORD,
        "Makefile",
        "hooks/campaign/new_module.py",
        "mkdocs.yml",
    }
    assert after[".update/conflicts/overrides/letter.html"] == b"A new letter.\n"
    told = result.stdout.partition("Left for you:\n")[2]
    assert (
        "  overrides/letter.html: both you and the newer version changed this file; yours is kept: "
        "take what you need from .update/conflicts/overrides/letter.html\n"
    ) in told
    assert "  overrides/assets/share.js: you changed this file, which the newer version has" in told
    # What was said once is no conflict again, until the newer file changes once more.
    again = run("update", "--from", newer, "--yes", cwd=letter)
    assert again.returncode == 0, again.stdout


def test_a_dry_run_shows_every_line_and_writes_nothing(letter: Path, newer: Path) -> None:
    put(letter, "overrides/partials/footer.html", "Our footer.\n")  # the newer one is as before
    before = snapshot(letter)
    result = run("update", "--from", newer, "--dry-run", cwd=letter)
    assert result.returncode == 0
    assert snapshot(letter) == before
    assert "Our footer." not in result.stdout  # it stays
    assert re.search(r"\n-    short_name: (.+)\n\+    name_in_short: \1\n", result.stdout)
    assert "--- a/overrides/letter.html\n+++ b/overrides/letter.html\n" in result.stdout
    assert "\n+A new letter.\n" in result.stdout
    assert "--- /dev/null\n+++ b/overrides/partials/new.html\n" in result.stdout
    asked = run("update", "--from", newer, cwd=letter)
    assert asked.returncode == 3
    assert snapshot(letter) == before


def test_from_a_git_repository_and_its_tags(letter: Path, newer: Path, tmp_path: Path) -> None:
    source = Path(shutil.copytree(newer, tmp_path / "generator"))
    git(source, "init", "--quiet", "--initial-branch", "main")
    git(source, "add", ".")
    git(source, "commit", "--quiet", "--message", "1.1.0")
    git(source, "tag", "v1.1.0")
    put(source, "overrides/letter.html", "The newest.\n")
    git(source, "commit", "--quiet", "--all", "--message", "1.10.0")
    git(source, "tag", "v1.10.0")
    put(source, "overrides/letter.html", "Not ready.\n")
    git(source, "commit", "--quiet", "--all", "--message", "Begin something")
    address = source.as_uri()
    old = run("update", "--from", address, "--version", "v1.1.0", "--yes", cwd=letter)
    assert old.returncode == 0, old.stderr
    assert (letter / "overrides/letter.html").read_text() == "A new letter.\n"
    new = run("update", "--yes", cwd=letter)  # the address is remembered
    assert new.returncode == 0, new.stderr
    assert (letter / "overrides/letter.html").read_text() == "The newest.\n"
    missing = run("update", "--version", "v9.9.9", "--yes", cwd=letter)
    assert missing.returncode == 1
    assert "Git did not get the generator: " in missing.stderr
    assert "Traceback" not in missing.stderr


def test_what_cannot_be_taken_is_said(letter: Path, newer: Path, tmp_path: Path) -> None:
    before = snapshot(letter)
    for source, words in (
        ("nowhere", "There is no generator in nowhere (hooks/campaign/generator.yml is missing)"),
        (tmp_path, "There is no generator in "),
        ((tmp_path / "none.git").as_uri(), "Git did not get the generator: "),
    ):
        result = run("update", "--from", source, "--yes", cwd=letter)
        assert result.returncode == 1, result.stdout
        assert words in result.stderr
        assert "Traceback" not in result.stderr
    result = run("update", "--yes", cwd=letter)
    assert result.returncode == 2
    assert "--from is missing; write the folder or address" in result.stderr
    (letter / RECORD).unlink()
    result = run("update", "--from", newer, "--yes", cwd=letter)
    assert result.returncode == 1
    assert ".generator.json: the record is missing, so that nothing tells what" in result.stderr
    (letter / RECORD).write_text("{")
    result = run("update", "--from", newer, "--yes", cwd=letter)
    assert ".generator.json:1:1: the record cannot be read; take back" in result.stderr
    (letter / RECORD).write_bytes(before[RECORD])
    assert snapshot(letter) == before


def test_an_older_version_must_be_named(letter: Path, newer: Path) -> None:
    assert run("update", "--from", newer, "--yes", cwd=letter).returncode == 0
    result = run("update", "--from", ROOT, "--yes", cwd=letter)
    assert result.returncode == 1
    assert (
        "The version there, 2.0.0, is older than yours, 2.1.0; to go back, name it" in result.stderr
    )


class Killed(BaseException):
    """The machine lost its power."""


def count_down(number: int, call: object) -> object:
    left = [number]

    def counted(*arguments: object, **options: object) -> object:
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return call(*arguments, **options)  # type: ignore[operator]

    return counted


@pytest.mark.parametrize("call", ["replace", "rename"])
def test_killed_at_any_moment_it_can_be_run_again(
    call: str, letter: Path, newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(letter, "overrides/letter.html", "Our letter.\n")
    whole = Path(shutil.copytree(letter, tmp_path / "whole"))
    update(whole, newer)
    expected = snapshot(whole)
    moments = 0
    while True:
        root = Path(shutil.copytree(letter, tmp_path / f"{call}-{moments}"))
        with monkeypatch.context() as patch:
            patch.setattr(Path, call, count_down(moments, getattr(Path, call)))
            try:
                update(root, newer)
                finished = True
            except Killed:
                finished = False
        if not (root / "hooks").is_dir():  # what the script `campaign` does
            (root / ".update/hooks").rename(root / "hooks")
        update(root, newer)
        assert snapshot(root) == expected, moments
        shutil.rmtree(root)
        if finished:
            break
        moments += 1
    assert moments >= {"replace": 6, "rename": 2}[call]


def update(root: Path, newer: Path) -> None:
    planned, problems = plan_update(root, newer, str(newer))
    assert planned, problems
    texts = {}
    if planned.settings and planned.settings.renamed:
        texts = {"mkdocs.yml": planned.settings.text}
    applying.apply(root, planned.steps, texts, planned.record)


def test_the_script_finishes_what_was_cut_off() -> None:
    script = (ROOT / "campaign").read_text(encoding="utf-8")
    assert 'mv "$here/.update/hooks" "$here/hooks"' in script
    assert (applying.STAGED.as_posix(), applying.PROGRAM) == (".update/hooks", "hooks")
    assert "/.update" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


PATHS = st.sampled_from(["a", "b/c", "b/d"])
CONTENTS = st.sampled_from([b"", b"1\n", b"2\n", b"\xff"])


@given(
    st.dictionaries(PATHS, CONTENTS), st.dictionaries(PATHS, CONTENTS),
    st.dictionaries(PATHS, CONTENTS),
)  # fmt: skip
def test_nothing_is_lost(old: Files, mine: Files, theirs: Files) -> None:
    recorded = {path: sha256(data) for path, data in old.items()}
    found = steps(recorded, mine, {path: GeneratorFile(data) for path, data in theirs.items()})
    assert [step.path for step in found] == sorted({step.path for step in found})
    for step in found:
        assert step.before == mine.get(step.path)
        if step.does in (Does.REPLACE, Does.DELETE):
            assert step.before == old[step.path]  # only what the generator itself had put there
        if step.does is Does.KEEP:
            assert theirs.get(step.path) == old.get(step.path) != mine.get(step.path)
        assert list(difference(step))
    untouched = {*old, *mine, *theirs} - {step.path for step in found}
    assert all(
        mine.get(path) == theirs.get(path) or path not in {*old, *theirs} for path in untouched
    )


def test_a_line_end_of_windows_is_no_change() -> None:
    recorded = {"a": sha256(b"1\n2\n")}
    assert steps(recorded, {"a": b"1\r\n2\r\n"}, {"a": GeneratorFile(b"1\n2\n")}) == ()


TABLE = [
    Renamed(since="1.1.0", old="extra.campaign.a", new="extra.campaign.b"),
    Renamed(since="1.2.0", old="extra.campaign.b", new="extra.campaign.c"),
    Renamed(since="1.2.0", old="extra.campaign.x", new="theme.x"),
]


@pytest.mark.parametrize(
    ("since", "before", "after", "said"),
    [
        ("1.0.0", "a: 1 # why\n", "c: 1 # why\n", ["3:5: 'a' is called 'b'", "3:5: 'b' is called"]),
        ("1.1.0", "b: 1\n", "c: 1\n", ["3:5: 'b' is called 'c' since version 1.2.0"]),
        ("1.2.0", "a: 1\n", "a: 1\n", []),
        ("1.1.0", "b: 1\n    c: 2\n", "b: 1\n    c: 2\n",
         ["3:5: 'extra.campaign.b' has not been read since version 1.2.0; write what it says as "
          "`extra.campaign.c`, and delete this key"]),
        ("1.1.0", "x: 1\n", "x: 1\n", ["3:5: 'extra.campaign.x' has not been read since version "
         "1.2.0; write what it says as `theme.x`, and delete this key"]),
    ],
)  # fmt: skip
def test_keys_are_renamed_or_named(since: str, before: str, after: str, said: list[str]) -> None:
    head = "extra:\n  campaign:\n    "
    found = migrate(head + before, "mkdocs.yml", TABLE, since)
    assert found.text == head + after
    told = [str(each).removeprefix("mkdocs.yml:") for each in (*found.renamed, *found.left)]
    assert len(told) == len(said)
    assert all(line.startswith(words) for line, words in zip(told, said, strict=True))


@pytest.mark.parametrize("text", ["", "- a\n", "extra: [\n", "extra:\n  campaign: 1\n", "a: 1\n"])
def test_another_configuration_stays(text: str) -> None:
    assert migrate(text, "mkdocs.yml", TABLE, "1.0.0") == (text, (), ())


def test_versions() -> None:
    assert version_number("v1.10.0") > version_number("1.9.3") > version_number("main") == ()
    generator, _ = read_generator(ROOT)
    assert generator
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {generator.version}\n" in log
    newest = log.partition("\n## ")[2].split()[0]
    assert newest == generator.version
    assert news(log, generator.version) == ""
    assert news(log, "0.9.0").startswith("## ")


def test_the_record_of_a_new_campaign(first: Path) -> None:
    record = json.loads((first / RECORD).read_text(encoding="utf-8"))
    for path, value in record["files"].items():
        assert sha256((first / path).read_bytes()) == value
    assert not [path for path in record["files"] if path.startswith(("docs/", "overrides/own/"))]
    generator, _ = read_generator(ROOT)
    assert generator
    names = [path for path in snapshot(first) if generator.holds(path)]
    assert sorted(record["files"]) == sorted(names)
    assert list(check_folder(first / "mkdocs.yml")) == []
    config: Mapping[str, object] = yaml.safe_load((first / "mkdocs.yml").read_text("utf-8"))
    assert config["INHERIT"] == "hooks/settings.yml"
