"""What a cell of a workbook says, as text: numbers, dates, texts, errors, formulas."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from openpyxl.utils.datetime import from_excel

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
EMPTY, INLINE, SHARED, YES_OR_NO, NUMBER = "", "inlineStr", "s", "b", "n"
"""What an attribute `t` says of a cell's value; all others hold text."""
MILLISECONDS = 86_400_000
"""In a day."""
USUAL_DAYS = range(61, 2_900_000)
"""Days since an epoch, of which no corner is known."""


class TooWide(ValueError):
    """A row has more cells than may be read; `args` are its number and theirs."""


@dataclass(frozen=True)
class Styles:
    """What a workbook says of how its cells are to be read."""

    texts: Sequence[str]
    """The texts that cells refer to by number."""
    dates: Collection[int]
    """Styles that make a number a date."""
    durations: Collection[int]
    """Those of them that make it a length of time."""
    epoch: datetime
    """The day from which days are counted."""


def read_value(kind: str, style: str, value: str, styles: Styles) -> str:
    """Return what a cell says by its value, which is not empty.

    `kind` and `style` are its attributes `t` and `s`, empty where it has none. Raises `ValueError`
    and `IndexError` for what no workbook holds, as a text that is not there.
    """
    if kind == SHARED:
        return styles.texts[int(value)]
    if kind == YES_OR_NO:
        return "yes" if value == "1" else "no"
    if kind not in (EMPTY, NUMBER):
        return unescaped(value)
    number = int(style or 0)
    if number in styles.dates:
        return _day(value, styles, duration=number in styles.durations)
    found = float(value)
    return str(int(found)) if found.is_integer() and abs(found) < 1e15 else value


def unescaped(text: str) -> str:
    """Return a text in which signs that XML cannot hold, as _x000D_, stand for themselves."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def column_number(name: str) -> int:
    """Return a column's number, from 0, by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _day(value: str, styles: Styles, *, duration: bool) -> str:
    try:
        serial = float(value)
        if not duration and USUAL_DAYS.start < serial < USUAL_DAYS.stop:
            return _usual_day(serial, styles.epoch)
        found: Any = from_excel(serial, styles.epoch, timedelta=duration)
    except (OverflowError, ValueError):
        return value
    if isinstance(found, datetime):
        whole = found.time() == time()
        return found.date().isoformat() if whole else found.isoformat(" ", "seconds")
    return found.isoformat() if isinstance(found, date) else str(found)


def _usual_day(serial: float, epoch: datetime) -> str:
    """Return what `from_excel` makes of most days, in a fifth of its time."""
    day, fraction = divmod(serial, 1)
    days, passed = divmod(round(fraction * MILLISECONDS), MILLISECONDS)
    date_text = _date_text(int(day) + days, epoch)
    if not passed:
        return date_text
    minutes, seconds = divmod(passed // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{date_text} {hours:02}:{minutes:02}:{seconds:02}"


@lru_cache(maxsize=8192)  # one day stands in many rows
def _date_text(day: int, epoch: datetime) -> str:
    return (epoch + timedelta(days=day)).date().isoformat()
