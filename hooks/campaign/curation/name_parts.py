"""Takes a signatory's name apart: what tells it from others, and what carries little.

Names of any script are compared in Latin letters (ICU's transliterations: BGN/PCGN's for
Cyrillic, the Unicode defaults for the rest), without accents, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import icu

from campaign.core.folding import SPELT_OUT, fold, name_key, telling_signs
from campaign.curation import name_words as known
from campaign.safety.hosts import LISTS, page_of

_LATIN = icu.Transliterator.createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u2032]")
_ELISION = re.compile(r"\b(?:l|d|dell|all|nell|sull|dall)'(?=\w)")  # l'Exemple, dell'Esempio
_JOINING_POINT = re.compile(r"(?<=\w\w\w)\.(?=\w\w\w)")
_ASIDE = re.compile("[(\\[\uff08\u3010]([^()\\[\\]\uff08\uff09\u3010\u3011]*)[)\\]\uff09\u3011]?")
_ALIAS = re.compile(
    r"(?:^|[\s,;])(?:formerly|previously|also known as|a\.?k\.?a\.?|d\.?b\.?a\.?|d/b/a|"
    r"f\.?k\.?a\.?|now)[:\s]\s*",
    re.IGNORECASE,
)
"""What stands before another name of the same organization."""
_BREAK = re.compile(r"\s+[-\u2013\u2014|/]\s+|\s*[:|]\s+|,\s+")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])(?:[A-Z0-9]\.?&?-?){2,9}[a-z]?")
_LEGAL = "|".join(sorted([*known.LEGAL_PHRASES, *known.LEGAL], key=len, reverse=True))
_LEGAL_END = re.compile(rf"(?: (?:{_LEGAL}))+$")
_LEGAL_START = re.compile(rf"^(?:{'|'.join(known.LEGAL_PHRASES)}) ")
_PARTED_FORM = re.compile(r"(?<=\w )(?:[^\W\d_]\. ){1,3}[^\W\d_]\.?(?=\s*$)")
"""A legal form in whose letters spaces stand, as "e. V."."""
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv".split())
_HOME = re.compile(r"/(?:index\.\w+|default\.\w+|home|[a-z]{2})?")
_VOWELS = re.compile("[aeiouyjwh]+")


@dataclass(frozen=True)
class Parts:
    """A name, taken apart. Words are Latin, small and without accents."""

    folded: str
    words: tuple[str, ...]
    """What names the signatory: without article, legal form, title and small words; singular."""
    writings: frozenset[str]
    """Of these, two writings of one name share one."""
    aliases: frozenset[str] = frozenset()
    """Writings of other names that the name gives of itself, as an acronym in parentheses."""
    asides: frozenset[str] = frozenset()
    """What else it adds, folded: in parentheses, or to tell a father from a son."""
    bare: str = ""
    """The acronym that is all of the name."""
    initials: frozenset[str] = frozenset()
    """Acronyms that could be made of a name that gives none."""
    numbers: tuple[str, ...] = ()
    """Also `#` and other signs, and what tells a father from a son."""

    @cached_property
    def text(self) -> str:
        """The words in order."""
        return " ".join(self.words)

    @cached_property
    def consonants(self) -> str:
        """By which names in two scripts are compared: some scripts leave out vowels."""
        return " ".join(sorted(_VOWELS.sub("", word) or word[:1] for word in self.words))


def latin_words(text: str) -> list[str]:
    """Return the words of a text of any script, in small Latin letters without accents."""
    text = re.sub("[&+\uff06]", " and ", text)
    latin = text.lower() if text.isascii() else _LATIN.transliterate(text).lower()
    latin = _ELISION.sub("", _APOSTROPHES.sub("'", latin)).replace("'", "")
    latin = _JOINING_POINT.sub(" ", latin).replace(".", "")
    return re.sub("[^a-z0-9]+", " ", latin).split()


@lru_cache(maxsize=20_000)  # a list repeats a few affiliations and places
def organization(name: str) -> Parts:
    """Take apart the name of an organization, or of a place."""
    whole, found = _apart(name)
    whole, *others = _ALIAS.split(whole)
    core = whole
    for cut in _BREAK.finditer(whole):  # an acronym of itself behind or before a dash or a comma
        left, right = whole[: cut.start()], whole[cut.end() :]
        for short, long in ((right, left), (left, right)):
            if _ACRONYM.fullmatch(short) and _letters(short) in _initials(*_content(long)):
                core, others = long, [*others, short]
    first = re.split(r"[\s,;]+", core)[0]
    is_acronym = bool(_ACRONYM.fullmatch(first))
    gives_acronym = any(map(_ACRONYM.fullmatch, (*found, *others)))
    asides = set()
    for aside in found:
        named = _ALIAS.sub("", aside)
        if is_acronym or named != aside or _ACRONYM.fullmatch(aside) or len(latin_words(aside)) > 1:
            others.append(named)
        elif not known.LEGAL.issuperset(latin_words(aside)):
            asides.add(fold(aside))
    words, every = _content(core)
    numbers = [word for word in every if word in _ROMAN or not word.isalpha()]
    return Parts(
        name_key(name),
        words,
        _writings(name, every, map(_joined, _spellings(core))),
        aliases=frozenset(map(_joined, others)),
        asides=frozenset(asides),
        bare=_letters(first) if len(words) == 1 and is_acronym else "",
        initials=frozenset() if gives_acronym else _initials(words, every),
        numbers=(*sorted(numbers), *_signs(name)),
    )


def person(name: str) -> Parts:
    """Take apart the name of an individual."""
    core, asides = _apart(name)
    words, generation = _person_words(core)
    # "Ann E" is not "Anne"
    spelt = () if 1 in map(len, words) else (_person_words(each)[0] for each in _spellings(core))
    return Parts(
        name_key(name),
        words,
        _writings(name, words, map("".join, spelt)),
        asides=frozenset(map(fold, [*asides, *generation])),
        numbers=(*generation, *_signs(name)),
    )


def _signs(name: str) -> list[str]:
    return telling_signs(name).replace("/", " ").split()  # "A/B" is also "A-B"


def _writings(name: str, words: Iterable[str], joined: Iterable[str]) -> frozenset[str]:
    in_any_order = (" ".join(sorted(each)) for each in (name_key(name).split(), words))
    return frozenset((*in_any_order, *joined))


def _letters(name: str) -> str:
    return "".join(latin_words(name))


def _joined(name: str) -> str:
    return "".join(_content(name)[0])


def _initials(words: Iterable[str], every: Iterable[str]) -> frozenset[str]:
    """Return the acronyms of three letters or more that could be made of an organization's name."""
    ways = (words, (word for word in every if word not in known.ARTICLES))
    found = ("".join(word[:1] for word in way) for way in ways)
    return frozenset(letters for letters in found if len(letters) > 2)


def _content(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that name an organization, without and with its small words."""
    latin = latin_words(_PARTED_FORM.sub(lambda match: match[0].replace(" ", ""), name))
    if len(latin) > 1 and name.rstrip().endswith(".") and latin[-1] in known.LEGAL_WITH_POINTS:
        latin.pop()
    tokens = _LEGAL_START.sub("", _LEGAL_END.sub("", " ".join(latin))).split()
    first = known.ARTICLES if name.isascii() else known.ARTICLES | known.LEGAL_FIRST
    while len(tokens) > 1 and tokens[0] in first:
        tokens.pop(0)
    tokens = tokens or latin or [fold(name)]
    every = [*tokens[:1], *(w for w in tokens[1:-1] if w not in known.JOINS), *tokens[1:][-1:]]
    words = [word for word in every if word not in known.SMALL] or every
    return tuple(map(_canonical, words)), tuple(map(_canonical, every))


def _person_words(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a person's names, given ones first, without titles; and jr, iii or the like."""
    pieces = [piece.strip() for piece in name.split(",") if piece.strip()]
    behind: list[str] = []
    while len(pieces) > 1 and {*latin_words(pieces[-1])} <= known.DEGREES | known.GENERATIONS:
        behind += latin_words(pieces.pop())
    written = f"{pieces[1]} {pieces[0]}" if len(pieces) == 2 else " ".join(pieces)
    words = latin_words(written)
    while len(words) > 2 and words[0] in known.HONORIFICS:
        words.pop(0)
    while len(words) > 2 and (words[-1] in known.GENERATIONS or _is_degree(words[-1], written)):
        behind.append(words.pop())
    generation = [word.replace("junior", "jr") for word in behind if word in known.GENERATIONS]
    return tuple(words or latin_words(name) or [fold(name)]), tuple(generation)


def _is_degree(word: str, written: str) -> bool:
    """Whether a person's last word is a degree: "Ma" and "Do" are family names, "MA" is not."""
    last = written.split()[-1]
    is_set_apart = len(word) > 2 or "." in last or (last.isupper() and not written.isupper())
    return word in known.DEGREES and is_set_apart


def _canonical(word: str) -> str:
    """Return the word that an abbreviation or another spelling stands for, without its plural."""
    return _singular(known.CANONICAL.get(word) or known.CANONICAL.get(_singular(word)) or word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses", "zes")) else word[:-1]


def _spellings(name: str) -> Iterator[str]:
    """Yield a name, and as people write it who have no umlauts."""
    yield name
    if not name.isascii():
        yield "".join(SPELT_OUT.get(letter, letter) for letter in name.lower())


def _apart(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in parentheses, and that."""
    asides = [found.strip() for found in _ASIDE.findall(name) if found.strip()]
    core = " ".join(_ASIDE.sub(" ", name).split())
    return (core, asides) if core else (" ".join(asides) or name, [])


def same_site(url: str) -> str:
    """Return what two writings of one address share, or "" for one that is nobody's own.

    A language's or an index's page at the root says nothing. On a platform's host only a page of
    somebody's own counts.
    """
    host, path, query = page_of(url)
    page = f"{path}?{query}" if query else path
    if host in LISTS["platforms"]:
        return f"{host}{page}" if page else ""
    return host if _HOME.fullmatch(page.casefold() or "/") else f"{host}{page}"
