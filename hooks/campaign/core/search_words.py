"""Under which letters the search files a word."""

from __future__ import annotations

# Scripts that write no spaces between words: one or two of their letters are a search already.
# Hangul among them: a syllable of two letters, as it is taken apart by then, is a search too.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_UNSPACED_RANGES = tuple((UNSPACED[at], UNSPACED[at + 2]) for at in range(0, len(UNSPACED), 3))


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
