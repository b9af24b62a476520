"""Compares two signatories: how likely they are one and the same, and what speaks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from campaign.core.problems import quote
from campaign.curation.name_parts import Form, Parts
from campaign.curation.name_words import FULL_NAMES

SHORTEST_MISSPELT = 5
"""Letters of a word that may hold a typing error: shorter ones are too often two words."""
SURE_WORD = 8
"""Letters from which on one letter may stand for another."""
LONG_WORD = 10
"""Letters from which on a word may hold two errors."""
SHORTEST_NAME = 10
"""Letters of a whole name in which one word may be misspelt."""
LIKE_WORDS, WITHIN = 60, 80
"""How alike, from 0 to 100, words of two people are who share an address of their own."""
CROSS_SCRIPT = 55
"""How alike two transliterated names must be, from 0 to 100: some scripts leave out vowels."""


class Likeness(NamedTuple):
    """Why two signatories may be one."""

    score: int
    """For ranking only: from 1 to 100, higher is likelier."""
    reasons: tuple[str, ...]
    """In plain words, each a phrase."""


def compare(a: Form, b: Form) -> Likeness | None:
    """Return why two signatories may be one; None if nothing speaks for it, or much against it.

    The result depends on these two alone, and not on which is the first.
    """
    if a.signatory.kind != b.signatory.kind:
        if a.folded == b.folded and " " in a.folded:
            return Likeness(80, ("one is listed as an organization, the other as an individual",))
        return None
    if a.own_site and a.own_site == b.own_site and _sound_alike(a.parts, b.parts):
        return Likeness(98, ("both have the same web address of their own, and like names",))
    affiliation, place = _agree(a.affiliation, b.affiliation), _agree(a.place, b.place)
    if a.folded == b.folded:
        return _namesakes(a, b, affiliation, place)
    if affiliation is False or (place is False and not (a.is_person and affiliation)):
        return None
    if _differ(a, b):
        return None
    close = bool(affiliation or (a.site and a.site == b.site))
    return max(_ways(a, b, close=close, near=close or bool(place)), default=None)


def _ways(a: Form, b: Form, *, close: bool, near: bool) -> Iterator[Likeness]:
    """Yield what speaks for it that two of different names are one.

    `close`: they share an affiliation or a web address; `near`: one of these, or a place.
    """
    one, two = a.parts, b.parts
    yield from _same(a, b)
    words = _mistyped(one, two, person=a.is_person)
    if words and (near or not a.is_person or min(map(len, words)) >= SURE_WORD - 1):
        x, y = sorted(words)
        score = 84 if near or not a.is_person else 72
        yield Likeness(score, (f"{quote(x)} and {quote(y)} may be one word, mistyped",))
    if a.is_person:
        if close:
            yield from _given_names(one.words, two.words)
        return
    if one.letters & two.aliases or two.letters & one.aliases:
        yield Likeness(88, ("one says that it also has the other name",))
    yield from _acronym(one, two)
    yield from _acronym(two, one)
    if a.site and a.site == b.site:
        shared = {word for word in one.words if len(word) > 3} & {*two.words}
        yield Likeness(70 if shared else 45, ("both have the same web address",))


def _same(a: Form, b: Form) -> Iterator[Likeness]:
    """Compare the names but for what carries little."""
    one, two = a.parts, b.parts
    is_spelt_out = not (a.is_person and 1 in map(len, (*one.words, *two.words)))
    if a.script != b.script:
        if one.letters & two.letters or (a.consonants == b.consonants and _sound_as(one, two)):
            yield _noted(80, "they sound alike, in two scripts", one, two)
    elif sorted(a.folded.split()) == sorted(b.folded.split()):
        yield _noted(97, "the same words in another order", one, two)
    elif one.words == two.words:
        reason = "the same but for small words, titles, legal forms or abbreviations"
        yield _noted(94, reason, one, two)
    elif len(one.whole) > 1 and sorted(one.whole) == sorted(two.whole):
        yield _noted(90, "the same words in another order", one, two)
    elif one.letters & two.letters and is_spelt_out:  # "Ann E" is not "Anne"
        yield _noted(89, "the same letters with other accents or spaces", one, two)


def _noted(score: int, reason: str, one: Parts, two: Parts) -> Likeness:
    """Return the likeness of two like names, less where one of them says more."""
    if one.generation != two.generation:
        return Likeness(score - 25, (reason, "a father and a son may bear the name"))
    if one.asides != two.asides:
        return Likeness(score - 12, (reason, f"one adds {quote(min(one.asides or two.asides))}"))
    return Likeness(score, (reason,))


def _namesakes(a: Form, b: Form, affiliation: bool | None, place: bool | None) -> Likeness | None:
    """Compare two of one name: the list holds both only because something tells them apart."""
    if False in (affiliation, place):
        return None
    if affiliation or place:
        what = "affiliation" if affiliation else "place"
        return Likeness(92, ("the same name", f"the same {what}, or nearly so"))
    if a.own_site and b.own_site and a.own_site != b.own_site:
        return Likeness(55, ("the same name", "two web addresses, which may be two people's"))
    return Likeness(75, ("the same name", "no affiliation or place shows that they are two"))


def _differ(a: Form, b: Form) -> bool:
    """Whether a sign, a number, a generation, an acronym or an aside tells the two apart."""
    one, two = a.parts, b.parts
    pairs: list[tuple[Collection[str], Collection[str]]] = [
        ([one.generation], [two.generation]),
        ([" ".join(one.numbers)], [" ".join(two.numbers)]),
        (one.acronyms, two.acronyms),
        *([] if a.is_person else [(one.asides, two.asides)]),
    ]
    return a.signs != b.signs or any(any(x) and any(y) and set(x).isdisjoint(y) for x, y in pairs)


def _agree(a: Parts | None, b: Parts | None) -> bool | None:
    """Whether two affiliations (or places) may be one; None where one is not known."""
    if a is None or b is None:
        return None
    left, right = {*a.words}, {*b.words}
    if a.letters & b.letters or left <= right or right <= left or _mistyped(a, b, person=False):
        return True
    return any(x.bare and x.bare in y.acronyms | y.initials for x, y in ((a, b), (b, a)))


def _sound_alike(a: Parts, b: Parts) -> bool:
    """Whether any word of one name is like one of the other's, or is part of it."""
    if fuzz.partial_ratio("".join(a.words), "".join(b.words)) >= WITHIN:
        return True
    return any(
        min(len(x), len(y)) > 2 and fuzz.ratio(x, y) >= LIKE_WORDS for x in a.words for y in b.words
    )


def _sound_as(a: Parts, b: Parts) -> bool:
    """Whether two names of several words, of which the consonants agree, have like vowels."""
    left, right = (" ".join(sorted(parts.words)) for parts in (a, b))
    return min(len(a.words), len(b.words)) > 1 and fuzz.ratio(left, right) >= CROSS_SCRIPT


def _acronym(short: Parts, long: Parts) -> Iterator[Likeness]:
    letters = short.bare
    if not letters or long.bare:
        return
    if letters in long.acronyms:
        yield Likeness(90, (f"the other calls itself {quote(letters.upper())}",))
    elif letters in long.initials and not long.acronyms:
        why = f"{quote(letters.upper())} may be the first letters of the other name"
        yield Likeness(65 if len(letters) > 3 else 50, (why,))


def _mistyped(one: Parts, two: Parts, *, person: bool) -> tuple[str, str] | None:
    """Return the one word in which two names differ by a typing error."""
    shorter = min(len("".join(parts.words)) for parts in (one, two))
    if len(one.words) != len(two.words) or shorter < SHORTEST_NAME:
        return None
    differing = [(x, y) for x, y in zip(one.words, two.words, strict=True) if x != y]
    if len(differing) != 1 or not misspelt(*differing[0], person=person):
        return None
    is_long = len(one.words) > 1 or min(map(len, differing[0])) >= LONG_WORD
    return differing[0] if is_long else None


def misspelt(x: str, y: str, *, person: bool) -> bool:
    """Whether two words may be one, mistyped in a letter, or in two where they are long.

    They are two words if they are short, hold digits, begin with different letters, or differ in
    an ending that makes another word (Latina and Latino, Paul and Paula).
    """
    shorter = min(len(x), len(y))
    if shorter < SHORTEST_MISSPELT or x[0] != y[0] or not (x.isalpha() and y.isalpha()):
        return False
    if x.rstrip("aeiouyx") == y.rstrip("aeiouyx") and (person or len(x) == len(y)):
        return False
    limit = 1 if shorter < LONG_WORD else 2
    is_moved = len(x) != len(y) or sorted(x) == sorted(y)
    return OSA.distance(x, y, score_cutoff=limit) <= limit and (is_moved or shorter >= SURE_WORD)


def _given_names(one: tuple[str, ...], two: tuple[str, ...]) -> Iterator[Likeness]:
    """Compare two people with one family name, and the same affiliation or web address."""
    if min(len(one), len(two)) < 2 or one[-1] != two[-1] or len(one[-1]) < 2:
        return
    (x, *middle), (y, *others) = one[:-1], two[:-1]
    if middle and others and not (len(middle) == len(others) and all(map(_may_be, middle, others))):
        return
    if _may_be(x, y) or FULL_NAMES.get(x, frozenset({x})) & FULL_NAMES.get(y, frozenset({y})):
        reasons = ["the same family name, and the same affiliation or web address"]
        if x != y:
            short, long = sorted((x, y), key=lambda name: (len(name), name))
            reasons.append(f"{quote(short.title())} may stand for {quote(long.title())}")
        yield Likeness(88 - 8 * (len(reasons) - 1), tuple(reasons))


def _may_be(x: str, y: str) -> bool:
    """Whether one given name is the other, or its initial."""
    return x == y or (1 in (len(x), len(y)) and x[0] == y[0])
