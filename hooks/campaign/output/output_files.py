"""Files that are no pages of MkDocs: how they are written, and those that are slow to make kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from campaign.core.files import write_bytes

MOST_KEPT = 500
"""Files that may lie in a folder from other builds; beyond, those not in use are deleted."""


class OutputFile(NamedTuple):
    """A file of the site: its path from the site's root, and its text in pieces or its bytes."""

    path: str
    pieces: Iterable[str] | bytes


def first_within(limit: int, made: Iterable[bytes]) -> bytes:
    """Return the first of some files that has at most `limit` bytes; where none has, the last."""
    data = b""
    for data in made:
        if len(data) <= limit:
            break
    return data


def write_files(files: Iterable[OutputFile], folder: str) -> None:
    """Write files below a folder. Raises `OSError`."""
    for path, pieces in files:
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(pieces, bytes):
            file.write_bytes(pieces)
            continue
        with file.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(pieces)


def file_name(told: str, digest: str) -> str:
    """Return a name that tells what a file shows, and changes with it: no copy is ever stale."""
    words = re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")[:60]
    return "-".join(filter(None, (words, digest[:16])))


class KeptFiles:
    """A folder of made files, each named by all that decides its bytes. It only saves time."""

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder, which need not exist."""
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """Return a kept file, or None where there is none."""
        with suppress(OSError):
            return (self.folder / name).read_bytes()
        return None

    def keep(self, name: str, data: bytes) -> None:
        """Keep a file, if it can be done."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self.folder / name, data)

    def tidy(self, used: Collection[str]) -> None:
        """Delete what is not in use, where it is too much."""
        with suppress(OSError):
            left = [path for path in self.folder.iterdir() if path.name not in used]
            for path in left if len(left) > MOST_KEPT else ():
                path.unlink(missing_ok=True)
