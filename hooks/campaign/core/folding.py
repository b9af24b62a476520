"""What texts have in common, however they are written: no case, no accents, no punctuation.

One rule for all: for who is listed twice, for who withdrew, for what a reader looks for. The
script of the search in the page makes the same of what is typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

ACCENTS = (
    "\u0300-\u036f\u0488-\u0489\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ua670-\ua672\ufe00-\ufe0f"
)
"""Blocks of accents, as ranges of three characters each: first, hyphen, last.

Other scripts' vowel signs stand outside of these blocks; they are letters' own.
"""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff"
)
"""Letters beside which a word may begin or end without a space: of Thailand to Japan, as ranges."""
_ACCENT = re.compile(f"[{ACCENTS}]")
_SPELT_FIRST = {
    "ß": "ss",
    "ς": "σ",  # noqa: RUF001
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",  # noqa: RUF001
    "ħ": "h",
    "ŧ": "t",
    "\u0640": "",  # a tatweel, a letter to Unicode, only stretches a word
}
_APOSTROPHES = "\u02bb\u02bc\u02be\u02bf"
"""Apostrophes that are letters to Unicode, as Ukrainian and Arabic in Latin letters have them."""
SPELLINGS: Mapping[str, str] = {
    **_SPELT_FIRST,
    **dict.fromkeys(_APOSTROPHES, " "),
    "\u064a": "\u06cc",  # the Arabic ye, kaf and he that keyboards type for Persian ones
    "\u0649": "\u06cc",
    "\u0643": "\u06a9",
    "\u0629": "\u0647",
    "\u9ad9": "\u9ad8",  # forms of names that registers of families keep apart
    "\ufa11": "\u5d0e",
}
"""What people write for a letter that has no decomposition of its own; small letters alone.

In names apostrophes fall away, as all punctuation does there.
"""
_TELLING = re.compile(r"[+#](?<=\w.)[+#]*|/(?<=\w.)(?=\w)|[.,](?<=\d.)(?=\d)")
"""Signs that are no mere punctuation: behind a letter, or within a number.

Each is looked for by the sign itself, which most names have not, and then by what is before it.
"""
SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"}
"""What else they write for a letter: two letters for one that bears an accent or a stroke."""


class _Letters(dict[int, str]):
    """Maps each character of a decomposed text to what is left of it; learns each once."""

    def __init__(self, punctuation: str, spellings: Mapping[str, str]) -> None:
        self._punctuation = punctuation
        self._spellings = spellings

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in self._spellings:
            kept = self._spellings[character]
        elif _ACCENT.match(character):
            kept = ""
        elif category[0] in "LNM":
            kept = character
        else:
            kept = " " if category == "Pd" or character.isspace() else self._punctuation
        self[code] = kept
        return kept


_NAME = _Letters("", {**SPELLINGS, **dict.fromkeys(_APOSTROPHES, "")})
_BEFORE = _Letters("", _SPELT_FIRST)
_WORDS = _Letters(" ", SPELLINGS)
_AS_ONCE = _Letters("", {"\u0640": ""})


def fold(name: str) -> str:
    """Return what two writings of one name share: no case, accents or punctuation, single spaces.

    Compatibility decomposition (Unicode NFKD), then letters, digits and the marks that are
    letters' own (a vowel sign is not an accent); a letter that has no decomposition, as ł, is
    spelt in plain ones. Spaces stay, since "Ann E" is not "Anne"; a dash is one.
    """
    return _joined(_small(name).translate(_NAME), name)


def telling_signs(name: str) -> str:
    """Return the signs by which two names of the same letters differ: C# and C++, 1.5 and 15."""
    return " ".join(_TELLING.findall(unicodedata.normalize("NFKC", name)))


def name_key(name: str) -> str:
    """Return what tells a name from all others of a list: as `fold`, and its telling signs."""
    return f"{fold(name)} {telling_signs(name)}".strip()


def fold_words(text: str) -> str:
    """Return a text's words as `fold` does, but parted at each sign: "O'Neill" is "o neill"."""
    return " ".join(_small(text).translate(_WORDS).split())


def foldings(name: str) -> tuple[str, ...]:
    """Return the folded forms under which a name may come back: "muller" and "mueller"."""
    if name.isascii():
        return (fold(name),)
    composed = unicodedata.normalize("NFC", name.lower())
    spelt = "".join(SPELT_OUT.get(letter, letter) for letter in composed)
    return tuple(dict.fromkeys((fold(name), fold(spelt))))


def fold_as_once(name: str) -> str:
    """Return a name as `fold` did until it knew how ł, ø and đ are spelt; hashes of it remain."""
    decomposed = unicodedata.normalize("NFKD", name)
    small = unicodedata.normalize("NFKD", decomposed.casefold())
    return _joined(small.translate(_AS_ONCE), name)


def fold_before(name: str) -> str:
    """Return a name as `fold` did until it knew Persian letters and apostrophes that are letters.

    Hashes of it, and addresses, remain.
    """
    return _joined(_small(name).translate(_BEFORE), name)


def _small(text: str) -> str:
    if text.isascii():
        return text.lower()  # nothing in it can be decomposed
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())


def _joined(folded: str, name: str) -> str:
    """Return the words with one space between; the name itself where nothing of it is left."""
    return " ".join(folded.split()) or unicodedata.normalize("NFC", name.strip())
