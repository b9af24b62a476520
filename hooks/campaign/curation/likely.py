"""Likely duplicates among signatories who are about to be added to the list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.curation import list_file
from campaign.curation.known_different import decisions
from campaign.signatories.identity import SignatoryKey, key
from campaign.signatories.signatories_csv import Vocabulary, read_signatories

if TYPE_CHECKING:
    from campaign.curation.blocking import Pair

MOST_NAMES = 20_000
"""Names of a list in which duplicates of new ones are looked for at once: within seconds."""
MOST_NEW = 5_000
"""New names whose duplicates are looked for at once."""


@dataclass(frozen=True)
class Likely:
    """What was found of new signatories."""

    pairs: tuple[Pair, ...] = ()
    """The likeliest first; without those that are recorded as different."""
    is_searched: bool = True
    """False where there are too many names to look at by the way."""


def likely_among(
    text: str, new: Collection[SignatoryKey], distinct: str, shown: str, vocabulary: Vocabulary
) -> Likely:
    """Return the likely duplicates of some signatories, with the others and with one another.

    `text` is a list that is valid and holds them already, `new` is what they are told apart by,
    `distinct` the text of docs/data/distinct.csv, `shown` the list's path.
    """
    if not new:
        return Likely()
    if len(new) > MOST_NEW:
        return Likely(is_searched=False)
    # Loaded here: it takes longer than everything else that most imports need.
    from campaign.curation.blocking import Listed, likely_duplicates

    bare = text.removeprefix(list_file.BOM)
    signatories, problems = read_signatories(bare, shown, vocabulary)
    if problems or len(signatories) > MOST_NAMES:
        return Likely(is_searched=not signatories)
    lines = [row.line for row in list_file.parse(text).rows]
    listed = [Listed(line, who) for line, who in zip(lines, signatories, strict=True)]
    asked = {one.line for one in listed if key(one.signatory) in new}
    known = decisions(distinct, signatories)
    return Likely(
        tuple(
            pair
            for pair in likely_duplicates(listed, new=asked).pairs
            if not known.are_distinct(pair.first.signatory, pair.second.signatory)
        )
    )
