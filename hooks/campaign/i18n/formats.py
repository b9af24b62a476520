"""Dates, numbers, lists and sizes as a language writes them (Unicode CLDR, by ICU)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import zip_longest

import icu
from babel import Locale

LONG_DATES = {"uk": "d MMMM y 'року'"}
"""Where a language's own pattern ends in an abbreviation: a sentence would double its full stop."""
_DIGITS = {"fa": "arabext"}
"""Where readers expect these digits alone; elsewhere they are European ones."""
_MARK, _LAST = "\0", "\1"
_ALWAYS = -8.64e12
"""Seconds of a time before all days: ICU's calendar is else the Julian one until 1582."""
_TAG = re.compile(r"<[^>]*>")


class Formats:
    """Writes values in one language."""

    def __init__(self, language: str) -> None:
        """Make the formats of a language, as `en` or `es`."""
        self.locale = locale_of(language)
        code = self.locale.language
        digits = _DIGITS.get(code, "latn")
        self._icu = icu.Locale.forLanguageTag(f"{language}-u-ca-gregory-nu-{digits}")
        self._numbers = icu.NumberFormatter.withLocale(self._icu)
        self._lists = icu.ListFormatter.createInstance(self._icu)
        patterns = icu.DateTimePatternGenerator.createInstance(self._icu)
        day = LONG_DATES.get(code)
        self._days = (
            icu.SimpleDateFormat(day, self._icu)
            if day
            else icu.DateFormat.createDateInstance(icu.DateFormat.LONG, self._icu)
        )
        self._months = icu.SimpleDateFormat(patterns.getBestPattern("yMMMM"), self._icu)
        calendar = icu.GregorianCalendar(icu.TimeZone.getGMT(), self._icu)
        calendar.setGregorianChange(_ALWAYS)
        for pattern in (self._days, self._months):
            pattern.setCalendar(calendar)

    @property
    def digits(self) -> dict[int, str]:
        """What stands for each European digit."""
        return {ord(str(digit)): self.number(digit) for digit in range(10)}

    def long_date(self, value: date) -> str:
        """Return a day as running text has it: February 9, 2021."""
        return _shown(self._days, value)

    def month(self, value: date) -> str:
        """Return a day's month and year: February 2021."""
        return _shown(self._months, value)

    def year(self, value: int) -> str:
        """Return a year in the language's own digits: 2021."""
        return str(value).translate(self.digits)

    def number(self, value: int) -> str:
        """Return a number with the language's own grouping: 48,211."""
        return str(self._numbers.formatInt(value))

    def money(self, value: int, currency: str) -> str:
        """Return an amount in major units: $25."""
        unit = self._numbers.unit(icu.CurrencyUnit(currency))
        return str(unit.precision(icu.Precision.integer()).formatInt(value))

    def words(self, items: Iterable[str]) -> str:
        """Return a list as a sentence has it: a, b, and c."""
        listed = list(items)
        parts = zip_longest(self.between(listed), listed, fillvalue="")
        return "".join(f"{before}{item}" for before, item in parts)

    def between(self, items: Iterable[str]) -> list[str]:
        """Return what stands before each item of a list in a sentence, and behind the last.

        That is nothing, “, ”, “, and ”; behind it, in Malayalam, a word.
        """
        listed = list(items)
        if not listed:
            return [""]
        last = _TAG.sub("", listed[-1]) or _LAST  # its first letter may change the word before it
        said = str(self._lists.format([*[_MARK] * (len(listed) - 1), last]))
        before, _, behind = said.rpartition(last)
        return [*before.split(_MARK), behind]

    def language(self, code: str) -> str:
        """Return what this language calls another one, as in a sentence: Spanish."""
        return str(icu.Locale.forLanguageTag(code).getDisplayName(self._icu))

    def size(self, value: int) -> str:
        """Return a file's size in kB or MB (powers of ten, as browsers show it)."""
        unit, shown = icu.MeasureUnit.createMegabyte(), round(value / 1_000_000, 1)
        if value < 1_000_000:
            unit, shown = icu.MeasureUnit.createKilobyte(), max(1, round(value / 1000))
        text = str(
            self._numbers.unit(unit).unitWidth(icu.UNumberUnitWidth.SHORT).formatDouble(shown)
        )
        # Isolated, as its digits would else join Latin letters beside it, as those of "PDF".
        return f"\u2068{text}\u2069" if self.locale.text_direction == "rtl" else text


def _shown(pattern: icu.DateFormat, day: date) -> str:
    """Return a day by a pattern, whatever time zone the machine is in."""
    return str(pattern.format(datetime.combine(day, time(tzinfo=UTC)).timestamp()))


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return what Babel knows of a language, by its code: `pt-BR`."""
    return Locale.parse(language.replace("-", "_"))
