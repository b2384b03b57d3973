"""Fields of a form to the mapping that the schema reads: `lots.1.unit` becomes the unit of the first lot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.schema.values import MOST_LOTS

if TYPE_CHECKING:
    from django.http import QueryDict

__all__ = ["AUDIENCE", "nested", "with_lot", "without_lot"]

AUDIENCE = ("who", "chosen", "until", "basis", "purpose")
"""Fields of the choice of who will see the record, and on what basis it may go to other states."""
_MOST_PARTS = 3


def nested(given: QueryDict) -> dict[str, Any]:
    """The mapping of a submitted form; names that are no path of a field stand in it as they are, and are not read."""
    said: dict[str, Any] = {"lots": [], "audience": {"chosen": given.getlist("chosen")}}
    lots: dict[int, dict[str, str]] = {}
    for name in given:
        value = str(given.get(name, ""))
        parts = name.split(".")[:_MOST_PARTS]
        if name in AUDIENCE:
            if name != "chosen":
                said["audience"][name] = value
        elif parts[0] == "lots" and len(parts) == _MOST_PARTS and parts[1].isascii() and parts[1].isdecimal():
            lots.setdefault(int(parts[1][:4]), {})[parts[2]] = value
        elif len(parts) > 1:
            part = said.setdefault(parts[0], {})
            if isinstance(part, dict):
                part[parts[1]] = value
        elif name not in said:
            said[name] = value
    said["lots"] = [lots[number] for number in sorted(lots)][: MOST_LOTS + 1]
    return said


def with_lot(said: dict[str, Any]) -> dict[str, Any]:
    """The same with one more, empty lot."""
    return said | {"lots": [*said["lots"], {}][:MOST_LOTS]}


def without_lot(said: dict[str, Any], number: int) -> dict[str, Any]:
    """The same without the lot of this number (from 1); one always stays."""
    left = [lot for place, lot in enumerate(said["lots"], start=1) if place != number]
    return said | {"lots": left or [{}]}
