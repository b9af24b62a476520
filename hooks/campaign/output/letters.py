"""A name taken apart into the letters that its language's order tells apart.

Names that share their first letters here stand together in that order: "é" is "e" in English,
"ñ" is a letter of its own in Spanish, and a number counts by its length before its digits, since
100 stands after 99.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import icu

from campaign.core.folding import SPELLINGS

DEEPEST = 12
"""Letters after which names count as alike."""
OTHER = "\0"
"""Stands before the letters of a name whose own letter is not the initial that it stands under."""
LENGTHS = 0xD800
"""Where the marks begin that stand before a number and tell its length; no text can hold them."""
MOST_DIGITS = 18
NUMBER = re.compile(r"\d+")
READ = 4 * DEEPEST
"""Characters of a name that are looked at: more than `DEEPEST`, since some count for nothing."""
GLANCE = 2 * DEEPEST
"""Characters of a name that are looked at first: enough for most."""
AT_ONCE = 10_000
"""Names that are taken apart as one text."""
KATAKANA = range(0x30A1, 0x30F7)
TO_HIRAGANA = 0x60


class Letters:
    """Takes names apart as one language does."""

    def __init__(self, language: str) -> None:
        """Make it for a language, as `en` or `es`."""
        self._units = _Units(language)

    def of_all(self, names: Sequence[str]) -> list[str]:
        """Return of each name what `of` returns, faster; names hold no line ends."""
        found: list[str] = []
        for at in range(0, len(names), AT_ONCE):
            some = names[at : at + AT_ONCE]
            # One long text of ASCII is translated ten times as fast as many short ones.
            begins = "\n".join([name[:GLANCE] if name.isascii() else "" for name in some])
            has_numbers = NUMBER.search(begins)
            numbered = set(filter(NUMBER.search, some)) if has_numbers else set[str]()
            found += [
                (own + " ")[:DEEPEST]
                if own and (len(own) >= DEEPEST or len(name) <= GLANCE) and name not in numbered
                else self.of(name)
                for name, own in zip(some, begins.translate(self._units).split("\n"), strict=True)
            ]
        return found

    def of(self, name: str) -> str:
        """Return a name's first letters, of which each is what its order goes by, and a space."""
        start = name[:READ]
        if NUMBER.search(start):
            start = NUMBER.sub(_number, name[: 2 * READ])
        return (start.translate(self._units) + " ")[:DEEPEST]


class _Units(dict[int, str]):
    """Maps each character to the letters it counts as; learns each character once."""

    def __init__(self, language: str) -> None:
        self._collator = icu.Collator.createInstance(icu.Locale(language))
        self._collator.setAttribute(
            icu.UCollAttribute.ALTERNATE_HANDLING, icu.UCollAttributeValue.NON_IGNORABLE
        )
        self._collator.setStrength(icu.Collator.PRIMARY)
        super().__init__({ord("\n"): "\n"})
        self.update({LENGTHS + n: chr(LENGTHS + n) for n in range(1, MOST_DIGITS + 1)})

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = result = "" if self._alike(character, "") else self._simplest(character)
        return result

    def _simplest(self, character: str) -> str:
        small = unicodedata.normalize("NFKD", character).casefold().lower()
        base = "".join(c for c in unicodedata.normalize("NFKD", small) if not self._alike(c, ""))
        spelt = SPELLINGS.get(base, "")
        hiragana = chr(ord(base) - TO_HIRAGANA) if len(base) == 1 and ord(base) in KATAKANA else ""
        for candidate in (spelt, hiragana, base):
            if candidate and self._alike(candidate, character):
                return candidate
        return character.lower() if len(character.lower()) == 1 else character

    def _alike(self, one: str, other: str) -> bool:
        return bool(self._collator.compare(one, other) == 0)


def _number(match: re.Match[str]) -> str:
    digits = "".join(str(unicodedata.decimal(digit)) for digit in match[0]).lstrip("0") or "0"
    return chr(LENGTHS + min(len(digits), MOST_DIGITS)) + digits


def in_address(letters: str) -> str:
    """Return letters as a part of an address, different for different letters."""
    return "".join(map(_in_address, letters))


def _in_address(letter: str) -> str:
    if letter == " ":
        return "_"
    if length := _length(letter):
        return f"~n{length}~"
    if unicodedata.category(letter)[0] in "LNM":
        return letter
    return f"~{ord(letter):x}~"


def shown(letters: str) -> str:
    """Return letters as a reader sees them, words with a capital: "Van D", "Local 100–199"."""
    text, at = "", 0
    while at < len(letters):
        letter = letters[at]
        at += 1
        if length := _length(letter):
            digits = letters[at : at + length]
            at += len(digits)
            text += _range(digits, length)
        elif letter != OTHER:
            text += letter.upper() if not text or text.endswith(" ") else letter
    return unicodedata.normalize("NFC", text).strip()


def _length(letter: str) -> int:
    length = ord(letter) - LENGTHS
    return length if 0 < length <= MOST_DIGITS else 0


def _range(digits: str, length: int) -> str:
    if len(digits) == length:
        return digits
    least = digits or ("1" if length > 1 else "0")
    return f"{least:0<{length}}–{digits:9<{length}}"
