"""Where a newer generator comes from: a folder, or a git repository."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaign.cli.starting.generator import NAME

TAG = re.compile(r"refs/tags/(v?(\d+)\.(\d+)\.(\d+))$", re.M)
NUMBER = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")
LONGEST_CLONE = 600
"""Seconds that git may take."""


class NoSource(Exception):
    """There is no generator to take; the message says why and what to do."""


@contextmanager
def fetched(source: str, version: str | None, at: Path) -> Iterator[Path]:
    """Give the root of a generator's project: `source` itself, or a copy that goes at the end.

    `source` is a folder, seen from `at`, or a git repository's address. `version` names a tag or
    a branch; without it, a folder is taken as it is, and of a repository the newest version.
    Raises `NoSource`.
    """
    folder = (at / source).resolve() if not is_address(source) else None
    if folder and not version:
        yield _checked(folder, source)
        return
    if folder and not folder.is_dir():
        raise NoSource(f"there is no folder {source}; write a folder, or an address as https://…")
    address = str(folder) if folder else source
    tag = version or _newest(address)
    with tempfile.TemporaryDirectory() as name:
        branch = ["--branch", tag] if tag else []
        _git("clone", "--quiet", "--depth", "1", *branch, "--", address, f"{name}/generator")
        yield _checked(Path(name, "generator"), source)


def is_address(source: str) -> bool:
    """Whether a source is a repository's address, and no folder."""
    return "://" in source or bool(re.match(r"[\w.-]+@[\w.-]+:", source))


def version_number(version: str) -> tuple[int, ...]:
    """Return a version to compare by, as (1, 0, 0); the least of all, where it is no version."""
    match = NUMBER.fullmatch(version.strip())
    return tuple(int(part) for part in match.groups()) if match else ()


def _newest(address: str) -> str | None:
    tags = TAG.findall(_git("ls-remote", "--tags", "--refs", "--", address))
    return max(tags, key=lambda tag: tuple(map(int, tag[1:])))[0] if tags else None


def _checked(root: Path, source: str) -> Path:
    if not (root / NAME).is_file():
        raise NoSource(
            f"there is no generator in {source} ({NAME} is missing); write another source"
        )
    return root


def _git(*arguments: str) -> str:
    environment = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=LONGEST_CLONE,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoSource(f"git cannot be run ({type(error).__name__}); install it") from None
    if done.returncode:
        said = [line for line in done.stderr.strip().splitlines() if line.strip()]
        why = said[-1] if said else f"it ended with {done.returncode}"
        raise NoSource(f"git did not get the generator: {why}; correct the address or the version")
    return done.stdout
