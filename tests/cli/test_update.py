"""`campaign update`, `convert`, `overrides`: a newer generator, and nothing of a campaign lost."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from campaign.cli.starting.generator import Renamed, running_generator, version_number
from campaign.cli.updating import renamed
from campaign.site.checking import check_folder
from tests.sites import ROOT, copy_project, environment_with, put
from tests.starting import begin, git, newer_wheel, run, wheels, without_fonts
from tests.warm import run_module

pytestmark = pytest.mark.build
Files = dict[str, bytes]
WHEEL = f"vendor/campaign_site-{running_generator().version}-py3-none-any.whl"


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
    """The wheel of a newer generator: files changed and let go, a key renamed."""
    text = (ROOT / "hooks/campaign/generator.yml").read_text(encoding="utf-8")
    table = "renamed:\n  - since: 2.1.0\n    old: extra.campaign.short_name\n    new: {}\n"
    text = text.replace("renamed: []\n", table.format("extra.campaign.name_in_short"))
    text = text.replace("  - .github/workflows/links.yml\n", "")
    text = text.replace(f"version: {running_generator().version}", "version: 2.1.0")
    changes = {
        "hooks/campaign/generator.yml": text,
        "CHANGELOG.md": "# Changes\n\n## 2.1.0\n\n- New.\n\n## 2.0.0\n\n- Old.\n",
        "hooks/settings.yml": (ROOT / "hooks/settings.yml").read_text("utf-8") + "# New.\n",
        ".github/workflows/publish.yml": "name: Newer\n",
        "overrides/letter.html": "A new letter.\n",
    }
    return newer_wheel(tmp_path_factory.mktemp("newer"), "2.1.0", changes)


def snapshot(root: Path) -> Files:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".git" not in path.parts
    }


def changed(before: Files, after: Files) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def test_a_newer_generator_comes(letter: Path, newer: Path) -> None:
    put(letter / "overrides/letter.html", "Ours.\n")
    before = snapshot(letter)
    shown = run("update", newer, "--dry-run", cwd=letter)
    assert shown.exit_code == 0, shown.stderr
    asked = run("update", newer, cwd=letter)
    assert asked.exit_code == 3
    assert snapshot(letter) == before
    result = run("update", newer, "--yes", cwd=letter)
    assert result.exit_code == 0, result.stderr
    after = snapshot(letter)
    assert changed(before, after) == {
        ".github/workflows/links.yml",
        ".github/workflows/publish.yml",
        WHEEL,
        f"vendor/{newer.name}",
        "hooks/settings.yml",
        "mkdocs.yml",
        "requirements.txt",
    }
    assert ".github/workflows/links.yml" not in after
    assert WHEEL not in after
    assert after[f"vendor/{newer.name}"] == newer.read_bytes()
    digest = hashlib.sha256(newer.read_bytes()).hexdigest()
    pin = f"./vendor/{newer.name} \\\n    --hash=sha256:{digest}\n"
    assert pin.encode() in after["requirements.txt"]
    assert before["mkdocs.yml"].replace(b"short_name:", b"name_in_short:") == after["mkdocs.yml"]
    for said in (shown.stdout, result.stdout):
        assert "\n+    name_in_short: " in said
        assert "\n+name: Newer\n" in said
        assert ".github/workflows/links.yml is deleted:\n" in said
        assert "  letter.html: its original has changed; `campaign overrides` will" in said
        assert "What is new:\n\n## 2.1.0\n\n- New.\n\n" in said
    assert "Updated from version 2.0.0 to 2.1.0.\n" in result.stdout
    again = run("update", newer, "--yes", cwd=letter)
    assert again.stdout == "The campaign is current: version 2.1.0.\n"
    back = run("update", wheels(), "--yes", cwd=letter)
    assert back.exit_code == 1
    assert "is older than the campaign's version 2.1.0; take a newer one" in back.stderr
    assert snapshot(letter) == after


def test_fonts_are_added(letter: Path) -> None:
    assert run("update", wheels(), "--yes", cwd=letter).stdout.startswith("The campaign is current")
    fonts = next(wheels().glob("campaign_site_fonts-*"))
    result = run("update", fonts, "--yes", cwd=letter)
    assert "\nUpdated within version 2.0.0.\n" in result.stdout
    assert (letter / "vendor" / fonts.name).is_file()
    assert (letter / "requirements.txt").read_text().count("\n./vendor/") == 2


def test_what_the_campaign_changed_is_kept_or_named(letter: Path, newer: Path) -> None:
    put(letter / ".github/workflows/check.yml", "name: Ours\n")  # the newer one is as before
    put(letter / ".github/workflows/publish.yml", "name: Ours\n")  # changed on both sides
    put(letter / "docs/index.md", "Ours.\n")
    for name in (".github/workflows/links.yml", "requirements.txt"):  # line ends are no change
        path = letter / name
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = snapshot(letter)
    result = run("update", newer, "--yes", cwd=letter)
    assert result.exit_code == 1
    assert result.stderr.startswith(
        ".github/workflows/publish.yml: both you and the newer version changed this file; add "
        "--replace to take the newer one"
    )
    assert snapshot(letter) == before
    result = run("update", newer, "--yes", "--replace", cwd=letter)
    assert result.exit_code == 0
    after = snapshot(letter)
    assert after[".github/workflows/publish.yml"] == b"name: Newer\n"
    assert after[".github/workflows/check.yml"] == b"name: Ours\n"
    assert after["docs/index.md"] == b"Ours.\n"
    assert "  .github/workflows/check.yml: yours is kept" in result.stdout


def test_what_cannot_be_taken_is_said(letter: Path, newer: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "other_site-1.0.0-py3-none-any.whl"
    shutil.copy(newer, foreign)
    named = tmp_path / "campaign_site-9.0.0-py3-none-any.whl"
    shutil.copy(newer, named)
    cut = tmp_path / "cut" / newer.name
    cut.parent.mkdir()
    cut.write_bytes(newer.read_bytes()[:-1000])
    strange = tmp_path / "campaign_site-9.0.1-py3-none-any.whl"
    with zipfile.ZipFile(strange, "w") as archive:
        archive.writestr("campaign_site-9.0.1.dist-info/METADATA", "")
        archive.writestr("campaign/generator.yml", "- nothing that is known\n")
    before = snapshot(letter)
    for source, words in (
        ("nowhere.whl", "here is no file nowhere.whl; write where the wheel lies"),
        (tmp_path / "a letter" / "docs", "o wheel of the generator lies in "),
        (foreign, "is none of the generator's wheels; take campaign_site-VERSION"),
        (named, "does not hold what its name says; fetch it anew"),
        (cut, "is damaged, or does not hold what its name says; fetch it anew"),
        (strange, "says nothing of a version that is known here; fetch it anew"),
    ):
        result = run("update", source, "--yes", cwd=letter)
        assert result.exit_code == 1, result.stdout
        assert words in result.stderr
        assert result.stderr.endswith("Nothing was written.\n")
        assert snapshot(letter) == before
    (letter / WHEEL).write_bytes(newer.read_bytes())
    result = run("update", newer, "--yes", cwd=letter)
    assert "is not the one whose hash requirements.txt names; take both back from" in result.stderr
    result = run("update", newer, "--yes", cwd=tmp_path / "cut")
    assert "No campaign with a generator in vendor/ lies in " in result.stderr


def test_an_output_that_holds_no_other_scripts_ends_no_command() -> None:
    given = environment_with(
        PYTHONPATH=str(ROOT / "hooks"), PYTHONUTF8="0", PYTHONIOENCODING="cp1252"
    )
    result = run_module("campaign", ["guide", "add-a-demand"], ROOT, given)
    assert result.returncode == 0, result.stderr
    assert "\\u" in result.stdout


@pytest.mark.parametrize(
    ("since", "before", "after"),
    [
        ("1.0.0", "a: 1 # why\n", "c: 1 # why\n"),
        ("1.1.0", "b: 1\n", "c: 1\n"),
        ("1.2.0", "a: 1\n", "a: 1\n"),
        ("1.1.0", "b: 1\n    c: 2\n", "b: 1\n    c: 2\n"),
        ("1.0.0", "[\n", "[\n"),
    ],
)
def test_keys_get_the_names_that_they_bear_since(since: str, before: str, after: str) -> None:
    head = "extra:\n  campaign:\n    "
    table = [
        Renamed(since="1.1.0", old="extra.campaign.a", new="extra.campaign.b"),
        Renamed(since="1.2.0", old="extra.campaign.b", new="extra.campaign.c"),
    ]
    assert renamed(head + before, table, since) == head + after


def test_versions() -> None:
    assert version_number("1.10.0") > version_number("1.9.3") > version_number("main") == ()
    version = running_generator().version
    assert run("--version").stdout == f"{version}\n"
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert log.partition("\n## ")[2].split()[0] == version
    assert f'\nversion = "{version}"\n' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


# A copied campaign, as version 1 began it, becomes a small one.


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A campaign that holds a copy of the generator, and the record of how it was installed."""
    share = (ROOT / "overrides/partials/share.html").read_text(encoding="utf-8")
    own = {"own.css": "h1 { color: #004488; }\n", "partials/share.html": f"{share}<!-- ours -->\n"}
    root = copy_project(tmp_path / "copied", {f"overrides/own/{name}": own[name] for name in own})
    record = "version: 1.0.0\nfiles:\n  - hooks/\n  - overrides/\n  - Makefile\n"
    record += "left_out:\n  - docs/\n  - tests/\nown:\n  - overrides/own/\n"
    put(root / "hooks/campaign/generator.yml", record)
    for path in ("Makefile", "tests/test_x.py", "README.md", "notes/ours.md"):
        put(root / path, "# As it was\n")
    put(root / ".github/CODEOWNERS", "/hooks/  @ada\n")
    engine = ("hooks/campaign/plugin.py", "overrides/letter.html", "Makefile")
    hashes = {path: hashlib.sha256((root / path).read_bytes()).hexdigest() for path in engine}
    put(root / ".generator.json", json.dumps({"version": "1.0.0", "files": hashes}))
    shutil.copy(ROOT / ".gitignore", without_fonts(root))
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "As it was")
    return root


def test_a_copied_campaign_becomes_a_small_one(copied: Path) -> None:
    before = snapshot(copied)
    shown = run("convert", "--wheel", wheels(), "--dry-run", cwd=copied)
    assert shown.exit_code == 0, shown.stderr
    assert "Add vendor/campaign_site-" in shown.stdout
    assert "What is new:\n\n## 2.0.0\n" in shown.stdout
    assert snapshot(copied) == before
    done = run("convert", "--wheel", wheels(), "--yes", cwd=copied)
    assert done.exit_code == 0, done.stderr
    after = snapshot(copied)
    assert {path.partition("/")[0] for path in after} >= {"docs", "mkdocs.yml", "notes", "vendor"}
    assert after["overrides/own.css"] == before["overrides/own/own.css"]
    assert {path for path in after if path.startswith(("hooks/", "overrides/"))} == {
        "hooks/main.py", "hooks/settings.yml", "overrides/README.md", "overrides/own.css",
        "overrides/partials/share.html", "overrides/.originals/partials/share.html",
    }  # fmt: skip
    assert run("overrides", cwd=copied).stdout == "partials/share.html: its original is as it was\n"
    assert after[".github/CODEOWNERS"] == b"/hooks/  @ada\n/vendor/  @ada\n"
    for path in ("mkdocs.yml", "README.md", "notes/ours.md", "docs/index.md"):
        assert after[path] == before[path]
    assert "Makefile" not in after
    assert ".generator.json" not in after
    assert list(check_folder(copied / "mkdocs.yml")) == []
    again = run("convert", "--wheel", wheels(), "--yes", cwd=copied)
    assert "has its generator in vendor/ already; nothing to do" in again.stderr
    git(copied, "restore", ".")
    assert changed(before, snapshot(copied)) == changed(before, after) - {*before}


def test_a_campaign_that_changed_the_generator_is_refused(
    copied: Path, newer: Path, tmp_path: Path
) -> None:
    put(copied / "overrides/letter.html", "Ours.\n")
    dirty = run("convert", "--wheel", wheels(), "--yes", cwd=copied)
    assert "This folder holds changes that git does not; commit them" in dirty.stderr
    git(copied, "commit", "--quiet", "--all", "--message", "Ours")
    before = snapshot(copied)
    refused = run("convert", "--wheel", wheels(), "--yes", cwd=copied)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(
        "overrides/letter.html: you changed this file of the generator; move what you need"
    )
    assert snapshot(copied) == before
    assert run("convert", "--wheel", wheels(), "--yes", "--replace", cwd=copied).exit_code == 0
    (tmp_path / "empty").mkdir()
    none = run("convert", "--wheel", wheels(), "--yes", cwd=tmp_path / "empty")
    assert "No campaign with a copy of the generator lies in " in none.stderr
    other = run("convert", "--wheel", newer, "--yes", cwd=copied)
    version = running_generator().version
    assert f"is of another version than this program, {version}; run that of " in other.stderr
    fonts = next(wheels().glob("campaign_site_fonts-*"))
    alone = run("convert", "--wheel", fonts, "--yes", cwd=copied)
    assert "holds fonts alone; add the wheel campaign_site" in alone.stderr
    nowhere = run("overrides", cwd=tmp_path / "empty")
    assert (nowhere.exit_code, [*(tmp_path / "empty").iterdir()]) == (1, [])
    assert "No campaign lies in " in nowhere.stderr


def test_own_templates_are_held_against_their_originals(letter: Path, newer: Path) -> None:
    assert run("overrides", cwd=letter).stdout == "No template of the generator's is replaced.\n"
    taken = run("overrides", "--take", "partials/colophon.html", cwd=letter)
    assert taken.stdout == "Copied to overrides/partials/colophon.html.\n"
    same = run("overrides", cwd=letter)
    assert (same.exit_code, same.stdout) == (
        0, "partials/colophon.html: its original is as it was\n",
    )  # fmt: skip
    put(letter / "overrides/.originals/partials/colophon.html", "An older one.\n")
    other = run("overrides", cwd=letter)
    assert other.exit_code == 1
    assert "partials/colophon.html: its original has changed\n" in other.stdout
    assert "\n-An older one.\n" in other.stdout
    assert run("overrides", "--seen", cwd=letter).exit_code == 0
    assert run("overrides", cwd=letter).exit_code == 0
    assert list(check_folder(letter / "mkdocs.yml")) == []
    for name in ("none.html", "../mkdocs.yml", "partials/colophon.html"):
        assert run("overrides", "--take", name, cwd=letter).exit_code == 1
