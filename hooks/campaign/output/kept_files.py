"""Files that builds make slowly, kept from one build to the next: one makes only what is new."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from campaign.core.files import write_bytes


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """A folder of made files, each named by all that decides its bytes."""

    folder: Path
    ours: str
    """How kept files are named: no other file of the folder is ever deleted."""
    most: int
    """Files that may lie there from other builds; beyond, those not in use are deleted."""

    def read(self, name: str) -> bytes | None:
        """Return a kept file, or None where there is none."""
        with suppress(OSError):
            return (self.folder / name).read_bytes()
        return None

    def keep(self, name: str, data: bytes) -> None:
        """Keep a file, if it can be done: it only saves time."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self.folder / name, data)

    def tidy(self, used: Collection[str]) -> None:
        """Delete what is not in use, where it is too much."""
        with suppress(OSError):
            left = [path for path in self.folder.glob(self.ours) if path.name not in used]
            for path in left if len(left) > self.most else ():
                path.unlink(missing_ok=True)
