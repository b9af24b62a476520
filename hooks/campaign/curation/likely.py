"""Finds the likely duplicates of a list without comparing everybody with everybody.

Signatories are compared only where they share a key: their words without spaces, their words in
any order, their words but one (for typing errors), an acronym, a web address, a family name. Where
many share one, they are sorted, and each is compared with the few behind it. So the work grows
with the list and not with its square, whatever the list holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from campaign.core.problems import Problem
from campaign.curation.known_different import decisions
from campaign.curation.list_edits import Draft
from campaign.curation.name_words import FULL_NAMES
from campaign.curation.scoring import SHORTEST_MISSPELT, Form, compare, form
from campaign.signatories.identity import SignatoryKey, key
from campaign.signatories.signatories import Signatory
from campaign.signatories.signatories_csv import read_signatories

MOST_NAMES = 20_000
"""Names of a list in which duplicates of new ones are looked for at once: within seconds."""
BLOCK = 24
"""With how many others of its key a signatory is compared at most: those that sort behind it."""
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

    @property
    def lines(self) -> tuple[int, int]:
        """The two lines."""
        return self.first.line, self.second.line


class Search(NamedTuple):
    """What a search for likely duplicates came to."""

    pairs: tuple[Pair, ...]
    """The likeliest first, then by line."""
    compared: int
    """How many comparisons were made."""
    crowded: int
    """Signatories with so many alike that each was compared with its nearest only."""
    shared_sites: tuple[str, ...]
    """Addresses that more than `SHARED_SITE` organizations give; they count for nothing."""
    decided: int = 0
    """Pairs that were left out, as they are recorded as different."""


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
    compared: set[tuple[int, int]] = set()
    pairs = []
    for members in track(blocks, "Comparing the names"):
        for at in _compared(members, forms):
            if at in compared or asked.isdisjoint(at):
                continue
            compared.add(at)
            first, second = sorted(
                (listed[n] for n in at), key=lambda one: (one.line in (new or ()), one.line)
            )
            is_gone = first.signatory.withdrawn and second.signatory.withdrawn
            if not is_gone and (likeness := compare(*(forms[n] for n in at))):
                pairs.append(Pair(first, second, *likeness))
    pairs.sort(key=lambda pair: (-pair.score, pair.first.line, pair.second.line))
    crowded = {at for members in blocks if len(members) > BLOCK for at in members}
    return Search(tuple(pairs), len(compared), len(crowded), tuple(sorted(shared)))


def _blocks(forms: Sequence[Form]) -> list[list[int]]:
    """Return who shares a key, for each key that several share."""
    names = [one.parts for one in forms]
    # Most names have neither: nobody bears their initials alone, nor writes in another script.
    rare = {name.bare for name in names if name.bare}
    rare |= {name.consonants for name in names if not name.folded.isascii()}
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(forms):
        some = {one.parts.bare, one.parts.consonants, *one.parts.initials} & rare
        for shared in some.union(_keys(one)):
            blocks[shared].append(at)
    return [members for members in blocks.values() if len(members) > 1]


def _compared(members: Sequence[int], forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    """Yield which of those with one key are compared, the one first that the list has first."""

    def near(at: int) -> tuple[str, ...]:  # nothing of the line: its place has no part in it
        who = forms[at].signatory
        return (forms[at].parts.folded, who.affiliation, who.place, who.name)

    ordered = sorted(members, key=near)
    for at, one in enumerate(ordered):
        for two in ordered[at + 1 : at + 1 + BLOCK]:
            yield min(one, two), max(one, two)


def _keys(one: Form) -> Iterator[str]:
    """Yield what a signatory shares with its like."""
    words = one.parts.words
    yield from one.parts.writings | one.parts.aliases
    for at, word in enumerate(words[:MOST_TRIED]):
        if len(word) >= SHORTEST_MISSPELT and word.isalpha():
            yield " ".join((*words[:at], f"{word[0]}*", *words[at + 1 :]))
    if one.site:
        yield one.site
    if one.is_person and (one.affiliation or one.site) and len(words) > 1:
        for full in {words[0], *FULL_NAMES.get(words[0], ())}:
            yield f"{full[0]}* {words[-1]}"


def undecided(search: Search, draft: Draft, listed: Iterable[Listed]) -> Search:
    """Return what a search came to without the pairs that are recorded as different."""
    differ = decisions(draft.distinct, (one.signatory for one in listed)).are_distinct
    pairs = search.pairs
    left = tuple(p for p in pairs if not differ(p.first.signatory, p.second.signatory))
    return search._replace(pairs=left, decided=len(pairs) - len(left))


def read_listed(draft: Draft) -> tuple[list[Listed], list[Problem]]:
    """Return who stands in which line of a list, and what is wrong there."""
    shown = draft.folder.shown_list
    signatories, problems = read_signatories(draft.list.text, shown, draft.vocabulary)
    if problems:
        return [], problems
    lines = (row.line for row in draft.list.rows)
    return [Listed(*each) for each in zip(lines, signatories, strict=True)], []


def likely_among(draft: Draft, new: Collection[SignatoryKey]) -> tuple[Pair, ...] | None:
    """Return the likely duplicates of some signatories, with the others and with one another.

    The draft holds them already; `new` is what they are told apart by. None where there are too
    many names to look at by the way.
    """
    if not new:
        return ()
    if len(draft.list.rows) > MOST_NAMES:
        return None
    listed, _ = read_listed(draft)
    asked = {one.line for one in listed if key(one.signatory) in new}
    return undecided(likely_duplicates(listed, new=asked), draft, listed).pairs
