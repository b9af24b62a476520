"""Mends in the list what can be meant in one way only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from campaign.core.dates import iso_date, only_reading
from campaign.core.problems import LineIndex, Wrong, quote
from campaign.curation.list_file import BOM, ListFile, parse
from campaign.signatories.csv_rows import cell_spans
from campaign.signatories.signatories import KINDS
from campaign.signatories.signatories_csv import COLUMNS

_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"
"""Spaces and characters without a width, which nobody can see at either end of a cell."""
QUOTED_PAIRS = ("“”", "„“", "‘’", "«»", '""', "''")
KIND_WORDS = {"organisation": "organization"} | {kind: kind for kind in KINDS}
FIRST_WORDS = {"yes": "yes", "no": ""}
Reader = Callable[[str], str]
"""Returns what a cell is meant to hold, which mostly is what it holds."""


class Mend(NamedTuple):
    """One thing that was mended."""

    line: int
    what: str
    """In words, for the editor."""


def mended(text: str, groups: Iterable[str], language: str) -> tuple[str, list[Mend]]:
    """Return the list with what is beyond doubt mended, and that; raise `Wrong` if it is broken.

    `groups` are the campaign's, and `language` is the one that months may be named in. What is
    already right is never changed, so that mending twice is mending once.
    """
    mends = []
    if text.startswith(BOM):
        text = text[len(BOM) :]
        mends.append(Mend(1, "the mark at the file's beginning (a byte order mark) is deleted"))
    file = parse(text)
    meant = [_trimmed(name).casefold() for name in file.header]
    # What each name in the header means; empty where that is in doubt.
    columns = [name if name in COLUMNS and meant.count(name) == 1 else "" for name in meant]
    index = LineIndex(text)
    parts, at = [], 0
    for span, cell, what in _changes(file, columns, _readers(groups, language)):
        is_quoted = text.startswith('"', span.start)
        if cell.startswith('"') and not is_quoted:
            continue  # behind a space a quotation mark is part of the value; in front, it is not
        written = '"' + cell.replace('"', '""') + '"' if is_quoted else cell
        parts += [text[at : span.start], written]
        at = span.stop
        mends.append(Mend(index.place(span.start)[0], what))
    return "".join([*parts, text[at:]]), mends


def _changes(
    file: ListFile, columns: list[str], readers: Mapping[str, Reader]
) -> Iterator[tuple[slice, str, str]]:
    """Yield where a cell stands that is not as it is meant, how it is meant, and that in words."""
    for column, span in zip(columns, cell_spans(file.text, 0, len(file.text)), strict=False):
        value = _value(file.text, span)
        if column and value != column:
            yield span, column, f"the column {quote(value)} is written {quote(column)}"
    for row in file.rows:
        spans = cell_spans(file.text, row.start, row.stop)
        if len(spans) > len(columns):
            continue  # a comma is too many, and what belongs together is not known
        for column, span in zip(columns, spans, strict=False):
            value = _value(file.text, span)
            meant = readers.get(column, _trimmed)(value)
            if meant != value and meant == _trimmed(value):
                yield span, meant, f"the spaces around {quote(meant)} are deleted"
            elif meant != value:
                what = f"'{column}' was {quote(value)} and is written {quote(meant)}"
                yield span, meant, what


def _readers(groups: Iterable[str], language: str) -> Mapping[str, Reader]:
    def day(value: str) -> str:
        value = _bare(value)
        try:
            iso_date(value)
        except Wrong:
            found = only_reading(value, language)
            return found.isoformat() if found else value
        return value

    # Two groups that differ in nothing but their capital letters leave it open which is meant.
    folded = [(group.casefold(), group) for group in {*groups}]
    times = Counter(word for word, _ in folded)
    one = {word: group for word, group in folded if times[word] == 1}
    return {
        "kind": lambda value: KIND_WORDS.get(_bare(value).casefold(), _bare(value)),
        "group": lambda value: one.get(_trimmed(value).casefold(), _trimmed(value)),
        "first": lambda value: FIRST_WORDS.get(_bare(value).casefold(), _bare(value)),
        "signed": day,
        "withdrawn": day,
        "url": _bare,
        "source": _bare,
    }


def _trimmed(value: str) -> str:
    return value.strip(_EDGES)


def _bare(value: str) -> str:
    """Return a value of a column in which quotation marks never stand without those around it."""
    value = _trimmed(value)
    while len(value) > 1 and value[0] + value[-1] in QUOTED_PAIRS:
        value = _trimmed(value[1:-1])
    return value


def _value(text: str, span: slice) -> str:
    raw = text[span]
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw
