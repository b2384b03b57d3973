"""Two dates of one event: the same, days apart, or one of them mistyped.

Owns the comparison of dates and the dates to look up for a given one. Must not know weights or probabilities.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

__all__ = ["MISTYPED", "compare_dates", "day_number", "swapped_date", "typed_dates"]

DAYS = 3
WEEK = 7
MISTYPED = ("day_month_swapped", "date_typed")


def compare_dates(a: int | None, b: int | None) -> str:
    """The level of the comparison `date` for two proleptic day numbers (`date.toordinal()`).

    `equal`, `one_day`, `days` (two or three), `week` (four to seven), `day_month_swapped`, `date_typed` (one figure of
    day, month or year differs, or the two figures of the day changed places), `far`, or `unknown`.
    """
    if a is None or b is None:
        return "unknown"
    apart = abs(a - b)
    if apart == 0:
        return "equal"
    if apart == 1:
        return "one_day"
    if apart <= DAYS:
        return "days"
    if apart <= WEEK:
        return "week"
    if swapped_date(a) == b:
        return "day_month_swapped"
    return "date_typed" if b in typed_dates(a) else "far"


@lru_cache(maxsize=20_000)
def swapped_date(day: int) -> int | None:
    """The day number with day and month exchanged, where that is another valid date."""
    date = dt.date.fromordinal(day)
    if date.day == date.month:
        return None
    return day_number(date.year, date.day, date.month)


@lru_cache(maxsize=20_000)
def typed_dates(day: int) -> frozenset[int]:
    """The day numbers that one wrong figure (YYYY-MM-DD, last figure of the year only) or a swapped day gives."""
    date = dt.date.fromordinal(day)
    found: set[int | None] = set()
    for figure in range(10):
        found.add(day_number(date.year // 10 * 10 + figure, date.month, date.day))
        found.add(day_number(date.year, date.month // 10 * 10 + figure, date.day))
        found.add(day_number(date.year, figure * 10 + date.month % 10, date.day))
        found.add(day_number(date.year, date.month, date.day // 10 * 10 + figure))
        found.add(day_number(date.year, date.month, figure * 10 + date.day % 10))
    found.add(day_number(date.year, date.month, date.day % 10 * 10 + date.day // 10))
    return frozenset(d for d in found if d is not None and d != day)


def day_number(year: int, month: int, day: int) -> int | None:
    """The day number of a date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day).toordinal()
    except ValueError:
        return None
