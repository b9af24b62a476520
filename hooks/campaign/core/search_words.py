"""What the search makes of a text: words without case, accents and punctuation.

The script in the page makes the same of what a reader types.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from campaign.config.fields import is_accent

# What a reader may type for a letter that has no decomposition of its own.
SPELLINGS = {
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
}
# Scripts that write no spaces between words: one or two of their letters are a search already.
# Hangul among them: a syllable of two letters, as it is taken apart by then, is a search too.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_UNSPACED_RANGES = tuple((UNSPACED[at], UNSPACED[at + 2]) for at in range(0, len(UNSPACED), 3))


class _Letters(dict[int, str]):
    """Maps each character to what the search makes of it; learns each character once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if is_accent(character):
            result = ""
        elif character in SPELLINGS:
            result = SPELLINGS[character]
        else:
            result = character if unicodedata.category(character)[0] in "LNM" else " "
        self[code] = result
        return result


_LETTERS = _Letters({ord("\n"): "\n"})


def fold(text: str) -> str:
    """Return a text without case, accents and punctuation."""
    if text.isascii():
        return text.lower().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    return text.translate(_LETTERS)


def fold_all(lines: Sequence[str]) -> list[str]:
    """Return each line as `fold` does; they hold no line ends."""
    # One long text is folded ten times as fast as many short ones, and ASCII ten times again.
    plain = fold("\n".join([line if line.isascii() else "" for line in lines])).split("\n")
    others = [line for line in lines if not line.isascii()]
    if not others:
        return plain[: len(lines)]
    folded = iter(fold("\n".join(others)).split("\n"))
    return [own if line.isascii() else next(folded) for own, line in zip(plain, lines, strict=True)]


def short_grams(word: str) -> set[str]:
    """Return the letters under which a word is filed besides every three of it.

    They are its first and its first two, after "^", and, where it is written without spaces,
    each letter and each two.
    """
    found = {"^" + word[:1], "^" + word[:2]}
    if not word.isascii() and any(map(_is_unspaced, word)):
        found.update(word[at : at + 2] for at in range(len(word) - 1))
        found.update(word)
    return found


def _is_unspaced(character: str) -> bool:
    return character > "\u0dff" and any(a <= character <= z for a, z in _UNSPACED_RANGES)
