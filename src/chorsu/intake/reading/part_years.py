"""The year of a half or of so many months that names none: the last that is over when the text is published.

Owns that choice only; which words are a part of a year is `date_forms`'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.reading.calendars import solar_day, solar_year_of

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["is_just_over", "year_of_part"]

_DAYS_OF_A_MONTH = 30
_QUARTER = 3
_LATE = 2
"""Months after the end of a part of a year in which reports still sum it up."""


def is_just_over(months: int, published: dt.date | None) -> bool:
    """Whether the first so many months, of no year that is told, are a part of it that a report would sum up now."""
    return published is not None and months % _QUARTER == 0 and 1 <= published.month - months <= _LATE


def year_of_part(months: int, published: dt.date, *, solar: bool) -> int:
    """The last year of which so many months are over on the day of publication; solar Hijri where `solar`."""
    first = (solar_day(solar_year_of(published), 1, 1) if solar else None) or published.replace(month=1, day=1)
    over = (published - first).days >= _DAYS_OF_A_MONTH * months
    return (solar_year_of(published) if solar else published.year) - (0 if over else 1)
