"""The half-year of a plan, by its code (`2022-H2`). Pure: no Django, no database."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from chorsu.kernel.errors import InputError

__all__ = ["EARLIEST", "LATEST", "Half", "half_of", "read_half"]

EARLIEST, LATEST = 1900, 2100
"""The years of plans lie between these, both outside."""
_CODE = re.compile(r"([0-9]{4})-H([12])")
_SECOND_BEGINS = 7


@dataclass(frozen=True, slots=True, order=True)
class Half:
    """One half of a calendar year; `number` is 1 or 2."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """The code: `2022-H2`."""
        return f"{self.year:04d}-H{self.number}"

    @property
    def since(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 1 if self.number == 1 else _SECOND_BEGINS, 1)

    @property
    def until(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, 6, 30) if self.number == 1 else dt.date(self.year, 12, 31)

    @property
    def before(self) -> Half:
        """The half-year before."""
        return Half(self.year, 1) if self.number == 2 else Half(self.year - 1, 2)  # noqa: PLR2004 — halves are two

    @property
    def after(self) -> Half:
        """The half-year after."""
        return Half(self.year, 2) if self.number == 1 else Half(self.year + 1, 1)


def half_of(day: dt.date) -> Half:
    """The half-year of a day."""
    return Half(day.year, 1 if day.month < _SECOND_BEGINS else 2)


def read_half(text: str) -> Half:
    """The half-year that a code names.

    Raises:
        InputError: it names none.
    """
    found = _CODE.fullmatch(text.strip())
    if not found or not EARLIEST < int(found[1]) < LATEST:
        raise InputError("is no half-year", where="half", to_do="write it like 2022-H2")
    return Half(int(found[1]), int(found[2]))
