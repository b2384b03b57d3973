"""The slots of a draft: what can be told of one seizure, each value with its words and how sure its reading is. Pure.

Paths are `date`, `place`, `lots.1.substance` and so on; a draft always has every slot of the whole seizure. The form of
a value goes by the kind of its slot:

    date            "2024-03-12"
    place           {"text", "id", "country", "admin1", "latitude", "longitude"}; what is not known is left out
    country         ISO 3166-1 alpha-2
    substance       a code of the vocabulary, or words that it does not know
    amount          {"quantity": 27.35, "unit": "kg", "qualifier": "more than"}; the unit a code of the vocabulary
    count           a whole number
    concealment, conveyance   codes of the vocabulary
    words           text
    names           text: names of countries or places, codes of countries among them, after one another

Stored as JSON: `{path: {"value", "quote", "start", "end", "confidence", "alternatives", "state"}}`, with
`"by": "model"` where only a language model pointed at the words.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "MOST_LOTS",
    "STATES",
    "SURE",
    "WHOLE",
    "Slot",
    "Slots",
    "blank",
    "complete",
    "differs_from_total",
    "fits",
    "kind_of",
    "lots_of",
    "ordered",
    "passes",
    "restored",
    "stored",
    "unresolved",
]

SURE = 0.8
"""Confidence from which a value is shown as sure; a draft is opened at the values below."""
MOST_LOTS = 40
_MOST_DIGITS = len(str(MOST_LOTS))
_MOST_NUMBER = 1e15
"""What no quantity and no count reaches; up to here every whole number is exact."""
_PARTS = ("substance", "amount")
WHOLE = (
    "date",
    "place",
    "concealment",
    "conveyance",
    "departure",
    "destination",
    "detained",
    "wanted",
    "agency",
    "via",
    "nationalities",
    "total",
    "identifiers",
)
"""Slots of the whole seizure, in the order in which they are shown; the lots stand after the place."""
_KINDS = {
    "date": "date",
    "place": "place",
    "concealment": "concealment",
    "conveyance": "conveyance",
    "departure": "country",
    "destination": "country",
    "detained": "count",
    "wanted": "count",
    "agency": "words",
    "via": "names",
    "nationalities": "names",
    "identifiers": "words",
    "total": "amount",
    "substance": "substance",
    "amount": "amount",
}
_REQUIRED = {"date", "place", "substance", "amount"}
STATES = ("read", "kept", "chosen", "filled", "typed", "emptied")
"""How a slot got its value: as read; confirmed; an alternative; words selected in the text; typed; taken out."""
_MOST_ALTERNATIVES = 9
_LONGEST = 4_000
_CLOSE = 0.01
"""Share by which a stated total may differ from the sum of its lots: totals are rounded."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One value, the words `text[start:end]` it was read from (`start` None: no words), and what it could be else."""

    value: Any = None
    quote: str = ""
    start: int | None = None
    end: int | None = None
    confidence: float = 1.0
    alternatives: tuple[Any, ...] = ()
    state: str = "read"
    by: str = ""
    """`model` where only an organisation's language model pointed at the words; empty for our own reader."""


type Slots = dict[str, Slot]


def kind_of(path: str) -> str:
    """The kind of a slot by its path.

    Raises:
        InputError: no such slot.
    """
    head, _, rest = path.partition(".")
    number, _, part = rest.partition(".")
    if (
        head == "lots"
        and part in _PARTS
        and number.isascii()
        and number.isdecimal()
        and len(number) <= _MOST_DIGITS
        and number[0] != "0"
        and int(number) <= MOST_LOTS
    ):
        return _KINDS[part]
    if path in WHOLE:
        return _KINDS[path]
    raise InputError("is no slot of a draft", where=path[:80] or "slot", to_do="load the page again")


def lots_of(slots: Iterable[str]) -> list[int]:
    """The numbers of the lots, in order."""
    return sorted({int(path.split(".")[1]) for path in slots if path.startswith("lots.")})


def ordered(slots: Slots) -> list[tuple[str, Slot]]:
    """The slots in the order in which they are shown."""
    lots = [f"lots.{number}.{part}" for number in lots_of(slots) for part in _PARTS]
    paths = [*WHOLE[:2], *lots, *WHOLE[2:]]
    return [(path, slots[path]) for path in paths if path in slots]


def blank() -> Slots:
    """A draft of which nothing is known yet."""
    return dict.fromkeys((*WHOLE, "lots.1.substance", "lots.1.amount"), Slot())


def unresolved(path: str, slot: Slot) -> bool:
    """Whether an officer should look at a slot: missing, read without confidence, or one of several readings."""
    if slot.value is None:
        return path.rpartition(".")[2] in _REQUIRED
    return slot.state == "read" and (slot.confidence < SURE or bool(slot.alternatives))


def complete(slots: Slots) -> bool:
    """Whether all that a record needs is there."""
    return bool(lots_of(slots)) and not any(
        slot.value is None and path.rpartition(".")[2] in _REQUIRED for path, slot in slots.items()
    )


def differs_from_total(slots: Slots) -> bool:
    """Whether a total is stated that is not the sum of the lots of its unit."""
    total = slots["total"].value if "total" in slots else None
    if not total:
        return False
    parts = [slots[f"lots.{number}.amount"].value for number in lots_of(slots)]
    told = [part["quantity"] for part in parts if part and part["unit"] == total["unit"]]
    return not told or not math.isclose(sum(told), total["quantity"], rel_tol=_CLOSE)


_LEAST_EVER = 0.1
"""Above the confidence that the reader gives to what is told as destroyed, denied, played or judged."""


def passes(slots: Slots, least: float) -> bool:
    """Whether a draft as read is sure enough for a sender whose texts pass from this confidence on.

    Every value must be: one doubtful value, one choice, one value that only a model points at, or a total that does not
    add up keeps the draft for an officer. What may be told of no seizure at all passes under no rule.
    """
    least = max(least, _LEAST_EVER)
    told = [slot for slot in slots.values() if slot.value is not None]
    sure = all(slot.confidence >= least and not slot.alternatives and not slot.by for slot in told)
    return sure and complete(slots) and not differs_from_total(slots)


def stored(slots: Slots) -> dict[str, dict[str, Any]]:
    """The slots as JSON."""
    return {
        path: {
            "value": slot.value,
            "quote": slot.quote,
            "start": slot.start,
            "end": slot.end,
            "confidence": slot.confidence,
            "alternatives": list(slot.alternatives),
            "state": slot.state,
            **({"by": slot.by} if slot.by else {}),
        }
        for path, slot in slots.items()
    }


def restored(said: Mapping[str, Any]) -> Slots:
    """The slots of stored JSON.

    Raises:
        InputError: it is not of this form.
    """
    return {path: _slot(path, one) for path, one in said.items()}


def _slot(path: str, said: Any) -> Slot:
    kind = kind_of(path)
    if not isinstance(said, dict):
        raise InputError("is no slot", where=path)
    slot = Slot(
        said.get("value"),
        str(said.get("quote") or "")[:_LONGEST],
        said.get("start"),
        said.get("end"),
        said.get("confidence", 1.0),
        tuple(said.get("alternatives") or ())[:_MOST_ALTERNATIVES],
        said.get("state", "read"),
        "model" if said.get("by") == "model" else "",
    )
    sound = slot.state in STATES and isinstance(slot.confidence, (int, float)) and 0 <= slot.confidence <= 1
    placed = slot.start is None or (isinstance(slot.start, int) and isinstance(slot.end, int) and slot.start < slot.end)
    if not sound or not placed or not all(fits(kind, value) for value in (slot.value, *slot.alternatives)):
        raise InputError("does not have the form of its kind", where=path)
    return replace(slot, confidence=float(slot.confidence))


def fits(kind: str, value: Any) -> bool:
    """Whether a value has the form of its kind; nothing fits every kind."""
    if value is None:
        return True
    if kind == "amount":
        return (
            isinstance(value, dict)
            and isinstance(value.get("unit"), str)
            and isinstance(value.get("quantity"), (int, float))
            and not isinstance(value["quantity"], bool)
            and abs(value["quantity"]) <= _MOST_NUMBER
        )
    if kind == "place":
        return isinstance(value, dict) and isinstance(value.get("text"), str)
    if kind == "count":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_NUMBER
    if kind == "date":
        return isinstance(value, str) and _is_day(value)
    return isinstance(value, str) and 0 < len(value) <= _LONGEST


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
