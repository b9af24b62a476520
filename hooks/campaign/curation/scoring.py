"""Compares two signatories: how likely they are one and the same, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from campaign.core.problems import quote
from campaign.curation.name_parts import ABJADS, Form, Parts, as_written
from campaign.curation.name_words import FULL_NAMES

SHORTEST_MISSPELT = 5
"""Letters of a word that may hold a typing error: shorter ones are too often two words."""
SHORTEST_SURE = 7
"""The same for a person's name, where nothing else speaks for one person."""
LONG_WORD = 10
"""Letters from which on a word may hold two errors."""
SURE_WORD = 8
"""Letters from which on any one letter of an organization's word may be wrong."""
SHORTEST_NAME = 10
"""Letters of a whole name in which one word may be misspelt."""
LONG_NAME = 20
"""Letters of a whole name in which two words may be."""
SHORTEST_SKELETON = 5
LIKE_WORDS, WITHIN, SHORTEST_LIKE = 60, 80, 3
"""How alike, from 0 to 100, words of two people are who share an address of their own."""
CROSS_SCRIPT = 70
"""How alike two transliterated names must be, from 0 to 100, where both have vowels."""


class Likeness(NamedTuple):
    """Why two signatories may be one."""

    score: int
    """For ranking only: from 1 to 100, higher is likelier."""
    reasons: tuple[str, ...]
    """In plain words, each a phrase."""


class Relation(Enum):
    """How the affiliations (or places) of two signatories stand to one another."""

    SAME = "same"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


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
    affiliation = _relation(a.affiliation, b.affiliation)
    place = _relation(a.place, b.place)
    if a.folded == b.folded:
        return _namesakes(a, b, affiliation, place)
    if _conflict(a, b, affiliation, place):
        return None
    together = affiliation is Relation.SAME or bool(a.site and a.site == b.site)
    ways = _person(a, b, place, together) if a.is_person else _organization(a, b)
    best = max((way for way in (_same(a, b), _sorted_alike(a, b), *ways) if way), default=None)
    if best is None:
        return None
    score, reasons = best
    if a.site and a.site == b.site and not any("web address" in reason for reason in reasons):
        score, reasons = min(99, score + 3), (*reasons, "both have the same web address")
    return Likeness(max(1, score), reasons)


def _sound_alike(a: Form, b: Form) -> bool:
    """Whether any word of one name is like one of the other's, or is part of it."""
    one, two = (" ".join(form.parts.words) for form in (a, b))
    if fuzz.partial_ratio(one.replace(" ", ""), two.replace(" ", "")) >= WITHIN:
        return True
    return any(
        fuzz.ratio(x, y) >= LIKE_WORDS
        for x in a.parts.words
        for y in b.parts.words
        if min(len(x), len(y)) >= SHORTEST_LIKE
    )


def misspelt(x: str, y: str, *, person: bool) -> int:
    """Return by how many typing errors two words differ (adjacent letters swapped are one).

    0 if they are two words rather than one: if they are short, hold digits, begin with different
    letters, or differ in an ending that makes another word (Latina and Latino, Paul and Paula).
    In a short word or a person's name, one letter stands for another only where these are
    neighbours on a keyboard or sound alike.
    """
    shorter = min(len(x), len(y))
    if shorter < SHORTEST_MISSPELT or x[0] != y[0] or not (x.isalpha() and y.isalpha()):
        return 0
    limit = 1 if shorter < LONG_WORD else 2
    if abs(len(x) - len(y)) > limit:
        return 0
    distance = int(OSA.distance(x, y, score_cutoff=limit))
    if not 1 <= distance <= limit:
        return 0
    if person and x.rstrip("aeiouyx") == y.rstrip("aeiouyx"):
        return 0
    if len(x) != len(y):
        return distance
    places = [at for at in range(len(x)) if x[at] != y[at]]
    if distance == 1 and len(places) == 1:
        at = places[0]
        letters = frozenset((x[at], y[at]))
        if at == len(x) - 1 and letters <= _ENDINGS:
            return 0
        return 0 if (person or shorter < SURE_WORD) and letters not in _CONFUSED else 1
    # Two letters side by side for two others are another syllable, and so another word.
    return 0 if distance == 2 and len(places) == 2 and places[1] - places[0] == 1 else distance


def _confused() -> frozenset[frozenset[str]]:
    """Return the pairs of letters of which one is often written for the other."""
    found: set[frozenset[str]] = set()
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for number, row in enumerate(rows):
        found.update(map(frozenset, pairwise(row)))
        if number:  # each row of keys stands half a key to the right of the one above
            above = rows[number - 1]
            found.update(map(frozenset, zip(row, above, strict=False)))
            found.update(map(frozenset, zip(row, above[1:], strict=False)))
    for alike in ("aeiouy", "cksqz", "bvpf", "dt", "gj", "mn", "fv", "ijy", "lr", "vw"):
        found.update(map(frozenset, combinations(alike, 2)))
    return frozenset(found)


_CONFUSED = _confused()
_ENDINGS = frozenset("aeiox")


def _relation(a: Parts | None, b: Parts | None) -> Relation:
    if a is None or b is None:
        return Relation.UNKNOWN
    if a.compacts & b.compacts:
        return Relation.SAME
    left, right = set(a.words), set(b.words)
    if left <= right or right <= left:
        return Relation.SAME
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return Relation.SAME
    if len(a.words) == len(b.words):
        differing = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
        if len(differing) == 1 and misspelt(*differing[0], person=False):
            return Relation.SAME
    return Relation.DIFFERENT


def _is_acronym_of(short: Parts, long: Parts) -> bool:
    return bool(short.bare) and (short.bare in long.acronyms or short.bare in long.initials)


def _namesakes(a: Form, b: Form, affiliation: Relation, place: Relation) -> Likeness | None:
    """Compare two of one name: the list holds both only because something tells them apart."""
    if Relation.DIFFERENT in (affiliation, place) or a.parts.numbers != b.parts.numbers:
        return None
    if Relation.SAME in (affiliation, place):
        what = "affiliation" if affiliation is Relation.SAME else "place"
        return Likeness(92, ("the same name", f"the same {what}, or nearly so"))
    reasons = ("the same name", "no affiliation or place shows that they are two")
    return Likeness(75, reasons)


def _conflict(a: Form, b: Form, affiliation: Relation, place: Relation) -> bool:
    """Say whether something tells the two apart, whatever else they share."""
    if affiliation is Relation.DIFFERENT:
        return True
    if place is Relation.DIFFERENT and not (a.is_person and affiliation is Relation.SAME):
        return True
    if _told_by(a.signs) != _told_by(b.signs):
        return True
    one, two = a.parts, b.parts
    if one.generation != two.generation and one.generation and two.generation:
        return True
    if one.numbers != two.numbers and one.numbers and two.numbers:
        return True
    if one.acronyms and two.acronyms and not one.acronyms & two.acronyms:
        return True
    if a.is_person or not (one.asides and two.asides):
        return False
    return {_plain(x) for x in one.asides}.isdisjoint(_plain(x) for x in two.asides)


def _told_by(signs: str) -> str:
    return signs.replace("/", "").strip()


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _same(a: Form, b: Form) -> tuple[int, tuple[str, ...]] | None:
    """Compare the names but for what carries little."""
    one, two = a.parts, b.parts
    score, reasons = 97, []
    if not one.compacts & two.compacts:
        if len(one.whole) < 2 or sorted(one.whole) != sorted(two.whole):
            return None
        inverted = one.inverted != two.inverted
        score -= 2 if inverted else 12
        reasons.append("the same words in another order")
    elif one.words != two.words and "".join(one.words) != "".join(two.words):
        score -= 2
        reasons.append('a letter such as "ü" is also written "ue"')
    elif one.words != two.words:
        if a.is_person and any(len(word) == 1 for word in (*one.words, *two.words)):
            return None  # "Ann E" is not "Anne"
        score -= 8
        reasons.append("the same letters with other spaces")
    elif one.inverted != two.inverted:
        reasons.append("the same words in another order")
    for penalty, reason in _trifles(one, two):
        score -= penalty
        reasons.append(reason)
    if a.script != b.script:
        score -= 10
        reasons.append("the same name in another script")
    if not reasons:
        reasons.append("the same but for accents, capitals or punctuation")
    return score, tuple(reasons)


def _sorted_alike(a: Form, b: Form) -> tuple[int, tuple[str, ...]] | None:
    """Compare what they are sorted by: who corrects a name by hand often leaves that as it was."""
    if not a.sorted_as or a.sorted_as != b.sorted_as:
        return None
    return 70, (f"both are sorted as {quote(min(a.signatory.sort, b.signatory.sort))}",)


def _trifles(one: Parts, two: Parts) -> Iterator[tuple[int, str]]:
    """Yield in which of the parts that carry little two names differ: a penalty and a reason."""
    if one.legal != two.legal:
        both = bool(one.legal and two.legal)
        yield (15, "two legal forms of one name") if both else (3, "one has a legal form behind it")
    if bool(one.article) != bool(two.article):
        yield 2, f"one begins with {quote((one.article or two.article).capitalize())}"
    if one.joins != two.joins:
        yield 2, 'one writes "and" or "&" where the other does not'
    if sorted(one.small) != sorted(two.small):
        yield 8, 'they differ in small words such as "of" or "for"'
    if sorted(one.unstemmed) != sorted(two.unstemmed) and sorted(one.words) == sorted(two.words):
        yield 8, "one has a plural where the other has none"
    if sorted(one.spelling) != sorted(two.spelling) and sorted(one.unstemmed) == sorted(
        two.unstemmed
    ):
        yield 5, "a word is abbreviated, or spelt in another way"
    if one.added != two.added:
        yield 3, "one has a title or a degree with the name"
    if one.generation != two.generation:
        yield 25, f'one has "{(one.generation or two.generation).capitalize()}" behind the name'
    if one.acronyms != two.acronyms:
        yield 2, f"one adds the acronym {quote(max(one.acronyms | two.acronyms).upper())}"
    if one.asides != two.asides:
        yield 12, f"one adds {quote((one.asides or two.asides)[0])}"


def _organization(a: Form, b: Form) -> Iterator[tuple[int, tuple[str, ...]] | None]:
    yield _alias(a, b)
    yield _acronym(a, b) or _acronym(b, a)
    yield _typing(a, b, together=True)
    yield _other_script(a, b)
    if a.site and a.site == b.site:
        shared = {word for word in a.parts.words if len(word) > 3} & set(b.parts.words)
        yield (70 if shared else 45), ("both have the same web address",)


def _alias(a: Form, b: Form) -> tuple[int, tuple[str, ...]] | None:
    if a.parts.compacts & b.parts.aliases or b.parts.compacts & a.parts.aliases:
        return 88, ("one says that it also has the other name",)
    return None


def _acronym(short: Form, long: Form) -> tuple[int, tuple[str, ...]] | None:
    letters = short.parts.bare
    if not letters or long.parts.bare:
        return None
    if letters in long.parts.acronyms:
        return 90, (f"the other calls itself {quote(letters.upper())}",)
    if letters in long.parts.initials and not long.parts.acronyms:
        why = f"{quote(letters.upper())} may be the first letters of the other name"
        return (65 if len(letters) > 3 else 50), (why,)
    return None


def _typing(a: Form, b: Form, *, together: bool) -> tuple[int, tuple[str, ...]] | None:
    one, two = a.parts, b.parts
    if len(one.words) != len(two.words):
        return None
    differing = [at for at, (x, y) in enumerate(zip(one.words, two.words, strict=True)) if x != y]
    letters = min(sum(map(len, parts.words)) for parts in (one, two))
    most = 1 if a.is_person or letters < LONG_NAME else 2
    if not 1 <= len(differing) <= most or letters < SHORTEST_NAME:
        return None
    errors = 0
    for at in differing:
        x, y = one.words[at], two.words[at]
        found = misspelt(x, y, person=a.is_person)
        if not found or (len(one.words) == 1 and min(len(x), len(y)) < LONG_WORD):
            return None
        if not together and (found > 1 or min(len(x), len(y)) < SHORTEST_SURE):
            return None
        errors += found
    if errors > 2:
        return None
    pairs = sorted(
        sorted(
            (
                as_written(a.signatory.name, one.spelling[at]),
                as_written(b.signatory.name, two.spelling[at]),
            )
        )
        for at in differing
    )
    reasons = [f"{quote(x)} and {quote(y)} may be one word, mistyped" for x, y in pairs]
    score = 84 - 8 * (errors - 1) - (12 if a.is_person and not together else 0)
    for penalty, reason in _trifles(one, two):
        if "plural" not in reason and "abbreviated" not in reason:
            score -= penalty
            reasons.append(reason)
    return score, tuple(reasons)


def _other_script(a: Form, b: Form) -> tuple[int, tuple[str, ...]] | None:
    if a.script == b.script or a.skeleton != b.skeleton:
        return None
    if len(a.skeleton.replace(" ", "")) < SHORTEST_SKELETON or len(a.parts.words) < 2:
        return None
    left, right = (" ".join(sorted(form.parts.words)) for form in (a, b))
    if not {a.script, b.script} & ABJADS and fuzz.ratio(left, right) < CROSS_SCRIPT:
        return None
    return 72, ("they sound alike, in two scripts",)


def _person(
    a: Form, b: Form, place: Relation, together: bool
) -> Iterator[tuple[int, tuple[str, ...]] | None]:
    yield _typing(a, b, together=together or place is Relation.SAME)
    yield _other_script(a, b)
    if together:
        yield _given_names(a, b)


def _given_names(a: Form, b: Form) -> tuple[int, tuple[str, ...]] | None:
    """Compare two with one family name, and the same affiliation or web address."""
    one, two = a.parts.words, b.parts.words
    if min(len(one), len(two)) < 2 or one[-1] != two[-1] or len(one[-1]) < 2:
        return None
    (x, *middle), (y, *others) = one[:-1], two[:-1]
    score, reasons = 88, ["the same family name, and the same affiliation or web address"]
    if x != y:
        names = sorted((as_written(a.signatory.name, x), as_written(b.signatory.name, y)), key=len)
        if len(x) == 1 or len(y) == 1:
            if x[0] != y[0]:
                return None
            score -= 12
            reasons.append(f"{quote(names[0])} may stand for {quote(names[1])}")
        elif FULL_NAMES.get(x, frozenset({x})) & FULL_NAMES.get(y, frozenset({y})):
            score -= 8
            reasons.append(f"{quote(min(names))} and {quote(max(names))} may be one given name")
        else:
            return None
    if middle != others:
        if middle and others and not _middle_agrees(middle, others):
            return None
        score -= 6
        reasons.append("one has a middle name or initial that the other lacks")
    return score, tuple(reasons)


def _middle_agrees(one: list[str], two: list[str]) -> bool:
    return len(one) == len(two) and all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(one, two, strict=True)
    )
