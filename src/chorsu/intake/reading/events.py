"""Events of cooperation: meetings, conferences, visits, trainings, exercises, operations, with what is told of them.

An event is a word of an event (`gatherings`), a day, and a word that it was held or that somebody took part. The event
of a text is its first; another one needs days of its own; one of long before is only a `reference`. Owns the assembly:
days, places and persons are found by their own modules and handed in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from chorsu.intake.reading.counts import Count, counts
from chorsu.intake.reading.gatherings import gatherings, held, modes
from chorsu.intake.reading.instruments import Instrument, instruments
from chorsu.intake.reading.naming import name_of
from chorsu.intake.reading.organisers import organising
from chorsu.intake.reading.recommendations import Recommendation, recommendations
from chorsu.intake.reading.sentences import sentences
from chorsu.intake.reading.tellings import Telling, Text, placed, short, told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chorsu.intake.reading.tellings import Where
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Event", "events"]

_COARSE = ("", "region", "sea", "country")
"""Kinds of places that say little; all others are fine enough for an event."""
_NEXT_SENTENCES = 2
_BY_SEAT = 0.7
_BESIDE_THE_DAY = 3
"""Characters between a place and a day that stand together: "(Vienna, 3 May 2031)"."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event and what its text tells of it; every part leads back to its words.

    Attributes:
        kind: a code such as `meeting` or `training`, with others that it could be.
        role: `reported`; `announced` (its days are still to come); `reference` (of long before, only mentioned).
        when: its days; None where the text names none.
        name: what the text calls it.
        place: where; None where nobody says or nobody knows the place.
        venue: at whose base, as written.
        mode: `hybrid`, `online`, `in-person`; None where the text does not say.
        counts: numbers of those who took part.
        delegation: the persons of the sentences that tell the event, or that somebody takes part in it.
        start, end: offsets in the text of the sentence that tells it.
    """

    kind: Value[str]
    role: str
    when: Value[Any] | None
    name: Value[str] | None
    place: Value[Any] | None
    venue: Value[str] | None
    mode: Value[str] | None
    organisers: tuple[Value[str], ...]
    supporters: tuple[Value[str], ...]
    counts: tuple[Value[Count], ...]
    recommendations: tuple[Value[Recommendation], ...]
    instruments: tuple[Value[Instrument], ...]
    delegation: tuple[Value[Any], ...]
    start: int
    end: int
    confidence: float

    def number(self, *categories: str) -> Value[Count] | None:
        """The first count of one of these categories."""
        return next((one for one in self.counts if one.value.what in categories), None)


def events(  # noqa: PLR0913, PLR0917 -- what the other finders found is handed in
    view: View,
    setting: Setting,
    persons: Sequence[Value[Any]],
    organisations: Sequence[Value[Any]],
    dates: Sequence[Value[Any]],
    places: Sequence[Value[Any]],
    *,
    locate: Callable[[str], Any] | None = None,
) -> list[Event]:
    """Events in text order, those only referred to behind the one they are told with.

    Args:
        view: the text.
        setting: its language and the day of publication.
        persons: its persons (any value).
        organisations: its organisations (any value).
        dates: its dates (`dates.When`).
        places: its places (`places.Where`).
        locate: gives the seat of an organisation as a place (None when unknown), for events "on the basis of" it.
    """
    heads = gatherings(view, setting.language) if setting.language else []
    if not heads:
        return []
    text = Text(
        view,
        setting,
        sentences(view, setting.language),
        heads,
        held(view, setting.language),
        placed(view, dates),
        placed(view, places),
        organisations,
        placed(view, persons),
    )
    main, references = told(text)
    if not main:
        return []
    return [
        *_assembled(text, main, [one.number for one in references], locate),
        *(_reference(text, telling) for telling in references),
    ]


def _assembled(
    text: Text,
    main: Sequence[Telling],
    referring: Sequence[int],
    locate: Callable[[str], Any] | None,
) -> list[Event]:
    """The events with all that the sentences up to the next one tell of them."""
    view, setting = text.view, text.setting
    numbers = counts(view, setting, [(day.start, day.end) for _, day in text.days])
    advice, texts = recommendations(view, setting), instruments(view, setting)
    firsts = [0, *(telling.number for telling in main[1:]), len(text.spans)]
    assembled = []
    for telling, (first, last) in zip(main, pairwise(firsts), strict=True):
        region = (text.spans[first][0], text.spans[last - 1][1]) if last > first else text.inside(telling.number)
        around = [text.spans[number] for number in range(first, last) if number not in referring]
        roles = organising(view, setting, text.organisations, [place for _, place in text.places], around)
        venue = next(iter(roles["venue"]), None)
        known = telling if telling.day is not None else telling._replace(day=_only_day(text))
        place = _place(text, known, last, texts)
        if place is None and venue is not None and locate is not None:
            place = _seat(venue, locate)
        assembled.append(
            Event(
                kind=_kind(text, telling),
                role=_role(telling, setting),
                when=known.day,
                name=name_of(view, telling.head, *_limits(text, telling)),
                place=place,
                venue=venue,
                mode=_mode(text, telling, last),
                organisers=tuple(roles["organiser"]),
                supporters=tuple(roles["support"]),
                counts=tuple(_within(view, numbers, region)),
                recommendations=tuple(_within(view, advice, region)),
                instruments=tuple(_within(view, texts, region)),
                delegation=tuple(_delegation(text, telling, first, last)),
                **_sentence(text, telling),
            )
        )
    return assembled


def _seat(venue: Value[str], locate: Callable[[str], Any]) -> Value[Any] | None:
    """The seat of the host as the place, with the words that name the host; less sure than a place that is named."""
    where = locate(venue.value)
    return None if where is None else replace(venue, value=where, confidence=_BY_SEAT)


def _sentence(text: Text, telling: Telling) -> dict[str, Any]:
    start, end = text.view.span(*text.inside(telling.number))
    return {"start": start, "end": end, "confidence": telling.confidence}


def _reference(text: Text, telling: Telling) -> Event:
    return Event(
        kind=_kind(text, telling),
        role="reference",
        when=telling.day,
        name=name_of(text.view, telling.head, *_limits(text, telling)),
        place=_place(text, telling, telling.number + 1, ()),
        venue=None,
        mode=None,
        organisers=(),
        supporters=(),
        counts=(),
        recommendations=(),
        instruments=(),
        delegation=(),
        **_sentence(text, telling),
    )


def _within[T](view: View, values: Sequence[Value[T]], region: tuple[int, int]) -> list[Value[T]]:
    start, end = view.span(*region)
    return [one for one in values if start <= one.start and one.end <= end]


def _kind(text: Text, telling: Telling) -> Value[str]:
    """The kind, from the nearest noun before where the sentence only says "the event"."""
    head = telling.head
    if head.value.part == "weak":
        nouns = [one for one in text.heads if one.value.part in {"noun", "named"}]
        before = [one for one in nouns if one.end <= head.start]
        head = before[-1] if before else next(iter(nouns), head)
    kinds = head.value.kinds
    start, end = text.inside(telling.number)
    others = dict.fromkeys(
        kind
        for one in text.heads
        if start <= one.start < end
        for kind in one.value.kinds
        if kind not in {*kinds, "other"}
    )
    return text.view.value(kinds[0], head.start, head.end, telling.confidence, (*kinds[1:], *others))


def _role(telling: Telling, setting: Setting) -> str:
    if telling.day is None or setting.published is None:
        return "reported"
    return "announced" if telling.day.value.start > setting.published else "reported"


def _only_day(text: Text) -> Value[Any] | None:
    """The day of a text that names just one short one, apart from the sentence of the event."""
    near = [day for _, day in text.days if day.value.role == "event" and short(day.value)]
    return near[0] if len(near) == 1 else None


def _limits(text: Text, telling: Telling) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """The sentence, and the spans that no name of an event runs over: days, places, words of holding."""
    start, end = text.inside(telling.number)
    edges = [span for span, _ in text.days] + [(one.start, one.end) for one in text.holding]
    edges += [span for span, place in text.places if place.value.role == "at"]
    return (start, end), sorted(span for span in edges if start <= span[0] < end)


def _place(text: Text, telling: Telling, last: int, texts: Sequence[Value[Instrument]]) -> Value[Any] | None:
    """The place at which it happens: in the sentence that tells it, in the dateline, in the next sentences of holding.

    Failing these, a settlement of the sentence whose role nobody tells ("Osh hosted a conference"), less surely.
    """
    titles = [text.view.place(one.start, one.end) for one in texts]
    free = [one for one in text.places if not any(a <= one[0][0] and one[0][1] <= b for a, b in titles)]
    day = text.view.place(telling.day.start, telling.day.end) if telling.day else None
    anchor = day or (telling.head.start, telling.head.end)
    for number in _sentences_of_place(text, telling, last, day):
        start, end = text.inside(number)
        found = [
            (span, place)
            for span, place in free
            if start <= span[0] < end
            and (place.value.role == "at" or (place.value.role == "" and day and _touch(span, day)))
        ]
        if found:
            return min(found, key=lambda one: (_coarseness(one[1].value), abs(one[0][0] - anchor[0])))[1]
    start, end = text.inside(telling.number)
    open_ones = [
        (span, place)
        for span, place in free
        if start <= span[0] < end and place.value.role == "" and place.value.kind == "settlement"
    ]
    if not open_ones:
        return None
    nearest = min(open_ones, key=lambda one: abs(one[0][0] - telling.head.start))[1]
    return replace(nearest, confidence=min(nearest.confidence, _BY_SEAT))


def _sentences_of_place(text: Text, telling: Telling, last: int, day: tuple[int, int] | None) -> list[int]:
    """Numbers of the sentences in which the place is sought, in this order."""
    numbers = [telling.number]
    if day is not None:
        numbers += [nth for nth, (start, end) in enumerate(text.spans) if start <= day[0] < end]
    for number in range(telling.number + 1, min(last, telling.number + 1 + _NEXT_SENTENCES)):
        start, end = text.inside(number)
        if any(start <= one.start < end for one in text.holding):
            numbers.append(number)
    return numbers


def _touch(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(other[0] - span[1], span[0] - other[1]) <= _BESIDE_THE_DAY


def _coarseness(where: Where) -> int:
    return _COARSE.index(where.kind) if where.kind in _COARSE else 0


def _mode(text: Text, telling: Telling, last: int) -> Value[str] | None:
    """The way of meeting, told in the sentence of the event or in a later one that says how it was held."""
    found = modes(text.view, text.setting.language)
    for number in range(max(0, telling.number - 1), last):
        start, end = text.inside(number)
        held_here = any(start <= one.start < end for one in text.heads) and any(
            start <= one.start < end for one in text.holding
        )
        if number == telling.number or held_here or _has_day_of(text, number, telling):
            for one in found:
                if start <= one.start < end:
                    return text.view.value(one.value, one.start, one.end, telling.confidence)
    return None


def _has_day_of(text: Text, number: int, telling: Telling) -> bool:
    """Whether a sentence is the dateline of a telling."""
    if telling.day is None:
        return False
    start, end = text.inside(number)
    return start <= text.view.place(telling.day.start, telling.day.end)[0] < end


def _delegation(text: Text, telling: Telling, first: int, last: int) -> list[Value[Any]]:
    """The persons of the sentence that tells the event, and of those in which somebody takes part in it."""
    found = []
    for number in range(first, last):
        start, end = text.inside(number)
        named = any(start <= one.start < end for one in text.heads)
        attended = any(start <= one.start < end and one.value == "attending" for one in text.holding)
        near = 0 < number - telling.number <= _NEXT_SENTENCES
        if number == telling.number or (attended and (named or near)):
            found += [person for span, person in text.persons if start <= span[0] < end]
    return found
