"""Finds the likely duplicates of a list without comparing everybody with everybody.

Signatories are compared only where they share a key: their words without spaces, their words in
any order, their words but one (for typing errors), an acronym, a web address, a family name. Where
many share one, they are sorted, and each is compared with the few behind it. So the work grows
with the list and not with its square, whatever the list holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple

from campaign.core.problems import Problem
from campaign.curation import list_file
from campaign.curation.known_different import Decisions, decisions
from campaign.curation.list_edits import Draft
from campaign.curation.name_parts import Form, form
from campaign.curation.name_words import FULL_NAMES
from campaign.curation.scoring import SHORTEST_MISSPELT, SHORTEST_NAME, compare
from campaign.signatories.identity import SignatoryKey, key
from campaign.signatories.signatories import Signatory
from campaign.signatories.signatories_csv import Vocabulary, read_signatories

MOST_NAMES = 20_000
"""Names of a list in which duplicates of new ones are looked for at once: within seconds."""
BLOCK = 24
"""Up to how many signatories with one key are all compared with one another."""
NEIGHBOURS = 10
"""With how many each is compared where more share a key."""
MOST_TRIED = 12
"""Words of a name that are looked at for typing errors."""
SHARED_SITE = 5
"""By how many an address may be given before it says nothing: it is then an umbrella's."""


Track = Callable[[Sequence[Any], str], Iterable[Any]]
"""Passes items on one by one, and shows how far it got with what the text says."""


class Listed(NamedTuple):
    """A signatory and the line that it stands in."""

    line: int
    signatory: Signatory


class Pair(NamedTuple):
    """Two lines that may hold one signatory."""

    first: Listed
    second: Listed
    score: int
    """For ranking: from 1 to 100, higher is likelier."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for likely duplicates came to."""

    pairs: tuple[Pair, ...]
    """The likeliest first, then by line."""
    compared: int
    """How many comparisons were made."""
    crowded: int
    """Signatories with so many alike that each was compared with its nearest only."""
    shared_sites: tuple[str, ...]
    """Addresses that more than `SHARED_SITE` organizations give; they count for nothing."""


def likely_duplicates(
    listed: Sequence[Listed],
    track: Track = lambda items, _: items,
    *,
    new: Collection[int] | None = None,
) -> Search:
    """Return the pairs of a list that are likely one signatory.

    `new`: those alone in which one of these lines stands, as the second.

    The order of the list has no part in it, nor have rows that share nothing with a pair. Pairs
    of which both withdrew are left out.
    """
    forms = [form(one.signatory) for one in track(listed, "Reading the names")]
    sites = Counter(f.site for f in forms if f.site and not f.is_person)
    shared = {site for site, times in sites.items() if times > SHARED_SITE}
    forms = [replace(f, site="") if f.site in shared else f for f in forms]
    asked = {at for at, one in enumerate(listed) if new is None or one.line in new}
    blocks = [members for members in _blocks(forms) if not asked.isdisjoint(members)]
    crowded: set[int] = set()
    compared: set[tuple[int, int]] = set()
    pairs = []
    for members in track(blocks, "Comparing the names"):
        if len(members) > BLOCK:
            crowded.update(members)
        for at in _compared(members, forms):
            if at in compared or asked.isdisjoint(at):
                continue
            compared.add(at)
            pair = (listed[at[0]], listed[at[1]])
            first, second = sorted(pair, key=lambda one: (one.line in (new or ()), one.line))
            if first.signatory.withdrawn and second.signatory.withdrawn:
                continue
            if likeness := compare(forms[at[0]], forms[at[1]]):
                pairs.append(Pair(first, second, *likeness))
    pairs.sort(key=lambda pair: (-pair.score, pair.first.line, pair.second.line))
    return Search(tuple(pairs), len(compared), len(crowded), tuple(sorted(shared)))


def _blocks(forms: Sequence[Form]) -> list[list[int]]:
    """Return who shares a key, for each key that several share."""
    bare = {f.parts.bare for f in forms if f.parts.bare}
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(forms):
        for shared in set(_keys(one, bare)):
            blocks[shared].append(at)
    return [members for members in blocks.values() if len(members) > 1]


def _compared(members: Sequence[int], forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    """Yield which of those with one key are compared, the one first that the list has first."""
    if len(members) <= BLOCK:
        yield from combinations(members, 2)
        return

    def near(at: int) -> tuple[str, ...]:  # nothing of the line: its place has no part in it
        who = forms[at].signatory
        return (forms[at].folded, who.affiliation, who.place, who.name)

    ordered = sorted(members, key=near)
    for at, one in enumerate(ordered):
        for two in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield min(one, two), max(one, two)


def _keys(one: Form, bare: set[str]) -> Iterator[str]:
    """Yield what a signatory shares with its like; `bare`: names that are an acronym alone."""
    parts, kind = one.parts, one.signatory.kind[0]
    yield f"name {one.folded}"
    for letters in parts.letters | parts.aliases:
        yield f"{kind} letters {letters}"
    if len(parts.whole) > 1:
        yield f"{kind} words {' '.join(sorted(parts.whole))}"
        yield f"{kind} sounds {one.consonants}"
    if sum(map(len, parts.words)) >= SHORTEST_NAME - 1:  # the other may be one letter longer
        for at, word in enumerate(parts.words[:MOST_TRIED]):
            if len(word) >= SHORTEST_MISSPELT and word.isalpha():
                rest = " ".join((*parts.words[:at], f"{word[0]}*", *parts.words[at + 1 :]))
                yield f"{kind} misspelt {rest}"
    if one.own_site:
        yield f"own {one.own_site}"
    if not one.is_person:
        for acronym in {parts.bare, *parts.acronyms, *(parts.initials & bare)} - {""}:
            yield f"acronym {acronym}"
        if one.site:
            yield f"site {one.site}"
    elif (one.affiliation or one.site) and len(parts.words) > 1:
        given = parts.words[0]
        for full in {given, *FULL_NAMES.get(given, ())}:
            yield f"family {parts.words[-1]} {full[0]}"


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
