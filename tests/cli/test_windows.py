"""Paths and line ends of Windows: what is shown, written and compared is as elsewhere."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import yaml

from campaign.cli.changes import Change, changed_lines, changes_to
from campaign.cli.commands.new import next_steps
from campaign.cli.starting.another_language import with_language
from campaign.cli.starting.generator import pinned
from campaign.config.configuration_file import read_config
from campaign.config.folder import Folder
from campaign.site.checking import campaign_folder, load_campaign
from tests.example import example


def test_a_path_is_shown_with_slashes() -> None:
    root = PureWindowsPath("C:/Users/Ada Sample/a letter")
    shown = [
        Folder.shown(type("Rooted", (), {"root": root}), path)  # type: ignore[arg-type]
        for path in (root / "docs" / "es" / "index.md", PureWindowsPath("D:\\a list.csv"))
    ]
    assert shown == ["docs/es/index.md", "D:/a list.csv"]


def test_the_next_steps_run_in_its_shells() -> None:
    steps = list(next_steps(Path("our letter"), is_windows=True))
    assert steps[0] == 'cd "our letter"'
    assert "py -m venv .venv" in steps
    # What stands behind a slash is an option to cmd.exe.
    assert [step.partition(" ")[0] for step in steps[-3:]] == [
        ".venv\\Scripts\\pip", ".venv\\Scripts\\campaign", ".venv\\Scripts\\campaign",
    ]  # fmt: skip
    assert ".venv/bin/campaign serve" in " ".join(next_steps(Path(), is_windows=False))


def test_line_ends_are_no_change_and_stay(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"a\r\nb\r\n")
    assert changes_to(tmp_path, {"x.yml": b"a\nb\n", "gone.yml": None}) == []
    assert changed_lines([Change("x", b"a\r\n", b"b\r\n")]).endswith("\n-a\n+b\n")
    pin = "./vendor/campaign_site-2.0.0-py3-none-any.whl \\\r\n    --hash=sha256:" + "0" * 64
    assert [(each.name, each.version) for each in pinned(f"# Pins\r\n{pin}\r\n")] == [
        ("campaign_site", "2.0.0")
    ]


def test_a_language_is_begun_with_the_line_ends_of_the_file(tmp_path: Path) -> None:
    file = example(tmp_path / "x") / "mkdocs.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    site = load_campaign(campaign_folder(file)).site
    assert site
    letter = (file.parent / "docs/index.md").read_text(encoding="utf-8")
    text = with_language(read_config(file), site, letter, "es")["mkdocs.yml"]
    assert text.count("\n") == text.count("\r\n")
    codes = [each["code"] for each in yaml.safe_load(text)["extra"]["campaign"]["languages"]]
    assert codes == ["en", "es"]
