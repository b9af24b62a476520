"""Compares two signatories: how likely they are one and the same, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from campaign.core.folding import name_key, telling_signs
from campaign.core.problems import quote
from campaign.curation.name_parts import Parts, organization, person, same_site
from campaign.curation.name_words import FULL_NAMES
from campaign.signatories.signatories import Signatory

SHORTEST_MISSPELT = 5
"""Letters of a word that may hold a typing error: shorter ones are too often two words."""
SURE_WORD = 8
"""Letters from which on one letter may stand for another."""
LONG_WORD = 11
"""Letters from which on a word may hold two errors."""
SAME_PLACE = 90
"""How alike, up to 100, two writings of an affiliation or a place are; the words may be turned."""
LIKE_WORDS, WITHIN = 60, 80
"""How alike, up to 100, words of two people are who share an address of their own."""
CROSS_SCRIPT = 55
"""How alike, up to 100, two transliterated names are that have the same consonants."""


class Likeness(NamedTuple):
    """Why two signatories may be one."""

    score: int
    """For ranking only: from 1 to 100, higher is likelier."""
    reasons: tuple[str, ...]
    """In plain words, each a phrase."""


@dataclass(frozen=True, slots=True)
class Form:
    """A signatory, ready to be compared."""

    signatory: Signatory
    folded: str
    signs: frozenset[str]
    """What tells the name from others of the same letters: `#`."""
    parts: Parts
    site: str
    affiliation: Parts | None
    place: Parts | None

    @property
    def is_person(self) -> bool:
        """Whether the signatory is an individual."""
        return self.signatory.kind == "individual"

    @property
    def own_site(self) -> str:
        """A person's address of their own: a page, or a host below a domain; no employer's home."""
        host, _, page = self.site.partition("/")
        return self.site if self.is_person and (page or host.count(".") > 1) else ""


def form(signatory: Signatory) -> Form:
    """Return a signatory's form."""
    name, url, affiliation, place = (
        getattr(signatory, column) for column in ("name", "url", "affiliation", "place")
    )
    return Form(
        signatory,
        name_key(name),
        frozenset(telling_signs(name).replace("/", " ").split()),  # "A/B" is also "A-B"
        person(name) if signatory.kind == "individual" else organization(name),
        same_site(url) if url else "",
        organization(affiliation) if affiliation else None,
        organization(place) if place else None,
    )


def compare(a: Form, b: Form) -> Likeness | None:
    """Return why two signatories may be one; None if nothing speaks for it, or much against it.

    The result depends on these two alone, and not on which is the first.
    """
    if a.signatory.kind != b.signatory.kind:
        if a.folded == b.folded and " " in a.folded:
            return Likeness(80, ("one is listed as an organization, the other as an individual",))
        return None
    if a.own_site and a.own_site == b.own_site and _are_alike(a.parts, b.parts):
        return Likeness(98, ("both have the same web address of their own, and like names",))
    affiliation, place = _agree(a.affiliation, b.affiliation), _agree(a.place, b.place)
    if a.folded == b.folded:
        return _namesakes(a, b, affiliation, place)
    if affiliation is False or (place is False and not (a.is_person and affiliation)):
        return None
    if _differ(a, b):
        return None
    is_close = bool(affiliation or (a.site and a.site == b.site))
    ways = [*_written_otherwise(a, b)]
    if a.is_person:
        ways += _people(a, b, is_close=is_close, is_near=is_close or bool(place))
    else:
        ways += _organizations(a, b)
    return max(ways, default=None)


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


def _written_otherwise(a: Form, b: Form) -> Iterator[Likeness]:
    """Compare two names but for what carries little."""
    one, two = a.parts, b.parts
    is_one = bool(one.writings & two.writings)
    if a.folded.isascii() != b.folded.isascii():  # folded, Latin letters are ASCII
        left, right = (" ".join(sorted(parts.words)) for parts in (one, two))
        is_like = " " in left and fuzz.ratio(left, right) >= CROSS_SCRIPT
        if is_one or (one.consonants == two.consonants and is_like):
            yield Likeness(80, ("they sound alike, in two scripts",))
    elif is_one:
        score, how = (
            94,
            "the same but for small words, titles, legal forms, abbreviations or spaces",
        )
        if sorted(a.folded.split()) == sorted(b.folded.split()):
            score, how = 97, "the same words in another order"
        if one.asides == two.asides:
            yield Likeness(score, (how,))
        else:
            more = quote(min(one.asides ^ two.asides))
            yield Likeness(score - 15, (how, f"one adds {more}"))


def _organizations(a: Form, b: Form) -> Iterator[Likeness]:
    one, two = a.parts, b.parts
    if words := _mistyped(one, two, is_person=False):
        yield _one_word(words, 84)
    if one.writings & two.aliases or two.writings & one.aliases:
        yield Likeness(90, ("one says that it also has the other name",))
    for letters in filter(None, (one.bare, two.bare)):
        if letters in one.initials | two.initials:
            why = f"{quote(letters.upper())} may be the first letters of the other name"
            yield Likeness(65 if len(letters) > 3 else 50, (why,))
    if a.site and a.site == b.site:
        score = 45 + int(fuzz.token_set_ratio(one.text, two.text)) // 4
        yield Likeness(score, ("both have the same web address",))


def _people(a: Form, b: Form, *, is_close: bool, is_near: bool) -> Iterator[Likeness]:
    """`is_close`: they share an affiliation or an address in the web; `is_near`: or a place."""
    one, two = a.parts.words, b.parts.words
    words = _mistyped(a.parts, b.parts, is_person=True)
    if words and (is_near or min(map(len, words)) >= SURE_WORD - 1):
        yield _one_word(words, 84 if is_near else 72)
    if not is_close or min(len(one), len(two)) < 2 or one[-1] != two[-1] or len(one[-1]) < 2:
        return
    (x, *middle), (y, *others) = one[:-1], two[:-1]
    if middle and others and not (len(middle) == len(others) and all(map(_may_be, middle, others))):
        return
    if x == y:
        yield Likeness(88, ("the same family name, and the same affiliation or web address",))
    elif _may_be(x, y) or FULL_NAMES.get(x, {x}) & FULL_NAMES.get(y, {y}):
        short, long = (quote(name.title()) for name in sorted((x, y), key=lambda n: (len(n), n)))
        same = "the same family name, and the same affiliation or web address"
        yield Likeness(80, (same, f"{short} may stand for {long}"))


def _one_word(words: tuple[str, str], score: int) -> Likeness:
    x, y = map(quote, sorted(words))
    return Likeness(score, (f"{x} and {y} may be one word, mistyped",))


def _differ(a: Form, b: Form) -> bool:
    """Whether a sign, a number, a generation or an aside tells the two apart."""
    one, two = a.parts, b.parts
    if a.signs != b.signs or (one.numbers and two.numbers and one.numbers != two.numbers):
        return True
    is_told = one.asides and two.asides and one.asides.isdisjoint(two.asides)
    return bool(is_told) and not a.is_person


def _agree(a: Parts | None, b: Parts | None) -> bool | None:
    """Whether two affiliations (or places) may be one; None where one is not known."""
    if a is None or b is None:
        return None
    return (
        fuzz.token_set_ratio(a.text, b.text) >= SAME_PLACE
        or bool(a.writings & (b.writings | b.aliases) or b.writings & a.aliases)
        or bool({a.bare, b.bare} & (a.initials | b.initials))
    )


def _are_alike(a: Parts, b: Parts) -> bool:
    """Whether any word of one name is like one of the other's, or is part of it."""
    if fuzz.partial_ratio("".join(a.words), "".join(b.words)) >= WITHIN:
        return True
    pairs = ((x, y) for x in a.words for y in b.words if min(len(x), len(y)) > 2)
    return any(fuzz.ratio(x, y) >= LIKE_WORDS for x, y in pairs)


def _mistyped(one: Parts, two: Parts, *, is_person: bool) -> tuple[str, str] | None:
    """Return the one word in which two names differ by a typing error."""
    if len(one.words) != len(two.words):
        return None
    differing = [(x, y) for x, y in zip(one.words, two.words, strict=True) if x != y]
    if len(differing) != 1 or not misspelt(*differing[0], is_person=is_person):
        return None
    return differing[0] if len(one.words) > 1 or len(differing[0][0]) > SURE_WORD else None


def misspelt(x: str, y: str, *, is_person: bool) -> bool:
    """Whether two words may be one, mistyped in a letter, or in two where they are long.

    They are two words if they are short, hold digits, begin with different letters, or differ in
    an ending that makes another word (Latina and Latino, Paul and Paula).
    """
    shorter = min(len(x), len(y))
    if shorter < SHORTEST_MISSPELT or x[0] != y[0] or not (x + y).isalpha():
        return False
    if x.rstrip("aeiouyx") == y.rstrip("aeiouyx") and (is_person or len(x) == len(y)):
        return False
    is_moved = len(x) != len(y) or sorted(x) == sorted(y)
    most = 1 if shorter < LONG_WORD else 2
    return (is_moved or shorter >= SURE_WORD) and OSA.distance(x, y, score_cutoff=most) <= most


def _may_be(x: str, y: str) -> bool:
    """Whether one given name is the other, or its initial."""
    return x == y or (1 in (len(x), len(y)) and x[0] == y[0])
