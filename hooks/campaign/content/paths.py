"""Addresses below the site's root that follow from a page's path alone."""

from __future__ import annotations

from pathlib import PurePosixPath

EMBEDDED = ("count", "tracker")
"""What other sites can show in a frame, by the last part of each address."""


def page_folder(page: str) -> str:
    """Return the folder of a page's address, with a slash at its end or empty, from its path."""
    path = PurePosixPath(page)
    folder = path.parent if path.stem == "index" else path.with_suffix("")
    return "" if folder == PurePosixPath() else f"{folder.as_posix()}/"


def versions_address(letter: str) -> str:
    """Return the address below which a letter's versions are shown, from its path below docs/."""
    return f"{page_folder(letter)}versions/"


def pdf_address(letter: str) -> str:
    """Return the address of the PDF that a build makes of a letter, from its path below docs/."""
    path = PurePosixPath(letter)
    return (
        path.with_name("letter.pdf") if path.stem == "index" else path.with_suffix(".pdf")
    ).as_posix()


def embed_path(base: str, name: str) -> str:
    """Return the address of an embedded page; `base` is that of the page that offers it."""
    return f"{base}{name}/"
