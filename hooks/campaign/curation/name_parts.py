"""Takes a signatory's name apart: what tells it from others, and what carries little.

Names of any script are compared in Latin letters (ICU's transliterations: BGN/PCGN's for
Cyrillic, the Unicode defaults for the rest), without accents, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import icu

from campaign.core.folding import SPELT_OUT, fold, name_key, telling_signs
from campaign.curation import name_words as known
from campaign.signatories.signatories import Signatory

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
_ROMAN = frozenset("ii iii iv vi vii viii ix xi xii xiii xiv xv".split())
HOME = re.compile(r"/(?:index\.\w+|default\.\w+|home|[a-z]{2})?")
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|si")
NOBODYS = re.compile(
    r"/(?:home|login|signup|groups|pages|profile\.php|people|in|company|watch|user|channel|c|p)?/?"
)
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

    @property
    def is_person(self) -> bool:
        """Whether the signatory is an individual."""
        return self.signatory.kind == "individual"


def form(signatory: Signatory) -> Form:
    """Return a signatory's form."""
    name, is_person = signatory.name, signatory.kind == "individual"
    site = same_site(signatory.url) if signatory.url else ""
    parts = _person(name) if is_person else _organization(name)
    return Form(
        signatory=signatory,
        folded=name_key(name),
        signs=tuple(telling_signs(name).replace("/", " ").split()),  # "A/B" is also "A-B"
        parts=parts,
        site=site,
        own_site=site if is_person and _is_own(site) else "",
        affiliation=_of_many(signatory.affiliation) if signatory.affiliation else None,
        place=_of_many(signatory.place) if signatory.place else None,
        script=_script(name),
        consonants=" ".join(sorted(_VOWELS.sub("", word) or word[:1] for word in parts.words)),
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
    core, *others = _ALIAS.split(core)
    acronyms, aliases, rest = set[str](), {"".join(_content(other)[0]) for other in others}, set()
    pieces = [(core[: cut.start()], core[cut.end() :]) for cut in _BREAK.finditer(core)]
    for left, right in pieces:  # an acronym of itself behind or before a dash or a comma
        for short, long in ((right, left), (left, right)):
            letters = "".join(latin_words(short))
            if _ACRONYM.fullmatch(short) and letters in _initials(long):
                core, acronyms = long, {letters}
    is_bare = bool(_ACRONYM.fullmatch(re.split(r"[\s,;]+", core)[0]))
    for aside in asides:
        other = _ALIAS.sub("", aside)
        words = _content(other)[0]
        if _ACRONYM.fullmatch(other):
            acronyms.add("".join(latin_words(other)))
        elif other != aside or is_bare or len(words) > 1:
            aliases.add("".join(words))
        elif not known.LEGAL.issuperset(latin_words(aside)):
            rest.add(fold(aside))
    words, whole = _content(core)
    return Parts(
        words=words,
        whole=whole,
        letters=frozenset("".join(_content(spelt)[0]) for spelt in _spellings(core)),
        acronyms=frozenset(acronyms),
        aliases=frozenset(aliases),
        asides=frozenset(rest),
        bare=words[0] if len(words) == 1 and is_bare else "",
        initials=_initials(core),
        numbers=tuple(sorted(w for w in whole if w in _ROMAN or not w.isalpha())),
    )


_of_many = lru_cache(maxsize=20_000)(_organization)
"""The parts of an affiliation or a place, of which a list repeats a few."""


def _initials(name: str) -> frozenset[str]:
    """Return the acronyms of three letters or more that could be made of a name."""
    latin = [word for word in latin_words(name) if word not in known.JOINS]
    content = [word for word in latin if word not in known.SMALL]
    ways = (content, [word for word in latin if word not in known.ARTICLES], _content(name)[0])
    found = ("".join(word[:1] for word in words) for words in ways)
    return frozenset(letters for letters in found if len(letters) > 2)


def _content(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that name an organization, without and with its small words."""
    latin = latin_words(name)
    if len(latin) > 1 and name.rstrip().endswith(".") and latin[-1] in known.LEGAL_WITH_POINTS:
        latin.pop()
    tokens = _LEGAL_START.sub("", _LEGAL_END.sub("", " ".join(latin))).split()
    first = known.ARTICLES if name.isascii() else known.ARTICLES | known.LEGAL_FIRST
    while len(tokens) > 1 and tokens[0] in first:
        tokens.pop(0)
    tokens = tokens or latin or [fold(name)]
    whole = [*tokens[:1], *(w for w in tokens[1:-1] if w not in known.JOINS), *tokens[1:][-1:]]
    words = [word for word in whole if word not in known.SMALL] or whole
    return tuple(map(_canonical, words)), tuple(map(_canonical, whole))


def _person(name: str) -> Parts:
    core, asides = _apart(name)
    words, generation = _person_words(core)
    return Parts(
        words=words,
        whole=words,
        letters=frozenset("".join(_person_words(spelt)[0]) for spelt in _spellings(core)),
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


def _script(name: str) -> str:
    scripts = (icu.Script.getScript(c).getShortName() for c in name if c.isalpha() and c > "\u024f")
    return next((code for code in map(str, scripts) if code != "Latn"), "Latn")


def same_site(url: str) -> str:
    """Return what two writings of one address share, or "" for one that is nobody's own.

    Scheme, `www.`, port, a last slash, the fragment and the parameters that count visits say
    nothing; nor does a language's or an index's page at the root. On a host of `PLATFORMS` only
    a page of somebody's own counts.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""
    if not host:
        return ""
    path = unquote(parts.path).rstrip("/")
    on_platform = host in known.PLATFORMS
    if on_platform:
        path = path.casefold()  # they all hold "/Example" and "/example" to be one page
    elif HOME.fullmatch(path.casefold() or "/"):
        path = ""
    query = urlencode(
        sorted(item for item in parse_qsl(parts.query) if not TRACKING.fullmatch(item[0]))
    )
    if on_platform and NOBODYS.fullmatch(path or "/") and not query:
        return ""
    return f"{host}{path}{'?' + query if query else ''}"


def _is_own(site: str) -> bool:
    """Whether a person's address, as `same_site` returns it, is a page or a host of its own."""
    host, _, page = site.partition("/")
    return bool(page) or host.count(".") > 1
