"""The solar Hijri calendar of Iran and Afghanistan, in days of the Gregorian one.

Owns the arithmetic only. The 33-year cycle of leap years is exact from 1244 to 1472 (1865 to 2094), which is further
than any report reaches; both countries count the same days, under other names of months.
"""

from __future__ import annotations

import datetime as dt

__all__ = ["SOLAR_YEARS", "days_in_solar_month", "solar_day", "solar_year_of"]

SOLAR_YEARS = range(1244, 1473)
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Places in the cycle of 33 years that are leap years."""
_ANCHOR_YEAR, _ANCHOR = 1403, dt.date(2024, 3, 20)
"""The first day of 1403."""
_CYCLE_YEARS = 33
_LONG_MONTHS, _LONG, _SHORT = 6, 31, 30
_LAST_MONTH = 12


def _leaps_before(year: int) -> int:
    whole, rest = divmod(year - 1, _CYCLE_YEARS)
    return whole * len(_LEAP) + sum(1 for place in _LEAP if place <= rest)


def _first_ordinal(year: int) -> int:
    """The first day of a solar year as a number of days, also of a year that no Gregorian day of ours lies in."""
    days = (year - _ANCHOR_YEAR) * 365 + _leaps_before(year) - _leaps_before(_ANCHOR_YEAR)
    return _ANCHOR.toordinal() + days


def days_in_solar_month(year: int, month: int) -> int:
    """Days of a month (1 to 12): 31 in the first six, then 30, and 29 or 30 in the last."""
    if month <= _LONG_MONTHS:
        return _LONG
    if month < _LAST_MONTH:
        return _SHORT
    return _SHORT if year % _CYCLE_YEARS in _LEAP else _SHORT - 1


def solar_day(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a solar Hijri one; None where there is no such day or the year is out of range."""
    if year not in SOLAR_YEARS or not 1 <= month <= _LAST_MONTH or not 1 <= day <= days_in_solar_month(year, month):
        return None
    long_months = min(month - 1, _LONG_MONTHS)
    return dt.date.fromordinal(_first_ordinal(year) + long_months + (month - 1) * _SHORT + day - 1)


def solar_year_of(day: dt.date) -> int:
    """The solar Hijri year that a Gregorian day lies in; years before and after the range are as if it went on."""
    year = day.year - 621
    return year if day.toordinal() >= _first_ordinal(year) else year - 1
