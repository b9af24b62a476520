"""Writes a planned campaign into a folder of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from campaign.cli.changes import additions, apply_changes
from campaign.cli.console import Unfit
from campaign.core.problems import Problem
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import check_folder

KEPT = ".git"
"""What may lie in a folder in which a campaign begins: a new repository, cloned from GitHub."""


def refuse_used(folder: Path) -> None:
    """Raise `Unfit` where no campaign may be written into a folder."""
    if folder.is_symlink() or folder.is_file():
        raise Unfit(f"a file has the name {folder}; choose another name")
    if folder.is_dir() and any(each.name != KEPT for each in folder.iterdir()):
        raise Unfit(
            f"the folder {folder} is not empty; choose a new folder, so that nothing in it is lost"
        )


def write_new(folder: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Write a campaign into a folder that is new or empty; return its problems, if it has any.

    It is made beside its place and moved there: with a problem, nothing is left. Raises `Unfit`
    where the folder holds something, or cannot be written to.
    """
    refuse_used(folder)
    is_there = folder.is_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".new.", dir=folder))
        try:
            apply_changes(beside, additions(files))
            problems = list(check_folder(beside / "mkdocs.yml", ISSUE_FORMS))
            for entry in () if problems else sorted(beside.iterdir()):
                entry.rename(folder / entry.name)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
            if not is_there and not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        why = error.strerror or "unknown error"
        raise Unfit(
            f"the folder {folder} cannot be written ({why}); choose another folder"
        ) from None
    return problems
