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
_held: dict[Path, int] = {}
"""The folders that this process builds in, each with what keeps others out of it."""


def building(site: Path) -> Path:
    """Return the folder, beside `site`, in which the next site is built."""
    site = _real(site)
    return site.with_name(f".{site.name}.new")


def begin(site: Path, say: Callable[[str], object] = print) -> Path:
    """Return the folder to build in, empty; mend first what an earlier build left that was killed.

    Waits while another process builds there, and tells so by `say`. Raises `OSError` where nothing
    can be written beside the site.
    """
    _check_link(site)
    new = building(site)
    _hold(new, say)
    recover(site)
    for entry in new.iterdir():
        _delete(entry)
    return new


def _hold(new: Path, say: Callable[[str], object]) -> None:
    """Make the folder, and keep other processes out of it until `_let_go`."""
    while True:
        new.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32" or new in _held:
            return
        folder = os.open(new, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(WAITING)
            fcntl.flock(folder, fcntl.LOCK_EX)
        # While it waited, the folder may have become the site, or have been deleted.
        if new.exists() and os.path.samestat(new.stat(), os.fstat(folder)):
            _held[new] = folder
            return
        os.close(folder)


def _let_go(new: Path) -> None:
    if (folder := _held.pop(new, None)) is not None:
        os.close(folder)


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


def recover(site: Path) -> None:
    """Put the last good site back if a build was killed between taking it away and replacing it."""
    site, old = _real(site), _old(site)
    if not old.exists():
        return
    if site.exists():
        _delete(old)  # the new site came into its place
    else:
        old.rename(site)


def finish_publishing(site: Path) -> None:
    """Put the site that was built into the place of the last one, and delete that one.

    Hidden entries of the last one, such as `.git`, are no part of it and stay. Raises `OSError`.
    """
    new, site = building(site), _real(site)
    try:
        if not site.exists():
            new.rename(site)
            return
        for entry in site.iterdir():
            if entry.name.startswith("."):
                _copy(entry, new / entry.name)
        old = _old(site)
        _delete(old)
        site.rename(old)
        new.rename(site)
        _delete(old)
    finally:
        _let_go(new)


def give_up(site: Path) -> None:
    """Delete what a failed build left; the last site was never touched."""
    new = building(site)
    if sys.platform != "win32" and new not in _held:
        return  # another build's
    try:
        _delete(new)
    finally:
        _let_go(new)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _real(site: Path) -> Path:
    """Return the folder itself where `site` is a link to it."""
    return Path(os.path.realpath(site))


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
