"""Writes a planned campaign: into a folder of its own, or in place of what a template holds."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from campaign.cli.starting.generator import Generator
from campaign.cli.starting.planning import Plan
from campaign.core.problems import Problem
from campaign.github.intake.form_files import ISSUE_FORMS
from campaign.site.checking import check_folder

PROGRAM_MODE, FILE_MODE = 0o755, 0o644


class CannotWrite(Exception):
    """The campaign cannot be written; the message says why and what to do."""


def write_new(folder: Path, plan: Plan) -> list[Problem]:
    """Write a campaign into a folder that is new or empty; return its problems, if it has any.

    It is made beside and moved there whole: with a problem, nothing is left. Raises
    `CannotWrite` where the folder holds something, or cannot be written to.
    """
    if reason := refusal(folder):
        raise CannotWrite(reason)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            beside.chmod(PROGRAM_MODE)
            _write(beside, plan)
            problems = list(check_folder(beside / "mkdocs.yml", ISSUE_FORMS))
            if not problems:
                if folder.is_dir():
                    folder.rmdir()  # empty: another system than Linux moves nothing over it
                beside.rename(folder)
            return problems
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        why = error.strerror or "unknown error"
        raise CannotWrite(
            f"the folder {folder} cannot be written ({why}); choose another folder"
        ) from None


def refusal(folder: Path) -> str | None:
    """Say why no campaign may be written into a folder, or return None."""
    if folder.is_symlink() or folder.is_file():
        return f"a file has the name {folder}; choose another name"
    if folder.is_dir() and any(folder.iterdir()):
        return (
            f"the folder {folder} is not empty; choose a new folder, so that nothing in it is lost"
        )
    return None


def replaced_files(root: Path, generator: Generator, plan: Plan) -> tuple[str, ...]:
    """Return the files in a repository that are no part of a campaign, and of another letter.

    They are those that the generator knows to leave out. What somebody added stays.
    """
    tracked = filter(None, _git(root, "ls-files", "-z").split("\0"))
    return tuple(path for path in tracked if path not in plan and generator.leaves_out(path))


def replace_here(root: Path, plan: Plan, gone: Iterable[str]) -> list[Problem]:
    """Write a campaign in place of the one that a repository holds; return its problems, if any.

    The files that are `gone` are deleted.

    Raises `CannotWrite` unless git holds all that is there, so that nothing can be lost.
    """
    if _git(root, "status", "--porcelain").strip():
        raise CannotWrite(
            "this folder holds changes that git does not; commit them first, or take them back, "
            "so that nothing is lost"
        )
    with tempfile.TemporaryDirectory() as name:
        _write(Path(name), plan)
        if problems := list(check_folder(Path(name, "mkdocs.yml"), ISSUE_FORMS)):
            return problems
    _write(root, plan)
    for path in gone:
        (root / path).unlink(missing_ok=True)
    _remove_empty(root, gone)
    return []


def _write(folder: Path, plan: Plan) -> None:
    for path, file in plan.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        target.chmod(PROGRAM_MODE if file.is_program else FILE_MODE)


def _remove_empty(root: Path, gone: Iterable[str]) -> None:
    """Remove the folders that held files which are gone, and hold nothing now."""
    folders = {root / parent for path in gone for parent in Path(path).parents} - {root}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        shutil.rmtree(folder / "__pycache__", ignore_errors=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        raise CannotWrite(
            f"git does not know {root} as a repository; run this in one, or name a new folder"
        ) from None
    return done.stdout
