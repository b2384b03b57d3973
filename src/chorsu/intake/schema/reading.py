"""One value of a submission read: dates, times, numbers, counts, choices, texts. What is wrong is said, never raised.

Owns the forms in which a person may write a value. A hostile submission holds anything anywhere: whatever is no text
and no number is not understood.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.intake.readers.numbers import fold
from chorsu.intake.schema import lists
from chorsu.intake.schema.numbers import Written, written
from chorsu.intake.schema.problems import Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.schema.fields import Field
    from chorsu.intake.schema.numbers import Kind

__all__ = ["Reader", "text_of"]

EARLIEST = dt.date(1961, 1, 1)
"""The Single Convention on Narcotic Drugs, 1961: no report that is handed in tells of an earlier seizure."""
_LONGEST = 10_000
_CLOCK = re.compile(r"^(\d{1,2})[:.\s](\d{2})(?::\d{2})?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")


def text_of(value: Any) -> str | None:
    """A value as trimmed text without control characters; None for what is neither text nor number."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    text = str(value)[: _LONGEST + 1]
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable()).strip()


def _exact(value: Any) -> Written | None:
    """A value that is no text but a number."""
    if not isinstance(value, (int, float)):
        return None
    try:
        return Written(float(value))
    except OverflowError:
        return Written(math.inf)


@dataclass(slots=True)
class Reader:
    """Reads values by their paths and keeps what is wrong with each."""

    problems: Problems = field(default_factory=dict)

    def wrong(self, path: str, code: str, *, most: int = 0, given: str = "") -> None:
        """Keep the first thing that is wrong with a field."""
        self.problems.setdefault(path, Problem(code, most, given))

    def mapping(self, said: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
        """A part of the submission that holds fields of its own; empty where it is missing."""
        part = said.get(name)
        if part is None or part == "":
            return {}
        if not isinstance(part, dict):
            self.wrong(path, "not_understood")
            return {}
        return part

    def text(self, said: Mapping[str, Any], one: Field, path: str) -> str:
        """Free text up to the field's limit."""
        return self.plain(said.get(one.code), path, one.most)

    def plain(self, value: Any, path: str, most: int) -> str:
        """Text up to `most` signs."""
        text = text_of(value)
        if text is None:
            self.wrong(path, "not_understood")
            return ""
        if len(text) > most:
            self.wrong(path, "too_long", most=most)
            return ""
        return text

    def choice(self, value: Any, path: str, name: str) -> str:
        """A code of a list, given as code or in words; empty where nothing is given."""
        text = self.plain(value, path, _LONGEST)
        if not text:
            return ""
        code = lists.find(name, text)
        if code is None:
            self.wrong(path, "not_listed", given=text)
        return code or ""

    def number(self, value: Any, path: str, most: float, kind: Kind) -> float | None:
        """A number above zero, by the rule of its kind (`schema.numbers`); what came as a number is taken as it is."""
        text = fold(self.plain(value, path, _LONGEST))
        if not text:
            return None
        read = _exact(value) or written(text, kind)
        if read.readings is not None:
            given = f"{text}: {read.readings[0]:.12g} / {read.readings[1]:.12g}"
            self.wrong(path, read.code, given=given)
        elif read.value is None:
            self.wrong(path, read.code, given=text)
        elif read.value <= 0:
            self.wrong(path, "not_positive", given=text)
        elif read.value > most or not math.isfinite(read.value):
            self.wrong(path, "too_much", given=text)
        else:
            return read.value
        return None

    def count(self, value: Any, path: str, most: int) -> int | None:
        """A whole number from zero on."""
        text = fold(self.plain(value, path, _LONGEST))
        if not text:
            return None
        read = _exact(value) or written(text, "count")
        if read.value is None or read.value < 0 or read.value % 1:
            self.wrong(path, "not_a_count", given=text)
            return None
        if read.value > most:
            self.wrong(path, "too_much", given=text)
            return None
        return int(read.value)

    def date(self, value: Any, path: str) -> dt.date | None:
        """A day as 2026-11-25, 25.11.2026 or 25/11/2026."""
        text = fold(self.plain(value, path, _LONGEST))
        if not text:
            return None
        if iso := _ISO.match(text):
            parts = (iso[1], iso[2], iso[3])
        elif day_first := _DAY_FIRST.match(text):
            parts = (day_first[3], day_first[2], day_first[1])
        else:
            self.wrong(path, "not_a_date", given=text)
            return None
        try:
            found = dt.date(*(int(part) for part in parts))
        except ValueError:
            self.wrong(path, "not_a_date", given=text)
            return None
        if found < EARLIEST:
            self.wrong(path, "too_early", given=text)
        return found

    def time(self, value: Any, path: str) -> dt.time | None:
        """A time of the day as 02:40 or 2.40."""
        text = fold(self.plain(value, path, _LONGEST))
        if not text:
            return None
        clock = _CLOCK.match(text)
        if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:  # noqa: PLR2004 — hours and minutes
            self.wrong(path, "not_a_time", given=text)
            return None
        return dt.time(int(clock[1]), int(clock[2]))
