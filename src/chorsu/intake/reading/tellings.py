"""The sentences of a text that tell an event: which word of an event goes with which day, and how sure that is.

Owns the choice between what is told here and what is only referred to; `events` assembles the rest.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.gatherings import Gathering
    from chorsu.intake.reading.phrases import Found
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Telling", "Text", "When", "Where", "last_day", "placed", "short", "told"]

_LONGEST_EVENT = dt.timedelta(days=62)
_LONG_BEFORE = dt.timedelta(days=30)
_TOLD, _BY_VERB, _WEAK, _BESIDE, _NO_DAY = 0.95, 0.85, 0.75, 0.6, 0.5
_LONGEST_DATELINE = 70
_PARENTHESIS = re.compile(r"[^()]{0,300}\([^()]*$")


class When(Protocol):
    """What an event needs of a date (`dates.When`)."""

    @property
    def start(self) -> dt.date:
        """The first day."""

    @property
    def end(self) -> dt.date | None:
        """The last day; None for one day."""

    @property
    def kind(self) -> str:
        """`day`, `range`, `night` or `period`."""

    @property
    def role(self) -> str:
        """`event`, `reported`, `birth` or `other`."""


class Where(Protocol):
    """What an event needs of a place (`places.Where`)."""

    @property
    def kind(self) -> str:
        """`settlement`, `region`, `country`, …."""

    @property
    def role(self) -> str:
        """`at` for the place where something happens."""


class Telling(NamedTuple):
    """A sentence that tells an event: its number, the word of the event, the day, how sure."""

    number: int
    head: Found[Gathering]
    day: Value[Any] | None
    confidence: float


class Text(NamedTuple):
    """A text with what was found in it; spans are offsets of the view."""

    view: View
    setting: Setting
    spans: Sequence[tuple[int, int]]
    heads: Sequence[Found[Gathering]]
    holding: Sequence[Found[str]]
    days: Sequence[tuple[tuple[int, int], Value[Any]]]
    places: Sequence[tuple[tuple[int, int], Value[Any]]]
    organisations: Sequence[Value[Any]]
    persons: Sequence[tuple[tuple[int, int], Value[Any]]]

    def inside(self, number: int) -> tuple[int, int]:
        """The span of a sentence."""
        return self.spans[number]


def placed(view: View, values: Sequence[Value[Any]]) -> list[tuple[tuple[int, int], Value[Any]]]:
    """Values with their spans in the view."""
    return [(view.place(one.start, one.end), one) for one in values]


def told(text: Text) -> tuple[list[Telling], list[Telling]]:
    """The sentences that tell events, and those that only refer to one of long before."""
    tellings = [one for number in range(len(text.spans)) for one in _of_sentence(text, number) if _is_told(text, one)]
    sure = [one for one in tellings if one.day is not None and one.confidence > _BESIDE and short(one.day.value)]
    first = next(iter(sure), None) or next(iter(tellings), None)
    if first is None:
        return [], []
    if first.day is None and first is not tellings[0]:
        first = tellings[0]
    main: list[Telling] = [first]
    references: list[Telling] = []
    for one in tellings:
        if one is first or one.day is None or first.day is None:
            continue
        if _overlaps_any(one, [*main, *references]):
            continue
        if last_day(one.day.value) < first.day.value.start - _LONG_BEFORE:
            references.append(one)
        elif one in sure and one.number > first.number and one.confidence >= _BY_VERB:
            main.append(one)
    return main, _finest(references)


def _is_told(text: Text, telling: Telling) -> bool:
    """A word for any event ("an activity") tells one only beside its name, or where somebody takes part."""
    if telling.head.value.part != "weak":
        return True
    return any(one.value.part != "weak" for one in text.heads) or any(one.value == "attending" for one in text.holding)


def _of_sentence(text: Text, number: int) -> list[Telling]:
    start, end = text.inside(number)
    heads = [one for one in text.heads if start <= one.start < end]
    if not heads:
        return []
    holds = any(start <= one.start < end for one in text.holding)
    days = _days(text, number) or _of_dateline(text, number)
    told = []
    for span, day in days:
        head = _beside(heads, span)
        told.append(Telling(number, head, day, _confidence(text, head, span, holds=holds)))
    strong = next((one for one in heads if one.value.part in {"noun", "named"}), None)
    if not days and strong and holds:
        told.append(Telling(number, strong, None, _NO_DAY))
    return [one for one in told if one.confidence > 0]


def _days(text: Text, number: int) -> list[tuple[tuple[int, int], Value[Any]]]:
    """The days of a sentence that can be those of an event; a month or a year only where no day is told."""
    start, end = text.inside(number)
    found = [one for one in text.days if start <= one[0][0] < end and one[1].value.role in {"event", "other"}]
    return [one for one in found if one[1].value.kind != "period"] or found


def _of_dateline(text: Text, number: int) -> list[tuple[tuple[int, int], Value[Any]]]:
    """The day of the short sentence before ("3 March 2026, Dushanbe. A round table …")."""
    if number == 0:
        return []
    start, end = text.inside(number - 1)
    if end - start > _LONGEST_DATELINE or any(start <= one.start < end for one in text.heads):
        return []
    return [one for one in _days(text, number - 1) if one[1].value.kind != "period"]


def _beside(heads: Sequence[Found[Gathering]], span: tuple[int, int]) -> Found[Gathering]:
    """The word of the event nearest to a day, nouns before others, one before the day before one behind it."""
    nouns = [one for one in heads if one.value.part in {"noun", "named"}]
    chosen = nouns or [one for one in heads if one.value.part == "verb"] or list(heads)
    before = [one for one in chosen if one.end <= span[0]]
    return before[-1] if before else chosen[0]


def _confidence(text: Text, head: Found[Gathering], span: tuple[int, int], *, holds: bool) -> float:
    if head.value.part == "verb":
        return _BY_VERB
    if head.value.part == "weak":
        return _WEAK if holds else 0.0
    if holds:
        return _TOLD
    in_dateline = span[1] <= head.start and not any(a <= span[0] and head.start < b for a, b in text.spans)
    in_brackets = _PARENTHESIS.fullmatch(text.view.plain[head.end : span[0]])
    return _BESIDE if in_brackets or in_dateline else 0.0


def short(when: When) -> bool:
    """Whether the days can be those of one event; a year or a half is none."""
    return last_day(when) - when.start <= _LONGEST_EVENT


def last_day(when: When) -> dt.date:
    """The last day of a date."""
    return when.end or when.start


def _overlaps_any(one: Telling, others: Sequence[Telling]) -> bool:
    if one.day is None:
        return True
    start, last = one.day.value.start, last_day(one.day.value)
    return any(
        other.day is not None and start <= last_day(other.day.value) and other.day.value.start <= last
        for other in others
        if other.day is None or short(other.day.value) or not short(one.day.value)
    )


def _finest(references: Sequence[Telling]) -> list[Telling]:
    """References whose days are told more exactly elsewhere are left out."""
    fine = [one for one in references if one.day is not None and short(one.day.value)]
    return fine + [one for one in references if one not in fine and not _overlaps_any(one, fine)]
