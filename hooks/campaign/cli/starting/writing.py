"""Writes a planned campaign into a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from campaign.cli.starting.planning import StartPlan
from campaign.core.problems import Problem
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import check_folder

FOLDER_MODE = 0o755
KEPT = ".git"
"""What may lie in a folder in which a campaign begins: a new repository, cloned from GitHub."""


class CannotWrite(Exception):
    """The campaign cannot be written; the message says why and what to do."""


def write_new(folder: Path, plan: StartPlan) -> list[Problem]:
    """Write a campaign into a folder that is new or empty; return its problems, if it has any.

    It is made elsewhere and moved there: with a problem, nothing is left. Raises `CannotWrite`
    where the folder holds something, or cannot be written to.
    """
    if reason := refusal(folder):
        raise CannotWrite(reason)
    is_there = folder.is_dir()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".new.", dir=folder if is_there else folder.parent))
        try:
            beside.chmod(FOLDER_MODE)
            write_started(beside, plan)
            problems = list(check_folder(beside / "mkdocs.yml", ISSUE_FORMS))
            if not problems and is_there:
                _move_up(beside, folder)
            elif not problems:
                beside.rename(folder)
            return problems
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        why = error.strerror or "unknown error"
        raise CannotWrite(
            f"the folder {folder} cannot be written ({why}); choose another folder"
        ) from None


def _move_up(beside: Path, folder: Path) -> None:
    """Move all that lies in `beside` into an empty folder, which may be the one that a shell is in.

    Takes all back where one thing cannot be moved; raises `OSError`.
    """
    moved: list[Path] = []
    try:
        for entry in sorted(beside.iterdir()):
            moved.append(entry.rename(folder / entry.name))
    except OSError:
        for path in moved:
            path.rename(beside / path.name)
        raise


def refusal(folder: Path) -> str | None:
    """Say why no campaign may be written into a folder, or return None."""
    if folder.is_symlink() or folder.is_file():
        return f"a file has the name {folder}; choose another name"
    if folder.is_dir() and any(each.name != KEPT for each in folder.iterdir()):
        return (
            f"the folder {folder} is not empty; choose a new folder, so that nothing in it is lost"
        )
    return None


def write_started(folder: Path, plan: StartPlan) -> None:
    """Write files below a folder, by their paths."""
    for path, data in plan.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
