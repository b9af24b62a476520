"""Writes a planned campaign into a folder of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from campaign.cli.changes import apply_changes, changes_to
from campaign.core.problems import Problem, Wrong
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import check_folder

KEPT = ".git"
"""What may lie in a folder in which a campaign begins: a new repository, cloned from GitHub."""


def refuse_used(folder: Path) -> None:
    """Raise `Wrong` where no campaign may be written into a folder."""
    if folder.is_symlink() or folder.is_file():
        raise Wrong(f"a file has the name {folder}; choose another name")
    if folder.is_dir() and any(each.name != KEPT for each in folder.iterdir()):
        raise Wrong(
            f"the folder {folder} is not empty; choose a new folder, so that nothing in it is lost"
        )


def write_new(folder: Path, files: Mapping[str, bytes]) -> list[Problem]:
    """Write a campaign into a folder that is new or empty; return its problems, if it has any.

    It is made beside its place and moved there: with a problem, nothing is left. Raises `OSError`
    where the folder cannot be written to.
    """
    is_there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new.", dir=folder) as name:
        beside = Path(name)
        apply_changes(beside, changes_to(beside, files))
        problems = list(check_folder(beside / "mkdocs.yml", ISSUE_FORMS))
        for entry in () if problems else sorted(beside.iterdir()):
            entry.rename(folder / entry.name)
    if problems and not is_there:
        folder.rmdir()
    return problems
