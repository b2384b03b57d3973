"""The comparison of dates: the same, days apart, or one of them mistyped.

Owns the level `date`, its chance (a day on which much was reported says less), and the dates that a slip leads to. Must
not know quantities or places.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.matching.events.finding import Finding
from chorsu.matching.events.weights import level

if TYPE_CHECKING:
    from chorsu.matching.events.background import Population
    from chorsu.matching.events.comparable import Comparable

__all__ = ["compare_date", "date_level", "swapped_date", "typed_dates"]

DAYS_APART = ("equal", "one_day", "days", "days", "week", "week", "week", "week")
"""The level of two dates by the days between them."""


def compare_date(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Two dates, with the share of other rows whose date would agree as well; None where one is unknown.

    A month without a day says nothing for two rows of that month, and as much against others as two days far apart.
    """
    if (a.month is not None or b.month is not None) and (months := {_month(a), _month(b)} - {None}):
        return None if len(months) == 1 else Finding(far := level("date", "far"), far.u)
    if a.day is None or b.day is None:
        return None
    found = level("date", date_level(a.day, b.day))
    if found.name == "far":
        return Finding(found, found.u)
    return Finding(found, sum(population.day_share(day) for day in _agreeing(found.name, a.day, b.day)))


def _month(row: Comparable) -> int | None:
    """Year × 12 + month of a row, by its day or as it says."""
    if row.day is None:
        return row.month
    date = dt.date.fromordinal(row.day)
    return date.year * 12 + date.month - 1


def date_level(a: int, b: int) -> str:
    """The level of two day numbers (`date.toordinal()`).

    `equal`, `one_day`, `days` (two or three), `week` (four to seven), `day_month_swapped`, `date_typed` (one figure of
    day, month or year differs, or the two figures of the day changed places), or `far`.
    """
    apart = abs(a - b)
    if apart < len(DAYS_APART):
        return DAYS_APART[apart]
    if swapped_date(a) == b:
        return "day_month_swapped"
    return "date_typed" if b in typed_dates(a) else "far"


def _agreeing(name: str, day: int, other: int) -> tuple[int, ...]:
    """The days that would give this level for a row of `day`."""
    if name == "day_month_swapped":
        return (other,)
    if name == "date_typed":
        return tuple(typed_dates(day))
    apart = [n for n, of_level in enumerate(DAYS_APART) if of_level == name]
    return tuple({day + sign * n for n in apart for sign in (-1, 1)})


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
