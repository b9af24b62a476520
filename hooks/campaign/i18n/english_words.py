"""Marks words of the interface that a language lacks as English, where they stand in its pages.

A screen reader would else pronounce them by the rules of the page's own language (WCAG 3.1.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from campaign.i18n.catalogues import Word, forms_of

_NOT_TEXT = re.compile(
    r"<(script|style|title|textarea|option|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL
)
"""Tags, and what may hold no element: a word there stays as it is."""
_FILLED_IN = re.compile(r"%\(\w+\)s|\{\w+\}")
_TELLING = re.compile(r"[A-Za-z]{3}")
"""What words need so that nobody takes others for them."""


def english_marker(words: Iterable[Word]) -> Callable[[str], str]:
    """Return what puts each text of a page that is one of these words into an English element.

    What is filled in may be an element of its own. So the pieces of a sentence around it count
    as words too.
    """
    found: dict[str, None] = {}
    for word in words:
        for form in forms_of(word.key):
            pieces = _FILLED_IN.split(form.strip())
            telling = [piece.strip() for piece in pieces if _TELLING.search(piece)]
            if telling:
                whole = r".+?".join(map(re.escape, pieces))
                found |= dict.fromkeys([whole, *map(re.escape, telling)])
    if not found:
        return str
    english = re.compile(rf"(\W*?)({'|'.join(found)})(\W*)")

    def marked(text: str) -> str:
        match = english.fullmatch(text)
        return f'{match[1]}<span lang="en" dir="ltr">{match[2]}</span>{match[3]}' if match else text

    def mark(html: str) -> str:
        parts, end = [], 0
        for match in _NOT_TEXT.finditer(html):
            parts += [marked(html[end : match.start()]), match[0]]
            end = match.end()
        return "".join([*parts, marked(html[end:])])

    return mark
