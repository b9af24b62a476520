"""What a plain build loads: nothing that only commands need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.example import example
from tests.sites import ROOT

BUILD = """
import sys
from mkdocs.__main__ import cli
cli(["build", "-q", "-f", sys.argv[1], "-d", sys.argv[2]], standalone_mode=False)
packages = ("campaign.curation", "campaign.importer", "campaign.cli")
print(*sorted(name for name in sys.modules if name.startswith(packages)))
"""


def test_a_plain_build_loads_nothing_of_commands(tmp_path: Path) -> None:
    root = example(tmp_path / "campaign")
    command = [sys.executable, "-c", BUILD, str(root / "mkdocs.yml"), str(tmp_path / "built")]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "built/index.html").is_file()
    assert done.stdout.split() == []
