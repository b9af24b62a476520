"""Signatories' logos: which files the list names, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from campaign.config.folder import Folder
from campaign.core.files import read_text, wrong_upload_name
from campaign.core.problems import Problem
from campaign.core.topics import ABOUT_PICTURES
from campaign.look.logo import wrong_logo_in_row
from campaign.signatories.cells import LOGO_KINDS
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_records

if TYPE_CHECKING:
    from campaign.site.context import Context

COLUMN = "logo"


def logos_in_list(folder: Folder) -> frozenset[str]:
    """Return the files that the list names as logos, whatever else is wrong with it."""
    text, _ = read_text(folder.signatories, "")
    return frozenset(name for _, _, name in _cells(text or ""))


def check_list_logos(context: Context) -> Iterator[Problem]:
    """The logos that the list names exist, are small, and are fit to be published."""
    folder, text = context.folder, context.list_text
    files = set()
    for row, number, name in _cells(text):
        if not name.lower().endswith(LOGO_KINDS):
            continue  # told where the cell is read
        if why := wrong_upload_name(COLUMN, name, LOGO_KINDS, context.paths):
            place = cell_place(text, row, number)
            yield Problem(folder.shown_list, *place, why, ABOUT_PICTURES)
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
