"""Signatories' logos: which files the list names, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from campaign.config.folder import Folder
from campaign.core.files import read_text, wrong_upload_name
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_PICTURES
from campaign.look.logo import wrong_logo_in_row
from campaign.signatories.cells import LOGO_KINDS
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_records

COLUMN = "logo"


def logos_in_list(folder: Folder) -> frozenset[str]:
    """Return the files that the list names as logos, whatever else is wrong with it."""
    text, _ = read_text(folder.signatories, "")
    return frozenset(name for _, _, name in _cells(text or ""))


def wrong_list_logos(folder: Folder, text: str, present: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each logo that does not exist, and for each that cannot be shown.

    `text` is the list's; `present` are the files below docs/ that may be published.
    """
    files = set()
    for row, number, name in _cells(text):
        if not name.lower().endswith(LOGO_KINDS):
            continue  # told where the cell is read
        if why := wrong_upload_name(COLUMN, name, LOGO_KINDS, present):
            place = cell_place(text, row, number)
            yield Problem(folder.shown(folder.signatories), *place, why, ABOUT_PICTURES)
        else:
            files.add(name)
    for name in sorted(files):
        path = folder.docs / name
        for fault in wrong_logo_in_row(path):
            yield Problem(folder.shown(path), *fault, topic=ABOUT_PICTURES)


def _cells(text: str) -> Iterator[tuple[CsvRow, int, str]]:
    """Yield each cell that names a logo: its row, its number in it, and the name."""
    if COLUMN not in text.partition("\n")[0]:
        return  # as of most lists, which may be long
    for row, cells in csv_records(text):
        if name := cells.get(COLUMN):
            yield row, list(cells).index(COLUMN), name
