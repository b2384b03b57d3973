"""Dates of seizures from text: a day in any form, a range of days, a month, with time and words around it.

Day and month are told apart by the column as a whole (`order_of`), and the doubtful are flagged. Takes the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.readers.date_forms import (
    MONTHS,
    SOLAR_YEARS,
    YEAR_FIRST,
    YEAR_LAST,
    Parts,
    full_year,
    month_of,
    one_day,
    solar,
    ymd,
)
from chorsu.intake.readers.wordlists import DIGITS, TURKIC_FORMS, signs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["EARLIEST", "DateRead", "order_of", "read_date"]

EARLIEST = dt.date(1961, 3, 30)
"""The day of the Single Convention: no seizure reported to a centre is older."""
LONGEST_RANGE = 31
"""Days that one seizure may be said to have lasted; longer spans are periods of a report."""
MAX_TEXT = 80
QUOTES = str.maketrans("", "", "«»\"'")
ARABIC = {0x064A: "ی", 0x0643: "ک", 0x200E: "", 0x200F: ""}
CLOCK = re.compile(
    r"(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?![\d.])(?=\s|$|[,;)])"
    r"|(?<!\d)\d{1,2}\s*(?:h|ч)(?:\.|\b)\s*(?:\d{2}(?:\s*(?:min|мин)\w*\.?)?)?(?![\w.])"
)
MONTH_ONLY = re.compile(r"(?:(\d{4})[\s.,/-]+([^\W\d_]+)|([^\W\d_]+)[\s.,/-]+(\d{4}))\.?")
MONTH_IN_FIGURES = re.compile(r"(?:(\d{4})[./-](\d{1,2})|(\d{1,2})[./-](\d{4}))")
MONTH_FIRST_RANGE = re.compile(r"([^\W\d_]+\.?)\s*(\d{1,2})\s*-\s*(\d{1,2}),?\s+(\d{4})")
EDGES = " ,.;()[]"


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
    """The date in a text; `order` (dmy, mdy, ymd) decides what 05/06/2011 means, None leaves day first and flags it.

    A range of days gives its first (flag `date_range`), a month without a day its first (flag `date_month`); a year or
    a quarter is no date.
    """
    plain = " ".join(text.translate(DIGITS).translate(ARABIC).translate(QUOTES).split())
    parts = one_day(plain, order) or _loose(plain, order)
    if parts is None:
        return DateRead(None, reason="unreadable_date", suggestion="write the date as YYYY-MM-DD")
    date, flags, changes = parts
    if date is None:
        return DateRead(None, reason="unreadable_date", suggestion=_suggest(plain))
    if not EARLIEST <= date <= today + dt.timedelta(days=1):
        return DateRead(None, (*flags, "impossible_date"), changes)
    return DateRead(date, flags, changes)


@lru_cache(maxsize=16_384)
def _loose(text: str, order: str | None) -> Parts | None:
    """A date with a time or words around it, a range of days, or a month."""
    if len(text) > MAX_TEXT or not any(sign.isdigit() for sign in text):
        return None
    bare = _bare(text)
    parts = one_day(bare, order) or _range(bare, order) or _month(bare)
    return (parts[0], parts[1], ("date_format", *parts[2])) if parts and "date_format" not in parts[2] else parts


def _bare(text: str) -> str:
    """The text without time of day, day of the week, words for a year and ordinal endings; signs of ranges as `-`."""
    text = CLOCK.sub(" ", f" {text.casefold().translate(TURKIC_FORMS)} ")
    pieces = (piece for token in re.split(r"[\s]+|(?<=[^\W\d_])\.(?=\s)|(?<=,)", text) if (piece := _piece(token)))
    return " ".join(pieces).strip(EDGES)


@lru_cache(maxsize=4096)
def _piece(token: str) -> str:
    word = token.strip(EDGES)
    if word in signs("date_range"):
        return "-"
    number = re.fullmatch(r"(\d{1,4})-?([^\W\d_]+)(.*)", word)
    if number and number[2] in signs("ordinal") | signs("year"):
        return number[1] + number[3]
    noise = word in signs("year") or word in signs("clock")
    return "" if noise or (token.endswith(",") and word.isalpha() and month_of(word) is None) else token.rstrip(",;")


def _range(text: str, order: str | None) -> Parts | None:
    """A range of days; the left end takes from the right one what it leaves out ("12-14 марта 2024")."""
    if match := MONTH_FIRST_RANGE.fullmatch(text):
        month, first, last, year = match.groups()
        return _between(one_day(f"{first} {month} {year}", order), one_day(f"{last} {month} {year}", order))
    for sign in re.finditer(r"\s*(?:-|–|—|/|\.\.\.?|…)\s*", text):
        left, right = text[: sign.start()].strip(EDGES + "-"), text[sign.end() :].strip(EDGES + "-")
        last = one_day(right, order) if left else None
        if last is None or last[0] is None:
            continue
        first_day = one_day(left, order) or one_day(_completed(left, right), order)
        if found := _between(first_day, last):
            return found
    return None


def _completed(left: str, right: str) -> str:
    """The left end of a range with the month and year of the right one, or its year."""
    if left.isdigit():
        return re.sub(r"^\d{1,2}", left, right)
    year = re.search(r"\d{4}$", right)
    separator = " " if any(sign.isalpha() for sign in left) else re.sub(r"[\d]", "", left)[:1]
    return f"{left.strip('.')}{separator}{year[0]}" if year else ""


def _between(first: Parts | None, last: Parts | None) -> Parts | None:
    if first is None or last is None or first[0] is None or last[0] is None:
        return None
    if not dt.timedelta() <= last[0] - first[0] <= dt.timedelta(days=LONGEST_RANGE):
        return None
    flags = first[1] if first[0] == last[0] else (*first[1], "date_range")
    return first[0], flags, tuple(dict.fromkeys((*first[2], *last[2])))


def _month(text: str) -> Parts | None:
    """A month and its year: the first day, flagged."""
    flags: tuple[str, ...] = ("date_month",)
    if match := MONTH_IN_FIGURES.fullmatch(text):
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        found = ymd(year, month, 1, (), flags)
        return (found[0], flags, found[2]) if found[0] else None
    match = MONTH_ONLY.fullmatch(text)
    if match is None:
        return None
    year, word = int(match[1] or match[4]), match[2] or match[3]
    if named := month_of(word):
        return ymd(year, named, 1, (), flags)
    if (named := month_of(word, "solar")) and year in SOLAR_YEARS:
        found = solar(year, named, 1, ("date_solar",))
        return found[0], flags, found[2]
    return None


def _suggest(text: str) -> str:
    """What could be meant by a date that no calendar has."""
    match = YEAR_LAST.fullmatch(text)
    year, month, day = (0, 0, 0)
    if match:
        year, month, day = full_year(match[4])[0], int(match[3]), int(match[1])
    elif match := YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    if match and 1 <= month <= MONTHS < day <= 31:  # noqa: PLR2004 — days of the longest month
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).isoformat() if year else ""
        return f"no such day; the last of that month is {last}"
    swapped = ymd(year, day, month, ())[0] if match else None
    if swapped:
        return f"day and month may be swapped: {swapped.isoformat()}"
    return "no such day; write the date as YYYY-MM-DD"
