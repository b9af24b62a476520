"""The last good site: out of a build's way, and back again if the build fails."""

from pathlib import Path

import pytest

from campaign.last_site import forget, put_back, set_aside


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "about").mkdir(parents=True)
    (tmp_path / "site" / "about" / "index.html").write_text("old")
    (tmp_path / "site" / "index.html").write_text("old")
    (tmp_path / "site" / ".git").write_text("kept")
    return tmp_path / "site"


def contents(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text() for p in site.rglob("*") if p.is_file()}


def test_a_failed_build_leaves_no_trace(site: Path) -> None:
    before = contents(site)
    set_aside(site)
    (site / "about").mkdir()
    (site / "about" / "index.html").write_text("half")
    (site / "new.html").write_text("half")
    put_back(site)
    assert contents(site) == before


def test_a_good_build_replaces_it(site: Path) -> None:
    set_aside(site)
    (site / "index.html").write_text("new")
    forget(site)
    assert contents(site) == {"index.html": "new", ".git": "kept"}


def test_a_build_that_was_cut_off_does_not_replace_it(site: Path) -> None:
    before = contents(site)
    set_aside(site)
    (site / "index.html").write_text("half")
    set_aside(site)  # the next build begins
    put_back(site)  # and fails
    assert contents(site) == before


def test_the_first_build(tmp_path: Path) -> None:
    set_aside(tmp_path / "site")
    put_back(tmp_path / "site")
    forget(tmp_path / "site")
    assert not (tmp_path / "site").exists()
