"""Reads rows that are written as one before them: a single match takes a whole row apart.

A form's export writes nearly every row in one of a few ways: the same columns, with the same
attributes in the same order. Only their values differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from campaign.importer.sheet_cells import INLINE, Styles, read_value, unescaped

MOST = 8
"""Ways of writing that are tried, the latest first."""
ATTRIBUTES = r'(?: [\w:.]+="[^"<&]*")*'
"""A pattern of the attributes of an element, whatever they are."""
ROW = rf'<row r="([1-9][0-9]*)"{ATTRIBUTES}>'


class Written(NamedTuple):
    """A cell as it is written."""

    whole: str
    column: str
    """Its letters, as B, and its row; empty where it does not say."""
    line: str
    style: str
    kind: str
    """Its attributes `s` and `t`; empty where it has none."""
    value: str
    inline: str
    """What stands in `<v>`, and in `<is>`."""


@dataclass(frozen=True)
class _Shape:
    """One way of writing a row."""

    row: re.Pattern[str]
    reads: Sequence[Callable[[str], str]]
    places: Sequence[int]
    width: int

    def cells(self, values: Sequence[str]) -> list[str]:
        """Return the cells of a row with these values, with empty ones where some are left out."""
        read = [
            take(value) if value else "" for take, value in zip(self.reads, values, strict=True)
        ]
        if len(read) == self.width:
            return read
        cells = [""] * self.width
        for at, cell in zip(self.places, read, strict=True):
            cells[at] = cell
        return cells


class Shapes:
    """The ways of writing that were met in a sheet."""

    def __init__(self, styles: Styles) -> None:
        """Make it for a sheet of a workbook with these styles."""
        self._styles = styles
        self._shapes: list[_Shape] = []

    def read(self, row: str) -> tuple[int, list[str]] | None:
        """Return the number and the cells of a row; None if it is written in no known way.

        `row` is all before its `</row>`, and holds no reference, as `&amp;`. Raises as
        `read_value` does.
        """
        for at, shape in enumerate(self._shapes):
            if found := shape.row.fullmatch(row):
                if at:
                    self._shapes.insert(0, self._shapes.pop(at))
                number, *values = found.groups()
                return int(number), shape.cells(values)
        return None

    def learn(self, cells: Sequence[Written], places: Sequence[int]) -> None:
        """Remember how a row was written, whose cells stand in the columns `places`, ascending."""
        parts = [*map(_pattern, cells)]
        if not parts or not all(parts):
            return
        reads = [
            unescaped
            if cell.kind == INLINE
            else partial(read_value, cell.kind, cell.style, styles=self._styles)
            for cell in cells
        ]
        pattern = re.compile(ROW + "".join(filter(None, parts)))
        self._shapes.insert(0, _Shape(pattern, reads, places, places[-1] + 1))
        del self._shapes[MOST:]


def _pattern(cell: Written) -> str | None:
    """Return a pattern of cells that are written as one is; None if it says too little."""
    if not cell.column or not cell.line:
        return None
    style = f' s="{cell.style}"' if cell.style else ""
    kind = f' t="{cell.kind}"' if cell.kind else ""
    begin = rf'<c r="{cell.column}\1"{style}{kind}'
    if cell.whole.endswith("/>"):
        return f"{begin}()/>"
    if cell.whole.endswith("</v></c>"):
        return f"{begin}><v>([^<]*)</v></c>" if cell.kind != INLINE else None
    if cell.whole.endswith("</is></c>"):
        text = rf"<is><t{ATTRIBUTES}>([^<]*)</t></is>"
        return f"{begin}>{text}</c>" if cell.kind == INLINE else None
    return f"{begin}>()</c>"
