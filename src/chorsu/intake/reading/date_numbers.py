"""Dates in figures only: `31.01.2023`, `24/03/2023`, `2023-01-31`, `17-21.10.2022`, `۱۴۰۲/۰۷/۲۳`.

Owns the reading of the order of figures. Where day and month may change places, both are kept: the day first, as all
languages of the region write it, the other as an alternative.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading.calendars import SOLAR_YEARS, solar_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.reading.views import View

__all__ = ["Figures", "dates_in_figures"]

_DAY_FIRST = re.compile(
    r"(?<![\d.,/\-])(?:(?P<first>\d{1,2})\s?-\s?)?(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)"
    r"(?P<year>\d{4}|(?<=[./])\d{2})(?![\d/]|[.,-]\d)(?:\s?г\.)?"
)
_YEAR_FIRST = re.compile(
    r"(?<![\d.,/\-])(?P<year>\d{4})(?P<sign>[./-])(?P<a>\d{1,2})(?P=sign)(?P<b>\d{1,2})(?![\d/]|[.,-]\d)"
)
_MAY_BE_DATE = re.compile(r"\d[./-]\d")
_CENTURY = 2000
_GREGORIAN = range(1900, 2101)


class Figures(NamedTuple):
    """A date in figures: offsets in the view, first and last day, and the other order where there is one."""

    start: int
    end: int
    day: dt.date
    last: dt.date | None
    other: dt.date | None


def _day(year: int, month: int, day: int) -> dt.date | None:
    if year in SOLAR_YEARS:
        return solar_day(year, month, day)
    if year not in _GREGORIAN:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def dates_in_figures(view: View) -> Iterator[Figures]:
    """Every date in figures, in order."""
    if not _MAY_BE_DATE.search(view.plain):
        return
    found = [*map(_day_first, _DAY_FIRST.finditer(view.plain)), *map(_year_first, _YEAR_FIRST.finditer(view.plain))]
    yield from sorted((one for one in found if one), key=lambda one: one.start)


def _day_first(match: re.Match[str]) -> Figures | None:
    year = int(match["year"])
    if len(match["year"]) == 2:  # noqa: PLR2004 - a year without its century
        year += _CENTURY
    a, b = int(match["a"]), int(match["b"])
    day, other = _day(year, b, a), _day(year, a, b)
    if match["first"]:
        first = _day(year, b, int(match["first"]))
        if first and day and first < day:
            return Figures(match.start(), match.end(), first, day, None)
    if day is None:
        return Figures(match.start(), match.end(), other, None, None) if other else None
    doubtful = other if other != day and match["sign"] == "/" else None
    return Figures(match.start("a"), match.end(), day, None, doubtful)


def _year_first(match: re.Match[str]) -> Figures | None:
    day = _day(int(match["year"]), int(match["a"]), int(match["b"]))
    return Figures(match.start(), match.end(), day, None, None) if day else None
