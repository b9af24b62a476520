"""Distinct signatories: pairs that look like one, and of which an editor said that they are two.

They stand in docs/data/distinct.csv, which is never published: one pair a line, named as the list
names them, so that they are found again however the list is sorted. Affiliation and place are
given only where several signatories of the list bear the name.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from campaign.config.folder import Folder
from campaign.core import files
from campaign.core.folding import fold, name_key
from campaign.core.problems import Problem, Wrong, did_you_mean, one_of, quote
from campaign.curation import list_file
from campaign.signatories.cells import text_cell
from campaign.signatories.csv_rows import CsvRow, cell_place, csv_rows
from campaign.signatories.signatories import KINDS, Signatory
from campaign.signatories.topics import ABOUT_CELLS, ABOUT_DUPLICATES

SIDE = ("name", "kind", "affiliation", "place")
COLUMNS = (*SIDE, *(f"other_{column}" for column in SIDE))
REQUIRED = ("name", "kind", "other_name", "other_kind")
HEADER = ",".join(COLUMNS)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
MISQUOTED = "a quotation mark stands in the wrong place; write each mark twice"
TIDY = "run `campaign duplicates --tidy`, which deletes such lines"

Key = tuple[str, str, str, str]
"""What the list tells signatories apart by: kind, and name, affiliation and place, folded."""


class Identity(NamedTuple):
    """One signatory of a pair, as the file names it."""

    name: str
    kind: str
    affiliation: str = ""
    place: str = ""


Who = Signatory | Identity
"""Somebody of the list."""


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

    pairs: frozenset[frozenset[Key]]
    stale: tuple[Stale, ...]

    def are_distinct(self, one: Signatory, other: Signatory) -> bool:
        """Say whether an editor recorded the two as different."""
        return frozenset((key(one), key(other))) in self.pairs


def key(who: Who) -> Key:
    """Return what the list tells a signatory apart by."""
    return who.kind, name_key(who.name), fold(who.affiliation), fold(who.place)


def check_distinct(path: Path, shown: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return the entries of a file, none if it does not exist, and what is wrong in it."""
    if path.is_symlink() or not path.exists():  # a link is told of elsewhere, and never followed
        return (), []
    text, problems = files.read_text(path, shown)
    return read_distinct(text, shown) if text is not None else ((), problems)


def read_distinct_text(folder: Folder) -> str:
    """Return the text of docs/data/distinct.csv with its byte order mark; empty without a file."""
    path = folder.distinct
    return (list_file.read(path, folder.shown(path))[0] or "") if path.exists() else ""


def read_distinct(text: str, path: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return the entries of a text, and a problem for each line that is not right.

    Each line is read by itself, so that a mark in the wrong place spoils no other line.
    """
    text = text.removeprefix(list_file.BOM)
    entries: list[Entry] = []
    problems: list[Problem] = []
    first: dict[frozenset[Key], int] = {}

    def add(line: int, message: str) -> None:
        problems.append(Problem(path, line, 1, message, ABOUT_DUPLICATES))

    rows = _rows(text)
    top = next(rows, None)
    header = [cell.strip() for cell in top.cells] if top else []
    if top is None:
        add(1, f"the file is empty; write the header {HEADER}, or delete the file")
        return (), problems
    for message in [MISQUOTED] if top.error else _header_problems(header):
        add(top.line, message)
    for row in [] if problems else rows:
        if row.error:
            add(row.line, MISQUOTED)
            continue
        entry, wrong = _entry(text, row, header, path)
        problems += wrong
        if entry:
            pair = frozenset((key(entry.one), key(entry.other)))
            if (before := first.setdefault(pair, row.line)) != row.line:
                add(row.line, f"the pair already stands in line {before}; delete one")
            else:
                entries.append(entry)
    return tuple(entries), problems


def decisions(entries: Iterable[Entry], signatories: Iterable[Who]) -> Decisions:
    """Return which signatories of a list are recorded as different, and which entries are stale.

    A side that names no affiliation or place is whoever bears the name alone; one that does
    names them, or, where these were since left out or changed, whoever bears the name alone.
    """
    bearers = _bearers(signatories)
    pairs, stale = set(), []
    for entry in entries:
        keys, why = [], []
        for identity in (entry.one, entry.other):
            found = _meant(key(identity), bearers)
            if len(found) == 1:
                keys += found
            elif found:
                why.append(
                    f"{len(found)} signatories bear the name {quote(identity.name)}; "
                    "add the `affiliation` or the `place` of the one that is meant"
                )
            else:
                why.append(f"{quote(identity.name)} no longer stands in the list; {TIDY}")
        pair = frozenset(keys)
        if not why and len(pair) < 2:
            why.append(f"both sides name the same signatory of the list; {TIDY}")
        if why:
            stale.append(Stale(entry, why[0]))
        else:
            pairs.add(pair)
    return Decisions(frozenset(pairs), tuple(stale))


def added(text: str, pairs: Iterable[tuple[Who, Who]], signatories: Iterable[Who]) -> str:
    """Return the text of the file with more pairs of a list, each in its sorted place.

    Lines that stand there keep their bytes; a pair that stands there is not added again.
    """
    everybody = list(signatories)
    bearers: defaultdict[tuple[str, str], int] = defaultdict(int)
    for signatory in everybody:
        bearers[key(signatory)[:2]] += 1
    entries, _ = read_distinct(text, "")
    known = set(decisions(entries, everybody).pairs)
    lines = LINE.findall(text) if text.strip() else [f"{HEADER}\n"]
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    header = [cell.strip() for row in csv_rows(lines[0]) for cell in row.cells]
    if missing := [column for column in COLUMNS if column not in header]:
        header += missing
        lines[0] = ",".join([lines[0].rstrip("\r\n"), *missing]) + newline
    for pair in pairs:
        if frozenset(map(key, pair)) in known:
            continue
        known.add(frozenset(map(key, pair)))
        one, other = sorted((_identity(who, bearers) for who in pair), key=_order)
        record = _record([*one, *other], header) + newline
        place = (_order(one), _order(other))
        entries, _ = read_distinct("".join(lines), "")
        after = [e.line for e in entries if (_order(e.one), _order(e.other)) > place]
        lines.insert(min(after) - 1 if after else len(lines), record)
    return "".join(lines)


def without(text: str, lines: Collection[int]) -> str:
    """Return the text of the file without the lines of these numbers."""
    kept = enumerate(LINE.findall(text), start=1)
    return "".join(line for number, line in kept if number not in lines)


def without_gone(text: str, before: Iterable[Who], after: Iterable[Who]) -> str:
    """Return the text of the file without the lines that name somebody who left the list."""
    left = {key(who) for who in after}
    bearers = _bearers(before)

    def is_gone(side: Identity) -> bool:
        met = _meant(key(side), bearers)
        return bool(met) and left.isdisjoint(met)

    entries, _ = read_distinct(text, "")
    return without(text, {e.line for e in entries if is_gone(e.one) or is_gone(e.other)})


def renamed(text: str, old: Who, new: Who, before: Sequence[Who]) -> str:
    """Return the text of the file after one of the list `before` was corrected.

    The pairs that name them name them as they are now, and no line keeps what they were.
    """
    if key(old) == key(new):
        return text
    after = [new if key(who) == key(old) else who for who in before]
    by_key = {key(who): who for who in after}
    entries, _ = read_distinct(text, "")
    pairs = []
    for pair in decisions(entries, before).pairs:
        if key(old) in pair:
            (other,) = pair - {key(old)}
            pairs.append((new, by_key[other]))
    cleared = without_gone(text, before, after)
    return added(cleared, sorted(pairs, key=lambda pair: key(pair[1])), after) if pairs else cleared


def _bearers(signatories: Iterable[Who]) -> dict[tuple[str, str], list[Key]]:
    """Return those of each kind and folded name."""
    bearers: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for signatory in signatories:
        known = key(signatory)
        bearers[known[:2]].append(known)
    return bearers


def _meant(wanted: Key, bearers: Mapping[tuple[str, str], list[Key]]) -> list[Key]:
    """Return those of the list who may be meant by a side: one, none, or several."""
    found = bearers.get(wanted[:2], [])
    return [known for known in found if known == wanted] or found


def _header_problems(header: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with a header."""
    missing = [column for column in REQUIRED if column not in header]
    unknown = [column for column in header if column not in COLUMNS]
    for column in unknown:
        yield f"the column {quote(column)} is not known; {did_you_mean(column, COLUMNS)}"
    if missing and not unknown:
        said = ", ".join(map(quote, missing))
        yield f"columns are missing: {said}; write the header {HEADER}"
    if len(set(header)) < len(header):
        yield f"a column stands twice; write the header {HEADER}"


def _entry(
    text: str, row: CsvRow, header: Sequence[str], path: str
) -> tuple[Entry | None, list[Problem]]:
    """Return the pair of a row, or what is wrong with it."""
    problems: list[Problem] = []

    def add(message: str, line: int = row.line, column: int = 1) -> None:
        problems.append(Problem(path, line, column, message, ABOUT_DUPLICATES))

    values = dict.fromkeys(COLUMNS, "")
    if any(map(str.strip, row.cells[len(header) :])):
        add(
            f"the row has {len(row.cells)} cells, but the header {len(header)}; put a text "
            "that holds a comma in double quotation marks"
        )
        return None, problems
    for number, (column, cell) in enumerate(zip(header, row.cells, strict=False)):
        values[column] = cell.strip()
        try:
            if cell.strip():
                values[column] = _kind(cell) if column.endswith("kind") else text_cell(cell)
        except Wrong as wrong:
            add(f"'{column}' {wrong}", *cell_place(text, row, number))
    for column in REQUIRED:
        if not values[column]:
            add(f"'{column}' is empty; fill it in, or delete the line")
    one, other = (Identity(*(values[p + column] for column in SIDE)) for p in ("", "other_"))
    if not problems and key(one) == key(other):
        add("both sides name the same signatory; delete the line")
    return (None if problems else Entry(row.line, one, other)), problems


def _kind(value: str) -> str:
    if value.strip() not in KINDS:
        raise Wrong(f"is {quote(value.strip())}; write {one_of(KINDS)}", ABOUT_CELLS)
    return value.strip()


def _rows(text: str) -> Iterator[CsvRow]:
    """Yield the rows that hold something, each line read by itself.

    A mark in the wrong place then spoils no other line: nothing in this file needs two.
    """
    start = 0
    for number, line in enumerate(LINE.findall(text), start=1):
        for row in csv_rows(line):
            if row.error or not row.is_empty:
                yield row._replace(line=number, start=start + row.start, stop=start + row.stop)
        start += len(line)


def _identity(who: Who, bearers: Mapping[tuple[str, str], int]) -> Identity:
    if bearers[key(who)[:2]] > 1:
        return Identity(who.name, who.kind, who.affiliation, who.place)
    return Identity(who.name, who.kind)


def _order(who: Identity) -> tuple[str, ...]:
    return (name_key(who.name), who.kind, fold(who.affiliation), fold(who.place))


def _record(values: Sequence[str], header: Sequence[str]) -> str:
    cells = dict(zip(COLUMNS, values, strict=True))
    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow([cells.get(column, "") for column in header])
    return file.getvalue()
