"""What is done to the files of a campaign: shown as a difference, and written."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from campaign.core.files import difference, write_bytes


class Change(NamedTuple):
    """A file before and after; None where it is not there."""

    path: str
    before: bytes | None
    after: bytes | None


def additions(files: Mapping[str, bytes]) -> list[Change]:
    """Return the changes that write these files, whatever is there."""
    return [Change(path, None, data) for path, data in sorted(files.items())]


def changes_to(root: Path, wanted: Mapping[str, bytes | None]) -> list[Change]:
    """Return what makes of a folder's files what is wanted; None for one that shall be gone."""
    changes = (Change(path, read_bytes(root / path), data) for path, data in sorted(wanted.items()))
    return [each for each in changes if not same_text(each.before, each.after)]


def changed_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the lines of unified diffs, each with its line end."""
    for path, before, after in changes:
        try:
            old, new = ((data or b"").decode("utf-8") for data in (before, after))
        except UnicodeDecodeError:
            sizes = [len(data or b"") for data in (before, after)]
            yield f"{path}: no text; {sizes[0]:,} bytes become {sizes[1]:,}\n"
            continue
        if after is None:
            yield f"{path} is deleted:\n"
        yield from (f"{line}\n" for line in difference(old, new, path))


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
    for path, _, after in changes:
        if after is None:
            (root / path).unlink(missing_ok=True)
            _remove_empty(root, (root / path).parent)


def read_bytes(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def _remove_empty(root: Path, folder: Path) -> None:
    """Remove a folder in which nothing is left but what Python compiled, and so those above it."""
    while folder != root and all(each.name == "__pycache__" for each in folder.iterdir()):
        shutil.rmtree(folder)
        folder = folder.parent


def _plain(data: bytes | None) -> bytes | None:
    return None if data is None else data.replace(b"\r\n", b"\n")
