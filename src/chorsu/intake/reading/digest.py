"""What a whole document tells over all its items: events and their clashes, people, advice, texts, figures, each once.

The input of "accept": one item's readings in, one joined result out, every value with its place in the document. Owns
the joining; who is one person is decided by the function that is handed in (`people.people`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Protocol

from chorsu.intake.reading.pieces import moved
from chorsu.intake.reading.tellings import last_day
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from chorsu.intake.reading.events import Event
    from chorsu.intake.reading.instruments import Instrument
    from chorsu.intake.reading.items import Item
    from chorsu.intake.reading.recommendations import Recommendation
    from chorsu.intake.reading.stated import Stated
    from chorsu.intake.reading.values import Value

__all__ = ["Clash", "Digest", "Joined", "Part", "digest"]

_SAME_WORDS = 0.8
"""Share of words in common from which two recommendations of one document are one."""
_LONGEST_TITLE = 160
_STATUSES = ("cited", "considered", "proposed", "adopted")
"""The strongest last: what is adopted anywhere in the document is adopted."""
_WORD = re.compile(r"[^\W_]+")


class Someone(Protocol):
    """What is needed of one person (`people.Someone`)."""

    @property
    def name(self) -> str:
        """The fullest name."""

    @property
    def mentions(self) -> tuple[int, ...]:
        """Numbers of the mentions, in the list that was handed in."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was read of one item; offsets count from the beginning of the item."""

    item: Item
    events: Sequence[Event] = ()
    recommendations: Sequence[Value[Recommendation]] = ()
    instruments: Sequence[Value[Instrument]] = ()
    figures: Sequence[Value[Stated]] = ()
    persons: Sequence[Value[Any]] = ()


@dataclass(frozen=True, slots=True)
class Joined[T]:
    """One thing told once or more: its fullest wording, its strongest status, and every place that tells it.

    Attributes:
        best: the first telling of the strongest status.
        tellings: all of them, in the order of the document.
        items: numbers of the items that tell it, each once.
    """

    best: Value[T]
    tellings: tuple[Value[T], ...]
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two events (numbers in `Digest.events`) on the same days; `people` (numbers in `Digest.people`) named at both."""

    one: int
    other: int
    first: dt.date
    last: dt.date
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """The joined result; all offsets are characters of the document.

    Attributes:
        titles: one for each item: its own, or the first words that name its event.
        events: with `event_items`, the number of each one's item; references among them.
        recommendations, instruments: each once, with all its tellings.
        figures: stated figures, in order.
        mentions: all mentions of persons, in order; `people` says which are one.
        clashes: events on the same days.
    """

    titles: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    event_items: tuple[int, ...] = ()
    recommendations: tuple[Joined[Recommendation], ...] = ()
    instruments: tuple[Joined[Instrument], ...] = ()
    figures: tuple[Value[Stated], ...] = ()
    mentions: tuple[Value[Any], ...] = ()
    people: tuple[Someone, ...] = ()
    clashes: tuple[Clash, ...] = field(default=())


def digest(
    text: str, parts: Sequence[Part], join: Callable[[Sequence[Value[Any]]], Sequence[Someone]] | None = None
) -> Digest:
    """The joined result of the items of one document.

    Args:
        text: the document.
        parts: what was read of each item.
        join: tells which mentions of persons are one person; without it nobody is joined and `people` is empty.
    """
    placed = [(number, _placed(part)) for number, part in enumerate(parts)]
    events = [(number, event) for number, part in placed for event in part.events]
    mentions = [mention for _, part in placed for mention in part.persons]
    people = tuple(join(mentions)) if join else ()
    advice = [(number, one) for number, part in placed for one in part.recommendations]
    texts = [(number, one) for number, part in placed for one in part.instruments]
    return Digest(
        titles=tuple(_title(text, part) for _, part in placed),
        events=tuple(event for _, event in events),
        event_items=tuple(number for number, _ in events),
        recommendations=tuple(_joined(advice, _same_advice)),
        instruments=tuple(_joined(texts, _same_text)),
        figures=tuple(figure for _, part in placed for figure in part.figures),
        mentions=tuple(mentions),
        people=people,
        clashes=tuple(_clashes([event for _, event in events], mentions, people)),
    )


def _placed(part: Part) -> Part:
    """The part with offsets of the document."""
    by = part.item.start

    def here[T](values: Sequence[T]) -> tuple[T, ...]:
        return tuple(moved(one, by) for one in values)

    events = tuple(_event_at(event, by) for event in part.events)
    return Part(
        part.item, events, here(part.recommendations), here(part.instruments), here(part.figures), here(part.persons)
    )


def _event_at(event: Event, by: int) -> Event:
    return replace(moved(event, by), start=event.start + by, end=event.end + by)


def _title(text: str, part: Part) -> str:
    """The item's own title; else the name of its event; else its first sentence, cut at a word."""
    if part.item.title:
        return part.item.title
    name = next((one.name.value for one in part.events if one.name is not None), "")
    if name:
        return name[:1].upper() + name[1:]
    first = " ".join(text[part.item.start : part.item.end].split())
    if len(first) <= _LONGEST_TITLE:
        return first
    return first[:_LONGEST_TITLE].rpartition(" ")[0] + " …"


def _joined[T](told: Sequence[tuple[int, Value[T]]], same: Callable[[T, T], bool]) -> list[Joined[T]]:
    groups: list[list[tuple[int, Value[T]]]] = []
    for one in told:
        group = next((known for known in groups if same(known[0][1].value, one[1].value)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [
        Joined(
            max((value for _, value in group), key=lambda value: _strength(value.value)),
            tuple(value for _, value in group),
            tuple(dict.fromkeys(number for number, _ in group)),
        )
        for group in groups
    ]


def _strength(told: object) -> int:
    status = getattr(told, "status", "")
    return _STATUSES.index(status) if status in _STATUSES else 0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(View(text).plain))


def _same_advice(one: Recommendation, other: Recommendation) -> bool:
    left, right = _words(one.text), _words(other.text)
    return len(left & right) >= _SAME_WORDS * max(1, len(left | right))


def _same_text(one: Instrument, other: Instrument) -> bool:
    return one.kind == other.kind and _words(one.title) == _words(other.title)


def _clashes(events: Sequence[Event], mentions: Sequence[Value[Any]], people: Sequence[Someone]) -> list[Clash]:
    """Events told here (not those only referred to) that share days, with the people named as taking part in both."""
    found = []
    for (one, first), (other, second) in combinations(enumerate(events), 2):
        if "reference" in {first.role, second.role} or first.when is None or second.when is None:
            continue
        start = max(first.when.value.start, second.when.value.start)
        end = min(last_day(first.when.value), last_day(second.when.value))
        if start <= end:
            both = _taking_part(first, mentions, people) & _taking_part(second, mentions, people)
            found.append(Clash(one, other, start, end, tuple(sorted(both))))
    return found


def _taking_part(event: Event, mentions: Sequence[Value[Any]], people: Sequence[Someone]) -> set[int]:
    spans = {(one.start, one.end) for one in event.delegation}
    at = {number for number, mention in enumerate(mentions) if (mention.start, mention.end) in spans}
    return {number for number, someone in enumerate(people) if at & set(someone.mentions)}
