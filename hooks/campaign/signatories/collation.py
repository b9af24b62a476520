"""Collation: names in the order that a language's readers expect (Unicode Collation Algorithm)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import icu
from babel import Locale

if TYPE_CHECKING:
    from campaign.signatories.signatories import Signatory

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
_ELSEWHERE = "…"  # what ICU calls the buckets before, between and after the alphabet's own
LONGEST_CONTRACTION = 4
"""Characters that may count as one letter: Hungarian "dzs", and an accent of its own."""
QUOTES = "\"'“”‘’\u02bb\u02bc«»‹›„‚([{¿¡ "  # noqa: RUF001
BEGIN, END = "\ue000", "\ue001"
"""Signs of no meaning (Unicode's private use area), which no list may hold."""
MARKED = re.compile(f"{BEGIN}([^{END}]*){END}")


class Sorter:
    """Sorts names by one language's collation.

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
        articles = LEADING_ARTICLES.get(language.partition("-")[0].partition("_")[0])
        self._article = re.compile(rf"(?:{articles})\s+(?=\S)", re.IGNORECASE) if articles else None

    def filed(self, name: str, *, has_article: bool = True) -> str:
        """Return the name as it is filed: without leading quotation marks and article."""
        name = name.lstrip(QUOTES) or name
        if has_article and self._article and (article := self._article.match(name)):
            return name[article.end() :].lstrip(QUOTES) or name
        return name

    def filed_all(self, names: Iterable[Signatory]) -> list[str]:
        """Return what each is filed under."""
        return [self.filed(each.sort_name, has_article=each.has_article) for each in names]

    def sort_key(self, text: str) -> bytes:
        """Return a key that sorts any text as the language does, its first word included."""
        key: bytes = self._collator.getSortKey(text)
        return key

    def sorted(self, names: Iterable[Signatory]) -> list[Signatory]:
        """Return the names in the language's order."""
        # ICU ends a sort key with a zero byte and has none within, and UTF-8 sorts as its code
        # points do: one text of bytes is compared in a third of the time of a pair.
        names = list(names)
        filed = self.filed_all(names)
        sort_key = self._collator.getSortKey
        keys = [
            sort_key(own) + named.name.encode("utf-8", "surrogatepass")
            for own, named in zip(filed, names, strict=True)
        ]
        return [names[at] for at in sorted(range(len(names)), key=keys.__getitem__)]


class Alphabet:
    """The initials under which a language's readers look up names.

    Names in another script stand under the name of that script, digits and signs under "#". A list
    is cut once, for all languages; its labels hold the code of a script (ISO 15924) between marks,
    since "Lao" may also be what many names begin with.
    """

    def __init__(self, language: str) -> None:
        """Make the alphabet of a language, as `en` or `es`."""
        self.language = language
        self._sorter = Sorter(language)
        self._index = icu.AlphabeticIndex(icu.Locale(language))
        self._labels = [label for label, _ in self._index]
        self._known: dict[str, str] = {}

    def labels(self, filed: Iterable[str]) -> list[str]:
        """Return what each name stands under, of names as they are filed."""
        known = self._known
        begins = [name[:LONGEST_CONTRACTION] for name in filed]
        for begin in set(begins) - known.keys():
            label = self._labels[self._index.getBucketIndex(begin)]
            known[begin] = label if label != _ELSEWHERE else self._script(begin)
        return [known[begin] for begin in begins]

    def _script(self, name: str) -> str:
        if not name[:1].isalpha():
            return "#"
        code = icu.Script.getScript(name[0]).getShortName()
        code = "Hrkt" if code in ("Hira", "Kana") else code  # they sort among each other
        return f"{BEGIN}{code}{END}"

    def cut(self, names: Iterable[Signatory]) -> Iterator[tuple[str, list[Signatory]]]:
        """Cut sorted names where their initial changes."""
        names = list(names)
        labels = self.labels(self._sorter.filed_all(names))
        for label, members in groupby(zip(labels, names, strict=True), key=itemgetter(0)):
            yield label, [named for _, named in members]


def label_in_language(label: str, language: str) -> str:
    """Return a label with the names of scripts as a language has them, or their codes."""
    if BEGIN not in label:
        return label
    return MARKED.sub(lambda match: _script_names(language).get(match[1], match[1]), label)


@lru_cache(maxsize=64)
def _script_names(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).scripts.items())
