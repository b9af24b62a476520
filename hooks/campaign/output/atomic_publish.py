"""Builds a site beside the last one, and puts it into its place.

Whatever ends a build, and whenever, the folder holds the last good site whole or the new one
whole. Between two renames, for a moment, it holds none: what is killed there is put right when
the next build begins.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

OURS = "count.json"
"""A file that every site of a campaign holds."""


def building(site: Path) -> Path:
    """Return the folder, beside `site`, in which the next site is built."""
    site = _real(site)
    return site.with_name(f".{site.name}.new")


def begin(site: Path) -> Path:
    """Return the folder to build in, empty; mend first what an earlier build left that was killed.

    Raises `OSError` where nothing can be written beside the site.
    """
    _check_link(site)
    recover(site)
    new = building(site)
    _delete(new)
    new.mkdir(parents=True)
    return new


def _check_link(site: Path) -> None:
    """Raise `OSError` if the site's folder is a link to a folder that may be somebody's own.

    A link can come with a change that somebody proposed, and what it leads to would be replaced.
    """
    if not site.is_symlink() or not site.exists():
        return
    if not site.is_dir() or (any(site.iterdir()) and not (site / OURS).is_file()):
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


def finish(site: Path) -> None:
    """Put the site that was built into the place of the last one, and delete that one.

    Hidden entries of the last one, such as `.git`, are no part of it and stay. Raises `OSError`.
    """
    new, site = building(site), _real(site)
    if not site.exists():
        new.rename(site)
        return
    for entry in _hidden(site):
        _copy(entry, new / entry.name)
    old = _old(site)
    _delete(old)
    site.rename(old)
    new.rename(site)
    _delete(old)


def give_up(site: Path) -> None:
    """Delete what a failed build left; the last site was never touched."""
    _delete(building(site))


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _real(site: Path) -> Path:
    """Return the folder itself where `site` is a link to it."""
    return Path(os.path.realpath(site))


def _hidden(folder: Path) -> Iterator[Path]:
    return (entry for entry in folder.iterdir() if entry.name.startswith("."))


def _copy(entry: Path, to: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.copytree(entry, to, symlinks=True)
    else:
        shutil.copy2(entry, to, follow_symlinks=False)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
