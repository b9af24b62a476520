"""Finds the likely duplicates of a list without comparing everybody with everybody.

Signatories are compared only where they share a key: their words without spaces, their words in
any order, their words but one (for typing errors), an acronym, a web address, a family name. The
number of keys of a name is bounded, and so is the number of comparisons for a key, so that the
work grows with the list and not with its square, whatever the list holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import NamedTuple, Protocol, TypeVar

from campaign.curation.name_parts import Form, form
from campaign.curation.name_words import FULL_NAMES
from campaign.curation.scoring import SHORTEST_MISSPELT, SHORTEST_NAME, Likeness, compare
from campaign.signatories.signatories import Signatory

T = TypeVar("T")
BLOCK = 24
"""Up to how many signatories with one key are all compared with one another."""
NEIGHBOURS = 6
"""With how many each is compared where more share a key, in each of two orders."""
MOST_WORDS = 12
"""Words of a name that are looked at for typing errors."""
SHARED_SITE = 5
"""By how many an address may be given before it says nothing: it is then an umbrella's."""


class Track(Protocol):
    """Passes items on one by one, and shows how far it got with what the text says."""

    def __call__(self, items: Sequence[T], text: str, /) -> Iterable[T]:
        """Return the items."""


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
class Found:
    """What a search for likely duplicates came to."""

    pairs: tuple[Pair, ...]
    """The likeliest first, then by line."""
    compared: int
    """How many comparisons were made."""
    crowded: int
    """Signatories with so many alike that each was compared with its nearest only."""
    shared_sites: tuple[str, ...]
    """Addresses that more than `SHARED_SITE` organizations give; they count for nothing."""


def _untracked(items: Sequence[T], text: str, /) -> Iterable[T]:
    return items


def likely_duplicates(listed: Sequence[Listed], track: Track = _untracked) -> Found:
    """Return the pairs of one list that are likely one signatory.

    The order of the list has no part in it, nor have rows that share nothing with a pair. Where
    more than `BLOCK` signatories share a key, only the nearest of them are compared. Pairs of
    which both withdrew are left out.
    """
    return _search(listed, None, track)


def likely_between(
    existing: Sequence[Listed], new: Sequence[Listed], track: Track = _untracked
) -> Found:
    """Return the likely pairs of one existing signatory (`first`) and one new one (`second`).

    Two that are one by the list's own rule are among them as well: "the same name".
    """
    sides = [False] * len(existing) + [True] * len(new)
    return _search([*existing, *new], sides, track)


def _search(listed: Sequence[Listed], sides: Sequence[bool] | None, track: Track) -> Found:
    forms = [form(one.signatory) for one in track(listed, "Reading the names")]
    sites = Counter(f.site for f in forms if f.site and not f.is_person)
    shared = {site for site, times in sites.items() if times > SHARED_SITE}
    if shared:
        forms = [replace(f, site="") if f.site in shared else f for f in forms]
    search = _Search(forms, sides)
    search.compare_all(track)
    pairs = []
    for (i, j), (score, reasons) in search.found.items():
        first, second = listed[i], listed[j]
        if sides[i] if sides else first.line > second.line:
            first, second = second, first
        pairs.append(Pair(first, second, score, reasons))
    pairs.sort(key=lambda pair: (-pair.score, pair.first.line, pair.second.line))
    return Found(tuple(pairs), search.compared, len(search.crowded), tuple(sorted(shared)))


class _Search:
    """Compares the forms of one list, each with those that share a key with it."""

    def __init__(self, forms: Sequence[Form], sides: Sequence[bool] | None) -> None:
        self._forms = forms
        self._sides = sides
        self._bare = {f.parts.bare for f in forms if f.parts.bare}
        self._scripts = len({f.script for f in forms}) > 1
        self.found: dict[tuple[int, int], Likeness] = {}
        self.compared = 0
        self.crowded: set[int] = set()

    def compare_all(self, track: Track) -> None:
        """Compare all; fills `found`."""
        blocks: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self._forms):
            for key in {*self._keys(one), *_misspelt_keys(one)}:
                blocks[key].append(at)
        work = [members for members in blocks.values() if self._worthwhile(members)]
        for members in track(work, "Comparing the names"):
            if len(members) <= BLOCK:
                pairs: Iterable[tuple[int, int]] = combinations(members, 2)
            else:
                self.crowded.update(members)
                pairs = chain(
                    _neighbours(sorted(members, key=self._near)),
                    _neighbours(sorted(members, key=self._near_behind)),
                )
            for i, j in pairs:
                self._compare(i, j)

    def _worthwhile(self, members: Sequence[int]) -> bool:
        if len(members) < 2:
            return False
        return not self._sides or len({self._sides[at] for at in members}) == 2

    def _keys(self, one: Form) -> Iterator[str]:
        parts = one.parts
        kind = one.signatory.kind[0]
        yield f"name {one.folded}"
        for compact in (*parts.compacts, *parts.aliases):
            yield f"{kind} letters {compact}"
        if len(parts.whole) > 1:
            yield f"{kind} words {' '.join(sorted(parts.whole))}"
        if one.sorted_as:
            yield f"{kind} sorted {one.sorted_as}"
        if self._scripts:
            yield f"{kind} sounds {one.skeleton}"
        if one.own_site:
            yield f"own {one.own_site}"
        if one.is_person:
            if (one.affiliation or one.site) and len(parts.words) > 1:
                given = parts.words[0]
                for full in {given, *FULL_NAMES.get(given, ())}:
                    yield f"family {parts.words[-1]} {full[0]}"
            return
        for acronym in {parts.bare, *parts.acronyms, *(parts.initials & self._bare)} - {""}:
            yield f"acronym {acronym}"
        if one.site:
            yield f"site {one.site}"

    def _near(self, at: int) -> tuple[str, ...]:
        """Return what a signatory is sorted by among those with one key: nothing of its line."""
        one = self._forms[at]
        details = ("".join(parts.words) if parts else "" for parts in (one.affiliation, one.place))
        return (one.folded, *details, one.signatory.name)

    def _near_behind(self, at: int) -> tuple[str, ...]:
        """Return the same, but with the name's letters, and what is sorted by, from the end."""
        name, affiliation, place, written = self._near(at)
        return (affiliation, place, name[::-1], written)

    def _compare(self, i: int, j: int) -> None:
        self.compared += 1
        if self._sides and self._sides[i] == self._sides[j]:
            return
        pair = (i, j) if i < j else (j, i)
        one, two = self._forms[i], self._forms[j]
        if pair in self.found or (one.signatory.withdrawn and two.signatory.withdrawn):
            return
        if likeness := compare(one, two):
            self.found[pair] = likeness


def _neighbours(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    for at, one in enumerate(ordered):
        for two in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield one, two


def _misspelt_keys(one: Form) -> Iterator[str]:
    """Yield a name's other words, with the first letter of the one that may be misspelt."""
    words = one.parts.words
    if sum(map(len, words)) < SHORTEST_NAME - 1:  # the other name may be one letter longer
        return
    for at, word in enumerate(words[:MOST_WORDS]):
        if len(word) >= SHORTEST_MISSPELT and word.isalpha():
            rest = " ".join((*words[:at], f"{word[0]}*", *words[at + 1 :]))
            yield f"{one.signatory.kind[0]} misspelt {rest}"
