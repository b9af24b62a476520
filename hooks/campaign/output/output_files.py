"""Files that are no pages of MkDocs: how they are written, and those that are slow to make kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
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


class MadeFiles:
    """Files of one build that are slow to make: kept from one build to the next.

    That only saves time: where nothing can be kept, each is made anew.
    """

    def __init__(self, folder: Path) -> None:
        """Keep files in a folder, which need not exist."""
        self._folder = folder
        self._wanted: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def want(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Note that the site has a file; `key`, its name here, tells all that decides its bytes."""
        self._wanted[path] = (key, make)

    def files(self) -> Iterator[OutputFile]:
        """Yield every wanted file. Raises what making one raises."""
        with ThreadPoolExecutor() as pool:  # Pillow and typst work outside of Python's lock
            made = pool.map(self._read_or_make, self._wanted.values())
            yield from map(OutputFile, self._wanted, made)
        used = {key for key, _ in self._wanted.values()}
        with suppress(OSError):
            left = [path for path in self._folder.iterdir() if path.name not in used]
            for path in left if len(left) > MOST_KEPT else ():
                path.unlink(missing_ok=True)

    def _read_or_make(self, wanted: tuple[str, Callable[[], bytes]]) -> bytes:
        key, make = wanted
        with suppress(OSError):
            return (self._folder / key).read_bytes()
        data = make()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self._folder / key, data)
        return data
