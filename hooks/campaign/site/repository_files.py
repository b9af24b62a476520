"""Files in the repository that must not be there: what builds keep, exports, unreadable programs.

So too what hides changes from whoever approves them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from campaign.core.git import ask_git
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_FILES

if TYPE_CHECKING:
    from campaign.site.context import Context

_CACHE = ".cache"
"""Where builds keep cards and words for the next one, from the project's root."""
_SPREADSHEETS = ("*.csv", "*.tsv", "*.xls", "*.xlsx", "*.ods")
COMPILED = (".pyc", ".pyo", ".so", ".pyd", ".dylib", ".dll")
"""Endings of programs as machines read them; Python may take one in place of what can be read."""
_ATTRIBUTES = ".gitattributes"
"""What can tell GitHub to fold a file's changes away."""
_ELSEWHERE = ("docs/", "examples/", "hooks/", "overrides/", "tests/")
"""Folders whose files other checks look at, or that are the generator's own."""


def check_repository(context: Context) -> Iterator[Problem]:
    """The repository holds no exports, no programs that nobody can read, and nothing made."""
    # Nothing is known, and nothing said, where git cannot tell.
    names = _committed(context.folder.root)
    if any(name.startswith(f"{_CACHE}/") for name in names):
        why = (
            "what lies in this folder is made by builds, and must not come from the repository; "
            f"take it out (`git rm -r --cached {_CACHE}`)"
        )
        yield Problem(_CACHE, 0, 0, why, ABOUT_FILES)
    compiled = [name for name in names if name.endswith(COMPILED)]
    if compiled:
        endings = " ".join(sorted({f"'*{PurePosixPath(name).suffix}'" for name in compiled}))
        count = "a compiled program lies" if len(compiled) == 1 else "compiled programs lie"
        why = (
            f"{count} in the repository, in which nobody can read what is done; take it out "
            f"(`git rm --cached {endings}`)"
        )
        yield Problem(compiled[0], 0, 0, why, ABOUT_FILES)
    for name in names:
        if name in compiled:
            continue
        if name.endswith(f"/{_ATTRIBUTES}"):
            why = (
                "a file of this name can hide changes from whoever approves them; delete it, or "
                "write its lines into the one at the top, which has an owner"
            )
            yield Problem(name, 0, 0, why, ABOUT_FILES)
        elif not name.startswith((f"{_CACHE}/", *_ELSEWHERE)):
            why = (
                "a spreadsheet lies in the repository, where everybody can read it; exports of "
                "forms hold e-mail addresses, so delete it, tell the repository's owner, and bring "
                "the signatories in by `campaign import`"
            )
            yield Problem(name, 0, 0, why, ABOUT_FILES)


def _committed(root: Path) -> list[str]:
    """Return the paths of what git keeps below a folder and that may be a stray."""
    if not (root / ".git").exists():
        return []
    compiled = (f"*{ending}" for ending in COMPILED)
    patterns = (f"{_CACHE}/*", *_SPREADSHEETS, *compiled, f"*/{_ATTRIBUTES}")
    return ask_git(root, "ls-files", "-z", "--", *patterns) or []
