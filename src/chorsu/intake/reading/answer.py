"""The answer of `chorsu read`: a reading as the keys and plain values of one JSON line (`docs/reference/read.md`).

Substances and units are codes of the vocabulary; masses are in kilograms and volumes in litres, other kinds in their
own unit. A field is null, empty or `[]` where the text does not tell. Offsets are characters of the text read, plus
`offset` where it is a part of a longer one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.reading.answer_events import (
    event_answer,
    figure_answer,
    organisation_answer,
    organisation_answers,
    quoted,
)
from chorsu.vocabulary.substances import ancestors, label, substance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.aggregates import Aggregate
    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.lots import Lot
    from chorsu.intake.reading.persons import Person
    from chorsu.intake.reading.places import Where
    from chorsu.intake.reading.reading import Reading
    from chorsu.intake.reading.seizures import Seizure
    from chorsu.intake.reading.values import Value

__all__ = ["amount_answer", "answer", "coded_answer", "item_answer", "place_answer", "seizure_answer"]

type Json = dict[str, Any]


def answer(reading: Reading, *, offset: int = 0) -> Json:
    """The dict of the file format, keys in their fixed order."""
    published = reading.setting.published
    return {
        "id": reading.identifier,
        "kind": reading.kind,
        "language": reading.setting.language,
        "script": reading.setting.script,
        "title": reading.title,
        "published": published.isoformat() if published else None,
        "seizures": [seizure_answer(one, offset) for one in reading.seizures],
        "aggregates": [_aggregate(one, offset) for one in reading.aggregates],
        "events": [event_answer(one, offset, place_answer) for one in reading.events],
        "figures": [figure_answer(one, offset) for one in reading.figures],
        "persons": [_person(one, offset) for one in reading.persons],
        "people": [
            {"name": one.name, "mentions": list(one.mentions), "titles": list(one.titles), "role": one.role}
            for one in reading.people
        ],
        "organisations": organisation_answers(reading.agencies, reading.organisations, offset),
        "identifiers": [
            {
                "kind": one.value.kind,
                **quoted(one, offset),
                "normal": one.value.normal,
                "valid": one.value.valid,
                "confidence": one.confidence,
            }
            for one in reading.identifiers
        ],
        "money": [
            {"amount": one.value.amount, "currency": one.value.currency, **quoted(one, offset)} for one in reading.money
        ],
        "weapons": [
            {"code": one.value.code, "number": one.value.number, **quoted(one, offset)} for one in reading.weapons
        ],
        "crime_areas": [{"code": one.value, **quoted(one, offset)} for one in reading.crimes],
        "notes": [*reading.notes, *_of_elsewhere(reading.aggregates)],
    }


def _person(one: Value[Person], offset: int) -> Json:
    person = one.value
    return {
        **quoted(one, offset),
        "name": person.name,
        "given": person.given,
        "family": person.family,
        "patronymic": person.patronymic,
        "title": person.title,
        "rank": person.rank,
        "role": person.role,
        "birth_year": person.birth_year,
        "nationality": person.nationality or None,
        "confidence": one.confidence,
        "alternatives": [other.name for other in one.alternatives],
    }


def seizure_answer(one: Seizure, offset: int) -> Json:
    """An entry of `seizures`."""
    total = one.total
    return {
        "kind": one.kind,
        "date": one.date.value.start.isoformat() if one.date else None,
        "date_end": one.date.value.end.isoformat() if one.date and one.date.value.end else None,
        "date_role": one.date.value.role if one.date else None,
        "date_quote": quoted(one.date, offset) if one.date else None,
        "country": one.country or None,
        "place": place_answer(one.place, offset),
        "agency": organisation_answer(one.agency, offset) if one.agency else None,
        "items": [item_answer(lot, offset) for lot in one.lots],
        "concealment": coded_answer(one.concealment, offset),
        "conveyance": coded_answer(one.conveyance, offset),
        "from": place_answer(one.departure, offset),
        "via": [place_answer(place, offset) for place in one.transit],
        "to": place_answer(one.destination, offset),
        "arrested": one.arrested.value.number if one.arrested else None,
        "arrested_quote": quoted(one.arrested, offset) if one.arrested else None,
        "wanted": one.wanted.value.number if one.wanted else None,
        "wanted_quote": quoted(one.wanted, offset) if one.wanted else None,
        "nationalities": [value.value for value in one.nationalities],
        "total_stated": {**amount_answer(total.value.base), **quoted(total, offset)} if total else None,
        "confidence": one.confidence,
    }


def amount_answer(base: tuple[float, str]) -> Json:
    """A quantity in its base unit."""
    quantity, unit = base
    return {"quantity": int(quantity) if quantity == int(quantity) else quantity, "unit": unit}


def item_answer(lot: Lot, offset: int) -> Json:
    """An entry of `items`."""
    amount, form = lot.amount, None
    code = lot.code
    if substance(code).level == "form":
        form, code = code, next(up for up in ancestors(code) if substance(up).level != "form")
    first, second = sorted((lot.amount, lot.substance), key=lambda one: one.start)
    return {
        "substance": code,
        "substance_name": label(code, "en"),
        "form": form,
        **amount_answer(amount.value.base),
        "qualifier": amount.value.qualifier,
        "quote": amount.quote,
        "start": amount.start + offset,
        "end": amount.end + offset,
        "substance_quote": quoted(lot.substance, offset),
        "substances": [one.value for one in (lot.substance, *lot.others)] if lot.others else [],
        "alternatives": [amount_answer(other.base) for other in amount.alternatives],
        "span": [first.start + offset, max(first.end, second.end) + offset],
        "confidence": round(lot.confidence, 2),
    }


def _of_elsewhere(sums: Sequence[Aggregate]) -> list[str]:
    """A note for each part of the world beyond single states that figures are of."""
    return [
        f"figure of elsewhere: {words}" for words in dict.fromkeys(one.elsewhere.quote for one in sums if one.elsewhere)
    ]


def _aggregate(one: Aggregate, offset: int) -> Json:
    when = one.period.value if one.period else None
    return {
        **item_answer(one.lot, offset),
        "period": _period(when) if when else None,
        "period_quote": quoted(one.period, offset) if one.period else None,
        "country": one.country or None,
        "elsewhere": quoted(one.elsewhere, offset) if one.elsewhere else None,
        "confidence": round(one.confidence, 2),
    }


def _period(when: When) -> str:
    """An ISO 8601 interval of days; ".." where nobody says when it ends."""
    if when.kind == "period" and when.end is None:
        return f"{when.start.isoformat()}/.."
    return f"{when.start.isoformat()}/{(when.end or when.start).isoformat()}"


def coded_answer(one: Value[str] | None, offset: int) -> Json | None:
    """A concealment or a conveyance."""
    return {"code": one.value, **quoted(one, offset), "confidence": one.confidence} if one else None


def place_answer(one: Value[Where] | None, offset: int) -> Json | None:
    """A place."""
    if one is None:
        return None
    place = one.value
    return {
        **quoted(one, offset),
        "name_en": place.name_en,
        "kind": place.kind,
        "country": place.country or None,
        "iso": place.iso or None,
        "id": place.id or None,
        "lat": place.latitude,
        "lon": place.longitude,
        "confidence": one.confidence,
        "alternatives": [
            {"name_en": other.name_en, "iso": other.iso or None, "id": other.id or None} for other in one.alternatives
        ],
    }
