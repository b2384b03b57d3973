"""From the slots of a draft to what the data bank records: the same checks as for a seizure written by hand. Pure.

Every cell of the record holds the words of the text that its value was read from; what an officer typed stands as
typed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chorsu.intake.drafts.saying import names, qualified
from chorsu.intake.drafts.slots import Slot, Slots, kind_of, lots_of
from chorsu.intake.schema.values import Values, values_from
from chorsu.kernel.seizures import Cell, SeizureRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from chorsu.intake.schema.problems import Problems

__all__ = ["BESIDE", "payload_of", "values_of"]

BESIDE = {
    "detained": ("Detained", "Задержано"),
    "wanted": ("Wanted", "В розыске"),
    "agency": ("Agency named in the text", "Ведомство, названное в тексте"),
    "via": ("Through", "Через"),
    "nationalities": ("Nationalities", "Гражданство"),
    "total": ("Total stated", "Общий итог в тексте"),
}
"""Slots that no field of a seizure holds: they are kept as cells of the record, in words (English, Russian)."""
_FIELDS = {"seizure_date": "date", "latitude": "place", "place": "place"}
_LOT_FIELDS = {"quantity": "amount", "unit": "amount"}
_CHOSEN = ("concealment", "conveyance", "departure", "destination")
_ESTIMATED = "estimated"


def payload_of(slots: Slots) -> dict[str, Any]:
    """The submission that the slots make, in the form of `intake.schema.values`."""
    place = slots["place"].value or {}
    return {
        "date": slots["date"].value,
        "place": {name: place.get(name) for name in ("text", "id")},
        "lots": [_lot(slots, number) for number in lots_of(slots)],
        **{name: slots[name].value or "" for name in _CHOSEN},
        "identifiers": slots["identifiers"].value if "identifiers" in slots else "",
        "persons": {name: slots[name].value for name in ("detained", "wanted") if slots[name].value},
    }


def _lot(slots: Slots, number: int) -> dict[str, Any]:
    substance, amount = slots[f"lots.{number}.substance"].value, slots[f"lots.{number}.amount"].value or {}
    return {
        "kind": "drug",
        "substance_text": substance,
        "substance": substance,
        "quantity": f"{amount['quantity']:.12g}" if amount else None,
        "unit": amount.get("unit"),
        "state": _ESTIMATED if amount.get("qualifier") else "",
    }


def values_of(  # noqa: PLR0913 — what a record is made of
    slots: Slots, *, at: dt.datetime, country: str, lang: str, name: str, text: str = ""
) -> Values | Problems:
    """What the record will hold, or what is wrong with which slot; `country` is the sender's own state.

    `text` is what the slots were read from: the words beside a quantity ("up to") are taken from it.
    """
    place = slots["place"].value or {}
    payload = payload_of(slots) | {"offset": None}
    found = values_from(payload, at=at, country=place.get("country") or country, lang=lang, name=name)
    if not isinstance(found, Values):
        numbers = lots_of(slots)
        return {_slot_of(path, numbers): problem for path, problem in found.items()}
    rows = tuple(_placed(row, place) for row in found.lots)
    return _in_words(replace(found, lots=rows), slots, lang, text)


def _slot_of(path: str, numbers: Sequence[int]) -> str:
    """The slot of a field; lots of a draft keep their numbers when one of them is removed."""
    head, _dot, part = path.rpartition(".")
    if path.startswith("persons."):
        return part
    _lots, _dot, place = head.partition(".")
    return f"lots.{numbers[int(place) - 1]}.{_LOT_FIELDS.get(part, part)}" if place else path


def _placed(row: SeizureRow, place: Mapping[str, Any]) -> SeizureRow:
    """A row with what the reader found of its place, where the words by themselves say less."""
    if row.admin1 or not place.get("admin1"):
        return row
    flags = tuple(flag for flag in row.flags if flag != "unknown_place")
    row = replace(row, admin1=place["admin1"], country=place.get("country") or row.country, flags=flags)
    if row.latitude is None and place.get("latitude") is not None:
        row = replace(row, latitude=place["latitude"], longitude=place["longitude"])
    return row


def _in_words(values: Values, slots: Slots, lang: str, text: str) -> Values:
    """The cells with the words of the text in them, those beside the fields of a seizure at their end."""
    cells = list(values.cells)
    rows = []
    for number, row in zip(lots_of(slots), values.lots, strict=True):
        sources = {}
        for field, cell in row.sources.items():
            words = _quote(slots, field, number)
            if field == "quantity":
                words = qualified(slots[f"lots.{number}.amount"], words or cell.text, text, lang)
            if words:
                cells[cell.column] = (cell.header, words)
            sources[field] = Cell(cell.column, cell.header, words or cell.text)
        rows.append(replace(row, sources=sources))
    for path, labels in BESIDE.items():
        if slots[path].value is not None:
            cells.append((labels[lang == "ru"], _beside(path, slots[path], lang, text)))
    return replace(values, lots=tuple(rows), cells=tuple(cells))


def _beside(path: str, slot: Slot, lang: str, text: str) -> str:
    """A value that no field holds, in words: those of the text, where they tell all of it."""
    kind = kind_of(path)
    if kind == "names" and (not slot.quote or "," in slot.value):
        return names(slot.value, lang)
    if kind == "amount":
        return qualified(slot, slot.quote or f"{slot.value['quantity']:g} {slot.value['unit']}", text, lang)
    return slot.quote or str(slot.value)


def _quote(slots: Slots, field: str, number: int) -> str:
    path = _FIELDS.get(field, field)
    if path not in slots:
        path = f"lots.{number}.{_LOT_FIELDS.get(field, field)}"
    if path not in slots or field in {"state", "identifiers"}:
        return ""
    # Number and unit are two cells of one slot: each keeps what it says where both were read from the same words.
    return "" if field in _LOT_FIELDS and field != "quantity" else slots[path].quote
