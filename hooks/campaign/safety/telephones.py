"""Telephone numbers as people write them, in the countries of a campaign.

A number is one that a telephone company could give out (libphonenumber), written with + or 0 before
it or in groups as in North America; in a campaign's own countries, in whatever groups are usual.
What stands in brackets, hyphens or dots as in North America is one whoever has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from phonenumbers import (
    PhoneNumberFormat,
    PhoneNumberMatcher,
    PhoneNumberType,
    format_number,
    number_type,
    parse,
)
from stdnum import isbn

TELEPHONE_COUNTRIES = ("US", "GB", "DE", "FR", "NL", "AT", "CH")
"""Those that are always known: numbers of all others with a 0 before them look like theirs."""
OFFICES_OWN = frozenset((PhoneNumberType.TOLL_FREE, PhoneNumberType.UAN))
"""Nobody has a free number at home."""
_LIKELY = re.compile(
    r"(?<![\w,.])(?:\+|\()?\d(?:[\s()./\-\u2010-\u2015\u2212\uff0d]*\d){6,14}(?!\w)"
)
_GROUPS = re.compile(r"(?:1\D{1,2})?\d{3}\D{1,2}\d{3}\D\d{4}")
"""How numbers are written in North America."""
AMERICAN = re.compile(r"(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}|\+1(?:[ .-]?\d){10}")
"""How nothing else is written."""
PARTED = re.compile(r"\d\D+\d")
DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d|[./-]\d)|\d{4}\s*[-–]\s*\d{4}")
BESIDE = 12
"""Characters beside a number that tell what it is: a currency, a percent sign."""


class Telephone(NamedTuple):
    """A telephone number in a text, and the one way to write it (E.164) as `key`."""

    offset: int
    text: str
    key: str


def telephones(text: str, countries: Iterable[str] = ()) -> Iterator[Telephone]:
    """Yield each number in a text, as `countries` (ISO 3166) and the usual ones write them.

    What a `tel:` link dials is one however it is written.
    """
    own = tuple(countries)
    end = 0
    for likely in _LIKELY.finditer(text):
        if DATE.match(likely[0]) or isbn.is_valid(likely[0]):
            continue
        start = max(end, likely.start() - BESIDE)
        is_usual = (
            likely[0][0] in "+0("
            or _GROUPS.fullmatch(likely[0])
            or text.endswith("tel:", start, likely.start())
        )
        if AMERICAN.fullmatch(likely[0]):
            key = f"+1{re.sub(r'[^0-9]', '', likely[0])[-10:]}"
            if number_type(parse(key)) not in OFFICES_OWN:
                yield Telephone(likely.start(), likely[0], key)
            continue
        known = dict.fromkeys((*own, *TELEPHONE_COUNTRIES)) if is_usual else own
        for country in known if is_usual or PARTED.search(likely[0]) else ():
            if found := _first_in(country, text[start : likely.end() + BESIDE]):
                yield found._replace(offset=start + found.offset)
                end = start + found.offset + len(found.text)
                break


def _first_in(country: str, text: str) -> Telephone | None:
    """Return the first number in a text that somebody in a country can have."""
    for match in PhoneNumberMatcher(text, country):
        if number_type(match.number) not in OFFICES_OWN:
            key = format_number(match.number, PhoneNumberFormat.E164)
            return Telephone(match.start, match.raw_string, key)
    return None
