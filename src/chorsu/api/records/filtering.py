"""The filter of the data bank as the description of the door tells it; what it means is `records.filters` alone."""

from __future__ import annotations

from typing import Any

from chorsu.records.filters import BASES, COUNTINGS, Filter
from chorsu.records.listing import SORTS

__all__ = ["FILTER", "SORTED"]

_WORDS = {
    "q": "Words of the place as written, or a name, in any alphabet, of a place, region, country or substance.",
    "country": "Countries (ISO 3166-1 alpha-2).",
    "admin1": "Regions (ISO 3166-2).",
    "place": "Places, by their codes.",
    "substance": "Substances, by their codes, each with all below it.",
    "unit": "Units as reported.",
    "basis": "What kilograms rest on.",
    "from": "First day of the seizure.",
    "to": "Last day of the seizure, included.",
    "flag": "Doubts, by their codes.",
    "provider": "Numbers of providers.",
    "report": "The hand-ins that records came in.",
    "id": "Single records.",
    "known": "What had arrived by the end of this day.",
    "goods": "Kinds of goods.",
    "weighing": "How a quantity is known.",
    "count": "Which reports of an event.",
    "withdrawn": "`1`: what was withdrawn, instead of what was not.",
}
_DAYS = {"from", "to", "known"}
_ONE_OF = {"basis": list(BASES), "count": list(COUNTINGS), "weighing": ["estimated", "weighed", "confirmed"]}
_SINGLE = {"q", "count", "withdrawn", *_DAYS}
_IDENTIFIERS = {"report", "id"}


def _schema(key: str) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "string", "maxLength": 200}
    if key in _ONE_OF:
        said = {"type": "string", "enum": _ONE_OF[key]}
    elif key in _DAYS:
        said = {"type": "string", "format": "date"}
    elif key in _IDENTIFIERS:
        said = {"type": "string", "format": "uuid"}
    elif key == "provider":
        said = {"type": "integer", "minimum": 1, "maximum": (1 << 31) - 1}
    elif key == "withdrawn":
        said = {"type": "string", "enum": ["0", "1"]}
    return said if key in _SINGLE else {"type": "array", "items": said, "maxItems": 200}


def _parameter(key: str, schema: dict[str, Any], words: str) -> dict[str, Any]:
    return {"in": "query", "name": key, "required": False, "schema": schema, "description": words}


FILTER = [
    _parameter(key, _schema(key), _WORDS.get(key, f"Codes of the {key}."))
    for key in (Filter.key_of(name) for name in Filter.asked())
]
"""What can be asked of records. Values of one name are alternatives; names are joined by "and"."""
SORTED = f"^({'|'.join(SORTS)})$"
"""What a list can be sorted by, as a pattern."""
