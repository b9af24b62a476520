"""Same input, same bytes: wherever, whenever and by whatever program the site is built."""

import re
from pathlib import Path

import pytest

from tests.build.reading import files, problems
from tests.example import CAMPAIGN, example
from tests.sites import build, copy_project

pytestmark = pytest.mark.build


def test_folder_time_zone_and_hash_seed_change_nothing(tmp_path: Path) -> None:
    one = build(copy_project(tmp_path / "one"), TZ="Asia/Tokyo", PYTHONHASHSEED="1", LANG="C")
    other = build(
        copy_project(tmp_path / "another" / "folder"),
        TZ="America/Los_Angeles",
        PYTHONHASHSEED="2",
        LANG="C.UTF-8",
    )
    assert (one.code, other.code) == (0, 0), one.output + other.output
    assert files(one.site) == files(other.site)


def test_a_second_build_in_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    root = example(tmp_path / "x")
    assert build(root).code == 0
    before = files(root / "site")
    assert build(root).code == 0
    assert files(root / "site") == before


def test_properdocs_builds_the_same_site(tmp_path: Path) -> None:
    root = example(tmp_path / "x")
    assert build(root, "--site-dir", str(tmp_path / "mkdocs")).code == 0
    built = build(
        root, "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "properdocs"), program="properdocs"
    )
    assert built.code == 0, built.output
    ours, theirs = files(tmp_path / "mkdocs"), files(tmp_path / "properdocs")
    assert set(ours) == set(theirs)
    generator = re.compile(rb'<meta name="generator" content="[^"]*">')
    for name in ours:
        if not name.startswith("search/"):  # its script is the program's own
            assert generator.sub(b"", ours[name]) == generator.sub(b"", theirs[name]), name


def test_properdocs_refuses_what_mkdocs_refuses(tmp_path: Path) -> None:
    about = {"title": "About", "description": "About us."}
    root = example(tmp_path / "x", campaign=CAMPAIGN | {"status": "done"})
    built = build(root, "-f", "mkdocs.yml", program="properdocs")
    assert built.code == 1
    assert len(problems(built)) == 1
    assert "Traceback" not in built.output
    broken = example(tmp_path / "y", pages={"about.md": (about, "[x](#nowhere)")})
    built = build(broken, "-f", "mkdocs.yml", program="properdocs")
    assert built.code == 1
    assert len(problems(built)) == 1
    assert "Traceback" not in built.output
    missing = example(tmp_path / "z", nav=[{"The letter": "index.md"}, {"About": "abuot.md"}])
    built = build(missing, "-f", "mkdocs.yml", program="properdocs")
    assert built.code == 1
    assert "Traceback" not in built.output
