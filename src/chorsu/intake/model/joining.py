"""What a model points at, joined to the answer of our own reader. Pure.

The reader's values stand as they are. Where the model points at the same words, nothing changes; at other words that
mean something else, these become an alternative; at a value that the reader has not, it is added. Whatever comes
from the model says `by: model` and has little confidence: an officer decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chorsu.intake.model.meaning import meant
from chorsu.intake.model.telling import Notes
from chorsu.intake.reading.answer import amount_answer, answer, coded_answer, item_answer, place_answer, seizure_answer
from chorsu.intake.reading.answer_events import quoted
from chorsu.intake.reading.lots import Lot
from chorsu.intake.reading.pointed import Pointed
from chorsu.intake.reading.seizures import Seizure
from chorsu.vocabulary.substances import ancestors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chorsu.intake.model.meaning import Meant, Pair
    from chorsu.intake.model.telling import Told
    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.reading import Reading
    from chorsu.intake.reading.values import Value

__all__ = ["LITTLE", "joined"]

type Json = dict[str, Any]

LITTLE = 0.4
"""Confidence of what only a model points at: below whatever is shown as sure."""
_BY: Json = {"confidence": LITTLE, "by": "model"}
_MOST_ALTERNATIVES = 9


def joined(reading: Reading, told: Sequence[Told], *, offset: int = 0, notes: Notes | None = None) -> Json:
    """The answer of `chorsu read` with what a model tells besides; without it the answer of the reader."""
    found = answer(reading, offset=offset)
    if told:
        join = _Join(found, offset)
        pointed = Pointed(reading)
        for one in told:
            join.add(meant(one, pointed, notes or Notes()), alone=len(told) == 1)
    return found


class _Join:
    def __init__(self, found: Json, offset: int) -> None:
        self._offset = offset
        self._seizures: list[Json] = found["seizures"]
        self._own = list(self._seizures)

    def add(self, one: Meant, *, alone: bool) -> None:
        """One seizure that the model tells: joined to the reader's own, or a new one."""
        mine = self._of(one, alone=alone)
        if mine is not None:
            self._complete(mine, one)
        elif any(one.whole_lots):
            self._seizures.append(self._new(one))

    def _of(self, one: Meant, *, alone: bool) -> Json | None:
        """The reader's seizure that tells of the same lots; else of the same day at the same place."""
        shared = [sum(self._is_of(lot, item) for lot in one.lots for item in own["items"]) for own in self._own]
        found: Json | None = None
        if any(shared):
            found = self._own[shared.index(max(shared))]
        elif alone and len(self._own) == 1:
            found = self._own[0]
        return found or next((own for own in self._own if _at_once(one, own)), None)

    def _is_of(self, lot: Pair, item: Json) -> bool:
        amount, substance = lot
        return self._same(amount, item) or self._same(substance, item["substance_quote"])

    def _same(self, one: Value[Any] | None, words: Mapping[str, Any] | None) -> bool:
        """Whether a value was read from words that the answer quotes."""
        if one is None or not words or words.get("start") is None:
            return False
        return bool(one.start + self._offset < words["end"] and words["start"] < one.end + self._offset)

    def _new(self, one: Meant) -> Json:
        def sure(value: Any) -> Any:
            return replace(value, confidence=LITTLE, alternatives=()) if value is not None else None

        made = Seizure([_lot(*pair) for pair in one.whole_lots], confidence=LITTLE)
        made.date, made.place = sure(one.date), sure(one.places.get("place"))
        made.departure, made.destination = sure(one.places.get("from")), sure(one.places.get("to"))
        made.concealment, made.conveyance = sure(one.manners.get("concealment")), sure(one.manners.get("conveyance"))
        made.arrested, made.wanted = sure(one.persons.get("arrested")), sure(one.persons.get("wanted"))
        made.country = made.place.value.country if made.place else ""
        told = seizure_answer(made, self._offset) | {"by": "model"}
        return told | {"items": [item | _BY for item in told["items"]]}

    def _complete(self, own: Json, one: Meant) -> None:
        if one.date:
            self._bare(own, "date", _day(one.date), one.date)
            own["date_role"] = own["date_role"] or "event"
        for name, persons in one.persons.items():
            self._bare(own, name, persons.value.number, persons)
        for name, place in one.places.items():
            self._part(own, name, place, place_answer(place, self._offset) or {}, ("id", "iso", "country", "name_en"))
        for name, manner in one.manners.items():
            self._part(own, name, manner, coded_answer(manner, self._offset) or {}, ("code",))
        self._lots(own, one.lots)

    def _bare(self, own: Json, name: str, said: Any, value: Value[Any]) -> None:
        """A value that the answer gives bare, with its words beside it."""
        words, told = own[f"{name}_quote"], {**quoted(value, self._offset), **_BY}
        if own[name] is None:
            own[name], own[f"{name}_quote"] = said, told
        elif own[name] != said and not self._same(value, words):
            own[f"{name}_quote"] = _with(words or {}, {"value": said, **told})

    def _part(self, own: Json, name: str, value: Value[Any], told: Json, telling: tuple[str, ...]) -> None:
        """A value that the answer gives with its words; equal where all of `telling` are."""
        stands = own[name]
        if stands is None:
            own[name] = told | _BY | ({"alternatives": []} if "alternatives" in told else {})
        elif any(stands.get(key) != told[key] for key in telling) and not self._same(value, stands):
            own[name] = _with(stands, told | _BY | ({"alternatives": []} if "alternatives" in told else {}))

    def _lots(self, own: Json, lots: Sequence[Pair]) -> None:
        items: list[Json] = own["items"]
        free: list[Pair] = []
        others = list(items)
        for pair in lots:
            item = next((item for item in items if self._same(pair[0], item)), None)
            if item is None:
                free.append(pair)
            else:
                others = [one for one in others if one is not item]
                self._substance(item, pair[1])
        for amount, substance in free:
            if amount and self._told_elsewhere(amount):
                continue
            item = next((item for item in others if self._same(substance, item["substance_quote"])), None)
            if item is not None and amount is not None:
                self._amount(item, amount)
            elif item is None and amount and substance:
                items.append(item_answer(_lot(amount, substance), self._offset) | _BY)

    def _told_elsewhere(self, amount: Value[Any]) -> bool:
        """Whether the answer has the amount already: in another seizure, or as a total. It must not count twice."""
        told = [words for own in self._seizures for words in (*own["items"], own["total_stated"])]
        return any(self._same(amount, words) for words in told)

    def _substance(self, item: Json, substance: Value[str] | None) -> None:
        words = item["substance_quote"]
        if substance is None or self._same(substance, words) or _kin(substance.value, item):
            return
        told = {"value": substance.value, **quoted(substance, self._offset), **_BY}
        item["substance_quote"] = _with(words, told)

    def _amount(self, item: Json, amount: Value[Any]) -> None:
        base = amount_answer(amount.value.base)
        if (base["quantity"], base["unit"]) != (item["quantity"], item["unit"]):
            told = {**base, **quoted(amount, self._offset), **_BY}
            item["alternatives"] = _with(item, told)["alternatives"]


def _at_once(one: Meant, own: Json) -> bool:
    """Whether both tell of one day at one place."""
    day, place, words = one.date, one.places.get("place"), own["place"]
    if day is None or place is None or words is None or own["date"] != _day(day):
        return False
    return (words["id"], words["iso"]) == (place.value.id or None, place.value.iso or None)


def _with(stands: Json, other: Json) -> Json:
    """A value with one more alternative."""
    others = stands.get("alternatives", [])
    if other in others or len(others) >= _MOST_ALTERNATIVES:
        return stands
    return stands | {"alternatives": [*others, other]}


def _lot(amount: Value[Any], substance: Value[str]) -> Lot:
    return Lot(replace(substance, alternatives=()), replace(amount, alternatives=()), LITTLE)


def _kin(code: str, item: Json) -> bool:
    """Whether a substance is that of an item, or only says it more or less exactly."""
    named = {item["substance"], item["form"], *item["substances"]} - {None}
    return code in named or not named.isdisjoint(ancestors(code)) or any(code in ancestors(one) for one in named)


def _day(date: Value[When]) -> str:
    return date.value.start.isoformat()
