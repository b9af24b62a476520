"""Distinct signatories: pairs that look like one, and of which an editor said that they are two.

They stand in docs/data/distinct.csv, which is never published: one pair a line, named as the list
names them, so that they are found again however the list is sorted. Affiliation and place are
given only where several signatories of the list bear the name.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.core import files
from campaign.core.folding import name_key
from campaign.core.problems import Problem, Wrong, one_of, quote
from campaign.core.topics import ABOUT_DUPLICATES
from campaign.safety.personal_data import PublicDetails
from campaign.signatories.cells import name_cell, text_cell
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_records, csv_rows
from campaign.signatories.identity import Identity, SignatoryKey, Who, identity, key
from campaign.signatories.signatories import KINDS

PAIR_COLUMNS = (*Identity._fields, *(f"other_{column}" for column in Identity._fields))
PAIR_HEADER = ",".join(PAIR_COLUMNS)
NEEDED = ("name", "kind", "other_name", "other_kind")

Sides = tuple[Identity, Identity]
Bearers = Mapping[tuple[str, str], Sequence[Who]]
"""Those of a list by kind and folded name."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the entries say of a list."""

    pairs: frozenset[frozenset[SignatoryKey]]
    stale: tuple[tuple[int, str], ...]
    """Lines that say nothing of the list any more, and why."""

    def are_distinct(self, one: Who, other: Who) -> bool:
        """Say whether an editor recorded the two as different."""
        return frozenset((key(one), key(other))) in self.pairs


def check_distinct(path: Path, shown: str, public: PublicDetails) -> tuple[str, list[Problem]]:
    """Return the text of a file, empty if it does not exist, and what is wrong in it."""
    if path.is_symlink() or not path.exists():  # a link is told of elsewhere, and never followed
        return "", []
    text, problems = files.read_text(path, shown)
    return (text, wrong_pairs(text, shown, public)) if text is not None else ("", problems)


def wrong_pairs(text: str, path: str, public: PublicDetails) -> list[Problem]:
    """Return a problem for each line of a text that is not right.

    What is public may stand in a name, as it may in the list.
    """
    rows = [row for row in csv_rows(text) if row.error or not row.is_empty]
    if not rows:
        why = f"the file is empty; write the header {PAIR_HEADER}, or delete the file"
        return [Problem(path, 1, 1, why, ABOUT_DUPLICATES)]
    top = rows.pop(0)
    header = [cell.strip() for cell in top.cells]
    if len({*header}) < len(header) or not {*NEEDED} <= {*header} <= {*PAIR_COLUMNS}:
        why = top.error or f"the first line names other columns; write the header {PAIR_HEADER}"
        return [Problem(path, top.line, 1, why, ABOUT_DUPLICATES)]
    lines: dict[frozenset[SignatoryKey], int] = {}
    problems: list[Problem] = []
    for row in rows:
        cells = dict(zip(header, map(str.strip, row.cells), strict=False))
        found = [*_row_problems(text, row, cells, header, public)]
        pair = frozenset(map(key, _sides(cells)))
        before = lines.setdefault(pair, row.line)
        if not found and len(pair) == 1:
            found = [((row.line, 1), "both sides name the same signatory; delete the line")]
        elif not found and before != row.line:
            found = [((row.line, 1), f"the pair already stands in line {before}; delete one")]
        problems += [Problem(path, *place, why, ABOUT_DUPLICATES) for place, why in found]
    return problems


def _sides(cells: Mapping[str, str]) -> Sides:
    """Return whom a line names."""
    other = (cells.get(f"other_{column}", "") for column in Identity._fields)
    return identity(cells), Identity(*other)


def decisions(text: str, signatories: Iterable[Who]) -> Decisions:
    """Return who of a list is recorded as different in the file's text, and what is stale in it."""
    bearers = _bearers(signatories)
    pairs, stale = set(), []
    for row in csv_records(text):
        meant = [(side, _meant(side, bearers)) for side in _sides(row.cells)]
        pair = frozenset(key(who) for _, found in meant for who in found)
        unclear = [_unclear(side, len(found)) for side, found in meant if len(found) != 1]
        if len(pair) < 2:
            unclear.append("both sides name the same signatory of the list; delete the line")
        if unclear:
            stale.append((row.line, unclear[0]))
        else:
            pairs.add(pair)
    return Decisions(frozenset(pairs), tuple(stale))


def added(text: str, pairs: Iterable[tuple[Who, Who]], signatories: Iterable[Who]) -> str:
    """Return the text of the file with more pairs of a list."""
    everybody = list(signatories)
    bearers = _bearers(everybody)
    known = decisions(text, everybody)
    new = [pair for pair in pairs if not known.are_distinct(*pair)]
    named = [(_named(one, bearers), _named(other, bearers)) for one, other in new]
    return _text([*(_sides(row.cells) for row in csv_records(text)), *named]) if new else text


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
    pairs = [_sides(row.cells) for row in csv_records(text)]
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
        return f"{quote(side.name)} no longer stands in the list; delete the line"
    return (
        f"{bearers} signatories bear the name {quote(side.name)}; add the `affiliation` or the "
        "`place` of the one that is meant"
    )


def _named(who: Who, bearers: Bearers) -> Identity:
    """Return how the file names somebody of a list: with details where another bears the name."""
    details = len(bearers.get(key(who)[:2], ())) > 1
    return Identity(who.name, who.kind, *((who.affiliation, who.place) if details else ()))


def _text(pairs: Iterable[Sides]) -> str:
    """Return the text of a file: sorted, so that pairs recorded side by side merge."""

    def order(who: Identity) -> tuple[str, ...]:
        return name_key(who.name), *key(who)

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(PAIR_COLUMNS)
    for pair in sorted((sorted(pair, key=order) for pair in pairs), key=lambda p: [*map(order, p)]):
        writer.writerow([value for who in pair for value in who])
    return file.getvalue()


def _row_problems(
    text: str,
    row: CsvRow,
    cells: Mapping[str, str],
    header: Sequence[str],
    public: PublicDetails,
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield line and column, and what is wrong there."""
    if row.error:
        yield (row.line, 1), row.error
        return
    if any(map(str.strip, row.cells[len(header) :])):
        why = (
            f"the row has {len(row.cells)} cells, but the header {len(header)}; put a text that "
            "holds a comma in double quotation marks"
        )
        yield (row.line, 1), why
        return
    for number, (column, cell) in enumerate(cells.items()):
        try:
            if column.endswith("kind") and cell and cell not in KINDS:
                raise Wrong(f"is {quote(cell)}; write {one_of(KINDS)}")
            if cell:
                reads = name_cell if column.endswith("name") else text_cell
                reads(cell, public)
        except Wrong as wrong:
            yield cell_place(text, row, number), f"'{column}' {wrong}"
    for column in NEEDED:
        if not cells.get(column):
            yield (row.line, 1), f"'{column}' is empty; fill it in, or delete the line"
