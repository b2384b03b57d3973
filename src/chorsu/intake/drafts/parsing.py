"""What a person puts into a slot: words selected in the text, or typed, read as the kind of the slot. Pure.

Words that are no value of the kind are refused with one line; only substances, places and words are kept as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chorsu.intake.drafts.slots import kind_of
from chorsu.intake.readers.amounts import lots as base_lots
from chorsu.intake.readers.dates import read_date
from chorsu.intake.readers.quantities import read_quantity
from chorsu.intake.readers.spelled import digits_for_words
from chorsu.intake.schema import lists
from chorsu.intake.schema.reading import Reader
from chorsu.kernel.errors import InputError
from chorsu.vocabulary import places
from chorsu.vocabulary.units import find_unit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

__all__ = ["Around", "parsed"]

_LONGEST = 400
_MOST_PERSONS = 10_000
_TO_DO = {
    "date": "write it as 2026-11-25 or 25.11.2026",
    "amount": "write a number and its unit: 3.09 kg",
    "count": "write a whole number",
    "country": "write the name of a country, or its code",
    "concealment": "choose from the list",
    "conveyance": "choose from the list",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a value: the day from which dates count, and the state in which places are looked for."""

    today: dt.date
    country: str = ""


def parsed(path: str, words: str, around: Around) -> Any:
    """The value that words mean in a slot; None for none at all.

    Raises:
        InputError: they are no value of its kind, or no such slot.
    """
    kind, text = kind_of(path), " ".join(words.split())
    if not text:
        return None
    if len(text) > _LONGEST:
        raise InputError(f"is longer than {_LONGEST} signs", where=path, to_do="select or write the value alone")
    found = _read(kind, text, around)
    if found is None:
        raise InputError(f"“{text[:80]}” is not understood", where=path, to_do=_TO_DO.get(kind, ""))
    return found


def _read(kind: str, text: str, around: Around) -> Any:
    reader = _READERS.get(kind)
    return reader(text, around) if reader else lists.find(kind, text)


def _date(text: str, around: Around) -> str | None:
    """A day; without a year, the latest that has been."""
    today = around.today
    for year in ("", f" {today.year}", f" {today.year - 1}"):
        plain = Reader()
        day = plain.date(text, "date") if not year else None
        if day is None:
            day = read_date(text + year, today=today).date
        if day is not None and (day <= today or not year):
            return day.isoformat()
    return None


def _place(text: str, around: Around) -> dict[str, Any]:
    match = places.find_place(text, around.country, None, around.today) if around.country else None
    if match is None:
        country = lists.find("countries", text)
        return {"text": text} | ({"country": country or around.country} if country or around.country else {})
    found: dict[str, Any] = {"text": text, "id": match.place_id, "country": match.country, "admin1": match.admin1}
    found |= {"latitude": match.latitude, "longitude": match.longitude}
    return {name: value for name, value in found.items() if value not in (None, "")}


def _amount(text: str, _around: Around) -> dict[str, Any] | None:
    parts = read_quantity(text, knows_unit=find_unit).parts
    lots = base_lots(parts, "", None)
    if len(lots) != 1 or lots[0].unit is None or not lots[0].quantity or lots[0].quantity <= 0:
        return None
    return {"quantity": lots[0].quantity, "unit": lots[0].unit}


def _count(text: str, _around: Around) -> int | None:
    plain = Reader()
    found = plain.count(text, "count", _MOST_PERSONS)
    if found is None:
        plain = Reader()
        found = plain.count(digits_for_words(text, find_unit), "count", _MOST_PERSONS)
    return None if plain.problems else found


_READERS: Mapping[str, Callable[[str, Around], Any]] = {
    "date": _date,
    "place": _place,
    "amount": _amount,
    "count": _count,
    "substance": lambda text, _: lists.find("substances", text) or text,
    "country": lambda text, _: lists.find("countries", text),
    "words": lambda text, _: text,
    "names": lambda text, _: text,
}
