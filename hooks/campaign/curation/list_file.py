"""Edits docs/data/signatories.csv as text: rows that nobody asked to change keep their bytes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from rapidfuzz import fuzz, process

from campaign.core import files
from campaign.core.folding import fold, name_key
from campaign.core.problems import Problem, Wrong, quote
from campaign.core.topics import ABOUT_ROWS
from campaign.signatories.collation import Sorter
from campaign.signatories.csv_rows import CsvRow, Row, cell_spans, csv_records, csv_rows
from campaign.signatories.signatories_csv import COLUMNS

BOM = "\ufeff"
NEEDS_QUOTES = re.compile(r'[",\r\n]')
LIKE_ENOUGH = 60
"""Likeness, from 0 to 100, from which on a name may be meant by another."""
MOSTLY = 0.9
"""The part of a list's rows that must stand in order for the list to count as sorted."""


Cells = Mapping[str, str]
Block = tuple[str, ...]
SortKey = tuple[bytes, str]
"""What a row is sorted by, as the site sorts it."""
Ordered = tuple[list[SortKey], list[Row]]
"""Those rows that stand in order, strays among them left out, and what each is sorted by."""


@dataclass(frozen=True)
class ListFile:
    """The list as it stands in its file."""

    text: str
    """The whole text, a byte order mark included."""
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    newline: str
    """The line end that most records have."""

    @cached_property
    def by_line(self) -> Mapping[int, Row]:
        """The rows by the line that each begins in."""
        return {row.line: row for row in self.rows}


def read(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """Return the file's text with its byte order mark, or None and why it cannot be read.

    `shown` is the path that problems name.
    """
    text, problems = files.read_text(path, shown)
    if text is not None and path.read_bytes().startswith(BOM.encode()):
        text = BOM + text
    return text, problems


def parse(text: str) -> ListFile:
    """Return the list that the text holds; raise `Wrong` where its form is broken."""
    records = _records(text)
    if not records or records[0].is_empty:
        raise Wrong(
            "the file's first line is empty; write the header there, as name,kind", ABOUT_ROWS
        )
    header = tuple(cell.strip() for cell in records[0].cells)
    if twice := [name for name, times in Counter(header).items() if times > 1]:
        raise Wrong(f"the column {quote(twice[0])} stands twice; keep one", ABOUT_ROWS)
    lines = (text[record.start : record.stop] for record in records)
    ends = Counter(line[len(line.rstrip("\r\n")) :] for line in lines)
    del ends[""]
    rows = tuple(csv_records(records))
    return ListFile(text, header, rows, max(ends, key=ends.__getitem__, default="\n"))


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


def inserted(file: ListFile, rows: Iterable[Mapping[str, str]], language: str) -> str:
    """Return the text with new rows, each in its sorted place in the language's collation.

    A list whose rows are mostly in order gets each row behind the name that it follows, so
    that rows added side by side merge; so does one that is sorted within its kinds and groups.
    Others get them at the end. A column that a new row fills and the header lacks is added.
    """
    added = list(rows)
    file = _widened(file, added)
    sorter = Sorter(language)

    def key(cells: Cells) -> SortKey:
        name, kind, sort = (cells.get(each, "").strip() for each in ("name", "kind", "sort"))
        return sorter.place(name, kind, sort)

    blocks, columns = _sorted_blocks(file.rows, key)
    new = []
    for row in added:
        place = key(row)
        keys, ordered = blocks.get(_block(row, columns), ([], []))
        offset = len(file.text)
        if keys:
            at = bisect_right(keys, place)
            offset = ordered[at - 1].stop if at else ordered[0].start
        cells = [row.get(column, "").strip() for column in file.header]
        is_plain = not NEEDS_QUOTES.search("".join(cells))  # as most rows
        record = ",".join(cells if is_plain else map(_cell, cells))
        new.append((offset, *place, record + file.newline))
    parts, at = list[str](), 0
    for offset, *_, record in sorted(new):
        if offset > at:
            parts.append(file.text[at:offset])
        if parts[-1][-1] not in "\r\n":
            parts.append(file.newline)
        parts.append(record)
        at = offset
    return "".join([*parts, file.text[at:]])


def changed(file: ListFile, row: Row, cells: Mapping[str, str]) -> str:
    """Return the text with other values in the named cells of one row; the others stay."""
    at = file.rows.index(row)
    file = _widened(file, [cells])
    row = file.rows[at]
    spans = cell_spans(file.text, row.start, row.stop)
    after = dict(enumerate(file.text[span] for span in spans))
    for column, value in cells.items():
        if column in file.header and row.cells[column] != value.strip():
            after[file.header.index(column)] = _cell(value)
    record = ",".join(after.get(number, "") for number in range(max(after) + 1))
    return file.text[: row.start] + record + file.text[spans[-1].stop :]


def removed(file: ListFile, rows: Iterable[Row]) -> str:
    """Return the text without these rows."""
    parts, at = [], 0
    for row in sorted(rows, key=lambda row: row.start):
        parts.append(file.text[at : row.start])
        at = row.stop
    return "".join([*parts, file.text[at:]])


def _records(text: str) -> list[CsvRow]:
    """Cut a text into its records; the first is the header."""
    records = []
    for record in csv_rows(text):
        if record.error:
            raise Wrong(
                f"the rows from line {record.line} on cannot be read, since a quotation mark "
                "stands in the wrong place; `campaign check` says where",
                ABOUT_ROWS,
            )
        records.append(record)
    return records


def _cell(value: str) -> str:
    """Return a value as a cell is written."""
    value = value.strip()
    if NEEDS_QUOTES.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value


def _widened(file: ListFile, rows: Iterable[Mapping[str, str]]) -> ListFile:
    """Return the list with the columns that these rows fill and its header lacks."""
    rows = list(rows)
    filled = {column for row in rows for column, value in row.items() if value.strip()}
    missing = [column for column in COLUMNS if column in filled - {*file.header}]
    if not missing:
        return file
    records = []
    for number, row in enumerate(_records(file.text)):
        if number and any(map(str.strip, row.cells[len(file.header) :])):
            raise Wrong(
                f"the row has {len(row.cells)} cells, but the header {len(file.header)}; put a "
                f"text that holds a comma in double quotation marks (line {row.line})",
                ABOUT_ROWS,
            )
        record = file.text[row.start : row.stop]
        bare = record.rstrip("\r\n")
        more = "".join(f",{column}" for column in missing)
        if number:
            lacking = len(file.header) + len(missing) - len(row.cells)
            more = "" if row.is_empty else "," * lacking
        records.append(bare + more + record[len(bare) :])
    begin = BOM if file.text.startswith(BOM) else ""
    return parse(begin + "".join(records))


def _sorted_blocks(
    rows: Sequence[Row], key: Callable[[Cells], SortKey]
) -> tuple[Mapping[Block, Ordered], tuple[str, ...]]:
    """Return the parts of a list that are sorted each, none if one is not, and what parts them.

    The whole list is one, or the rows of each kind and group.
    """
    for columns in ((), ("kind", "group")):
        named = groupby(rows, lambda row: _block(row.cells, columns))  # noqa: B023 - used here
        runs = [(name, list(run)) for name, run in named]
        blocks = {}
        for name, run in runs:
            keys = [key(row.cells) for row in run]
            chosen = _longest_ascent(keys)
            if len(chosen) >= MOSTLY * len(run):
                blocks[name] = [keys[at] for at in chosen], [run[at] for at in chosen]
        if len(blocks) == len(runs):
            return blocks, columns
    return {}, ()


def _block(cells: Cells, columns: Iterable[str]) -> Block:
    return tuple(cells.get(column, "").strip() for column in columns)


def _longest_ascent(keys: Sequence[SortKey]) -> list[int]:
    """Return the places of the longest run of keys, gaps allowed, that never descends."""
    lowest: list[SortKey] = []  # the last key of the best run of each length
    last: list[int] = []  # its place
    before: list[int] = []  # of each place, the one before it in its run
    for at, key in enumerate(keys):
        length = bisect_right(lowest, key)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [key]
        last[length : length + 1] = [at]
    chosen, at = [], last[-1] if last else -1
    while at >= 0:
        chosen.append(at)
        at = before[at]
    return chosen[::-1]
