"""Builds a site beside the last one, and puts it into its place.

Whatever ends a build, and whenever, the folder holds the last good site whole or the new one
whole. Between two renames, for a moment, it holds none: what is killed there is put right when
the next build begins. Of two builds at once, one waits for the other: a build holds the folder
that it writes until it ends, however it ends (flock(2); where a system has none, nobody waits).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import fcntl

_OURS = "count.json"
"""A file that every site of a campaign holds."""
WAITING = "Another build of this site is running; waiting for its end."


class NextSite:
    """The folder in which the next site is built."""

    def __init__(self, site: Path, say: Callable[[str], object] = print) -> None:
        """Hold the folder, empty, and mend what an earlier build left that was killed.

        Waits while another process builds there, and tells so by `say`. Raises `OSError` where
        nothing can be written beside the site.
        """
        _check_link(site)
        self.site = site
        self._real = Path(os.path.realpath(site))  # where it is a link
        self.folder = self._real.with_name(f".{self._real.name}.new")
        self._held = self._hold(say)
        recover(site)
        for entry in self.folder.iterdir():
            _delete(entry)

    def _hold(self, say: Callable[[str], object]) -> int | None:
        """Make the folder, and return what keeps other processes out of it until it is closed."""
        while True:
            self.folder.mkdir(parents=True, exist_ok=True)
            if sys.platform == "win32":
                return None
            held = os.open(self.folder, os.O_RDONLY)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(WAITING)
                fcntl.flock(held, fcntl.LOCK_EX)
            # While it waited, the folder may have become the site, or have been deleted.
            if self.folder.exists() and os.path.samestat(self.folder.stat(), os.fstat(held)):
                return held
            os.close(held)

    def publish(self) -> None:
        """Put what was built into the place of the last site, and delete that one.

        Hidden entries of the last one, such as `.git`, are no part of it and stay. Raises
        `OSError`.
        """
        try:
            if not self._real.exists():
                self.folder.rename(self._real)
                return
            for entry in self._real.iterdir():
                if entry.name.startswith("."):
                    _copy(entry, self.folder / entry.name)
            old = _old(self._real)
            _delete(old)
            self._real.rename(old)
            self.folder.rename(self._real)
            _delete(old)
        finally:
            self._let_go()

    def give_up(self) -> None:
        """Delete what a failed build left; the last site was never touched. Raises `OSError`."""
        if self._held is None and sys.platform != "win32":
            return  # publishing failed, and the folder may be another build's since
        try:
            _delete(self.folder)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None


def recover(site: Path) -> None:
    """Put the last good site back if a build was killed between taking it away and replacing it."""
    site = Path(os.path.realpath(site))
    old = _old(site)
    if site.exists():
        _delete(old)  # the new site came into its place
    elif old.exists():
        old.rename(site)


def _check_link(site: Path) -> None:
    """Raise `OSError` if the site's folder is a link to a folder that may be somebody's own.

    A link can come with a change that somebody proposed, and what it leads to would be replaced.
    """
    if not site.is_symlink() or not site.exists():
        return
    if not site.is_dir() or (any(site.iterdir()) and not (site / _OURS).is_file()):
        raise OSError(
            f"{site.name} is a link to {os.path.realpath(site)}, which holds no site of a "
            "campaign; delete the link, or empty that folder"
        )


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _copy(entry: Path, to: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.copytree(entry, to, symlinks=True)
    else:
        shutil.copy2(entry, to, follow_symlinks=False)


def _delete(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, onerror=_unless_gone)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:  # which may name a file without the folder that it lies in
        raise OSError(error.errno, "cannot be deleted, delete it by hand", str(path)) from error


def _unless_gone(_: object, __: object, found: tuple[Any, BaseException, Any]) -> None:
    """Go on where another build, which began at this moment, deleted the same before."""
    if not isinstance(found[1], FileNotFoundError):
        raise found[1]
