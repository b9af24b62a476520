"""Files in the repository that must not be there: what builds keep, and exports of forms."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from .problems import Problem

CACHE = ".cache"
"""Where builds keep cards and words for the next one, from the project's root."""
SPREADSHEETS = ("*.csv", "*.tsv", "*.xls", "*.xlsx", "*.ods")
ELSEWHERE = ("docs/", "examples/", "hooks/", "overrides/", "tests/")
"""Folders whose files other checks look at, or that are the generator's own."""


def check_strays(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that git keeps and that must not be in the repository.

    Nothing is known, and nothing said, where git cannot tell.
    """
    names = _committed(root)
    if any(name.startswith(f"{CACHE}/") for name in names):
        why = (
            "what lies in this folder is made by builds, and must not come from the repository; "
            f"take it out (`git rm -r --cached {CACHE}`)"
        )
        yield Problem(CACHE, 0, 0, why)
    for name in names:
        if not name.startswith((f"{CACHE}/", *ELSEWHERE)):
            why = (
                "a spreadsheet lies in the repository, where everybody can read it; exports of "
                "forms hold e-mail addresses, so delete it, tell the repository's owner, and bring "
                "the signatories in by `campaign import`"
            )
            yield Problem(name, 0, 0, why)


def _committed(root: Path) -> list[str]:
    """Return the spreadsheets, and what lies in the cache, that git keeps below a folder."""
    if not (root / ".git").exists():
        return []
    patterns = (f"{CACHE}/*", *SPREADSHEETS)
    command = ["git", "-C", str(root), "ls-files", "-z", "--", *patterns]
    try:
        answer = subprocess.run(command, capture_output=True, check=True, timeout=10)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return []
    return [name for name in answer.stdout.decode("utf-8", "replace").split("\0") if name]
