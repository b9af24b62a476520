"""Likely duplicates of a campaign's list: finds them, and records what an editor decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from campaign.cli.edit_session import Desk, Refused
from campaign.curation import list_file
from campaign.curation.blocking import Listed, Pair, Search, Track, likely_duplicates
from campaign.curation.known_different import (
    Decisions,
    added,
    decisions,
    without,
)
from campaign.curation.list_edits import Draft
from campaign.curation.list_file import Row
from campaign.signatories.signatories import Signatory
from campaign.signatories.signatories_csv import read_signatories

VERY_LIKELY, LIKELY = 85, 65
"""From which score on a pair is called so."""


@dataclass(frozen=True)
class Doubles:
    """A campaign's list and what was decided of its pairs."""

    desk: Desk
    listed: tuple[Listed, ...]

    @cached_property
    def decisions(self) -> Decisions:
        """What the entries say of the list."""
        return decisions(self.desk.before.distinct, (one.signatory for one in self.listed))

    @cached_property
    def rows(self) -> Mapping[int, Row]:
        """The list's rows, by the line that each begins in."""
        return {row.line: row for row in self.desk.before.list.rows}

    @property
    def shown(self) -> str:
        """The path of docs/data/distinct.csv, as problems name it."""
        return self.desk.shown_distinct

    def signatory(self, line: int) -> Signatory:
        """Return the signatory whose row begins in a line."""
        return next(one.signatory for one in self.listed if one.line == line)

    def raw(self, line: int) -> str:
        """Return a row as it stands in the file, without its line end."""
        row = self.rows[line]
        return self.desk.before.list.text[row.start : row.stop].rstrip("\r\n")

    def find(self, track: Track) -> tuple[Search, tuple[Pair, ...]]:
        """Search the list; returns all that was found, and the pairs that are not decided yet."""
        found = likely_duplicates(self.listed, track)
        undecided = tuple(
            pair
            for pair in found.pairs
            if not self.decisions.are_distinct(pair.first.signatory, pair.second.signatory)
        )
        return found, undecided

    def only_in(self, line: int, other: int) -> list[tuple[str, str]]:
        """Return the columns, and what stands in them, that one row fills and the other lacks."""
        mine, theirs = self.rows[line].cells, self.rows[other].cells
        return [(name, value) for name, value in mine.items() if value and not theirs.get(name)]

    def changed(
        self,
        different: Iterable[tuple[int, int]] = (),
        deleted: Iterable[int] = (),
        *,
        tidy: bool = False,
    ) -> Draft:
        """Return what the files become: pairs of lines recorded as different, lines deleted.

        With `tidy`, entries that name nobody of the list are deleted.
        """
        before = self.desk.before
        gone = [self.rows[line] for line in sorted(set(deleted))]
        text = self.desk.before.distinct
        if tidy:
            text = without(text, {stale.line for stale in self.decisions.stale})
        pairs = [(self.signatory(a), self.signatory(b)) for a, b in different]
        if pairs:
            text = added(text, pairs, (one.signatory for one in self.listed))
        after = replace(before, distinct=text)
        return after.without(gone) if gone else after


def open_doubles(desk: Desk) -> Doubles:
    """Read the list and docs/data/distinct.csv; raise `Refused` where one of them is wrong."""
    text = desk.before.list.text.removeprefix(list_file.BOM)
    signatories, found = read_signatories(text, desk.shown, desk.vocabulary)
    if found:
        raise Refused(found)
    lines = [row.line for row in desk.before.list.rows]
    return Doubles(desk, tuple(map(Listed, lines, signatories)))


def likelihood(pair: Pair) -> str:
    """Return in words how likely a pair is one signatory."""
    if pair.score >= VERY_LIKELY:
        return "very likely"
    return "likely" if pair.score >= LIKELY else "possible"


def notes(pair: Pair) -> Sequence[str]:
    """Return what else an editor must know of a pair."""
    return [
        f"line {one.line} was withdrawn on {one.signatory.withdrawn.isoformat()}"
        for one in (pair.first, pair.second)
        if one.signatory.withdrawn
    ]
