"""What is done to the files of a campaign: shown as a difference, and written."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from campaign.core.files import write_bytes


class Change(NamedTuple):
    """A file before and after; None where it is not there."""

    path: str
    before: bytes | None
    after: bytes | None


def changed_lines(change: Change) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    before, after = _lines(change.before), _lines(change.after)
    if before is None or after is None:
        old, new = len(change.before or b""), len(change.after or b"")
        yield f"{change.path}: no text; {old:,} bytes become {new:,}\n"
        return
    names = (
        f"a/{change.path}" if change.before is not None else "/dev/null",
        f"b/{change.path}" if change.after is not None else "/dev/null",
    )
    for line in difflib.unified_diff(before, after, *names):
        yield line if line.endswith("\n") else f"{line}\n"


def same_text(one: bytes | None, other: bytes | None) -> bool:
    """Whether two files say the same, whether their lines end in LF or, on Windows, in CRLF."""
    return _plain(one) == _plain(other)


def apply_changes(root: Path, changes: Iterable[Change]) -> None:
    """Write what is there after, then delete what is not, and empty folders; raises `OSError`."""
    changes = list(changes)
    for path, _, after in changes:
        if after is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_bytes(root / path, after)
    gone = [path for path, _, after in changes if after is None]
    for path in gone:
        (root / path).unlink(missing_ok=True)
    folders = {root / parent for path in gone for parent in Path(path).parents} - {root}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        shutil.rmtree(folder / "__pycache__", ignore_errors=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def git_lines(root: Path, *arguments: str) -> list[str] | None:
    """Return what git says of a folder, part by part; None where it knows of none."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return [part for part in done.stdout.decode("utf-8", "replace").split("\0") if part]


def _plain(data: bytes | None) -> bytes | None:
    return None if data is None else data.replace(b"\r\n", b"\n")


def _lines(data: bytes | None) -> list[str] | None:
    if data is None:
        return []
    try:
        return data.decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return None
