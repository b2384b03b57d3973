"""The words of a text that tell more than its drafts: events, what was recommended, figures, people, identifiers.

They are marked in place like the values of drafts, but fill no slot; what becomes of them is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext_lazy

from chorsu.desk.texts.marked import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.utils.functional import _StrPromise

    from chorsu.intake.models import Text

__all__ = ["told_marks"]

_MOST = 2_000
_LISTS: dict[str, _StrPromise] = {
    "aggregates": pgettext_lazy("finding", "Figure stated"),
    "figures": pgettext_lazy("finding", "Figure stated"),
    "persons": pgettext_lazy("finding", "Person"),
    "organisations": pgettext_lazy("finding", "Organisation"),
    "identifiers": pgettext_lazy("finding", "Identifier"),
    "money": pgettext_lazy("finding", "Money"),
    "weapons": pgettext_lazy("finding", "Weapon"),
    "crime_areas": pgettext_lazy("finding", "Crime area"),
}
_OF_EVENTS: dict[str, _StrPromise] = {
    "recommendations": pgettext_lazy("finding", "Recommendation"),
    "decisions": pgettext_lazy("finding", "Decision"),
    "instruments": pgettext_lazy("finding", "Instrument"),
    "counts": pgettext_lazy("finding", "Participants"),
    "organisers": pgettext_lazy("finding", "Organiser"),
}
_QUOTES = ("kind_quote", "date_quote", "place")


def told_marks(text: Text) -> list[Mark]:
    """The marks of a text, in the order of its answer; what stands at no words of it is left out."""
    answer, length = text.reading or {}, len(text.text)
    found = [
        Mark(one["start"], one["end"], "", told=str(label))
        for label, one in _told(answer)
        if isinstance(one, dict) and isinstance(one.get("start"), int) and 0 <= one["start"] < one["end"] <= length
    ]
    return found[:_MOST]


def _told(answer: Mapping[str, Any]) -> Iterator[tuple[object, Any]]:
    yield from _each(answer, _LISTS)
    for event in answer.get("events") or ():
        yield from _each(event, _OF_EVENTS)
        for name in _QUOTES:
            yield pgettext_lazy("finding", "Event"), event.get(name)


def _each(holder: Mapping[str, Any], lists: Mapping[str, object]) -> Iterable[tuple[object, Any]]:
    return ((label, one) for name, label in lists.items() for one in holder.get(name) or ())
