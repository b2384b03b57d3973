"""Confirmed drafts as labelled examples, one JSON object a text, in the form that the reader is measured on.

`{"id", "lang", "published", "text", "seizures": [{"id", "substance", "quantity", "unit", "qualifier", "place", "date",
"aggregate", "arrests", "country", "iso", "spans"}]}`: one entry of `seizures` a lot, as confirmed; `spans` gives the
words of each value, where it has any. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.drafts.slots import Slot, Slots, lots_of
from chorsu.intake.schema import lists

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

__all__ = ["example_of"]

_SPANS = {"agency": "agency", "date": "date", "place": "place", "detained": "arrests", "concealment": "concealment"}
_WAY = {"departure": "from", "via": "through", "destination": "to"}


def example_of(
    identifier: str, text: str, language: str, published: dt.date | None, drafts: Iterable[Slots]
) -> dict[str, Any]:
    """One text with its confirmed drafts."""
    seizures: list[dict[str, Any]] = []
    for slots in drafts:
        seizures += [_lot(slots, number, f"s{len(seizures) + place}") for place, number in enumerate(lots_of(slots), 1)]
    return {
        "id": identifier,
        "lang": language,
        "published": published.isoformat() if published else None,
        "text": text,
        "seizures": seizures,
    }


def _lot(slots: Slots, number: int, identifier: str) -> dict[str, Any]:
    substance, amount = slots[f"lots.{number}.substance"], slots[f"lots.{number}.amount"]
    place, told = slots["place"].value or {}, amount.value or {}
    spans = {name: slots[path] for path, name in {**_SPANS, **_WAY}.items()} | {
        "substance": substance,
        "amount": amount,
    }
    code = substance.value
    known = isinstance(code, str) and code in lists.codes("substances")
    return {
        "id": identifier,
        "substance": lists.label("substances", code, "en").lower() if known else code,
        "quantity": told.get("quantity"),
        "unit": told.get("unit"),
        "qualifier": told.get("qualifier"),
        "place": slots["place"].quote or place.get("text"),
        "date": slots["date"].value,
        "aggregate": False,
        "arrests": slots["detained"].value,
        "country": place.get("country"),
        "iso": place.get("admin1"),
        "spans": {name: _span(slot) for name, slot in spans.items() if slot.start is not None},
    }


def _span(slot: Slot) -> dict[str, Any]:
    return {"start": slot.start, "end": slot.end, "text": slot.quote}
