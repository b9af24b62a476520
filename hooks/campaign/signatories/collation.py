"""Collation: names in the order that a language's readers expect (Unicode Collation Algorithm)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

import icu
from babel import Locale

# Words that stand before the word under which a name is looked up, by language. Only articles:
# "van" and "de la" belong to some family names and not to others, which `sort` can say.
LEADING_ARTICLES = {
    "de": "der|die|das|ein|eine",
    "en": "the|an|a",
    "es": "el|la|los|las|un|una",
    "fr": "le|la|les|un|une",
    "it": "il|lo|la|i|gli|le|un|uno|una",
    "nl": "de|het|een",
    "pt": "o|a|os|as|um|uma",
}
_ELIDED = {"fr": "l['’]", "it": "(?:l|un)['’]"}
_ELSEWHERE = "…"  # what ICU calls the buckets before, between and after the alphabet's own
QUOTES = "\"'“”‘’\u02bb\u02bc«»‹›„‚([{¿¡ "  # noqa: RUF001
BEGIN, END = "\ue000", "\ue001"
"""Signs of no meaning (Unicode's private use area), which no list may hold."""
MARKED = re.compile(f"{BEGIN}([^{END}]*){END}")


class Sorter:
    """Tells how one language sorts names, and under which initials its readers look them up.

    Leading quotation marks and articles are passed over (as American and British libraries
    file, ALA Filing Rules 1980, rule 4), digits sort by value, and the code points of the name
    decide between names that the collation holds equal, so that the order is always the same.
    """

    def __init__(self, language: str) -> None:
        """Make a sorter for a language, as `en` or `es`."""
        self.language = language
        self._collator = icu.Collator.createInstance(icu.Locale(language))
        self._collator.setAttribute(
            icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON
        )
        self._collator.setAttribute(
            icu.UCollAttribute.ALTERNATE_HANDLING, icu.UCollAttributeValue.NON_IGNORABLE
        )
        code = language.partition("-")[0].partition("_")[0]
        articles, elided = LEADING_ARTICLES.get(code, "(?!)"), _ELIDED.get(code, "(?!)")
        self._article = re.compile(rf"\A(?:(?:{articles})\s+|{elided})(?=\S)", re.IGNORECASE)

    def filed(self, name: str, kind: str, sort: str = "") -> str:
        """Return what a name is filed under: `sort`, or itself without an organization's article.

        Leading quotation marks are left out.
        """
        begin = (sort or name).lstrip(QUOTES) or sort or name
        if kind != "organization" or sort:
            return begin
        return self._article.sub("", begin).lstrip(QUOTES) or begin

    def sort_key(self, text: str) -> bytes:
        """Return a key that sorts any text as the language does, its first word included."""
        key: bytes = self._collator.getSortKey(text)
        return key

    def place(self, name: str, kind: str, sort: str = "") -> tuple[bytes, str]:
        """Return a key that sorts names."""
        return self.sort_key(self.filed(name, kind, sort)), name

    def label(self, filed: str) -> str:
        """Return the initial under which readers look up a name, as it is filed.

        Names in another script stand under the name of that script, digits and signs under "#". A
        list is cut once, for all languages; so the label holds the code of a script (ISO 15924)
        between marks, since "Lao" may also be what many names begin with.
        """
        index, labels = self._alphabet
        label: str = labels[index.getBucketIndex(filed)]
        if label != _ELSEWHERE:
            return label
        if not filed[:1].isalpha():
            return "#"
        code = icu.Script.getScript(filed[0]).getShortName()
        code = "Hrkt" if code in ("Hira", "Kana") else code  # they sort among each other
        return f"{BEGIN}{code}{END}"

    @cached_property
    def _alphabet(self) -> tuple[icu.AlphabeticIndex, list[str]]:
        """The initials of the language; most lists are never cut."""
        index = icu.AlphabeticIndex(icu.Locale(self.language))
        return index, [label for label, _ in index]


def label_in_language(label: str, language: str) -> str:
    """Return a label with the names of scripts as a language has them, or their codes."""
    return MARKED.sub(lambda match: _script_names(language).get(match[1], match[1]), label)


@lru_cache(maxsize=64)
def _script_names(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).scripts.items())
