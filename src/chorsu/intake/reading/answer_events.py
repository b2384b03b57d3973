"""Events of cooperation, stated figures and organisations in the answer of `chorsu read` (see `answer`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chorsu.intake.reading.agencies import Agency
    from chorsu.intake.reading.events import Event
    from chorsu.intake.reading.organisations import Organisation
    from chorsu.intake.reading.stated import Stated
    from chorsu.intake.reading.values import Value

__all__ = ["event_answer", "figure_answer", "organisation_answer", "organisation_answers", "quoted"]

type Json = dict[str, Any]
_PEOPLE = ("participants", "delegates")


def quoted(one: Value[Any], offset: int) -> Json:
    """The words of a value and where they stand."""
    return {"quote": one.quote, "start": one.start + offset, "end": one.end + offset}


def event_answer(one: Event, offset: int, place: Callable[[Value[Any] | None, int], Json | None]) -> Json:
    """An event; `place` writes a place as the rest of the answer does."""
    people = one.number(*_PEOPLE)
    when = one.when.value if one.when else None
    made = [value for value in one.recommendations if value.value.kind == "recommendation"]
    decided = [value for value in one.recommendations if value.value.kind == "decision"]
    return {
        "kind": one.kind.value,
        "kind_quote": quoted(one.kind, offset),
        "kinds": [one.kind.value, *one.kind.alternatives],
        "role": one.role,
        "name": one.name.value if one.name else None,
        "start_date": when.start.isoformat() if when else None,
        "end_date": (when.end or when.start).isoformat() if when else None,
        "date_quote": quoted(one.when, offset) if one.when else None,
        "place": place(one.place, offset),
        "venue": quoted(one.venue, offset) if one.venue else None,
        "mode": one.mode.value if one.mode else None,
        "organisers": [quoted(value, offset) for value in one.organisers],
        "supporters": [quoted(value, offset) for value in one.supporters],
        "participants": people.value.number if people else None,
        "qualifier": people.value.qualifier if people else "",
        "countries": _number(one, "states"),
        "organisations_count": _number(one, "organisations"),
        "counts": [_count(value, offset) for value in one.counts],
        "decisions": [_recommended(value, offset) for value in decided],
        "recommendations": [_recommended(value, offset) for value in made],
        "instruments": [
            {
                **quoted(value, offset),
                "kind": value.value.kind,
                "title": value.value.title,
                "status": value.value.status,
                "parties": list(value.value.parties),
            }
            for value in one.instruments
        ],
        "delegation": [quoted(value, offset) for value in one.delegation],
        "confidence": round(one.confidence, 2),
    }


def _number(one: Event, what: str) -> int | None:
    told = one.number(what)
    return told.value.number if told else None


def _count(one: Value[Any], offset: int) -> Json:
    return {
        "what": one.value.what,
        "number": one.value.number,
        "qualifier": one.value.qualifier,
        **quoted(one, offset),
        "confidence": one.confidence,
    }


def _recommended(one: Value[Any], offset: int) -> Json:
    told = one.value
    return {
        "text": told.text,
        "start": one.start + offset,
        "end": one.end + offset,
        "quote": one.quote,
        "status": told.status,
        "by": told.by,
        "confidence": one.confidence,
    }


def figure_answer(one: Value[Stated], offset: int) -> Json:
    """A stated figure of cooperation ("seven operations since 2020")."""
    told = one.value
    return {
        **_count(one, offset),
        "since": told.since.isoformat() if told.since else None,
        "until": told.until.isoformat() if told.until else None,
        "more": told.more,
    }


def organisation_answer(one: Value[Agency], offset: int) -> Json:
    """An agency among the organisations of a text."""
    agency = one.value
    return {
        **quoted(one, offset),
        "code": agency.code or None,
        "name_en": agency.name_en,
        "country": agency.country or None,
        "kind": agency.kind,
        "confidence": one.confidence,
    }


def organisation_answers(
    agencies: Sequence[Value[Agency]], others: Sequence[Value[Organisation]], offset: int
) -> list[Json]:
    """Agencies and other organisations of a text in its order."""
    told = [organisation_answer(one, offset) for one in agencies]
    told += [
        {
            **quoted(one, offset),
            "code": None,
            "name_en": one.value.name,
            "country": one.value.country or None,
            "kind": one.value.kind,
            "confidence": one.confidence,
        }
        for one in others
    ]
    return sorted(told, key=lambda one: (one["start"], one["end"]))
