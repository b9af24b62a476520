"""Faults of the machine end a build with a message, and leave the last good site whole."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.reading import files
from tests.example import PAGES, build_refused, built_example, campaign, example
from tests.sites import build, environment_with


def test_a_wrong_variable() -> None:
    (problem,) = build_refused(variables={"SOURCE_DATE_EPOCH": "abc"})
    assert 'SOURCE_DATE_EPOCH is "abc"; write the seconds since 1970' in problem


@pytest.mark.parametrize("size", [2_000, 40_000])
def test_a_disk_that_takes_no_more(tmp_path: Path, size: int) -> None:
    """`size` is that of the largest file which can be written, in bytes."""
    root = built_example(tmp_path / "x")
    old = files(root / "site")
    example(root, pages={"about.md": (PAGES["about.md"][0], "Changed.")})
    process = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=root,
        env=environment_with(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert process.returncode == 1
    assert "The site could not be" in process.stderr
    assert "Traceback" not in process.stderr
    assert files(root / "site") == old
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize("event", ["on_nav", "on_post_template"])
def test_what_only_mkdocs_warns_of_keeps_the_last_site(tmp_path: Path, event: str) -> None:
    """It may warn while pages are read, or once they are written."""
    root = built_example(tmp_path / "x")
    old = files(root / "site")
    warn = "__import__('logging').getLogger('mkdocs.nav').warning('odd')"
    with (root / "hooks/main.py").open("a", encoding="utf-8") as hooks:
        hooks.write(f"\n\ndef {event}(*_, **__):\n    {warn}\n")
    built = build(root)
    assert built.code == 1
    assert re.search(r"\d warnings? \(see above\); nothing was built", built.output)
    assert files(root / "site") == old


def test_builds_at_once(tmp_path: Path) -> None:
    root = example(tmp_path / "x")
    at_once = [
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build"],
            cwd=root,
            env=environment_with(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in at_once]
    assert [process.returncode for process in at_once] == [0, 0], said
    assert any("Another build of this site is running" in each for each in said)
    assert files(root / "site") == files(campaign().site)
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []
