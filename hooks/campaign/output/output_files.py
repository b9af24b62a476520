"""Writes the files that are no pages of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol


class Template(Protocol):
    """What is used of a Jinja template."""

    def render(self, context: Mapping[str, Any], /) -> str:
        """Return the template's text."""


class OutputFile(NamedTuple):
    """A file of the site: its path from the site's root, and its text in pieces."""

    path: str
    pieces: Iterable[str]


def write_files(files: Iterable[OutputFile], folder: str) -> None:
    """Write files below a folder. Raises `OSError`."""
    for path, pieces in files:
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(pieces)
