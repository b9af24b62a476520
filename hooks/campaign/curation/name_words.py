"""Words of names that carry little: legal forms, articles, abbreviations, titles, nicknames.

The lists are in name_words.yml; they hold what is common in the languages that coalitions sign in.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from campaign.core.files import own_lists
from campaign.signatories.collation import LEADING_ARTICLES as SORTED_ARTICLES

_LISTS: dict[str, Any] = own_lists(Path(__file__).with_name("name_words.yml"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


ARTICLES = frozenset("|".join(SORTED_ARTICLES.values()).split("|")) - {"i"}
"""Articles of several languages, passed over where an organization's name begins with one."""
JOINS, SMALL = _words("joins"), _words("small")
LEGAL, LEGAL_WITH_POINTS = _words("legal"), _words("legal_with_points")
LEGAL_FIRST = _words("legal_first")
LEGAL_PHRASES: tuple[str, ...] = tuple(_LISTS["legal_phrases"])
HONORIFICS, DEGREES = _words("honorifics"), _words("degrees")
GENERATIONS = _words("generations")
CANONICAL: Mapping[str, str] = {
    variant: word
    for word, variants in _LISTS["abbreviated"].items()
    for variant in variants.split()
}
"""What stands for a word that is often abbreviated, spelt or translated in another way."""


def _by_nickname() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names in map(str.split, _LISTS["nicknames"]):
        for each in names:
            found[each] = found.get(each, frozenset()) | {names[0]}
    return found


FULL_NAMES: Mapping[str, frozenset[str]] = _by_nickname()
"""The full given names that a name may stand for, itself among them where it is one."""
