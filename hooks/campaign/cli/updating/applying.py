"""Writes an update: each file whole or not at all, and in an order in which it can be run again.

The record is written last. Whenever it is cut off, a second run finds what was written as the
newer generator's own, and goes on. The program itself, hooks/, is laid out beside and put in place
by two renamings; the script `campaign` finishes them if they were cut off between.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from campaign.cli.starting.generator import GeneratorFile
from campaign.cli.updating.merging import Does, Step
from campaign.cli.updating.record import RECORD
from campaign.core.files import write_text

WORK = Path(".update")
"""What an update lays out, and the new files that were not taken over; git ignores it."""
CONFLICTS = WORK / "conflicts"
PROGRAM = "hooks"
STAGED, REPLACED = WORK / PROGRAM, WORK / "hooks-before"
WRITES = (Does.ADD, Does.REPLACE)
PROGRAM_MODE, FILE_MODE = 0o755, 0o644


def apply(root: Path, steps: Iterable[Step], texts: Mapping[str, str], record: str) -> None:
    """Do what the steps say in a campaign's folder, write the other texts, then the record.

    Raises `OSError` where something cannot be written; run again, it goes on.
    """
    steps = list(steps)
    for left in (STAGED, REPLACED):
        shutil.rmtree(root / left, ignore_errors=True)
    for step in steps:
        if step.does is Does.CONFLICT and step.after:
            _put(root / CONFLICTS / step.path, step.after)
    _do(root, [step for step in steps if not _is_program(step)])
    if program := [step for step in steps if _is_program(step) and step.does in _CHANGES]:
        shutil.copytree(
            root / PROGRAM,
            root / STAGED,
            ignore=shutil.ignore_patterns("__pycache__"),
            symlinks=True,
        )
        _do(root / WORK, program)
        _swap(root)
    for path, text in texts.items():
        write_text(root / path, text)
    write_text(root / RECORD, record)
    shutil.rmtree(root / REPLACED, ignore_errors=True)
    if (root / WORK).is_dir() and not any((root / WORK).iterdir()):
        (root / WORK).rmdir()


_CHANGES = (*WRITES, Does.DELETE)


def _is_program(step: Step) -> bool:
    return step.path.startswith(f"{PROGRAM}/")


def _do(root: Path, steps: Iterable[Step]) -> None:
    for step in steps:
        target = root / step.path
        if step.does in WRITES and step.after:
            _put(target, step.after)
        elif step.does is Does.DELETE:
            target.unlink(missing_ok=True)
            _remove_empty(target.parent, root)


def _put(path: Path, file: GeneratorFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(file.data)
        beside.chmod(PROGRAM_MODE if file.is_program else FILE_MODE)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _swap(root: Path) -> None:
    (root / PROGRAM).rename(root / REPLACED)
    (root / STAGED).rename(root / PROGRAM)


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
