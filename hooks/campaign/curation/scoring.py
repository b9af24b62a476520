"""Compares two signatories: how likely they are one and the same, and what speaks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from campaign.core.problems import quote
from campaign.curation.name_parts import ABJADS, Form, Parts, as_written
from campaign.curation.name_words import FULL_NAMES

SHORTEST_MISSPELT = 5
"""Letters of a word that may hold a typing error: shorter ones are too often two words."""
SURE_WORD = 8
"""Letters from which on one letter may stand for another."""
LONG_WORD = 10
"""Letters from which on a word may hold two errors."""
SHORTEST_NAME = 10
"""Letters of a whole name in which one word may be misspelt."""
SHORTEST_SKELETON = 5
LIKE_WORDS, WITHIN, SHORTEST_LIKE = 60, 80, 3
"""How alike, from 0 to 100, words of two people are who share an address of their own."""
CROSS_SCRIPT = 70
"""How alike two transliterated names must be, from 0 to 100, where both have vowels."""
ENDINGS = frozenset("aeiox")
"""Last letters that make another word: Latina and Latino."""


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
        if a.folded == b.folded and len(a.folded.split()) > 1:
            return Likeness(80, ("one is listed as an organization, the other as an individual",))
        return None
    if a.is_person and a.own_site and a.own_site == b.own_site and _sound_alike(a, b):
        return Likeness(98, ("both have the same web address of their own, and like names",))
    affiliation, place = _agree(a.affiliation, b.affiliation), _agree(a.place, b.place)
    if a.folded == b.folded:
        return _namesakes(a, b, affiliation, place)
    if affiliation is False or (place is False and not (a.is_person and affiliation)):
        return None
    if _differ(a, b):
        return None
    one_site = bool(a.site) and a.site == b.site
    ways = [_same(a, b), _typing(a, b, together=bool(affiliation or place or one_site))]
    ways.append(_other_script(a, b))
    if a.sorted_as and a.sorted_as == b.sorted_as:
        sort = min(a.signatory.sort, b.signatory.sort)
        ways.append(Likeness(70, (f"both are sorted as {quote(sort)}",)))
    if not a.is_person:
        ways += [_alias(a, b), _acronym(a, b), _acronym(b, a)]
        if one_site:
            shared = {word for word in a.parts.words if len(word) > 3} & {*b.parts.words}
            ways.append(Likeness(70 if shared else 45, ("both have the same web address",)))
    elif affiliation or one_site:
        ways.append(_given_names(a, b))
    return max(filter(None, ways), default=None)


def misspelt(x: str, y: str, *, person: bool) -> bool:
    """Whether two words may be one, mistyped in a letter, or in two where they are long.

    They are two words if they are short, hold digits, begin with different letters, or differ in
    an ending that makes another word (Latina and Latino, Paul and Paula).
    """
    shorter = min(len(x), len(y))
    if shorter < SHORTEST_MISSPELT or x[0] != y[0] or not (x.isalpha() and y.isalpha()):
        return False
    limit = 1 if shorter < LONG_WORD else 2
    distance = OSA.distance(x, y, score_cutoff=limit)
    if not 1 <= distance <= limit or (person and x.rstrip("aeiouyx") == y.rstrip("aeiouyx")):
        return False
    places = [at for at in range(shorter) if x[at] != y[at]]
    if len(x) != len(y) or sorted(x) == sorted(y):
        return True
    if {x[-1], y[-1]} <= ENDINGS and x[:-1] == y[:-1]:
        return False
    # Two letters side by side for two others are another syllable, and so another word.
    return shorter >= SURE_WORD and not (len(places) == 2 and places[1] - places[0] == 1)


def _agree(a: Parts | None, b: Parts | None) -> bool | None:
    """Whether two affiliations (or places) may be one; None where one is not known."""
    if a is None or b is None:
        return None
    left, right = {*a.words}, {*b.words}
    if a.compacts & b.compacts or left <= right or right <= left:
        return True
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return True
    return _mistyped(a, b, person=False) is not None


def _is_acronym_of(short: Parts, long: Parts) -> bool:
    return bool(short.bare) and short.bare in long.acronyms | long.initials


def _sound_alike(a: Form, b: Form) -> bool:
    """Whether any word of one name is like one of the other's, or is part of it."""
    if fuzz.partial_ratio("".join(a.parts.words), "".join(b.parts.words)) >= WITHIN:
        return True
    return any(
        min(len(x), len(y)) >= SHORTEST_LIKE and fuzz.ratio(x, y) >= LIKE_WORDS
        for x in a.parts.words
        for y in b.parts.words
    )


def _namesakes(a: Form, b: Form, affiliation: bool | None, place: bool | None) -> Likeness | None:
    """Compare two of one name: the list holds both only because something tells them apart."""
    if False in (affiliation, place) or a.parts.numbers != b.parts.numbers:
        return None
    if affiliation or place:
        what = "affiliation" if affiliation else "place"
        return Likeness(92, ("the same name", f"the same {what}, or nearly so"))
    if a.own_site and b.own_site and a.own_site != b.own_site:
        return Likeness(55, ("the same name", "two web addresses, which may be two people's"))
    return Likeness(75, ("the same name", "no affiliation or place shows that they are two"))


def _differ(a: Form, b: Form) -> bool:
    """Whether a sign, a number, a generation, an acronym or an aside tells the two apart."""
    signs = [form.signs.replace("/", " ").split() for form in (a, b)]  # "A/B" is also "A-B"
    if signs[0] != signs[1]:
        return True
    one, two = a.parts, b.parts
    pairs = [(one.generation, two.generation), (one.numbers, two.numbers)]
    if any(x and y and x != y for x, y in pairs):
        return True
    sets: list[tuple[Set[str], Set[str]]] = [(one.acronyms, two.acronyms)]
    if not a.is_person:
        asides = [
            {"".join(filter(str.isalnum, x.casefold())) for x in p.asides} for p in (one, two)
        ]
        sets.append((frozenset(asides[0]), frozenset(asides[1])))
    return any(x and y and x.isdisjoint(y) for x, y in sets)


def _same(a: Form, b: Form) -> Likeness | None:
    """Compare the names but for what carries little."""
    one, two = a.parts, b.parts
    score, reasons = 97, list[str]()
    if not one.compacts & two.compacts:
        if len(one.whole) < 2 or sorted(one.whole) != sorted(two.whole):
            return None
        score, reasons = 85, ["the same words in another order"]
    elif one.words != two.words and "".join(one.words) == "".join(two.words):
        if a.is_person and any(len(word) == 1 for word in (*one.words, *two.words)):
            return None  # "Ann E" is not "Anne"
        score, reasons = 89, ["the same letters with other spaces"]
    elif a.is_person and one.written != two.written and sorted(one.written) == sorted(two.written):
        reasons = ["the same words in another order"]
    if a.script != b.script:
        score, reasons = score - 10, [*reasons, "the same name in another script"]
    for penalty, reason in _trifles(a, b):
        score, reasons = score - penalty, [*reasons, reason]
    return Likeness(
        max(1, score), tuple(reasons or ["the same but for accents, capitals or punctuation"])
    )


def _trifles(a: Form, b: Form) -> Iterator[tuple[int, str]]:
    """Yield what else two like names differ in: a penalty and a reason."""
    one, two = a.parts, b.parts
    if a.script == b.script:
        names = [_only(a, b), _only(b, a)]
        left, right = sorted(names)
        if left:
            yield 8, f"one writes {quote(left)}, the other {quote(right)}"
        elif right:
            yield 3, f"only one has {quote(right)}"
    if one.generation != two.generation:
        yield 25, "a father and a son may bear the name"
    if one.asides != two.asides:
        yield 12, f"one adds {quote((one.asides or two.asides)[0])}"
    if one.acronyms != two.acronyms:
        yield 2, f"one adds the acronym {quote(max(one.acronyms | two.acronyms).upper())}"


def _only(a: Form, b: Form) -> str:
    """Return the words that the first name has and the other has not, as they are written."""
    words = (Counter(a.parts.written) - Counter(b.parts.written)).elements()
    return " ".join(as_written(a.signatory.name, word) for word in words)


def _alias(a: Form, b: Form) -> Likeness | None:
    if a.parts.compacts & b.parts.aliases or b.parts.compacts & a.parts.aliases:
        return Likeness(88, ("one says that it also has the other name",))
    return None


def _acronym(short: Form, long: Form) -> Likeness | None:
    letters = short.parts.bare
    if not letters or long.parts.bare:
        return None
    if letters in long.parts.acronyms:
        return Likeness(90, (f"the other calls itself {quote(letters.upper())}",))
    if letters in long.parts.initials and not long.parts.acronyms:
        why = f"{quote(letters.upper())} may be the first letters of the other name"
        return Likeness(65 if len(letters) > 3 else 50, (why,))
    return None


def _mistyped(one: Parts, two: Parts, *, person: bool) -> tuple[str, str] | None:
    """Return the one word in which two names differ by a typing error, as each writes it."""
    if len(one.words) != len(two.words):
        return None
    differing = [(x, y) for x, y in zip(one.words, two.words, strict=True) if x != y]
    if len(differing) == 1 and misspelt(*differing[0], person=person):
        return differing[0]
    return None


def _typing(a: Form, b: Form, *, together: bool) -> Likeness | None:
    one, two = a.parts, b.parts
    if min(sum(map(len, parts.words)) for parts in (one, two)) < SHORTEST_NAME:
        return None
    words = _mistyped(one, two, person=a.is_person)
    if words is None or (len(one.words) == 1 and min(map(len, words)) < LONG_WORD):
        return None
    if a.is_person and not together and min(map(len, words)) < SURE_WORD - 1:
        return None
    x, y = sorted(
        as_written(own.signatory.name, word) for own, word in zip((a, b), words, strict=True)
    )
    return Likeness(
        84 if together or not a.is_person else 72,
        (f"{quote(x)} and {quote(y)} may be one word, mistyped",),
    )


def _other_script(a: Form, b: Form) -> Likeness | None:
    if a.script == b.script or a.skeleton != b.skeleton or len(a.parts.words) < 2:
        return None
    if len(a.skeleton.replace(" ", "")) < SHORTEST_SKELETON:
        return None
    left, right = (" ".join(sorted(form.parts.words)) for form in (a, b))
    if not {a.script, b.script} & ABJADS and fuzz.ratio(left, right) < CROSS_SCRIPT:
        return None
    return Likeness(72, ("they sound alike, in two scripts",))


def _given_names(a: Form, b: Form) -> Likeness | None:
    """Compare two with one family name, and the same affiliation or web address."""
    one, two = a.parts.words, b.parts.words
    if min(len(one), len(two)) < 2 or one[-1] != two[-1] or len(one[-1]) < 2:
        return None
    (x, *middle), (y, *others) = one[:-1], two[:-1]
    if middle and others and not (len(middle) == len(others) and all(map(_may_be, middle, others))):
        return None
    if not (_may_be(x, y) or FULL_NAMES.get(x, frozenset({x})) & FULL_NAMES.get(y, frozenset({y}))):
        return None
    reasons = ["the same family name, and the same affiliation or web address"]
    if x != y:
        names = sorted((as_written(a.signatory.name, x), as_written(b.signatory.name, y)), key=len)
        shown = names if len(names[0]) < len(names[1]) else sorted(names)
        reasons.append(f"{quote(shown[0])} may stand for {quote(shown[1])}")
    if middle != others:
        reasons.append("one has a middle name or initial that the other lacks")
    return Likeness(88 - 8 * (len(reasons) - 1), tuple(reasons))


def _may_be(x: str, y: str) -> bool:
    """Whether one given name is the other, or its initial."""
    return x == y or (1 in (len(x), len(y)) and x[0] == y[0])
