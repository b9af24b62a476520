"""Compares two signatories: how likely they are one and the same, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from publicsuffixlist import PublicSuffixList
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

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
LIKE_WORDS = 60
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
        """A person's address of their own: a page, a host below a domain, a domain of the name."""
        host, _, page = self.site.partition("/")
        is_named = not self.parts.writings.isdisjoint(host.replace("-", "").split("."))
        is_own = page or is_named or host != (_endings().privatesuffix(host) or host)
        return self.site if self.is_person and is_own else ""


@lru_cache(maxsize=1)
def _endings() -> PublicSuffixList:
    """Return what registries sell names below, without platforms: what lies there is somebody's."""
    return PublicSuffixList(only_icann=True)


def form(who: Signatory) -> Form:
    """Return a signatory's form."""
    return Form(
        who,
        person(who.name) if who.kind == "individual" else organization(who.name),
        same_site(who.url) if who.url else "",
        organization(who.affiliation) if who.affiliation else None,
        organization(who.place) if who.place else None,
    )


def compare(a: Form, b: Form) -> Likeness | None:
    """Return why two signatories may be one; None if nothing speaks for it, or much against it.

    The result depends on these two alone, and not on which is the first.
    """
    if a.signatory.kind != b.signatory.kind:
        if a.parts.folded == b.parts.folded and " " in a.parts.folded:
            return Likeness(80, ("one is listed as an organization, the other as an individual",))
        return None
    one, two = a.parts, b.parts
    is_like = (fuzz.ratio(x, y) >= LIKE_WORDS for x in one.words for y in two.words)
    if a.site and a.site == b.site and (a.own_site or b.own_site) and any(is_like):
        return Likeness(98, ("both have the same web address of their own, and like names",))
    affiliation, place = _agree(a.affiliation, b.affiliation), _agree(a.place, b.place)
    if one.folded == two.folded:
        return _namesakes(a, b, affiliation, place)
    if affiliation is False or (place is False and not (a.is_person and affiliation)):
        return None
    if _differ(one, two, is_person=a.is_person):
        return None
    is_close = bool(affiliation or (a.site and a.site == b.site))
    ways = _ways(a, b, is_close=is_close, is_near=is_close or bool(place))
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


def _ways(a: Form, b: Form, *, is_close: bool, is_near: bool) -> Iterator[Likeness]:
    """Yield what speaks for it that two of different names are one.

    `is_close`: they share an affiliation or a web address; `is_near`: one of these, or a place.
    """
    one, two = a.parts, b.parts
    if one.folded.isascii() != two.folded.isascii():  # Latin letters are ASCII when folded
        sound = one.consonants == two.consonants and min(len(one.words), len(two.words)) > 1
        if one.writings & two.writings or (
            sound and fuzz.token_sort_ratio(one.text, two.text) >= CROSS_SCRIPT
        ):
            yield Likeness(80, ("they sound alike, in two scripts",))
    elif one.writings & two.writings:
        score, how = (
            94,
            "the same but for small words, titles, legal forms, abbreviations or spaces",
        )
        if sorted(one.folded.split()) == sorted(two.folded.split()):
            score, how = 97, "the same words in another order"
        more = [f"one adds {quote(aside)}" for aside in sorted(one.asides ^ two.asides)]
        yield Likeness(score - 15 * bool(more), (how, *more))
    words = _mistyped(one, two, is_person=a.is_person)
    if words and (is_near or not a.is_person or min(map(len, words)) >= SURE_WORD - 1):
        x, y = map(quote, sorted(words))
        score = 84 if is_near or not a.is_person else 72
        yield Likeness(score, (f"{x} and {y} may be one word, mistyped",))
    if not a.is_person:
        yield from _organizations(a, b)
    elif is_close and (likeness := _given_names(one.words, two.words)):
        yield likeness


def _organizations(a: Form, b: Form) -> Iterator[Likeness]:
    one, two = a.parts, b.parts
    if one.writings & two.aliases or two.writings & one.aliases:
        yield Likeness(90, ("one says that it also has the other name",))
    for letters in {one.bare, two.bare} & (one.initials | two.initials):
        why = f"{quote(letters.upper())} may be the first letters of the other name"
        yield Likeness(65 if len(letters) > 3 else 50, (why,))
    if a.site and a.site == b.site:
        score = 45 + int(fuzz.token_set_ratio(one.text, two.text)) // 4
        yield Likeness(score, ("both have the same web address",))


def _given_names(one: Sequence[str], two: Sequence[str]) -> Likeness | None:
    """Compare the names of two people of one affiliation or web address."""
    if min(len(one), len(two)) < 2 or one[-1] != two[-1] or len(one[-1]) < 2:
        return None
    (x, *middle), (y, *others) = one[:-1], two[:-1]
    if middle and others and not (len(middle) == len(others) and all(map(_may_be, middle, others))):
        return None
    reason = "the same family name, and the same affiliation or web address"
    if x == y:
        return Likeness(88, (reason,))
    short, long = (quote(name.title()) for name in sorted((x, y), key=lambda n: (len(n), n)))
    return Likeness(80, (reason, f"{short} may stand for {long}")) if _may_be(x, y) else None


def _may_be(x: str, y: str) -> bool:
    """Whether one given name is the other, its initial, or what its bearers are called."""
    is_initial = 1 in (len(x), len(y)) and x[0] == y[0]
    return is_initial or not FULL_NAMES.get(x, {x}).isdisjoint(FULL_NAMES.get(y, {y}))


def _differ(one: Parts, two: Parts, *, is_person: bool) -> bool:
    """Whether a number, a sign, a generation or an aside tells the two apart."""
    if one.numbers and two.numbers and one.numbers != two.numbers:
        return True
    has_asides = not is_person and one.asides and two.asides  # a person's are pronouns
    return bool(has_asides) and one.asides.isdisjoint(two.asides)


def _agree(a: Parts | None, b: Parts | None) -> bool | None:
    """Whether two affiliations (or places) may be one; None where one is not known."""
    if a is None or b is None:
        return None
    return (
        fuzz.token_set_ratio(a.text, b.text) >= SAME_PLACE
        or bool(a.writings & (b.writings | b.aliases) or b.writings & a.aliases)
        or bool({a.bare, b.bare} & (a.initials | b.initials))
    )


def _mistyped(one: Parts, two: Parts, *, is_person: bool) -> tuple[str, str] | None:
    """Return the one word in which two names differ by a typing error, or by two in a long one.

    They are two words if they are short, hold digits, begin with different letters, or differ in
    an ending that makes another word (Latina and Latino, Paul and Paula).
    """
    if len(one.words) != len(two.words):
        return None
    differing = [(x, y) for x, y in zip(one.words, two.words, strict=True) if x != y]
    if len(differing) != 1:
        return None
    ((x, y),) = differing
    shorter = min(len(x), len(y))
    if shorter < SHORTEST_MISSPELT or x[0] != y[0] or not (x + y).isalpha():
        return None
    if x.rstrip("aeiouyx") == y.rstrip("aeiouyx") and (is_person or len(x) == len(y)):
        return None
    is_moved = len(x) != len(y) or sorted(x) == sorted(y)
    is_long = len(one.words) > 1 or shorter > SURE_WORD
    most = 1 if shorter < LONG_WORD else 2
    is_sure = is_long and (is_moved or shorter >= SURE_WORD)
    return (x, y) if is_sure and OSA.distance(x, y, score_cutoff=most) <= most else None
