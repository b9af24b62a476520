"""Says what is wrong with a date, and how the day that it seems to mean is written."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from campaign.config.typed_dates import YEAR_FIRST, YEAR_LAST, only_reading
from campaign.core.problems import quote

FORM = "in the form year-month-day"


def why_no_date(value: str) -> str:
    """Return what an editor is told of a text that stands where `2021-02-09` should."""
    begin = f"is {quote(value)}, which"
    orders = _orders(value)
    days = sorted({day for numbers in orders if (day := _day(*numbers))})
    if len(days) > 1:
        return f"{begin} can be read as {days[0]} and as {days[1]}; write the one that is meant"
    if day := days[0] if days else only_reading(value, "en"):
        return f"{begin} is not {FORM}; write {day}"
    if orders:
        last = next(filter(None, (_last_day(year, month) for year, month, _ in orders)), None)
        if last:
            return f"{begin} is no day of the calendar; write one that is, as {last}"
        return f"{begin} is no day of the calendar; write one that is, {FORM}, as 2021-02-28"
    return f"{begin} is no date {FORM}; write a day as 2021-02-09"


def _orders(value: str) -> list[tuple[int, int, int]]:
    """Return year, month and day as a text's numbers may mean them; none, if it holds words."""
    if match := YEAR_FIRST.fullmatch(value):
        return [(int(match[1]), int(match[3]), int(match[4]))]
    if match := YEAR_LAST.fullmatch(value):
        year, first, second = int(match[4]), int(match[1]), int(match[3])
        return [(year, second, first), (year, first, second)]
    return []


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date | None:
    return date(year, month, monthrange(year, month)[1]) if _day(year, month, 1) else None
