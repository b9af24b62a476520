"""Dates as editors, forms and spreadsheets write them; no order of day and month is guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from babel import Locale, UnknownLocaleError

from campaign.core.folding import fold
from campaign.core.problems import Wrong, quote
from campaign.core.topics import ABOUT_DATES

Order = Literal["day-first", "month-first", "year-first"]
ORDERS: tuple[Order, ...] = get_args(Order)
CENTURY = 2000
"""What is added to a year of two digits: forms write the year in which they were filled in."""
YEARS = range(1900, 2100)
"""In which a date is taken for one that was meant."""
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FORM = "in the form year-month-day"
TIME = (
    r"(?:[,T\s]\s*(?:[^\W\d_]{2} ?)?\d{1,2}(?:[:.h]\d{2}){1,2}(?:[.,]\d+)?"
    r"\s*(?:[ap]\.?\s?m\.?|[^\W\d_]{1,2})?\s*(?:Z|\(?(?:[A-Z]{2,5})?\)?\s*(?:[+\-−]\d{1,2}(?::?\d{2})?)?\)?))?"
)
NUMERIC = re.compile(
    rf"(\d{{1,4}})([/.\-] ?)(\d{{1,2}})\2(\d{{4}}|\d{{1,2}})\.?{TIME}", re.IGNORECASE
)
EAST_ASIAN = str.maketrans("年月년월", "////", "日일")
MONTH = r"([^\W\d_]{3,})\.?"
OF = r"(?:del? |of )?"
DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?[ -]*{OF}{MONTH}[ ,-]*{OF}(\d{{4}}){TIME}", re.IGNORECASE
)
MONTH_DAY = re.compile(
    rf"{MONTH} *(\d{{1,2}})(?:st|nd|rd|th|\.)?,? +(\d{{4}}){TIME}", re.IGNORECASE
)
WEEKDAY = re.compile(r"[^\W\d_]+\.?, (?=\d|[^\W\d_]+\.? \d)")


def iso_date(value: str) -> date:
    """Return the date that `2021-02-09` names; raise `Wrong` for any other form."""
    value = value.strip()
    if ISO_DATE.fullmatch(value) and (day := _day(*map(int, value.split("-")))):
        return day
    raise Wrong(why_no_date(value), ABOUT_DATES)


@lru_cache(maxsize=8192)  # one day stands in many rows
def readings(text: str, language: str = "es") -> Mapping[Order, date]:
    """Return the day that a text names in each order that it can be read in; none: no date.

    Months may be written in English and in `language`, and digits in any script. A year of four
    digits in front and a month in words allow no doubt: all orders agree then. A time is left out.
    """
    text = WEEKDAY.sub("", " ".join(text.split()), count=1).translate(EAST_ASIAN)
    if match := NUMERIC.fullmatch(text):
        return _numeric(match[1], match[3], match[4])
    if match := DAY_MONTH.fullmatch(text):
        day, month, year = match.groups()
    elif match := MONTH_DAY.fullmatch(text):
        month, day, year = match.groups()
    else:
        return {}
    number = month_names(language).get(fold(month), 0)
    return _same(_day(int(year), number, int(day)))


def only_reading(text: str, language: str) -> date | None:
    """Return the day that a text names, or None where it names none, or might name two."""
    days = set(readings(text, language).values())
    if len(days) != 1 or _has_short_year(text):
        return None
    day = days.pop()
    return day if day.year in YEARS else None


def why_no_date(value: str) -> str:
    """Return what an editor is told of a text that stands where `2021-02-09` should."""
    begin = f"is {quote(value)}, which"
    days = () if _has_short_year(value) else sorted(set(readings(value, "en").values()))
    if len(days) > 1:
        return f"{begin} can be read as {days[0]} and as {days[1]}; write the one that is meant"
    if days:
        return f"{begin} is not {FORM}; write {days[0]}"
    match = NUMERIC.fullmatch(value)
    if not match or _has_short_year(value):
        return f"{begin} is no date {FORM}; write a day as 2021-02-09"
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    months = [(first, second)] if len(match[1]) == 4 else [(third, second), (third, first)]
    for year, month in months:
        if _day(year, month, 1):
            last = date(year, month, monthrange(year, month)[1])
            return f"{begin} is no day of the calendar; write one that is, as {last}"
    return f"{begin} is no day of the calendar; write one that is, {FORM}, as 2021-02-28"


@lru_cache(maxsize=8)
def month_names(language: str) -> Mapping[str, int]:
    """Return the number of each month by its names, long and short, folded.

    A name that means one month in English and another in the language is left out.
    """
    found: dict[str, set[int]] = {"sept": {9}}
    for locale in {"en", language}:
        try:
            months = Locale.parse(locale.replace("-", "_")).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    found.setdefault(fold(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


def _numeric(first: str, second: str, third: str) -> Mapping[Order, date]:
    a, b, c = int(first), int(second), int(third)
    if len(first) == 4:
        return _same(_day(a, b, c) if len(third) <= 2 else None)
    if len(first) == 3 or len(third) == 1:
        return {}
    is_short = len(third) == 2
    year = c + CENTURY if is_short else c
    found: dict[Order, date | None] = {
        "day-first": _day(year, b, a),
        "month-first": _day(year, a, b),
        "year-first": _day(a + CENTURY, b, c) if is_short and len(first) == 2 else None,
    }
    return {order: day for order, day in found.items() if day}


def _has_short_year(text: str) -> bool:
    match = NUMERIC.fullmatch(" ".join(text.split()))
    return match is not None and 4 not in (len(match[1]), len(match[4]))


def _same(day: date | None) -> Mapping[Order, date]:
    return dict.fromkeys(ORDERS, day) if day else {}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
