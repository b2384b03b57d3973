"""Which date a lot hangs on: a day of an event, or the period of a total, and until when such a period lasts.

Owns `lexicons/<language>/periods.tsv`: words of a `period`, of `telling` (a briefing has a day of its own), of a
`record` ("the largest this year": what is compared with a period is no total of it), of a `sum` (cases of a month), and
`as_of`. What a total is stands in `aggregates`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.lots import linking
from chorsu.intake.reading.phrases import Found, Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.seen import Seen
    from chorsu.intake.reading.values import Value

__all__ = ["CLAUSE", "Ruled", "Ruling", "is_period", "until", "words_of"]

_WEEK, _MONTH = 8, 31
_CARRIED = 3
"""Sentences that a period holds for when none of them names another date."""
_OPENS = 60
"""Characters of a sentence in which it says that it parts a total ("Of that", "The total includes")."""
_BESIDE = 3
"""Characters between "as of" and its day."""
_NEARLY_OVER = 10
"""A period of which less than this part is to come is told as a whole."""
CLAUSE = re.compile(r"[;:(،]|,(?!\d)")


class Ruling(NamedTuple):
    """The date of a lot, whether its own sentence names it, and whether the lot is one of the total before it."""

    date: Value[When] | None
    certain: bool
    part: bool = False


@cache
def words_of(language: str, kind: str) -> Phrases[str]:
    """The words of a kind of `periods.tsv`."""
    rows = [row for row in lexicon.rows(language, "periods") if row["kind"] == kind]
    return Phrases([(form, kind) for row in rows for form in lexicon.forms(row["words"])], language)


def is_period(when: When, *, told_as_event: bool) -> bool:
    """Whether a date is the period of a total rather than the time of an event."""
    if when.kind == "period" and when.end is None:  # "since 2020", and nobody says until when
        return True
    days = ((when.end or when.start) - when.start).days + 1
    if when.kind == "period":
        return days > (_MONTH if told_as_event else _WEEK)
    return when.kind == "range" and days > _MONTH


class Ruled:
    """The rulings of the lots of one text, asked in its order.

    Args:
        seen: the text.
        dates: its dates.
        stands: where its lots stand.
        told_as_event: whether it tells how something was hidden or who was detained.
    """

    def __init__(self, seen: Seen, dates: Sequence[Value[When]], stands: Sequence[int], *, told_as_event: bool) -> None:
        self._seen = seen
        self._stands = stands
        self._as_event = told_as_event
        placed = [(seen.place(one), one) for one in dates if one.value.role in {"event", "other"}]
        self._dates = seen.by_sentence((place[0], (place[0], one)) for place, one in placed)
        self._last: tuple[int, Ruling] | None = None
        self._totals: dict[int, bool] = {}
        """By sentence: whether all its lots so far are of totals."""

    def rule(self, at: int) -> Ruling:
        """The ruling of the lot at `at`."""
        ruling = self._inherited(at) or self._of_total(at) or Ruling(*self._governing(at))
        number = self._seen.sentence(at)
        total = ruling.part or self.is_total(ruling.date, number)
        self._totals[number] = total and self._totals.get(number, True)
        self._last = (at, ruling._replace(part=total))
        return ruling

    def is_total(self, date: Value[When] | None, number: int) -> bool:
        """Whether a date makes what hangs on it in a sentence a total."""
        if date is None:
            return False
        summed = date.value.kind == "period" and self._told("sum", *self._seen.sentences[number])
        return is_period(date.value, told_as_event=self._as_event and not summed)

    def _inherited(self, at: int) -> Ruling | None:
        """That of the lot before, where it is of a total and this one a part of it or told in one row with it."""
        if self._last is None or not self._last[1].part:
            return None
        before, ruling = self._last
        number, last = self._seen.sentence(at), self._seen.sentence(before)
        if number == last:
            here = self._dates.get(number, [])
            between = [one for where, one in here if before < where < at and one is not ruling.date]
            apart = self._has_day(number) or not here
            return ruling if apart and not between and not self._own(at) else None
        opened = self._opens_parts(number, at) or all(self._totals.get(nth, True) for nth in range(last, number))
        days = [one for one in self._dates.get(number, ()) if not self._long(one[1])]
        fresh = any(self._long(one) for _, one in self._dates.get(number, ()))
        near = number - last <= _CARRIED and not fresh
        if not near or days or not opened:
            return None
        return ruling._replace(certain=self._opens_parts(number, at), part=True)

    def _opens_parts(self, number: int, at: int) -> bool:
        start, _ = self._seen.sentences[number]
        found = self._seen.find(linking(self._seen.language, "parts"))
        return any(start <= one.start < min(at, start + _OPENS) for one in found)

    def _of_total(self, at: int) -> Ruling | None:
        """The period of the lot's own clause, where the day of its sentence is in another clause or of a telling."""
        number = self._seen.sentence(at)
        if not self._has_day(number):
            return None
        own = self._own(at)
        long = [(abs(where - at), where, one) for where, one in own if self._long(one)]
        if not long:
            return None
        _, where, period = min(long, key=lambda one: one[:2])
        start, end = self._clause(at)
        days = [place for place, one in own if not self._long(one)]
        if self._told("record", start, end) or self._told("record", *sorted((where, at))):
            return None
        told_of = all(day < where and where < at and self._told("telling", start, where) for day in days)
        return Ruling(period, certain=True) if told_of else None

    def _long(self, date: Value[When]) -> bool:
        return is_period(date.value, told_as_event=True)

    def _has_day(self, number: int) -> bool:
        """Whether a sentence names a day of an event."""
        return any(
            one.value.role == "event" and not is_period(one.value, told_as_event=self._as_event)
            for _, one in self._dates.get(number, ())
        )

    def _told(self, kind: str, start: int, end: int) -> bool:
        return any(start <= one.start < end for one in self._seen.find(words_of(self._seen.language, kind)))

    def _clause(self, at: int) -> tuple[int, int]:
        start, end = self._seen.spans(at)
        plain = self._seen.view.plain
        first = max((cut.end() for cut in CLAUSE.finditer(plain, start, at)), default=start)
        cut = CLAUSE.search(plain, at, end)
        return first, cut.start() if cut else end

    def _own(self, at: int) -> list[tuple[int, Value[When]]]:
        """The dates of an event in the clause of a lot, with no other lot between."""
        first, last = self._clause(at)
        return [
            (where, one)
            for where, one in self._dates.get(self._seen.sentence(at), ())
            if first <= where < last
            and one.value.role == "event"
            and not any(min(at, where) < other < max(at, where) for other in self._stands)
        ]

    def _governing(self, at: int) -> tuple[Value[When] | None, bool]:
        """The date that a lot at `at` hangs on, and whether its own sentence names it.

        A day of the event in the lot's sentence comes first; then the nearest period of the lot's own clause; then a
        period of the sentence, one before the lot first; then the nearest date of the sentences before.
        """
        number = self._seen.sentence(at)
        for back in range(min(number, _CARRIED) + 1):
            near = self._dates.get(number - back, [])
            days = [one for _, one in near if not is_period(one.value, told_as_event=self._as_event)]
            days = [one for one in days if one.value.role == "event"]
            if days:
                return days[-1], back == 0
            own = self._own(at) if back == 0 else []
            if own:
                return min(own, key=lambda pair: abs(pair[0] - at))[1], True
            before = [one for where, one in near if where <= at] or [one for _, one in near]
            chosen = [one for one in before if one.value.role == "event"] or (before if back == 0 else [])
            if chosen:
                return chosen[-1] if back else chosen[0], back == 0
        return None, False


def until(seen: Seen, period: Value[When], dates: Sequence[Value[When]]) -> Value[When]:
    """A period without the days to come: up to the day "as of" which its sentence tells, or that of publication.

    What is published in the last days of a year sums up the whole of it.
    """
    when = period.value
    if when.kind != "period":
        return period
    number = seen.sentence(seen.place(period)[0])
    ends = [
        one.value.start
        for one in dates
        if one.value.kind == "day" and seen.sentence(seen.place(one)[0]) == number and _is_as_of(seen, one)
    ]
    told = next((day for day in ends if day > when.start), None)
    last = told or seen.setting.published
    if last is None or last < when.start or (when.end is not None and when.end <= last):
        return period
    if told is None and when.end and (when.end - last) * _NEARLY_OVER < when.end - when.start:
        return period
    return replace(period, value=replace(when, end=last))


def _is_as_of(seen: Seen, day: Value[When]) -> bool:
    start, _ = seen.place(day)
    words: list[Found[str]] = seen.find(words_of(seen.language, "as_of"))
    return any(0 <= start - one.end <= _BESIDE for one in words)
