"""Reads dates that can be read in one way only, however they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError

CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
ZONE = r" ?(?:Z|UTC|GMT)?(?:[+-]\d{1,2}(?::?\d{2})?)?"
TIME = rf"(?:[T ,]+{CLOCK}{ZONE})?"
YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.ASCII)
YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){TIME}", re.ASCII)
DAY = r"(\d{1,2})(?:st|nd|rd|th|\.|º|er)?"
MONTH = r"([^\W\d_]{3,})\.?"
OF = r"(?:de |of )?"
DAY_MONTH = re.compile(rf"{DAY}[ -]*{OF}{MONTH}[ ,-]*{OF}(\d{{4}}){TIME}", re.IGNORECASE)
MONTH_DAY = re.compile(rf"{MONTH} *{DAY},? +(\d{{4}}){TIME}", re.IGNORECASE)
YEARS = range(1900, 2100)


def only_reading(value: str, language: str) -> date | None:
    """Return the day that a date names, or None where it names none, or might name two.

    Months may be written in English and in `language`. Where digits say day and month, the
    order must be certain: one of them is above 12, or both are the same. A time is left out.
    """
    value = " ".join(value.split())
    if match := YEAR_FIRST.fullmatch(value):
        return _day(match[1], match[3], match[4])
    if match := YEAR_LAST.fullmatch(value):
        readings = {_day(match[4], match[1], match[3]), _day(match[4], match[3], match[1])}
        certain = readings - {None}
        return certain.pop() if len(certain) == 1 else None
    if match := DAY_MONTH.fullmatch(value):
        day, month, year = match.groups()
    elif match := MONTH_DAY.fullmatch(value):
        month, day, year = match.groups()
    else:
        return None
    number = month_names(language).get(month.casefold())
    return _day(year, str(number), day) if number and day.isascii() else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None


@lru_cache(maxsize=8)
def month_names(language: str) -> Mapping[str, int]:
    """Return the number of each month by its names, long and short, in small letters.

    A name that means one month in English and another in the language is left out.
    """
    found: dict[str, set[int]] = {}
    for locale in {"en", language}:
        try:
            months = Locale.parse(locale.replace("-", "_")).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    found.setdefault(name.rstrip(".").casefold(), set()).add(number)
    found.setdefault("sept", set()).add(9)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
