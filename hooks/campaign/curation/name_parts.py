"""Forms: what a signatory's name is made of, once articles, legal forms and the like are set apart.

Names of any script are compared in Latin letters (ICU's transliterations: BGN/PCGN's for
Cyrillic, the Unicode defaults for the rest), without accents, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import icu

from campaign.core.folding import fold, name_key, telling_signs
from campaign.curation import name_words as known
from campaign.curation.name_addresses import is_own, same_site
from campaign.signatories.signatories import Signatory

_LATIN = icu.Transliterator.createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower")
_AND = re.compile("[&+\uff06]")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u2032]")
_ELISION = re.compile(rf"\b(?:{'|'.join(known.ELISIONS)})'(?=\w)")
_JOINING_POINT = re.compile(r"(?<=\w\w\w)\.(?=\w\w\w)")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_OPEN, _CLOSE = "([\uff08\u3010", ")\\]\uff09\u3011"
_ASIDE = re.compile(rf"\s*[{_OPEN}]([^{_OPEN}{_CLOSE}]*)[{_CLOSE}]?\s*")
_ALIAS = re.compile(rf"(?:^|[\s,;(])(?:{known.ALIAS})[:\s]\s*", re.IGNORECASE)
_BREAK = re.compile(r"\s+[-\u2013\u2014|/]\s+|\s*[:|]\s+|,\s+")
_ACRONYM = re.compile(r"(?:[A-Z0-9]\.?&?-?){2,9}[a-z]?")
_POINTED = re.compile(r"\b(?:\w\.){2,}")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Ø": "Oe", "Å": "Aa"}
)
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv".split())
_PROTECTED = ("ss", "us", "is")
_SHORTEST_STEM = 4
_CONSONANTS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("kh", "h"), ("zh", "z"), ("ts", "c"),
    ("tz", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"),
    ("v", "w"), ("ce", "se"), ("ci", "si"), ("ch", "h"), ("c", "k"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouyjwh]+")
_DOUBLE = re.compile(r"(.)\1+")
ABJADS = frozenset({"Arab", "Hebr", "Syrc"})
"""Scripts that leave out most vowels."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name, taken apart. Words are Latin, small and without accents."""

    words: tuple[str, ...]
    """What names the signatory: without article, legal form, small words; stems of them."""
    whole: tuple[str, ...]
    """The same with its small words, such as "of"."""
    written: tuple[str, ...] = ()
    """Every word of the name as it was written, but for what stands in parentheses."""
    compacts: frozenset[str] = frozenset()
    """`words` without spaces, in one or two ways to write an umlaut."""
    asides: tuple[str, ...] = ()
    """What stands in parentheses and is neither acronym nor another name, as it was written."""
    acronyms: frozenset[str] = frozenset()
    """Acronyms that the name gives of itself."""
    aliases: frozenset[str] = frozenset()
    """Other names that the name gives of itself, without spaces."""
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
    parts: Parts
    site: str
    affiliation: Parts | None
    place: Parts | None
    script: str
    """The script's ISO 15924 code: `Latn`."""
    skeleton: str
    """The words' consonants, by which names in two scripts are compared."""
    signs: str = ""
    """What tells the name from others of the same letters: `#`."""
    own_site: str = ""
    """A person's address of their own: a profile, or a host below a domain; no employer's home."""
    sorted_as: str = ""
    """What the row says that it is sorted by, if that is several words."""

    @property
    def is_person(self) -> bool:
        """Whether the signatory is an individual."""
        return self.signatory.kind == "individual"


def form(signatory: Signatory) -> Form:
    """Return a signatory's form."""
    name = signatory.name
    script = _script(name)
    site = same_site(signatory.url) if signatory.url else ""
    parts = person(name) if signatory.kind == "individual" else organization(name)
    return Form(
        signatory=signatory,
        folded=name_key(name),
        signs=telling_signs(name),
        parts=parts,
        site=site,
        own_site=site if is_own(site) and signatory.kind == "individual" else "",
        affiliation=known_organization(signatory.affiliation) if signatory.affiliation else None,
        place=known_organization(signatory.place) if signatory.place else None,
        script=script,
        skeleton=skeleton(parts.words),
        sorted_as=_several(fold(signatory.sort)) if signatory.sort else "",
    )


def _several(words: str) -> str:
    return words if " " in words else ""


def latin_words(text: str) -> list[str]:
    """Return the words of a text of any script, in small Latin letters without accents."""
    text = _AND.sub(" and ", text)
    latin = text.lower() if text.isascii() else _LATIN.transliterate(text).lower()
    if "'" in latin or not text.isascii():
        latin = _APOSTROPHES.sub("'", latin)
        latin = _ELISION.sub("", latin).replace("'", "")
    if "." in latin:
        latin = _JOINING_POINT.sub(" ", latin).replace(".", "")
    return _NO_WORD.sub(" ", latin).split()


@lru_cache(maxsize=20_000)
def known_organization(name: str) -> Parts:
    """Return the parts of an affiliation or a place, of which a list repeats a few."""
    return organization(name)


def organization(name: str) -> Parts:
    """Take an organization's name apart."""
    core, asides = _apart(name)
    core, aliases = _alias(core)
    parts = _organization(core)
    acronyms: set[str] = set()
    rest: list[str] = []
    core, behind = _acronym_behind(core)
    if behind:
        parts = _organization(core)
        acronyms.add(behind)
    for aside in asides:
        _, other = _alias(f" {aside}")
        latin = latin_words(aside)
        if other:
            aliases.extend(other)
        elif _is_acronym(aside):
            acronyms.add("".join(latin))
        elif parts.bare or len(_organization(aside).words) > 1:
            aliases.append(aside)
            rest.append(aside)
        elif not all(word in known.LEGAL for word in latin):
            rest.append(aside)
    compacts = set(parts.compacts)
    if (other_spelling := core.translate(_UMLAUTS)) != core:
        compacts |= _organization(other_spelling).compacts
    return replace(
        parts,
        compacts=frozenset(compacts),
        acronyms=frozenset(acronyms),
        asides=tuple(rest),
        aliases=frozenset(
            compact for alias in aliases for compact in _organization(alias).compacts if compact
        ),
    )


def person(name: str) -> Parts:
    """Take an individual's name apart."""
    core, asides = _apart(name)
    pieces = [piece.strip() for piece in core.split(",") if piece.strip()]
    behind: list[str] = []
    while len(pieces) > 1 and {*latin_words(pieces[-1])} <= known.DEGREES | known.GENERATIONS:
        behind += latin_words(pieces.pop())
    written = f"{pieces[1]} {pieces[0]}" if len(pieces) == 2 else " ".join(pieces)
    words = latin_words(written)
    while len(words) > 2 and words[0] in known.HONORIFICS:
        words.pop(0)
    while len(words) > 2 and (
        words[-1] in known.GENERATIONS or _is_degree(words[-1], written, core)
    ):
        behind.append(words.pop())
    tokens = tuple(words or latin_words(name) or [fold(name)])
    generations = [word for word in behind if word in known.GENERATIONS]
    return Parts(
        words=tokens,
        whole=tokens,
        written=tuple(latin_words(core)),
        compacts=frozenset({"".join(tokens), *_other_umlauts(written, tokens)}),
        asides=tuple(asides),
        numbers=tuple(sorted(word for word in tokens if not word.isalpha())),
        generation=generations[0].replace("junior", "jr") if generations else "",
    )


def _other_umlauts(written: str, tokens: tuple[str, ...]) -> set[str]:
    """Return a name's letters with its umlauts written out, titles left out."""
    other = written.translate(_UMLAUTS)
    return {"".join(latin_words(other)[-len(tokens) :])} if other != written else set()


def skeleton(words: Iterable[str]) -> str:
    """Return the consonants of words in any order, as far as transliterations agree on them."""
    found = []
    for word in words:
        bone = word
        for written, sound in _CONSONANTS:
            bone = bone.replace(written, sound)
        found.append(_DOUBLE.sub(r"\1", _VOWELS.sub("", bone)) or bone[:1])
    return " ".join(sorted(found))


def stem(word: str) -> str:
    """Return a word without its plural."""
    if len(word) < _SHORTEST_STEM or not word.endswith("s") or word.endswith(_PROTECTED):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST_STEM:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def as_written(name: str, word: str) -> str:
    """Return a word as it stands in the name that it was read from, its capitals and all."""
    for token in re.split(r"[\s,;/()\[\]\u2013\u2014-]+", name):
        if latin_words(token) == [word]:
            return token.strip('"“”„«»')
    return word


def _organization(name: str) -> Parts:
    """Take an organization's name apart that has no parentheses."""
    latin = latin_words(name)
    tokens = _without_legal(latin, name)
    while len(tokens) > 1 and tokens[0] in known.ARTICLES:
        tokens = tokens[1:]
    tokens = tokens or latin or [fold(name)]
    last = len(tokens) - 1
    every = [w for at, w in enumerate(tokens) if not (0 < at < last and w in known.JOINS)]
    content = [w for w in every if w not in known.SMALL] or every
    words = tuple(map(_canonical, content))
    initials = {"".join(w[:1] for w in chosen) for chosen in (content, every, tokens)}
    return Parts(
        words=words,
        whole=tuple(map(_canonical, every)),
        written=tuple(latin),
        compacts=frozenset({"".join(words)}),
        bare=tokens[0] if len(tokens) == 1 and _is_acronym(as_written(name, tokens[0])) else "",
        initials=frozenset(found for found in initials if len(found) >= 3),
        numbers=tuple(sorted(w for w in tokens if w in _ROMAN or not w.isalpha())),
    )


def _canonical(word: str) -> str:
    return stem(known.CANONICAL.get(word) or known.CANONICAL.get(stem(word)) or word)


def _without_legal(latin: list[str], name: str) -> list[str]:
    """Return the words without legal forms."""
    tokens = list(latin)
    pointed = {match[0].replace(".", "").lower() for match in _POINTED.finditer(name)}
    while len(tokens) > 1:
        phrases = [p for p in known.LEGAL_PHRASES if tuple(tokens[-len(p) :]) == p]
        if phrases and len(phrases[0]) < len(tokens):
            del tokens[-len(phrases[0]) :]
        elif tokens[-1] in known.LEGAL or tokens[-1] in known.LEGAL_WITH_POINTS & pointed:
            tokens.pop()
        else:
            break
    for phrase in known.LEGAL_PHRASES:
        if tuple(tokens[: len(phrase)]) == phrase and len(phrase) < len(tokens):
            del tokens[: len(phrase)]
    if not name.isascii() and len(tokens) > 1 and tokens[0] in known.LEGAL_FIRST:
        tokens.pop(0)
    return tokens


def _apart(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in parentheses, and that."""
    if not any(sign in name for sign in _OPEN):
        return name, []
    asides = [found.strip() for found in _ASIDE.findall(name) if found.strip()]
    core = _ASIDE.sub(" ", name).strip()
    return (core, asides) if core else (" ".join(asides), [])


def _alias(name: str) -> tuple[str, list[str]]:
    """Return a name without another that it announces, as by "formerly", and that other one."""
    found = _ALIAS.search(name)
    if not found or not name[found.end() :].strip():
        return name, []
    return name[: found.start()].strip(" ,;") or name, [name[found.end() :].strip()]


def _acronym_behind(name: str) -> tuple[str, str]:
    """Return a name without an acronym of itself behind or before a dash or a comma, and it."""
    for found in _BREAK.finditer(name):
        left, right = name[: found.start()], name[found.end() :]
        for acronym, rest in ((right, left), (left, right)):
            letters = "".join(latin_words(acronym))
            if _is_acronym(acronym) and letters in _organization(rest).initials:
                return rest, letters
    return name, ""


def _is_acronym(text: str) -> bool:
    text = text.strip()
    return bool(_ACRONYM.fullmatch(text)) and sum(map(str.isupper, text)) >= 2


def _is_degree(word: str, written: str, name: str) -> bool:
    """Say whether a person's last word is a degree: "Ma" and "Do" are family names, "MA" is not."""
    if word not in known.DEGREES:
        return False
    last = written.split()[-1]
    return len(word) > 2 or "." in last or (last.isupper() and not name.isupper())


def _script(name: str) -> str:
    if name.isascii():
        return "Latn"
    for character in name:
        if character.isalpha() and character > "\u024f":
            code = str(icu.Script.getScript(character).getShortName())
            if code != "Latn":
                return code
    return "Latn"
