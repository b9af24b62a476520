"""A list that is searched for likely duplicates, but for those of which an editor decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from campaign.core.problems import Problem
from campaign.curation import list_file
from campaign.curation.blocking import Listed, Pair, likely_duplicates
from campaign.curation.known_different import Decisions, decisions
from campaign.curation.list_edits import Draft
from campaign.signatories.identity import SignatoryKey, key
from campaign.signatories.signatories_csv import Vocabulary, read_signatories

MOST_NAMES = 20_000
"""Names of a list in which duplicates of new ones are looked for at once: within seconds."""


@dataclass(frozen=True)
class Doubles:
    """Everybody of a list, and what was decided of its pairs."""

    listed: tuple[Listed, ...]
    decisions: Decisions

    def undecided(self, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return the pairs that are not recorded as different."""
        are_distinct = self.decisions.are_distinct
        return tuple(p for p in pairs if not are_distinct(p.first.signatory, p.second.signatory))


def read_doubles(
    draft: Draft, shown: str, vocabulary: Vocabulary
) -> tuple[Doubles | None, list[Problem]]:
    """Return who may stand twice in a list; None and why where it has a problem."""
    text = draft.list.text.removeprefix(list_file.BOM)
    signatories, problems = read_signatories(text, shown, vocabulary)
    if problems:
        return None, problems
    lines = (row.line for row in draft.list.rows)
    known = decisions(draft.distinct, signatories)
    return Doubles(tuple(map(Listed, lines, signatories)), known), []


def likely_among(
    draft: Draft, new: Collection[SignatoryKey], shown: str, vocabulary: Vocabulary
) -> tuple[Pair, ...] | None:
    """Return the likely duplicates of some signatories, with the others and with one another.

    The draft holds them already; `new` is what they are told apart by. None where there are too
    many names to look at by the way.
    """
    if not new:
        return ()
    if len(draft.list.rows) > MOST_NAMES:
        return None
    doubles, _ = read_doubles(draft, shown, vocabulary)
    if doubles is None:
        return ()
    asked = {one.line for one in doubles.listed if key(one.signatory) in new}
    return doubles.undecided(likely_duplicates(doubles.listed, new=asked).pairs)
