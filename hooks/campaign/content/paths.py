"""Addresses below the site's root: what a page's path gives, and what pages had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from campaign.core.problems import Problem, quote
from campaign.core.topics import ABOUT_OLD_ADDRESSES

_NEVER = ("404.html", "search.html", "sitemap.xml", "sitemap.xml.gz")
"""Files of the site itself, which no page may have had."""
EMBEDDED = ("count", "tracker")
"""What other sites can show in a frame, by the last part of each address."""


def page_folder(page: str) -> str:
    """Return the folder of a page's address, with a slash at its end or empty, from its path."""
    path = PurePosixPath(page)
    folder = path.parent if path.stem in ("index", "README") else path.with_suffix("")
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


class OldAddress(NamedTuple):
    """An address that a page had before, and where an editor wrote it."""

    address: str
    """Below the site's root, as `old/letter/`."""
    page: str
    """The file of the page that has it no more, from docs/."""
    shown: str
    line: int
    column: int


def output_path(address: str) -> str:
    """Return the file that a host without settings serves at an address: `old/` is a folder."""
    if not address or address.endswith("/"):
        return f"{address}index.html"
    return address if PurePosixPath(address).suffix == ".html" else f"{address}.html"


def check_old_addresses(old: Iterable[OldAddress], taken: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with old addresses.

    `taken` are the files of the built site by their paths, each with what makes it, as problems
    show it. A host may take capitals for small letters, and no file can lie below another file.
    """
    files = dict.fromkeys(_NEVER, "a page of the site's own")
    files |= {path.casefold(): shown for path, shown in taken.items()}
    for each in old:
        path = output_path(each.address).casefold()
        at_or_above = {path, *(parent.as_posix() for parent in PurePosixPath(path).parents)}
        clash = next((f for f in files if f in at_or_above or f.startswith(f"{path}/")), None)
        if clash is None:
            files[path] = f"an old address of {each.shown}"
            continue
        why = f"where {files[clash]} is; delete it, or move that"
        if clash == path and files[path].endswith(each.shown):
            why = "which is this page's own address, or stands here twice; delete it"
        message = f"'old_addresses' names {quote(each.address)}, {why}"
        yield Problem(each.shown, each.line, each.column, message, ABOUT_OLD_ADDRESSES)
