"""The period of a return: a year, a quarter or a month, by its code (`2021`, `2021-Q3`, `2021-07`); or two days.

Owns reading and writing of the code and its days; the names of months are data. Pure: no Django, no database.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from chorsu.kernel.errors import InputError
from chorsu.returns.tables import month_named

__all__ = ["Interval", "Period", "read_interval", "read_period"]

EARLIEST, LATEST = 1900, 2100
_CODE = re.compile(r"^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$")
_QUARTER_FIRST = re.compile(r"^(?:q\s*([1-4])|([1-4]|iv|i{1,3})\s*[-.]?\s*(?:кв\w*\.?|quarter))\s*[,.]?\s*(\d{4})")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-,./]?\s*(?:q\s*([1-4])|([1-4]|iv|i{1,3})\s*[-.]?\s*(?:кв\w*\.?|quarter))$")
_MONTH_FIRST = re.compile(r"^(0?[1-9]|1[0-2])[./-](\d{4})$")
_YEAR = re.compile(r"^(\d{4})(?:\s*(?:г\.?|год|года))?(?:\.0+)?$")
_NAMED_FIRST = re.compile(r"^([^\W\d_]+)\.?\s*[,/-]?\s*(\d{4})(?:\s*(?:г\.?|год|года))?$")
_NAMED_LAST = re.compile(r"^(\d{4})(?:\s*(?:г\.?|год|года))?\s*[,/-]?\s*([^\W\d_]+)\.?$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OF_A_QUARTER = 3
_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar year, or a quarter or month of one."""

    year: int
    quarter: int | None = None
    month: int | None = None

    @property
    def code(self) -> str:
        """The code: `2021`, `2021-Q3`, `2021-07`."""
        if self.month:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-Q{self.quarter}" if self.quarter else f"{self.year:04d}"

    @property
    def months(self) -> range:
        """The months that it spans, from 1."""
        if self.month:
            return range(self.month, self.month + 1)
        if self.quarter:
            first = (self.quarter - 1) * _OF_A_QUARTER + 1
            return range(first, first + _OF_A_QUARTER)
        return range(1, _OF_A_YEAR + 1)

    @property
    def since(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.months[0], 1)

    @property
    def until(self) -> dt.date:
        """Its last day."""
        last = self.months[-1]
        after = dt.date(self.year + last // _OF_A_YEAR, last % _OF_A_YEAR + 1, 1)
        return after - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days from `since` to `until`, both inside: the period of a figure that a text states."""

    since: dt.date
    until: dt.date

    @property
    def code(self) -> str:
        """The code: `2020-01-01/2022-10-10` (an interval of ISO 8601)."""
        return f"{self.since.isoformat()}/{self.until.isoformat()}"


def read_interval(text: str) -> Interval:
    """The interval that a code of two days names.

    Raises:
        InputError: it names none, or ends before it begins.
    """
    first, _, last = text.strip().partition("/")
    try:
        found = Interval(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except ValueError:
        raise InputError("is no period", where="period", to_do="write it like 2020-01-01/2022-10-10") from None
    if not EARLIEST <= found.since.year <= found.until.year <= LATEST or found.until < found.since:
        raise InputError("ends before it begins", where="period", to_do="check both days")
    return found


def read_period(text: str) -> Period:
    """The period that a text names: its code, or as tables write it ("III квартал 2024", "07.2024", "July 2024").

    Raises:
        InputError: it names none.
    """
    said = " ".join(text.strip().split())
    if found := _CODE.match(said):
        return _sound(Period(int(found[1]), _number(found[2]), _number(found[3])))
    low = said.casefold()
    if found := _YEAR.match(low):
        return _sound(Period(int(found[1])))
    if found := _QUARTER_FIRST.match(low):
        return _sound(Period(int(found[3]), _number(found[1] or found[2])))
    if found := _YEAR_FIRST.match(low):
        return _sound(Period(int(found[1]), _number(found[2] or found[3])))
    if found := _MONTH_FIRST.match(low):
        return _sound(Period(int(found[2]), None, int(found[1])))
    if found := _NAMED_FIRST.match(low) or _NAMED_LAST.match(low):
        word, year = (found[2], found[1]) if found[1].isdigit() else (found[1], found[2])
        if month := month_named(word):
            return _sound(Period(int(year), None, month))
    raise InputError("is no period", where="period", to_do="write a year, a quarter (2024-Q3) or a month (2024-07)")


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return _ROMAN.get(text) or int(text)


def _sound(period: Period) -> Period:
    if not EARLIEST <= period.year <= LATEST:
        raise InputError("cannot be the year of a return", where="period", to_do="check the year")
    return period
