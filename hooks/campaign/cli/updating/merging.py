"""What an update does to each file: the newer generator's, and what the campaign changed itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from campaign.cli.starting.generator import GeneratorFile
from campaign.cli.updating.record import sha256


class Does(Enum):
    """What becomes of a file."""

    ADD = "add"
    REPLACE = "replace"
    DELETE = "delete"
    KEEP = "keep"
    """The campaign has changed it, and the newer generator has not."""
    CONFLICT = "conflict"
    """Both have changed it: the campaign's stays, and the new one is laid beside."""


class Step(NamedTuple):
    """One file, and what an update does to it."""

    path: str
    does: Does
    before: bytes | None
    """The campaign's file; None where it has none."""
    after: GeneratorFile | None
    """The newer generator's file; None where it has none any more."""


def steps(
    recorded: Mapping[str, str],
    current: Mapping[str, bytes],
    new: Mapping[str, GeneratorFile],
) -> tuple[Step, ...]:
    """Return what an update does, by path; a file that it leaves alone is not among it.

    `recorded` holds the hashes of the generator's files as they were installed, `current` the
    campaign's files, `new` those of the newer generator.
    """
    found = (
        Step(path, does, current.get(path), new.get(path))
        for path in sorted({*recorded, *new})
        if (does := _does(recorded.get(path), current.get(path), new.get(path)))
    )
    return tuple(found)


def _does(recorded: str | None, mine: bytes | None, theirs: GeneratorFile | None) -> Does | None:
    new = sha256(theirs.data) if theirs else None
    own = sha256(mine) if mine is not None else None
    if own == new:
        return None
    if own == recorded:  # the campaign has not touched it
        if new is None:
            return Does.DELETE
        return Does.ADD if own is None else Does.REPLACE
    return Does.KEEP if new == recorded else Does.CONFLICT


def difference(step: Step) -> Iterator[str]:
    """Yield the lines of a unified diff from the campaign's file to the newer generator's."""
    before, after = step.before, step.after.data if step.after else None
    old, new = _lines(before), _lines(after)
    if old is None or new is None:
        yield f"{step.path}: not a text; {len(before or b'')} bytes become {len(after or b'')}\n"
        return
    names = (
        f"a/{step.path}" if before is not None else "/dev/null",
        f"b/{step.path}" if after is not None else "/dev/null",
    )
    if not (old or new):
        yield f"{step.path}: an empty file comes or goes\n"
    for line in difflib.unified_diff(old, new, *names):
        yield line if line.endswith("\n") else f"{line}\n"


def _lines(data: bytes | None) -> list[str] | None:
    if data is None:
        return []
    try:
        return data.decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return None
