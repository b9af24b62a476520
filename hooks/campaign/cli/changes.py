"""What is done to the files of a campaign: shown as a difference, and written or only told."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from campaign.core.files import difference, replace_files


class Change(NamedTuple):
    """A file before and after; None where it is not there."""

    path: str
    before: bytes | None
    after: bytes | None


def changes_to(root: Path, wanted: Mapping[str, bytes | None]) -> list[Change]:
    """Return what makes of a folder's files what is wanted; None for one that shall be gone."""
    changes = (Change(path, read_bytes(root / path), data) for path, data in wanted.items())
    return [each for each in changes if not same_text(each.before, each.after)]


def changed_lines(changes: Iterable[Change]) -> str:
    """Return the lines of unified diffs, each with its line end."""
    lines = []
    for path, before, after in changes:
        if after is None:
            lines.append(f"{path} is deleted:")
        try:
            old, new = ((data or b"").decode("utf-8") for data in (before, after))
        except UnicodeDecodeError:
            sizes = [len(data or b"") for data in (before, after)]
            lines.append(f"{path}: no text; {sizes[0]:,} bytes become {sizes[1]:,}")
        else:
            lines += difference(old, new, path)
    return "".join(f"{line}\n" for line in lines)


def same_text(one: bytes | None, other: bytes | None) -> bool:
    """Whether two files say the same, whether their lines end in LF or, on Windows, in CRLF."""
    lines = [data if data is None else data.replace(b"\r\n", b"\n") for data in (one, other)]
    return lines[0] == lines[1]


def apply_changes(root: Path, changes: Iterable[Change]) -> None:
    """Write and delete files, all or none, and delete folders that are empty; raises `OSError`."""
    # What is new comes first: whoever ends the program meanwhile has lost nothing.
    ordered = sorted(changes, key=lambda change: change.after is None)
    replace_files({root / change.path: change.after for change in ordered})
    for change in ordered:
        folder = (root / change.path).parent
        # What Python compiled is left over from what is gone.
        while folder.is_dir() and {each.name for each in folder.iterdir()} <= {"__pycache__"}:
            shutil.rmtree(folder)
            folder = folder.parent


def write_and_say(root: Path, texts: Mapping[str, str], *, dry_run: bool) -> bool:
    """Write those texts that files do not hold, and say which; with `dry_run`, only say it.

    Returns whether there are any.
    """
    changes = changes_to(root, {path: text.encode() for path, text in texts.items()})
    if not dry_run:
        apply_changes(root, changes)
    for change in changes:
        click.echo(f"{'Would write' if dry_run else 'Wrote'} {change.path}")
    return bool(changes)


def read_bytes(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    return path.read_bytes() if path.is_file() else None
