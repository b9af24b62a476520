"""Files that builds make slowly, kept from one build to the next: one makes only what is new."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from campaign.core.files import write_bytes

MOST_KEPT = 500
"""Files that may lie in a folder from other builds; beyond, those not in use are deleted."""


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
