"""Gives templates a language's words, and marks those as English that it lacks.

A screen reader would else pronounce them by the rules of the page's own language (WCAG 3.1.2).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from babel.messages import Catalog

from campaign.i18n.catalogues import FILLED_IN, Word, forms_of, lacks_translation

_NOT_TEXT = re.compile(
    r"<(script|style|title|textarea|option|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL
)
"""Tags, and what may hold no element: a word there stays as it is."""
_TELLING = re.compile(r"[A-Za-z]{3}")
"""What words need so that nobody takes others for them."""


class InterfaceWords:
    """Gives Jinja a language's words; one that it lacks stays English, and is kept in `english`."""

    def __init__(self, catalogue: Catalog | None, english: set[Word]) -> None:
        """Take what the catalogue translates whole: of some forms, others would be in English."""
        self._english = english
        self._said: dict[Word, Sequence[str]] = {}
        if catalogue is not None:
            self._form_of = gettext.c2py(str(catalogue.plural_expr))
            for message in catalogue:
                if message.id and not lacks_translation(message, catalogue.num_plurals):
                    key = message.id if isinstance(message.id, str) else tuple(message.id)
                    self._said[key] = forms_of(message.string)

    def gettext(self, message: str) -> str:
        """Return a word or sentence in the language."""
        if said := self._said.get(message):
            return said[0]
        self._english.add(message)
        return message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return a word or sentence in the form that a number has."""
        if said := self._said.get((one, many)):
            return said[self._form_of(number)]
        self._english.add((one, many))
        return one if number == 1 else many


@lru_cache(maxsize=64)
def english_marker(words: frozenset[Word]) -> Callable[[str], str]:
    """Return what puts each text of a page that is one of these words into an English element.

    What is filled in may be an element of its own. So the pieces of a sentence around it count
    as words too.
    """
    found: dict[str, None] = {}
    for word in sorted(words, key=str):
        for form in forms_of(word):
            pieces = FILLED_IN.split(form.strip())
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
