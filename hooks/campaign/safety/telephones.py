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
    PhoneNumberMatch,
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
        said = likely[0]
        if DATE.match(said) or isbn.is_valid(said):
            continue
        start = max(end, likely.start() - BESIDE)
        if AMERICAN.fullmatch(said):
            key = f"+1{re.sub(r'[^0-9]', '', said)[-10:]}"
            if number_type(parse(key)) not in OFFICES_OWN:
                yield Telephone(likely.start(), said, key)
            continue
        is_dialled = text.endswith("tel:", start, likely.start())
        if said[0] in "+0(" or _GROUPS.fullmatch(said) or is_dialled:
            known = dict.fromkeys((*own, *TELEPHONE_COUNTRIES))
        else:
            known = dict.fromkeys(own if PARTED.search(said) else ())
        around = text[start : likely.end() + BESIDE]
        if match := next(filter(None, (_first_in(country, around) for country in known)), None):
            key = format_number(match.number, PhoneNumberFormat.E164)
            yield Telephone(start + match.start, match.raw_string, key)
            end = start + match.end


def _first_in(country: str, text: str) -> PhoneNumberMatch | None:
    """Return the first number in a text that somebody in a country can have."""
    matches = PhoneNumberMatcher(text, country)
    return next((m for m in matches if number_type(m.number) not in OFFICES_OWN), None)
