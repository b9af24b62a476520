"""Writes the files that are no pages of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


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
