"""From the answer of the reader to the slots of drafts: one draft for each seizure that a text tells. Pure.

Reads the file format of `chorsu read` (`intake.reading.answer`). Whatever in it is not as it should be is left out: a
draft is opened with what remains, and a quote that does not stand at its offsets loses its place in the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chorsu.intake.drafts.slots import MOST_LOTS, Slot, Slots, blank, fits, kind_of
from chorsu.intake.reading.entered import kind_of as kind_of_identifier
from chorsu.intake.schema import lists
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["opened", "opened_all"]

_LISTED = ("concealment", "conveyance")
_COUNTED = {"arrested": "detained", "wanted": "wanted"}
_COUNTRIES = {"from": "departure", "to": "destination"}
_JOINED = ("via", "nationalities")
_UNSAID = 0.5
"""Confidence of a value that the reader gives without one."""


def opened_all(answer: Mapping[str, Any], text: str) -> list[Slots]:
    """The drafts of an answer, in its order."""
    told = [one for one in _list(answer.get("seizures")) if isinstance(one, dict)]
    found = [opened(one, text) for one in told]
    for slots, own in zip(found, _shared_out(told, _list(answer.get("identifiers"))), strict=True):
        slots["identifiers"] = _Opener(text, _UNSAID).identifiers(own)
    return found


def _shared_out(told: list[dict[str, Any]], identifiers: list[Any]) -> list[list[dict[str, Any]]]:
    """For each seizure the identifiers of the text that stand after its first words, and before those of the next."""
    shares: list[list[dict[str, Any]]] = [[] for _ in told]
    begins = [min(_starts(one), default=0) for one in told]
    for one in identifiers:
        if not told or not isinstance(one, dict) or not isinstance(one.get("start"), int):
            continue
        before = [place for place, start in enumerate(begins) if start <= one["start"]]
        nearest = max(before, key=begins.__getitem__, default=begins.index(min(begins)))
        shares[nearest].append(one)
    return shares


def _starts(said: Any) -> list[int]:
    """Where the words stand that a part of an answer was read from."""
    if isinstance(said, list):
        return [start for one in said for start in _starts(one)]
    if not isinstance(said, dict):
        return []
    own = [said["start"]] if isinstance(said.get("start"), int) else []
    return [*own, *(start for one in said.values() for start in _starts(one))]


def opened(seizure: Mapping[str, Any], text: str) -> Slots:
    """The slots of one seizure of an answer."""
    whole = seizure.get("confidence")
    usual = float(whole) if isinstance(whole, (int, float)) and 0 <= whole <= 1 else _UNSAID
    reader = _Opener(text, usual, "model" if seizure.get("by") == "model" else "")
    slots = blank()
    slots["date"] = reader.date(seizure)
    slots["place"] = reader.place(seizure)
    for name in _LISTED:
        slots[name] = reader.listed(name, seizure.get(name))
    for name, path in _COUNTED.items():
        slots[path] = reader.slot(path, _part(seizure, name), ())
    for name, path in _COUNTRIES.items():
        slots[path] = reader.country(path, seizure.get(name))
    slots["agency"] = reader.slot("agency", _part(seizure, "agency"), ("quote", "name_en"))
    for name in _JOINED:
        slots[name] = reader.joined(name, _list(seizure.get(name)))
    slots["total"] = reader.amount("total", seizure.get("total_stated"))
    for number, item in enumerate(_list(seizure.get("items"))[:MOST_LOTS], start=1):
        if isinstance(item, dict):
            slots[f"lots.{number}.substance"] = reader.substance(item)
            slots[f"lots.{number}.amount"] = reader.amount(f"lots.{number}.amount", item)
    return slots


class _Opener:
    """Reads the parts of one seizure of an answer."""

    def __init__(self, text: str, usual: float, by: str = "") -> None:
        self.text = text
        self.usual = usual
        self.by = by

    def date(self, seizure: Mapping[str, Any]) -> Slot:
        """The day of the seizure; the day on which it was only reported is doubtful."""
        slot = self.slot("date", _part(seizure, "date"), ())
        event = seizure.get("date_role") in (None, "event")
        return slot if event else replace(slot, confidence=min(slot.confidence, _UNSAID))

    def slot(self, path: str, part: Mapping[str, Any], names: Iterable[str]) -> Slot:
        """The value of a part: `value`, or the first of `names` that it has."""
        value = _first(part, ("value", *names))
        return self.made(path, value, part, [_first(one, ("value", *names)) for one in _alternatives(part)])

    def made(self, path: str, value: Any, part: Mapping[str, Any], alternatives: Iterable[Any] = ()) -> Slot:
        """The slot of a value with the words and the confidence that its part states."""
        kind = kind_of(path)
        if value is None or not fits(kind, value):
            return Slot()
        others = tuple(one for one in alternatives if one is not None and one != value and fits(kind, one))
        confidence = part.get("confidence", self.usual)
        sound = isinstance(confidence, (int, float)) and not isinstance(confidence, bool) and 0 <= confidence <= 1
        quote, start, end = self.words(part)
        by = "model" if part.get("by") == "model" else self.by
        return Slot(value, quote, start, end, float(confidence) if sound else _UNSAID, others, by=by)

    def words(self, part: Mapping[str, Any]) -> tuple[str, int | None, int | None]:
        """The quote of a part and its place; none where the text does not have it there."""
        quote, start, end = part.get("quote"), part.get("start"), part.get("end")
        if not isinstance(quote, str) or not isinstance(start, int) or not isinstance(end, int):
            return "", None, None
        if not 0 <= start < end <= len(self.text) or self.text[start:end] != quote:
            return quote, None, None
        return quote, start, end

    def place(self, seizure: Mapping[str, Any]) -> Slot:
        """The place with its country; the country alone where no place is told."""
        part = seizure.get("place")
        country = _code(seizure.get("country"))
        if not isinstance(part, dict):
            if not country:
                return Slot()
            name = lists.label("countries", country, "en")
            return Slot({"text": name, "country": country}, confidence=min(self.usual, _UNSAID), by=self.by)
        alternatives = [_place(one, country) for one in _alternatives(part)]
        return self.made("place", _place(part, country), part, alternatives)

    def listed(self, path: str, said: Any) -> Slot:
        """A code of a list of manners."""
        part = said if isinstance(said, dict) else {"value": said}
        alternatives = [lists.find(path, str(_first(one, ("value", "code")) or "")) for one in _alternatives(part)]
        value = _first(part, ("value", "code", "manner"))
        code = lists.find(path, value) if isinstance(value, str) and value else None
        if code is None and isinstance(part.get("quote"), str):
            code = lists.find(path, part["quote"]) or "other"
        return self.made(path, code, part, alternatives)

    def country(self, path: str, said: Any) -> Slot:
        """The country of a place on the way."""
        part = said if isinstance(said, dict) else {"value": said}
        return self.made(path, _country_of(part), part, [_country_of(one) for one in _alternatives(part)])

    def joined(self, path: str, said: list[Any]) -> Slot:
        """A list in words, one after another; the words of the first lead to it."""
        parts = [one if isinstance(one, dict) else {"value": one} for one in said]
        names = [str(name) for one in parts if (name := _first(one, ("value", "name_en", "name", "code", "quote")))]
        return self.made(path, ", ".join(names) or None, parts[0] if parts else {})

    def identifiers(self, said: list[dict[str, Any]]) -> Slot:
        """The identifiers with their kinds, one after another; the words of the first lead to them."""
        parts = [one for one in said if one.get("kind") and one.get("normal") and isinstance(one.get("quote"), str)]
        named = [
            f"{kind_of_identifier(str(one['kind']), str(one['normal']))}: {' '.join(one['quote'].split())}"
            for one in parts
        ]
        least = min((one.get("confidence", _UNSAID) for one in parts), default=0)
        words = "; ".join(dict.fromkeys(named))
        return self.made("identifiers", words, parts[0] | {"confidence": least}) if words else Slot()

    def substance(self, item: Mapping[str, Any]) -> Slot:
        """The substance of an item; its own words where the answer gives them, else those of the item."""
        own = item.get("substance_quote")
        part = {"confidence": item.get("confidence", self.usual), "by": item.get("by")}
        part |= own if isinstance(own, dict) else {}
        others = [_substance(one) for one in _list(item.get("substances"))]
        others += [_substance(_first(one, ("value", "code"))) for one in _alternatives(part)]
        return self.made("lots.1.substance", _substance(item.get("form") or item.get("substance")), part, others)

    def amount(self, path: str, said: Any) -> Slot:
        """A quantity in its base unit."""
        if not isinstance(said, dict):
            return Slot()
        return self.made(path, _amount(said), said, [_amount(said | one) for one in _alternatives(said)])


def _amount(said: Mapping[str, Any]) -> dict[str, Any] | None:
    quantity, unit = said.get("quantity"), said.get("unit")
    if not isinstance(quantity, (int, float)) or isinstance(quantity, bool) or not isinstance(unit, str):
        return None
    code = lists.find("units", unit)
    if code is None or quantity <= 0:
        return None
    qualifier = said.get("qualifier")
    return {"quantity": quantity, "unit": code} | (
        {"qualifier": qualifier} if isinstance(qualifier, str) and qualifier else {}
    )


def _substance(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return lists.find("substances", value) or value.strip()


def _place(said: Mapping[str, Any], country: str) -> dict[str, Any] | None:
    text = _first(said, ("quote", "text", "name_en", "name"))
    if not isinstance(text, str) or not text.strip():
        text = str(said.get("name_en") or "")
    iso, found = said.get("iso"), {"text": " ".join(text.split())}
    if not found["text"]:
        return None
    if isinstance(said.get("id"), str) and (places.settlement(said["id"]) or places.crossing(said["id"])):
        found["id"] = said["id"]
    if isinstance(iso, str) and "-" in iso and places.label(iso, "en") != iso:
        found["admin1"] = iso
    state = _country_of(said) or country
    if state:
        found["country"] = state
    point = (said.get("lat", said.get("latitude")), said.get("lon", said.get("longitude")))
    if all(_is_degree(one, most) for one, most in zip(point, (90, 180), strict=True)):
        found |= {"latitude": point[0], "longitude": point[1]}
    return found


def _is_degree(value: Any, most: int) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most


def _country_of(said: Mapping[str, Any]) -> str | None:
    for name in ("country", "iso", "value", "code"):
        value = said.get(name)
        if isinstance(value, str) and value and (code := _code(value[:2] if name == "iso" else value)):
            return code
    return None


def _code(value: Any) -> str:
    return (lists.find("countries", value) or "") if isinstance(value, str) and value else ""


def _part(seizure: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A value with its words: as one mapping, or bare with its words beside it."""
    said, words = seizure.get(name), seizure.get(f"{name}_quote")
    if isinstance(said, dict):
        return said
    return {"value": said, **(words if isinstance(words, dict) else {})}


def _first(said: Mapping[str, Any], names: Iterable[str]) -> Any:
    return next((said[name] for name in names if said.get(name) not in (None, "")), None)


def _alternatives(part: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one if isinstance(one, dict) else {"value": one} for one in _list(part.get("alternatives"))]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
