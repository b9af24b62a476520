"""What may lie in a campaign's own folder, and what must not come from its repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.config.folder import Templates
from campaign.look.overrides import own_files
from campaign.look.own_check import LARGEST_STYLE, check_own
from tests.example import example, told
from tests.starting import git


def found_in(own: Path) -> list[str]:
    return [*map(str, check_own(Templates(own.parent, own), lambda path: path.name, None))]


def test_what_is_published_of_it(tmp_path: Path) -> None:
    names = (
        "fonts/A.ttf fonts/a.woff2 assets/B.ttf own.css letter.html README.md words/fr.po "
        "pdf/letter.typ .originals/assets/x.js assets/x.js"
    )
    for name in names.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert set(own_files(tmp_path)) == {"fonts/a.woff2", "assets/B.ttf", "assets/x.js"}


def test_no_folder_and_an_ordinary_one(tmp_path: Path) -> None:
    assert found_in(tmp_path / "own") == []
    (tmp_path / "own.css").write_text(":root { --serif: Georgia, serif; }")
    (tmp_path / "note.md").write_text("Ours.")
    assert found_in(tmp_path) == []


def test_rules_without_end(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(":root{" * LARGEST_STYLE)
    (problem,) = found_in(tmp_path)
    assert problem.startswith("own.css: the file has 600,000 bytes; leave out what is not")


def test_a_folder_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "own").symlink_to("/etc")
    assert found_in(tmp_path / "own") == [
        "own: a link to another folder; put the folder itself here"
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (".cache/cards/evil.png", ".cache: what lies in this folder is made by builds"),
        ("responses 2026.csv", "responses 2026.csv: a spreadsheet lies in the repository"),
        ("hooks/campaign/__pycache__/evil.cpython-311.pyc", "a compiled program lies in"),
        ("hooks/evil.so", "hooks/evil.so: a compiled program lies in"),
        ("docs/data/.gitattributes", "a file of this name can hide changes"),
    ],
)
def test_what_somebody_committed(name: str, why: str, tmp_path: Path) -> None:
    root = example(tmp_path / "x", files={name: "*.csv -diff", "notes.txt": ""})
    assert told(root) == []
    git(root, "init", "-q")
    git(root, "add", "-f", name, "notes.txt")
    (problem,) = told(root)
    assert why in problem
    assert problem.startswith((name, ".cache: "))


def test_settings_and_pages_that_lie_elsewhere(tmp_path: Path) -> None:
    root = example(tmp_path / "x")
    for name in ("mkdocs.yml", "docs"):
        (root / name).rename(tmp_path / name)
        (root / name).symlink_to(tmp_path / name)
    found = told(root)
    assert any("mkdocs.yml: a link to another file may not say" in line for line in found)
    assert "docs: a link to another folder; put the folder itself here" in found
