"""Fuzzing of every parser, for a short time; `make fuzz` takes longer."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS
from tests.sites import ROOT, environment_with

SECONDS = 15

pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(
        importlib.util.find_spec("atheris") is None,
        reason="atheris has no ready-made build for this system and Python",
    ),
]


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_no_input_breaks_a_parser(target: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", target, "--seconds", str(SECONDS)]
    done = subprocess.run(
        [*command, "--into", str(tmp_path)],
        cwd=ROOT,
        env=environment_with(PYTHONPATH=str(ROOT / "hooks")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-6000:]
    assert "Done" in done.stderr, done.stderr[-2000:]
