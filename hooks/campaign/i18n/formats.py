"""Dates, numbers, lists and sizes as a language writes them (Unicode CLDR, by Babel)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

UNGROUPED = frozenset(("bg", "es", "es_ES", "hu", "it", "pl", "pt_PT"))
"""Locales that write four digits together: `minimumGroupingDigits` of CLDR, unknown to Babel."""
E_FOR_Y = re.compile(r"^\W*h?i(?![aeou])", re.IGNORECASE)
"""A word before which the Spanish “y” becomes “e”."""
HEBREW = re.compile(r"^\W*[\u05d0-\u05ea]")
"""A word to which the Hebrew “and” is joined; before others, as a number, stands a hyphen."""
LONG_DATES = {"uk": "d MMMM y 'року'"}
"""Where a language's own pattern ends in an abbreviation: a sentence would double its full stop."""
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
"""Where readers expect these alone. Babel knows their separators, and writes European digits."""
_MARK = "\0"
_TAG = re.compile(r"<[^>]*>")


class Formats:
    """Writes values in one language."""

    def __init__(self, language: str) -> None:
        """Make the formats of a language, as `en` or `es`."""
        self.locale = locale_of(language)
        is_persian = self.locale.language == "fa"
        self.numbering = "arabext" if is_persian else "latn"
        self.digits = PERSIAN_DIGITS if is_persian else {}

    def long_date(self, value: date) -> str:
        """Return a day as running text has it: February 9, 2021."""
        pattern = LONG_DATES.get(self.locale.language, "long")
        return format_date(value, pattern, self.locale).translate(self.digits)

    def month(self, value: date) -> str:
        """Return a day's month and year: February 2021."""
        return format_skeleton("yMMMM", value, locale=self.locale).translate(self.digits)

    def year(self, value: int) -> str:
        """Return a year in the language's own digits: 2021."""
        return str(value).translate(self.digits)

    def number(self, value: int) -> str:
        """Return a number with the language's own grouping: 48,211."""
        grouped = abs(value) >= 10_000 or str(self.locale) not in UNGROUPED
        shown = format_decimal(
            value,
            locale=self.locale,
            group_separator=grouped,
            numbering_system=self.numbering,
        )
        return shown.translate(self.digits)

    def money(self, value: int, currency: str) -> str:
        """Return an amount in major units: $25."""
        whole = self.locale.currency_formats["standard"].pattern.replace(".00", "")
        shown = format_currency(
            value,
            currency,
            whole,
            self.locale,
            currency_digits=False,
            numbering_system=self.numbering,
        )
        return shown.translate(self.digits)

    def words(self, items: Iterable[str]) -> str:
        """Return a list as a sentence has it: a, b, and c."""
        listed = list(items)
        last = _TAG.sub("", listed[-1]) if len(listed) > 1 else ""
        if self.locale.language == "es" and E_FOR_Y.match(last):
            first = ", ".join(listed[:-1])
            return f"{first} e {listed[-1]}"
        if self.locale.language == "he" and last and not HEBREW.match(last):
            listed[-1] = f"־{listed[-1]}"
        return format_list(listed, locale=self.locale)

    def between(self, items: Iterable[str]) -> list[str]:
        """Return what stands before each item of a list in a sentence: nothing, “, ”, “, and ”."""
        parts = self.words(f"{_MARK}{item}{_MARK}" for item in items).split(_MARK)
        return parts[:-1:2]

    def language(self, code: str) -> str:
        """Return what this language calls another one, as in a sentence: Spanish."""
        return locale_of(code).get_display_name(self.locale) or code

    def size(self, value: int) -> str:
        """Return a file's size in kB or MB (powers of ten, as browsers show it)."""
        unit, shown = "digital-megabyte", round(value / 1_000_000, 1)
        if value < 1_000_000:
            unit, shown = "digital-kilobyte", max(1, round(value / 1000))
        text = format_unit(
            shown, unit, "short", locale=self.locale, numbering_system=self.numbering
        ).translate(self.digits)
        # Isolated, as its digits would else join Latin letters beside it, as those of "PDF".
        return f"\u2068{text}\u2069" if self.locale.character_order == "right-to-left" else text


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return what Babel knows of a language, by its code: `pt-BR`."""
    return Locale.parse(language.replace("-", "_"))
