"""Telephone numbers as people write them, in the countries of a campaign.

A number is one that a telephone company could give out (libphonenumber), written with + or 0 before
it or in groups as in North America; in a campaign's own countries, in whatever groups are usual.
What stands in brackets, hyphens or dots as in North America is one whoever has it. Behind the name
of a register (numbers.yml), digits without + or brackets are the register's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
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
from stdnum import isbn, issn

from campaign.core.files import own_lists
from campaign.safety.postal_addresses import STATE

TELEPHONE_COUNTRIES = ("US", "GB", "DE", "FR", "NL", "AT", "CH")
"""Those that are always known: numbers of all others with a 0 before them look like theirs."""
OFFICES_OWN = frozenset((PhoneNumberType.TOLL_FREE, PhoneNumberType.UAN))
"""Nobody has a free number at home."""
PLAIN_SIGNS = str.maketrans(
    "\t\u00a0\u2007\u2009\u200a\u202f\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\u00b7\u2022",
    "      --------..",
) | {zero + n: str(n) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for n in range(10)}
"""Signs that part numbers in type, and digits of other scripts, as those of a keyboard."""
_LIKELY = re.compile(
    r"(?:(?<![\w,.])|(?<=[^\W\d_]{2}[.,]))"  # as of "Tel.0170 ..."
    r"(?:\+|\()?\d(?:[\s()./-]*\d){6,14}(?:(?!\w)|(?=(?:x|ext\.?) ?\d))"
)
SEVEN_DIGITS = re.compile(r"\d(?:[\s()./-]*\d){6}")
"""What every number has: a text without it needs no closer look."""
_GROUPS = re.compile(r"(?:1\D{1,2})?\d{3}\D{1,2}\d{3}\D\d{4}")
"""How numbers are written in North America."""
AMERICAN = re.compile(r"(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}|\+1(?:[ .-]?\d){10}")
"""How nothing else is written."""
PARTED = re.compile(r"\d\D+\d")
_YEAR = r"(?:1\d|20|21)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"(?:{_DAY}[./-] ?{_DAY}[./-] ?{_YEAR}|{_YEAR}[./-](?:0?[1-9]|1[0-2])[./-]{_DAY})"
_TIME = (
    # 4.5.2021, 4.5.21, 5.2021, 2021/22, 2021/0123, 4. and 4.5., 9.30, 0.25
    rf"(?:{_DATE}|{_DAY}(?:\.{_DAY}\.|-{_DAY}-|/{_DAY}/)\d\d|{_DAY}[./]{_YEAR}|{_YEAR}(?:/\d\d(?:\d\d)?)?"
    rf"|{_DAY}\.(?:{_DAY}\.)?|[0-2]?\d\.[0-5]\d|0\.\d+)(?!\d)"
)
_TIMES = re.compile(
    r"(?<![\w.,/+-])(?<![\d)]\s)(?<!\d[./-]\s)"
    rf"(?:(?:{_DATE}|{_YEAR} ?- ?{_YEAR})(?!\d|[./-]\d)"
    rf"|(?>{_TIME}(?:(?: ?[-/] ?|,? ){_TIME})*)(?! ?[./-] ?\d|\)| (?!0\d\d)\d))"
)
"""Dates, years, times of day and decimals, alone or in a row, which no more digits follow."""
_STATE_CODE = re.compile(rf"(?<!\w){STATE} \d{{5}}-\d{{4}}(?!\w)")
_CODES = {"BR": r"\d{5}-\d{3}", "JP": r"\d{3}-\d{4}"}
"""Countries whose postal codes are written like numbers."""
_FREE = re.compile(r"0 ?\d{3}\D")
"""How free numbers begin; "030 ..." is Berlin's, though 030 is an office's own in Britain."""
_PAGES = re.compile(
    r"(?<!\w)(?:pp\.?|[ps]{1,2}\.|pages?|p[aá]gs?\.?|seiten?) ?0\d{3}-0?\d{3,4}(?!\d| ?[./-]? ?\d)"
    r"|(?<![\w+(/.-])(?<!\d )0\d{3}-0?\d{3,4} ?(?:pp|pages|p[aá]gs|seiten)(?!\w)",
    re.IGNORECASE,
)
_WORDS = {
    key: "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    for key, words in own_lists(Path(__file__).with_name("numbers.yml")).items()
}
_OF_NUMBER = rf"(?:[ :.-]{{0,2}}(?:{_WORDS['words_for_number']})(?!\w))"
_REGISTERED = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS['registers']})(?!\w){_OF_NUMBER}?|(?:{_WORDS['papers']}){_OF_NUMBER})"
    rf"[ :.-]{{0,3}}(?!{AMERICAN.pattern})(?:\d{{7,}}|\d{{1,6}}(?:[ ./-]\d{{1,7}}){{0,4}})(?!\w)"
    rf"|(?<![\w./+-])\d{{5,8}}/{_YEAR}(?!\w|[ ./-]\d)"
    rf"|(?<![\w./+-])\d{{1,3}}(?:[ .]\d{{3}})+(?= (?:{_WORDS['currencies']})(?!\w))"
    r"|(?<![\w./+-])[1-9]\d{0,2}(?:[ .]000){2}(?!\w|[ ./-]{1,2}\d)",
    re.IGNORECASE,
)
"""What a register or an office numbers, as "HRB 0301234", or numbers by years; and sums."""
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
    written, text = text, text.translate(PLAIN_SIGNS)
    for innocent in (_REGISTERED, _TIMES, _STATE_CODE, _PAGES):
        text = innocent.sub(lambda match: "\0" * len(match[0]), text)
    end = 0
    for likely in _LIKELY.finditer(text):
        said = likely[0]
        is_code = any(re.fullmatch(_CODES.get(country, "$"), said) for country in own)
        if is_code or _is_book(said, text[: likely.start()]):
            continue
        start = max(end, likely.start() - BESIDE)
        if AMERICAN.fullmatch(said):
            key = f"+1{re.sub(r'[^0-9]', '', said)[-10:]}"
            if number_type(parse(key)) not in OFFICES_OWN:
                yield Telephone(likely.start(), written[likely.start() : likely.end()], key)
            continue
        is_dialled = text.endswith("tel:", start, likely.start())
        if said[0] in "+0(" or _GROUPS.fullmatch(said) or is_dialled:
            known = dict.fromkeys((*own, *TELEPHONE_COUNTRIES))
        else:
            known = dict.fromkeys(own if PARTED.search(said) else ())
        if said[0] == "0" and _FREE.match(said) and _is_free(said, own):
            continue
        around = text[start : likely.end() + BESIDE]
        if match := next(filter(None, (_first_in(country, around) for country in known)), None):
            key = format_number(match.number, PhoneNumberFormat.E164)
            first, end = start + match.start, start + match.end
            yield Telephone(first, written[first:end], key)


def _first_in(country: str, text: str) -> PhoneNumberMatch | None:
    """Return the first number in a text that somebody in a country can have."""
    matches = PhoneNumberMatcher(text, country)
    return next((m for m in matches if number_type(m.number) not in OFFICES_OWN), None)


def _is_free(said: str, own: Iterable[str]) -> bool:
    """Whether the first of a campaign's countries in which somebody can have a number is free."""
    numbers = (next(iter(PhoneNumberMatcher(said, country)), None) for country in own)
    found = next(filter(None, numbers), None)
    return found is not None and number_type(found.number) in OFFICES_OWN


def _is_book(said: str, before: str) -> bool:
    """Whether digits are a book's or a journal's: one in eleven of any is, by its check digit."""
    said, named = " ".join(said.split()), before[-24:].upper()
    if isbn.is_valid(said):
        in_groups = isbn.format(said) == said.replace(" ", "-")
        return in_groups or isbn.isbn_type(said) == "ISBN13" or "ISBN" in named
    return "ISSN" in named and bool(issn.is_valid(said))
