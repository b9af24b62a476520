"""A build that is killed at any moment leaves a whole site: the last one, or its own."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.reading import files
from tests.example import PAGES, built_example, example
from tests.sites import build, environment_with


@pytest.mark.parametrize(
    "moments", [5, pytest.param(32, marks=pytest.mark.deep)], ids=["some", "many"]
)
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path, moments: int) -> None:
    """`moments` is how often a build is killed."""
    root = built_example(tmp_path / "x")
    old = files(root / "site")
    example(root, pages={"about.md": (PAGES["about.md"][0], "Changed.")})
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    started = time.monotonic()
    subprocess.run(
        [*command, "--site-dir", tmp_path / "new"], cwd=root, env=environment_with(), check=True
    )
    took = time.monotonic() - started
    new = files(tmp_path / "new")
    assert new != old
    chance = random.Random(moments)
    for number in range(moments):
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment_with(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Most kills fall where files are written, in the last part of a build.
        time.sleep(took * (0.4 + 0.7 * (number + chance.random()) / moments))
        process.kill()
        process.wait()
        assert files(root / "site") in (old, new)
    assert build(root).code == 0
    assert files(root / "site") == new
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []
