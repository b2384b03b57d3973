"""When a promise to send something regularly falls due, and how it stands. Pure: no Django, no database.

Days are those of the promising state's capital. A day that is off there gives way to the next one that is worked, as a
deadline of seven days does (`exchange.deadlines`).
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.exchange.deadlines.calendars import Calendar

__all__ = [
    "MOST_GRACE", "Every", "Period", "Promise", "Rule", "Sent", "State", "days_late", "due_until", "state_of",
]  # fmt: skip


class Every(enum.StrEnum):
    """How often something is promised."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


MOST_GRACE = {Every.WEEKLY: 3}
"""The most days of grace, by how often; `_GRACE` for the others: a grace ends before the next period falls due."""
_GRACE = 20
_MONTHS = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.HALF_YEARLY: 6, Every.YEARLY: 12}
_A_WEEK = 7
_REMIND = {Every.WEEKLY: dt.timedelta(days=2)}
_REMIND_OTHERS = dt.timedelta(days=5)
_LONGEST_BREAK = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, the first day due, days of grace, the last day that may be named (`until`, None: no end)."""

    every: Every
    first: dt.date
    grace: int = 0
    until: dt.date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.grace <= MOST_GRACE.get(self.every, _GRACE):
            raise InputError("is no grace", where=str(self.grace)[:20], to_do="name fewer days")

    @property
    def remind(self) -> dt.timedelta:
        """How long before it is due whoever promised is reminded."""
        return _REMIND.get(self.every, _REMIND_OTHERS)

    def day(self, number: int) -> dt.date:
        """The day named for a period, counted from 1; of a month too short for it, the last day.

        Raises:
            OverflowError, ValueError: it is beyond all calendars.
        """
        if self.every is Every.WEEKLY:
            return self.first + dt.timedelta(days=_A_WEEK * (number - 1))
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + _MONTHS[self.every] * (number - 1), 12)
        longest = months.monthrange(year, month + 1)[1]
        return dt.date(year, month + 1, min(self.first.day, longest))


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its number from 1, the day due, and two moments (UTC): due at the end of it, late after the grace."""

    number: int
    day: dt.date
    due: dt.datetime
    late: dt.datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """A rule in the calendar of whoever promised, in force since a moment, perhaps ended at another (aware)."""

    rule: Rule
    calendar: Calendar
    since: dt.datetime
    ended: dt.datetime | None = None

    def periods(self) -> Iterator[Period]:
        """The periods in order, without end where the rule has none; none that was due before it was in force."""
        number = 0
        while True:
            number += 1
            try:
                named = self.rule.day(number)
                if self.rule.until is not None and named > self.rule.until:
                    return
                day = _worked(self.calendar, named)
                last = _worked(self.calendar, day + dt.timedelta(days=self.rule.grace))
                one = Period(number, day, self.calendar.end_of(day), self.calendar.end_of(last))
            except (OverflowError, ValueError):
                return
            if self.ended is not None and one.due > self.ended:
                return
            if one.due > self.since:
                yield one


class State(enum.StrEnum):
    """How a period stands: to come, due now, in its grace, late, missed, or sent in time or late."""

    COMING = "coming"
    OPEN = "open"
    GRACE = "grace"
    LATE = "late"
    MISSED = "missed"
    IN_TIME = "in-time"
    SENT_LATE = "sent-late"


@dataclass(frozen=True, slots=True)
class Sent:
    """What fulfils a period: since when (aware); `nothing`: it was said that there is nothing to report."""

    at: dt.datetime
    nothing: bool = False


def due_until(promise: Promise, at: dt.datetime, *, beyond: int = 0) -> list[Period]:
    """The periods up to the first that is not yet due at a moment, and so many beyond it."""
    found = []
    for one in promise.periods():
        found.append(one)
        if one.due > at:
            beyond -= 1
            if beyond < 0:
                break
    return found


def state_of(
    period: Period, sent: Sent | None, at: dt.datetime, *, before: Period | None = None, after: Period | None = None
) -> State:
    """How a period stands at a moment; `before` and `after` are its neighbours, where there are such.

    Sent in time is what was sent before its grace ended; missed is what is not sent when the next one was due.
    """
    if sent is not None:
        return State.IN_TIME if sent.at < period.late else State.SENT_LATE
    if at < period.due:
        return State.COMING if before is not None and at < before.due else State.OPEN
    if after is not None and at >= max(after.due, period.late):
        return State.MISSED
    return State.GRACE if at < period.late else State.LATE


def days_late(period: Period, calendar: Calendar, moment: dt.datetime) -> int:
    """How many days of that calendar lie between the day due and a moment; none before it is late."""
    return (calendar.day_of(moment) - period.day).days if moment >= period.late else 0


def _worked(calendar: Calendar, day: dt.date) -> dt.date:
    """The day itself, or the next that is worked."""
    for _ in range(_LONGEST_BREAK):
        if calendar.is_working(day):
            return day
        day += dt.timedelta(days=1)
    raise InputError("has no working day in two months", where="calendar", to_do="correct the days off")
