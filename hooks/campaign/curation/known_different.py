"""Distinct signatories: pairs that look like one, and of which an editor said that they are two.

They stand in docs/data/distinct.csv, which is never published: one pair a line, named as the list
names them, so that they are found again however the list is sorted. Affiliation and place are
given only where several signatories of the list bear the name.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from campaign.config.folder import Folder
from campaign.core import files
from campaign.core.folding import fold, name_key
from campaign.core.problems import LINE_END, Problem, Wrong, did_you_mean, one_of, quote
from campaign.core.topics import ABOUT_DUPLICATES
from campaign.curation import list_file
from campaign.signatories.cells import text_cell
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_rows
from campaign.signatories.signatories import KINDS, Signatory

SIDE = ("name", "kind", "affiliation", "place")
PAIR_COLUMNS = (*SIDE, *(f"other_{column}" for column in SIDE))
PAIR_HEADER = ",".join(PAIR_COLUMNS)
NEEDED = ("name", "kind", "other_name", "other_kind")
MISQUOTED = "a quotation mark stands in the wrong place; write each mark twice"
TIDY = "run `campaign duplicates --tidy`, which deletes such lines"

SignatoryKey = tuple[str, str, str, str]
"""What the list tells signatories apart by: kind, and name, affiliation and place, folded."""


class Identity(NamedTuple):
    """One signatory of a pair, as the file names it."""

    name: str
    kind: str
    affiliation: str = ""
    place: str = ""


Who = Signatory | Identity
"""Somebody of the list."""
Bearers = Mapping[tuple[str, str], Sequence[Who]]
"""Those of a list by kind and folded name."""


class Entry(NamedTuple):
    """One line of the file."""

    line: int
    one: Identity
    other: Identity


class Stale(NamedTuple):
    """An entry that says nothing of the list any more."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the entries say of a list."""

    pairs: frozenset[frozenset[SignatoryKey]]
    stale: tuple[Stale, ...]

    def are_distinct(self, one: Signatory, other: Signatory) -> bool:
        """Say whether an editor recorded the two as different."""
        return frozenset((key(one), key(other))) in self.pairs


def key(who: Who) -> SignatoryKey:
    """Return what the list tells a signatory apart by."""
    return who.kind, name_key(who.name), fold(who.affiliation), fold(who.place)


def check_distinct(path: Path, shown: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return the entries of a file, none if it does not exist, and what is wrong in it."""
    if path.is_symlink() or not path.exists():  # a link is told of elsewhere, and never followed
        return (), []
    text, problems = files.read_text(path, shown)
    return read_distinct(text, shown) if text is not None else ((), problems)


def read_distinct_text(folder: Folder) -> str:
    """Return the text of docs/data/distinct.csv; empty without a file."""
    path = folder.distinct
    return (list_file.read(path, folder.shown(path))[0] or "") if path.exists() else ""


def read_distinct(text: str, path: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return the entries of a text, and a problem for each line that is not right.

    Each line is read by itself, so that a mark in the wrong place spoils no other line.
    """
    lines = enumerate(LINE_END.split(text.removeprefix(list_file.BOM)), start=1)
    rows = [(number, line, next(csv_rows(line))) for number, line in lines if line.strip(", ")]
    if not rows:
        why = f"the file is empty; write the header {PAIR_HEADER}, or delete the file"
        return (), [Problem(path, 1, 1, why, ABOUT_DUPLICATES)]
    (first, _, top), *others = rows
    header = [cell.strip() for cell in top.cells]
    if wrong := [MISQUOTED] if top.error else [*_header_problems(header)]:
        return (), [Problem(path, first, 1, why, ABOUT_DUPLICATES) for why in wrong]
    entries: dict[frozenset[SignatoryKey], Entry] = {}
    problems: list[Problem] = []
    for number, line, row in others:
        found = [*_row_problems(line, row, header)]
        if not found:
            cells = dict(zip(header, map(str.strip, row.cells), strict=False))
            one, other = (
                Identity(*(cells.get(side + column, "") for column in SIDE))
                for side in ("", "other_")
            )
            before = entries.setdefault(
                frozenset((key(one), key(other))), Entry(number, one, other)
            )
            if key(one) == key(other):
                found = [(1, "both sides name the same signatory; delete the line")]
            elif before.line != number:
                found = [(1, f"the pair already stands in line {before.line}; delete one")]
        problems += [Problem(path, number, at, why, ABOUT_DUPLICATES) for at, why in found]
    return tuple(entry for pair, entry in entries.items() if len(pair) == 2), problems


def decisions(entries: Iterable[Entry], signatories: Iterable[Who]) -> Decisions:
    """Return which signatories of a list are recorded as different, and which entries are stale."""
    bearers = _bearers(signatories)
    pairs, stale = set(), []
    for entry in entries:
        sides = [(side, _meant(side, bearers)) for side in _sides(entry)]
        pair = frozenset(key(who) for _, found in sides for who in found)
        if why := [_unclear(side, len(found)) for side, found in sides if len(found) != 1]:
            stale.append(Stale(entry, why[0]))
        elif len(pair) < 2:
            stale.append(Stale(entry, f"both sides name the same signatory of the list; {TIDY}"))
        else:
            pairs.add(pair)
    return Decisions(frozenset(pairs), tuple(stale))


def added(text: str, pairs: Iterable[tuple[Who, Who]], signatories: Iterable[Who]) -> str:
    """Return the text of the file with more pairs of a list."""
    everybody = list(signatories)
    bearers = _bearers(everybody)
    entries, _ = read_distinct(text, "")
    known = set(decisions(entries, everybody).pairs)
    new = [pair for pair in pairs if frozenset(map(key, pair)) not in known]
    named = [(_named(one, bearers), _named(other, bearers)) for one, other in new]
    return _text([*map(_sides, entries), *named]) if new else text


def without(text: str, lines: Collection[int]) -> str:
    """Return the text of the file without the lines of these numbers."""
    entries, _ = read_distinct(text, "")
    return _text(_sides(entry) for entry in entries if entry.line not in lines) if lines else text


def followed(text: str, changes: Iterable[tuple[Who, Who | None]]) -> str:
    """Return the text of the file after the list has changed.

    `changes` holds everybody of the list as they were, and as they are, or None who left. A line
    that names who left is deleted, and one that names who was corrected names them as they are,
    so that nothing keeps the name.
    """
    if not text:
        return text
    moves = list(changes)
    now = {key(before): after for before, after in moves}
    bearers = _bearers(before for before, _ in moves)
    left = _bearers(after for _, after in moves if after)
    pairs = [_sides(entry) for entry in read_distinct(text, "")[0]]
    kept = []
    for pair in pairs:
        found = [[now[key(who)] for who in _meant(side, bearers)] for side in pair]
        if any(after and not any(after) for after in found):
            continue
        one, other = (
            _named(after[0], left) if len(after) == 1 and after[0] else side
            for side, after in zip(pair, found, strict=True)
        )
        kept.append((one, other))
    return text if kept == pairs else _text(kept)


def _bearers(signatories: Iterable[Who]) -> Bearers:
    """Return those of each kind and folded name."""
    bearers: defaultdict[tuple[str, str], list[Who]] = defaultdict(list)
    for signatory in signatories:
        bearers[key(signatory)[:2]].append(signatory)
    return bearers


def _meant(side: Identity, bearers: Bearers) -> Sequence[Who]:
    """Return those of the list who may be meant by a side: one, none, or several.

    A side that names no affiliation or place is whoever bears the name alone; one that does
    names them, or, where these were since left out or changed, whoever bears the name alone.
    """
    found = bearers.get(key(side)[:2], ())
    return [who for who in found if key(who) == key(side)] or found


def _unclear(side: Identity, bearers: int) -> str:
    if not bearers:
        return f"{quote(side.name)} no longer stands in the list; {TIDY}"
    return (
        f"{bearers} signatories bear the name {quote(side.name)}; add the `affiliation` or the "
        "`place` of the one that is meant"
    )


def _named(who: Who, bearers: Bearers) -> Identity:
    """Return how the file names somebody of a list: with details where another bears the name."""
    details = len(bearers.get(key(who)[:2], ())) > 1
    return Identity(who.name, who.kind, *((who.affiliation, who.place) if details else ()))


def _sides(entry: Entry) -> tuple[Identity, Identity]:
    return entry.one, entry.other


def _text(pairs: Iterable[tuple[Identity, Identity]]) -> str:
    """Return the text of a file: sorted, so that pairs recorded side by side merge."""

    def order(who: Identity) -> tuple[str, ...]:
        return name_key(who.name), *key(who)

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(PAIR_COLUMNS)
    for pair in sorted((sorted(pair, key=order) for pair in pairs), key=lambda p: [*map(order, p)]):
        writer.writerow([value for who in pair for value in who])
    return file.getvalue()


def _header_problems(header: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a header."""
    missing = [column for column in NEEDED if column not in header]
    unknown = [column for column in header if column not in PAIR_COLUMNS]
    for column in unknown:
        yield f"the column {quote(column)} is not known; {did_you_mean(column, PAIR_COLUMNS)}"
    if missing and not unknown:
        said = ", ".join(map(quote, missing))
        yield f"columns are missing: {said}; write the header {PAIR_HEADER}"
    if len(set(header)) < len(header):
        yield f"a column stands twice; write the header {PAIR_HEADER}"


def _row_problems(line: str, row: CsvRow, header: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the column in the line, and what is wrong there."""
    if row.error:
        yield 1, MISQUOTED
        return
    if any(map(str.strip, row.cells[len(header) :])):
        yield (
            1,
            (
                f"the row has {len(row.cells)} cells, but the header {len(header)}; put a text "
                "that holds a comma in double quotation marks"
            ),
        )
        return
    cells = dict(zip(header, map(str.strip, row.cells), strict=False))
    for number, (column, cell) in enumerate(cells.items()):
        try:
            if column.endswith("kind") and cell and cell not in KINDS:
                raise Wrong(f"is {quote(cell)}; write {one_of(KINDS)}")
            text_cell(cell)
        except Wrong as wrong:
            yield cell_place(line, row, number)[1], f"'{column}' {wrong}"
    for column in NEEDED:
        if not cells.get(column):
            yield 1, f"'{column}' is empty; fill it in, or delete the line"
