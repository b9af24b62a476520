"""The last good site: whole whenever a build ends, and replaced by a whole one."""

from contextlib import suppress
from pathlib import Path

import pytest

from campaign.output.atomic_publish import NextSite, recover


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site" / "about").mkdir(parents=True)
    (tmp_path / "site" / "about" / "index.html").write_text("old")
    (tmp_path / "site" / "index.html").write_text("old")
    (tmp_path / "site" / ".git").write_text("kept")
    return tmp_path / "site"


OLD = {"about/index.html": "old", "index.html": "old", ".git": "kept"}
NEW = {"index.html": "new", ".git": "kept"}


def contents(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text() for p in site.rglob("*") if p.is_file()}


def build(site: Path) -> NextSite:
    made = NextSite(site)
    (made.folder / "index.html").write_text("new")
    return made


def test_a_failed_build_touches_nothing(site: Path) -> None:
    made = build(site)
    assert contents(site) == OLD
    made.give_up()
    assert contents(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_good_build_replaces_it(site: Path) -> None:
    build(site).publish()
    assert contents(site) == NEW
    assert [path.name for path in site.parent.iterdir()] == ["site"]


class Killed(BaseException):
    pass


@pytest.mark.parametrize("moment", range(12))
def test_a_build_killed_between_any_two_steps_leaves_one_of_the_two_sites_whole(
    site: Path, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step ends the process; what is there after the next build's first step is whole."""
    left = moment

    def step(name: str) -> None:
        original = getattr(Path, name)

        def stop(self: Path, *arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return original(self, *arguments, **options)

        patch.setattr(Path, name, stop)

    with monkeypatch.context() as patch:
        made = build(site)
        step("rename")
        step("unlink")
        step("exists")
        step("is_dir")
        with suppress(Killed):
            made.publish()
    recover(site)
    assert contents(site) in (OLD, NEW)


def test_a_link_to_the_folder_stays_a_link(site: Path, tmp_path: Path) -> None:
    (site / "count.json").write_text("{}", encoding="utf-8")
    link = tmp_path / "published"
    link.symlink_to(site)
    build(link).publish()
    assert link.is_symlink()
    assert contents(site) == NEW


def test_a_link_to_what_is_no_site_of_ours_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    link = tmp_path / "site"
    link.symlink_to(own)
    build(link).publish()
    assert contents(own) == {"index.html": "new"}, "an empty one is taken"
    (own / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OSError, match=r"site is a link to .*own, which holds no site"):
        build(link)
    assert contents(own) == {"index.html": "new", "thesis.txt": "mine"}


def test_the_first_build(tmp_path: Path) -> None:
    recover(tmp_path / "site")
    made = build(tmp_path / "site")
    assert not (tmp_path / "site").exists()
    made.publish()
    assert contents(tmp_path / "site") == {"index.html": "new"}
