"""One day in its written forms: ISO, day.month.year, month names, spreadsheet day numbers, solar Hijri.

Owns the forms of a whole date. Ranges, months without a day and what stands around a date are `dates`'.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from chorsu.intake.readers.wordlists import TURKIC_FORMS, months, words

__all__ = [
    "MONTHS",
    "SOLAR_YEARS",
    "YEAR_FIRST",
    "YEAR_LAST",
    "Parts",
    "full_year",
    "month_of",
    "one_day",
    "solar",
    "ymd",
]

SERIAL_EPOCH = dt.date(1899, 12, 30)
SERIALS = range(22_370, 73_051)
"""Day numbers of spreadsheets from 1961 to 2099 (date system of 1900)."""
SOLAR_YEARS = range(1300, 1480)
SOLAR_OFFSET = 621
CENTURY = 100
MONTHS = 12
TIME = r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
ENDING = r"\s*(?:г(?:\.|ода?|\.\s*г\.)?)?\.?\s*"
YEAR_FIRST = re.compile(rf"(\d{{4}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{1,2}}){TIME}{ENDING}")
YEAR_LAST = re.compile(rf"(\d{{1,2}})\s*([-/.,])\s*(\d{{1,2}})\s*[-/.,]\s*(\d{{4}}|\d{{2}}){TIME}{ENDING}")
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
NAMED_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|-?(?:го|е))?[\s.\-/]*([^\W\d_]+)\.?[\s.,\-/]*(\d{{4}}|\d{{2}}){TIME}{ENDING}"
)
NAMED_MONTH_FIRST = re.compile(rf"([^\W\d_]+)\.?[\s\-]*(\d{{1,2}})(?:st|nd|rd|th)?[\s,.\-]+(\d{{4}}){TIME}{ENDING}")
NAMED_YEAR_FIRST = re.compile(rf"(\d{{4}})[\s.,\-]+([^\W\d_]+)\.?[\s.\-]+(\d{{1,2}}){TIME}{ENDING}")
YEAR_DAY_NAMED = re.compile(r"(\d{4})[\s.,\-]+(\d{1,2})[\s.\-]+([^\W\d_]+)\.?")
SHORTEST_MONTH = 3

type Parts = tuple[dt.date | None, tuple[str, ...], tuple[str, ...]]
"""A date (None: the calendar has no such day), flags and changes."""


def one_day(text: str, order: str | None) -> Parts | None:
    """The day that a text is, in any of the forms; None where it has none of them."""
    return _numbers(text, order) or _named(text)


@lru_cache(maxsize=4096)
def month_of(word: str, calendar: str = "gregorian") -> int | None:
    """The month that a word names, also with a case ending ("мартта", "martyň"); None where it names none."""
    word = word.casefold().translate(TURKIC_FORMS)
    known = months(calendar)
    if word in known:
        return known[word]
    for length in range(len(word) - 1, SHORTEST_MONTH - 1, -1):
        if word[:length] in known and word[length:] in words("month_ending"):
            return known[word[:length]]
    return None


def _numbers(text: str, order: str | None) -> Parts | None:
    if match := YEAR_FIRST.fullmatch(text):
        changes = () if match[2] == "-" else ("date_format",)
        return ymd(int(match[1]), int(match[3]), int(match[4]), changes)
    if match := YEAR_LAST.fullmatch(text):
        return _year_last(match, order)
    if match := COMPACT.fullmatch(text):
        return ymd(int(match[1]), int(match[2]), int(match[3]), ("date_format",))
    if (match := SERIAL.fullmatch(text)) and int(match[1]) in SERIALS:
        return SERIAL_EPOCH + dt.timedelta(days=int(match[1])), (), ("date_serial",)
    return None


def _year_last(match: re.Match[str], order: str | None) -> Parts:
    first, second = int(match[1]), int(match[3])
    year, changes = full_year(match[4])
    doubtful = match[2] != "." and first <= MONTHS and second <= MONTHS and first != second
    if (match[2] == "." and order != "mdy") or (second <= MONTHS and (first > MONTHS or order != "mdy")):
        day, month = first, second
    else:
        day, month = second, first
    flags = ("ambiguous_date",) if doubtful and order not in {"dmy", "mdy"} else ()
    return ymd(year, month, day, ("date_format", *changes), flags)


def full_year(text: str) -> tuple[int, tuple[str, ...]]:
    """Two digits mean 1970 to 2069."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 — digits of a short year
        return year, ()
    return year + (2000 if year < 70 else 1900), ("year_completed",)  # noqa: PLR2004 — the pivot of POSIX is 69


def _named(text: str) -> Parts | None:
    lower = text.casefold().translate(TURKIC_FORMS)
    for pattern, year_at, month_at, day_at in (
        (NAMED_DAY_FIRST, 3, 2, 1),
        (NAMED_MONTH_FIRST, 3, 1, 2),
        (NAMED_YEAR_FIRST, 1, 2, 3),
        (YEAR_DAY_NAMED, 1, 3, 2),
    ):
        match = pattern.fullmatch(lower)
        if match is None:
            continue
        year, changes = full_year(match[year_at])
        if month := month_of(match[month_at]):
            return ymd(year, month, int(match[day_at]), ("date_format", *changes))
        if month := month_of(match[month_at], "solar"):
            return solar(year, month, int(match[day_at]), ("date_solar",))
    return None


def ymd(year: int, month: int, day: int, changes: tuple[str, ...], flags: tuple[str, ...] = ()) -> Parts:
    """A date by its numbers; a year of the solar Hijri calendar is taken as one."""
    if year in SOLAR_YEARS:
        return solar(year, month, day, ("date_solar",))
    try:
        return dt.date(year, month, day), flags, changes
    except ValueError:
        return None, (), ()


def solar(year: int, month: int, day: int, changes: tuple[str, ...]) -> Parts:
    """Solar Hijri to Gregorian by the 33-year cycle, exact for the years 1244 to 1472 (1865 to 2093)."""
    leap = year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}
    length = 31 if month <= 6 else 30 if month < MONTHS or leap else 29  # noqa: PLR2004 — the calendar's months
    if not (1 <= month <= MONTHS and 1 <= day <= length):
        return None, (), ()
    # 1 Farvardin 1300 is 21 March 1921.
    leaps = sum(1 for y in range(1300, year) if y % 33 in {1, 5, 9, 13, 17, 22, 26, 30})
    days = 365 * (year - 1300) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return dt.date(1921, 3, 21) + dt.timedelta(days=days), (), changes
