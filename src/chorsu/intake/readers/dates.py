"""Dates of seizures from text: ISO, day.month.year, month names, spreadsheet day numbers, solar Hijri, any digits.

Day and month are told apart by the column as a whole (`order_of`), and the doubtful are flagged. Takes the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.intake.readers.wordlists import DIGITS, months

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EARLIEST", "DateRead", "order_of", "read_date"]

EARLIEST = dt.date(1961, 3, 30)
"""The day of the Single Convention: no seizure reported to a centre is older."""
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
QUOTES = str.maketrans("", "", "«»\"'")
ARABIC = {0x064A: "ی", 0x0643: "ک", 0x200E: "", 0x200F: ""}


@dataclass(frozen=True, slots=True)
class DateRead:
    """What a text says: a date, or none and why (`reason`, a refusal code) with a suggestion."""

    date: dt.date | None
    flags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    reason: str = ""
    suggestion: str = ""


def order_of(texts: Iterable[str]) -> str | None:
    """`dmy` or `mdy` as the unambiguous dates of a column with slashes or dashes have it; None when they do not say."""
    votes = {"dmy": 0, "mdy": 0}
    for text in texts:
        match = YEAR_LAST.fullmatch(text.translate(DIGITS).strip())
        if match and match[2] != ".":
            first, second = int(match[1]), int(match[3])
            votes["dmy"] += first > MONTHS >= second
            votes["mdy"] += second > MONTHS >= first
    if bool(votes["dmy"]) == bool(votes["mdy"]):
        return None
    return "dmy" if votes["dmy"] else "mdy"


def read_date(text: str, *, today: dt.date, order: str | None = None) -> DateRead:
    """The date in a text; `order` (dmy, mdy, ymd) decides what 05/06/2011 means, None leaves day first and flags it."""
    plain = " ".join(text.translate(DIGITS).translate(ARABIC).translate(QUOTES).split())
    parts = _numbers(plain, order) or _named(plain)
    if parts is None:
        return DateRead(None, reason="unreadable_date", suggestion="write the date as YYYY-MM-DD")
    date, flags, changes = parts
    if date is None:
        return DateRead(None, reason="unreadable_date", suggestion=_suggest(plain))
    if not EARLIEST <= date <= today + dt.timedelta(days=1):
        return DateRead(None, (*flags, "impossible_date"), changes)
    return DateRead(date, flags, changes)


type Parts = tuple[dt.date | None, tuple[str, ...], tuple[str, ...]]


def _numbers(text: str, order: str | None) -> Parts | None:
    if match := YEAR_FIRST.fullmatch(text):
        changes = () if match[2] == "-" else ("date_format",)
        return _ymd(int(match[1]), int(match[3]), int(match[4]), changes)
    if match := YEAR_LAST.fullmatch(text):
        return _year_last(match, order)
    if match := COMPACT.fullmatch(text):
        return _ymd(int(match[1]), int(match[2]), int(match[3]), ("date_format",))
    if (match := SERIAL.fullmatch(text)) and int(match[1]) in SERIALS:
        return SERIAL_EPOCH + dt.timedelta(days=int(match[1])), (), ("date_serial",)
    return None


def _year_last(match: re.Match[str], order: str | None) -> Parts:
    first, second = int(match[1]), int(match[3])
    year, changes = _full_year(match[4])
    doubtful = match[2] != "." and first <= MONTHS and second <= MONTHS and first != second
    if (match[2] == "." and order != "mdy") or (second <= MONTHS and (first > MONTHS or order != "mdy")):
        day, month = first, second
    else:
        day, month = second, first
    flags = ("ambiguous_date",) if doubtful and order not in {"dmy", "mdy"} else ()
    return _ymd(year, month, day, ("date_format", *changes), flags)


def _full_year(text: str) -> tuple[int, tuple[str, ...]]:
    """Two digits mean 1970 to 2069."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 — digits of a short year
        return year, ()
    return year + (2000 if year < 70 else 1900), ("year_completed",)  # noqa: PLR2004 — the pivot of POSIX is 69


def _named(text: str) -> Parts | None:
    lower = text.casefold()
    for pattern, year_at, month_at, day_at in (
        (NAMED_DAY_FIRST, 3, 2, 1),
        (NAMED_MONTH_FIRST, 3, 1, 2),
        (NAMED_YEAR_FIRST, 1, 2, 3),
    ):
        match = pattern.fullmatch(lower)
        if match is None:
            continue
        year, changes = _full_year(match[year_at])
        if month := months().get(match[month_at]):
            return _ymd(year, month, int(match[day_at]), ("date_format", *changes))
        if month := months("solar").get(match[month_at]):
            return _solar(year, month, int(match[day_at]), ("date_solar",))
    return None


def _ymd(year: int, month: int, day: int, changes: tuple[str, ...], flags: tuple[str, ...] = ()) -> Parts:
    if year in SOLAR_YEARS:
        return _solar(year, month, day, ("date_solar",))
    try:
        return dt.date(year, month, day), flags, changes
    except ValueError:
        return None, (), ()


def _solar(year: int, month: int, day: int, changes: tuple[str, ...]) -> Parts:
    """Solar Hijri to Gregorian by the 33-year cycle, exact for the years 1244 to 1472 (1865 to 2093)."""
    leap = year % 33 in {1, 5, 9, 13, 17, 22, 26, 30}
    length = 31 if month <= 6 else 30 if month < MONTHS or leap else 29  # noqa: PLR2004 — the calendar's months
    if not (1 <= month <= MONTHS and 1 <= day <= length):
        return None, (), ()
    # 1 Farvardin 1300 is 21 March 1921.
    leaps = sum(1 for y in range(1300, year) if y % 33 in {1, 5, 9, 13, 17, 22, 26, 30})
    days = 365 * (year - 1300) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return dt.date(1921, 3, 21) + dt.timedelta(days=days), (), changes


def _suggest(text: str) -> str:
    """What could be meant by a date that no calendar has."""
    match = YEAR_LAST.fullmatch(text)
    year, month, day = (0, 0, 0)
    if match:
        year, month, day = _full_year(match[4])[0], int(match[3]), int(match[1])
    elif match := YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    if match and 1 <= month <= MONTHS < day <= 31:  # noqa: PLR2004 — days of the longest month
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).isoformat() if year else ""
        return f"no such day; the last of that month is {last}"
    swapped = _ymd(year, day, month, ())[0] if match else None
    if swapped:
        return f"day and month may be swapped: {swapped.isoformat()}"
    return "no such day; write the date as YYYY-MM-DD"
