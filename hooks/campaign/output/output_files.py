"""Writes the files that are no pages of MkDocs: tens of thousands, where the list is long."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaign.output.list_html import Look, OutputFile


@dataclass
class Written:
    """What was written, and how the last look is to look at it."""

    names: list[str] = field(default_factory=list)
    """Paths from the site's root."""
    lists: set[str] = field(default_factory=set)
    """Those that are looked at as a list's pages are."""
    alike: set[str] = field(default_factory=set)
    """Those that need no look of their own."""

    def add(self, other: Written) -> None:
        """Add what was written elsewhere into the same folder."""
        self.names += other.names
        self.lists |= other.lists
        self.alike |= other.alike


def write_files(files: Iterable[OutputFile], folder: str) -> Written:
    """Write files below a folder. Raises `OSError`."""
    written = Written()
    made: set[str] = set()
    for path, pieces, look in files:
        written.names.append(path)
        if look is Look.LIST:
            written.lists.add(path)
        elif look is Look.NONE:
            written.alike.add(path)
        below = path.rpartition("/")[0]
        if below not in made:
            _make(f"{folder}/{below}")
            made.add(below)
        if isinstance(pieces, list):  # a small file: one call of the system in place of several
            _write(f"{folder}/{path}", "".join(pieces).encode("utf-8"))
            continue
        with open(f"{folder}/{path}", "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
            file.writelines(pieces)
    return written


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102 - of tens of thousands
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def _write(path: str, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
