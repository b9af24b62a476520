"""Keeps the last good site while a new one is built, and puts it back if that fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

ASIDE = ".last-good-site"  # MkDocs leaves hidden entries of the site's folder alone


def set_aside(site: Path) -> None:
    """Move a finished site out of the way of the next build, which begins by deleting it."""
    aside = site / ASIDE
    if aside.exists() or not site.is_dir():
        return  # a build was cut off: what lies aside is older, but whole
    aside.mkdir()
    for entry in list(_visible(site)):
        entry.rename(aside / entry.name)


def put_back(site: Path) -> None:
    """Replace what a failed build left by the site that was set aside, if there is one."""
    aside = site / ASIDE
    if not aside.is_dir():
        return
    for entry in list(_visible(site)):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    for entry in list(aside.iterdir()):
        entry.rename(site / entry.name)
    aside.rmdir()


def forget(site: Path) -> None:
    """Delete the site that was set aside: the new one is good."""
    shutil.rmtree(site / ASIDE, ignore_errors=True)


def _visible(folder: Path) -> Iterator[Path]:
    return (entry for entry in folder.iterdir() if not entry.name.startswith("."))
