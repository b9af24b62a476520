"""Finds signatories in the list by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from campaign.core.folding import fold, name_key
from campaign.curation.list_file import ListFile, Row

LIKE_ENOUGH = 60
"""Likeness, from 0 to 100, from which on a name may be meant by another."""


def named(file: ListFile, name: str, details: Mapping[str, str]) -> list[Row]:
    """Return the rows that bear the name, written in whatever way, and these details.

    `details` holds `kind`, `affiliation` or `place`; an empty one tells nothing.
    """
    wanted = name_key(name)
    asked = {column: fold(value) for column, value in details.items() if value.strip()}
    return [
        row
        for row in file.rows
        if name_key(row.cells.get("name", "")) == wanted
        and all(fold(row.cells.get(column, "")) == value for column, value in asked.items())
    ]


def alike(file: ListFile, name: str, most: int = 5) -> Sequence[Row]:
    """Return the rows with the names most like one that nobody bears, the most alike first."""
    names = {at: fold(row.cells.get("name", "")) for at, row in enumerate(file.rows)}
    found = process.extract(
        fold(name), names, scorer=fuzz.WRatio, limit=most, score_cutoff=LIKE_ENOUGH
    )
    return [file.rows[at] for _, _, at in found]
