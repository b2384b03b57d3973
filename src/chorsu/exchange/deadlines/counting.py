"""The count of a deadline: from receipt on, not while it is paused, as long as the rule and its extensions say.

Hours run round the clock and stop in a pause. Days are counted when they end, at midnight of whoever answers, the day
of receipt not counted (Regulation (EEC, Euratom) 1182/71, art. 3): so a day counts whole or not at all. A day that ends
in a pause is not counted, nor, under a rule of working days, one that is off.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.exchange.deadlines.rules import Counts
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chorsu.exchange.deadlines.calendars import Calendar
    from chorsu.exchange.deadlines.rules import Rule

__all__ = ["Clock", "Left", "Pause"]

_FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
_LONGEST = dt.timedelta(days=3_660)
"""How far a count may go after the last pause: a calendar without a working day in ten years is none."""


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """From `since` to before `until` (aware), or still going on (None)."""

    since: dt.datetime
    until: dt.datetime | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise InputError("ends before it begins", where="pause", to_do="correct its end")


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a deadline: hours as a duration, or days as a number; `paused` while it does not run."""

    amount: dt.timedelta | int
    paused: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline: received when (aware), counted by which rule, in whose calendar; extensions in the rule's unit."""

    received: dt.datetime
    rule: Rule
    calendar: Calendar
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[int, ...] = ()

    @property
    def amount(self) -> int:
        """Hours or days altogether."""
        return self.rule.amount + sum(self.extensions)

    def due(self) -> dt.datetime | None:
        """When the answer is due (UTC); None while a pause without an end stops the count before.

        Raises:
            InputError: the calendar has no working day in ten years.
        """
        if self.rule.counts is Counts.HOURS:
            return self._after(dt.timedelta(hours=self.amount))
        counted = 0
        for day, end in self._days():
            counted += counted < self.amount
            if counted == self.amount and (not self.rule.rolls or self.calendar.is_working(day)):
                return end
        return None

    def left(self, at: dt.datetime) -> Left:
        """What is left at a moment; nothing below zero: what is late, `due` tells."""
        paused = any(one.since <= at and (one.until is None or at < one.until) for one in self.pauses)
        if self.rule.counts is Counts.HOURS:
            gone = sum((end - since for since, end in self._running(at)), dt.timedelta(0))
            return Left(max(dt.timedelta(hours=self.amount) - gone, dt.timedelta(0)), paused)
        counted = 0
        for _, end in self._days():
            if end > at or counted == self.amount:
                break
            counted += 1
        return Left(self.amount - counted, paused)

    def _after(self, need: dt.timedelta) -> dt.datetime | None:
        for since, end in self._running(_FOREVER):
            if end - since >= need:
                return since + need
            need -= end - since
        return None

    def _running(self, at: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The stretches in which it runs, in order (UTC), up to a moment."""
        since = self.received.astimezone(dt.UTC)
        for pause in _merged(self.pauses):
            if pause.since >= at:
                break
            if pause.since > since:
                yield since, pause.since.astimezone(dt.UTC)
            if pause.until is None:
                return
            since = max(since, pause.until.astimezone(dt.UTC))
        if since < at:
            yield since, at

    def _days(self) -> Iterator[tuple[dt.date, dt.datetime]]:
        """The days that count, each with the moment at which it ends; it stops at a pause without an end."""
        working = self.rule.counts is Counts.WORKING_DAYS
        day = self.calendar.day_of(self.received)
        pauses = list(_merged(self.pauses))
        latest = max([self.received, *(one.until for one in pauses if one.until is not None)]) + _LONGEST
        while True:
            day += dt.timedelta(days=1)
            end = self.calendar.end_of(day)
            if end > latest:
                raise InputError("has no working day in ten years", where="calendar", to_do="correct the days off")
            stopped = [one for one in pauses if one.since < end and (one.until is None or end <= one.until)]
            if any(one.until is None for one in stopped):
                return
            if not stopped and (not working or self.calendar.is_working(day)):
                yield day, end


def _merged(pauses: Iterable[Pause]) -> Iterator[Pause]:
    """Pauses in order, those that touch or overlap as one."""
    current: Pause | None = None
    for pause in sorted(pauses, key=lambda one: one.since):
        if current is None:
            current = pause
        elif current.until is None or pause.since <= current.until:
            ends = None if current.until is None or pause.until is None else max(current.until, pause.until)
            current = Pause(current.since, ends)
        else:
            yield current
            current = pause
    if current is not None:
        yield current
