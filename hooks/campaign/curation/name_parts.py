"""Takes a signatory's name apart: what tells it from others, and what carries little.

Names of any script are compared in Latin letters (ICU's transliterations: BGN/PCGN's for
Cyrillic, the Unicode defaults for the rest), without accents, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import icu

from campaign.core.folding import fold, name_key, telling_signs
from campaign.curation import name_words as known
from campaign.curation.name_addresses import is_own, same_site
from campaign.signatories.signatories import Signatory

_LATIN = icu.Transliterator.createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u2032]")
_ELISION = re.compile(rf"\b(?:{'|'.join(known.ELISIONS)})'(?=\w)")
_JOINING_POINT = re.compile(r"(?<=\w\w\w)\.(?=\w\w\w)")
_ASIDE = re.compile("[(\\[\uff08\u3010]([^()\\[\\]\uff08\uff09\u3010\u3011]*)[)\\]\uff09\u3011]?")
_ALIAS = re.compile(rf"(?:^|[\s,;])(?:{known.ALIAS})[:\s]\s*", re.IGNORECASE)
_BREAK = re.compile(r"\s+[-\u2013\u2014|/]\s+|\s*[:|]\s+|,\s+")
_ACRONYM = re.compile(r"(?:[A-Z0-9]\.?&?-?){2,9}[a-z]?")
_LEGAL = "|".join(sorted([*known.LEGAL_PHRASES, *known.LEGAL], key=len, reverse=True))
_LEGAL_END = re.compile(rf"(?: (?:{_LEGAL}))+$")
_LEGAL_START = re.compile(rf"^(?:{'|'.join(known.LEGAL_PHRASES)}) ")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Ø": "Oe", "Å": "Aa"}
)
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv".split())
_VOWELS = re.compile("[aeiouyjwh]+")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name, taken apart. Words are Latin, small and without accents."""

    words: tuple[str, ...]
    """What names the signatory: without article, legal form, title and small words; singular."""
    whole: tuple[str, ...]
    """The same with its small words, such as "of"."""
    letters: frozenset[str]
    """`words` without spaces, in one or two ways to write an umlaut."""
    acronyms: frozenset[str] = frozenset()
    """Acronyms that the name gives of itself."""
    aliases: frozenset[str] = frozenset()
    """Other names that the name gives of itself, without spaces."""
    asides: frozenset[str] = frozenset()
    """What stands in parentheses and is neither, folded."""
    bare: str = ""
    """The acronym that is all of the name."""
    initials: frozenset[str] = frozenset()
    """Acronyms that could be made of the name."""
    numbers: tuple[str, ...] = ()
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A signatory, ready to be compared."""

    signatory: Signatory
    folded: str
    signs: tuple[str, ...]
    """What tells the name from others of the same letters: `#`."""
    parts: Parts
    site: str
    own_site: str
    """A person's address of their own: a profile, or a host below a domain; no employer's home."""
    affiliation: Parts | None
    place: Parts | None
    script: str
    """The script's ISO 15924 code: `Latn`."""
    consonants: str
    """By which names in two scripts are compared."""
    sorted_as: str
    """What the row says that it is sorted by, if that is several words."""

    @property
    def is_person(self) -> bool:
        """Whether the signatory is an individual."""
        return self.signatory.kind == "individual"


def form(signatory: Signatory) -> Form:
    """Return a signatory's form."""
    name, is_person = signatory.name, signatory.kind == "individual"
    site = same_site(signatory.url) if signatory.url else ""
    parts = _person(name) if is_person else _organization(name)
    sorted_as = fold(signatory.sort)
    return Form(
        signatory=signatory,
        folded=name_key(name),
        signs=tuple(telling_signs(name).replace("/", " ").split()),  # "A/B" is also "A-B"
        parts=parts,
        site=site,
        own_site=site if is_person and is_own(site) else "",
        affiliation=_of_many(signatory.affiliation) if signatory.affiliation else None,
        place=_of_many(signatory.place) if signatory.place else None,
        script=_script(name),
        consonants=" ".join(sorted(_VOWELS.sub("", word) or word[:1] for word in parts.words)),
        sorted_as=sorted_as if " " in sorted_as else "",
    )


def latin_words(text: str) -> list[str]:
    """Return the words of a text of any script, in small Latin letters without accents."""
    text = re.sub("[&+\uff06]", " and ", text)
    latin = text.lower() if text.isascii() else _LATIN.transliterate(text).lower()
    latin = _ELISION.sub("", _APOSTROPHES.sub("'", latin)).replace("'", "")
    latin = _JOINING_POINT.sub(" ", latin).replace(".", "")
    return re.sub("[^a-z0-9]+", " ", latin).split()


def _organization(name: str) -> Parts:
    core, asides = _apart(name)
    if found := _ALIAS.search(core):
        asides.append(core[found.start() :])
        core = core[: found.start()].strip(" ,;") or core
    core, behind = _acronym_beside(core)
    acronyms, aliases, rest = set(behind), set[str](), set[str]()
    is_bare = _is_acronym(core)
    for aside in asides:
        other = _ALIAS.sub("", aside)
        words, _ = _organization_words(other)
        if _is_acronym(other):
            acronyms.add("".join(latin_words(other)))
        elif other != aside or is_bare or len(words) > 1:
            aliases.add("".join(words))
        elif not known.LEGAL.issuperset(latin_words(aside)):
            rest.add(fold(aside))
    words, whole = _organization_words(core)
    content = [word for word in latin_words(core) if word not in known.SMALL | known.JOINS]
    counted = [w for w in latin_words(core) if w not in known.JOINS | known.ARTICLES]
    initials = {"".join(w[:1] for w in chosen) for chosen in (content, counted, words)}
    return Parts(
        words=words,
        whole=whole,
        letters=frozenset(
            "".join(_organization_words(spelled)[0]) for spelled in {core, core.translate(_UMLAUTS)}
        ),
        acronyms=frozenset(acronyms),
        aliases=frozenset(aliases),
        asides=frozenset(rest),
        bare=words[0] if len(words) == 1 and _bare(core) else "",
        initials=frozenset(found for found in initials if len(found) > 2),
        numbers=tuple(sorted(w for w in whole if w in _ROMAN or not w.isalpha())),
    )


_of_many = lru_cache(maxsize=20_000)(_organization)
"""The parts of an affiliation or a place, of which a list repeats a few."""


def _organization_words(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that name an organization, without and with its small words."""
    latin = latin_words(name)
    if len(latin) > 1 and name.rstrip().endswith(".") and latin[-1] in known.LEGAL_WITH_POINTS:
        latin.pop()
    tokens = _LEGAL_START.sub("", _LEGAL_END.sub("", " ".join(latin))).split()
    while len(tokens) > 1 and tokens[0] in known.ARTICLES:
        tokens.pop(0)
    if len(tokens) > 1 and not name.isascii() and tokens[0] in known.LEGAL_FIRST:
        tokens.pop(0)
    tokens = tokens or latin or [fold(name)]
    last = len(tokens) - 1
    every = [w for at, w in enumerate(tokens) if not (0 < at < last and w in known.JOINS)]
    content = [word for word in every if word not in known.SMALL] or every
    return tuple(map(_canonical, content)), tuple(map(_canonical, every))


def _person(name: str) -> Parts:
    core, asides = _apart(name)
    words, generation = _person_words(core)
    return Parts(
        words=words,
        whole=words,
        letters=frozenset({"".join(words), "".join(_person_words(core.translate(_UMLAUTS))[0])}),
        asides=frozenset(map(fold, asides)),
        numbers=tuple(sorted(word for word in words if not word.isalpha())),
        generation=generation.replace("junior", "jr"),
    )


def _person_words(name: str) -> tuple[tuple[str, ...], str]:
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
    generation = next((word for word in behind if word in known.GENERATIONS), "")
    return tuple(words or latin_words(name) or [fold(name)]), generation


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


def _apart(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in parentheses, and that."""
    asides = [found.strip() for found in _ASIDE.findall(name) if found.strip()]
    core = " ".join(_ASIDE.sub(" ", name).split())
    return (core, asides) if core else (" ".join(asides) or name, [])


def _acronym_beside(name: str) -> tuple[str, Collection[str]]:
    """Return a name without an acronym of itself behind or before a dash or a comma, and it."""
    for found in _BREAK.finditer(name):
        left, right = name[: found.start()], name[found.end() :]
        for acronym, rest in ((right, left), (left, right)):
            letters = "".join(latin_words(acronym))
            words = _organization_words(rest)
            if _is_acronym(acronym) and letters in {"".join(w[0] for w in some) for some in words}:
                return rest, [letters]
    return name, []


def _bare(name: str) -> bool:
    """Whether the first word is an acronym; behind it is at most a legal form."""
    return _is_acronym(re.split(r"[\s,;]+", name)[0])


def _is_acronym(text: str) -> bool:
    return bool(_ACRONYM.fullmatch(text.strip())) and sum(map(str.isupper, text)) > 1


def _script(name: str) -> str:
    for character in "" if name.isascii() else name:
        if character.isalpha() and character > "\u024f":
            code = str(icu.Script.getScript(character).getShortName())
            if code != "Latn":
                return code
    return "Latn"
