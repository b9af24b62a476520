"""Gives templates a language's words, and marks those as English that it lacks.

A screen reader would else pronounce them by the rules of the page's own language (WCAG 3.1.2).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from babel.messages import Catalog

from campaign.i18n.catalogues import PLACES, Key, forms_of, lacks_translation

_NOT_TEXT = re.compile(
    r"<(script|style|title|textarea|option|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL
)
"""Tags, and what may hold no element: a word there stays as it is."""
_TELLING = re.compile(r"[A-Za-z]{3}")
"""What words need so that nobody takes others for them."""


class _Words(gettext.NullTranslations):
    """Gives a language's words. One that it lacks stays as it is, and is kept in `english`."""

    def __init__(self, catalogue: Catalog | None, english: set[Key]) -> None:
        super().__init__()
        self._english = english
        self._said: dict[Key, Sequence[str]] = {}
        if catalogue is not None:
            self._form_of = gettext.c2py(str(catalogue.plural_expr))
            for message in catalogue:  # of one with some forms, the others would be in English
                if message.id and not lacks_translation(message, catalogue.num_plurals):
                    one, *many = forms_of(message.id)
                    self._said[(one, many[0]) if many else one] = forms_of(message.string)

    def gettext(self, message: str) -> str:
        if said := self._said.get(message):
            return said[0]
        self._english.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if said := self._said.get((msgid1, msgid2)):
            return said[self._form_of(n)]
        self._english.add((msgid1, msgid2))
        return super().ngettext(msgid1, msgid2, n)


def translations(
    catalogue: Catalog | None, english: set[Key] | None = None
) -> gettext.NullTranslations:
    """Return what Jinja asks for words; a word that is not translated stays as it is.

    It is then added to `english`.
    """
    return _Words(catalogue, set() if english is None else english)


@lru_cache(maxsize=64)
def english_marker(words: frozenset[Key]) -> Callable[[str], str]:
    """Return what puts each text of a page that is one of these words into an English element.

    What is filled in may be an element of its own. So the pieces of a sentence around it count
    as words too.
    """
    found: dict[str, None] = {}
    for word in sorted(words, key=str):
        for form in forms_of(word):
            pieces = PLACES.split(form.strip())
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
