"""Asks git about a folder.

A campaign may lie where there is no git, or none that knows it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_PATIENCE = 60
"""Seconds; git answers in less than one, but for a very large or a distant folder."""


def ask_git(root: Path, *question: str) -> list[str] | None:
    """Return what git says of a folder: its parts, with NUL between them (`-z`).

    Returns None where there is no git, or where it does not know the folder. Names that are not in
    UTF-8 come as Python has them from the system, so that their files can be read.
    """
    command = ["git", "-C", os.fspath(root), *question]
    try:
        answer = subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return [os.fsdecode(part) for part in answer.stdout.split(b"\0") if part]
