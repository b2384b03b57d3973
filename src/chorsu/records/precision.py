"""How precisely a report tells its event: of several reports of one event, the most precise is the one counted.

In this order: a quantity that a laboratory confirmed, then one stated, then one estimated; more significant digits; a
mass as weighed rather than one assumed by a factor, or a quantity in a counted unit; a settlement rather than a region;
more of the other fields given. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.kernel.seizures import SeizureRow

__all__ = ["precision_of"]

_DIGITS_KEPT = 10
"""Significant digits that survive a change of unit in floating point; more are noise of the arithmetic."""
_DIGIT, _WEIGHED, _SETTLEMENT, _REGION = 1_000, 500, 200, 100
_STATES = {"estimated": 0, "confirmed": 20_000}
_STATED = 10_000
_OTHER_FIELDS = ("concealment", "conveyance", "installation", "origin", "departure", "destination", "routing")


def precision_of(lots: Sequence[SeizureRow]) -> int:
    """The precision of one seizure, told by its lots (at least one): 0 to 30,707, higher is more precise.

    Ten thousand for a quantity that is more than an estimate and twenty for one that a laboratory confirmed; a thousand
    for each significant digit of the most finely stated quantity, 500 for a mass as weighed, 200 for a settlement or
    100 for a region alone, 1 for each other field that is given.
    """
    first = lots[0]
    state = max(_STATES.get(lot.details.get("state", ""), _STATED) for lot in lots)
    digits = max(_digits(lot.quantity) for lot in lots)
    weighed = any(lot.kg_basis == "mass" for lot in lots)
    place = _SETTLEMENT if first.place_id and first.place_id != first.admin1 else _REGION if first.admin1 else 0
    filled = sum(1 for name in _OTHER_FIELDS if getattr(first, name))
    return state + digits * _DIGIT + weighed * _WEIGHED + place + filled


def _digits(quantity: float | None) -> int:
    if quantity is None or not 0 < quantity < float("inf"):
        return 0
    mantissa = f"{quantity:.{_DIGITS_KEPT - 1}e}".split("e")[0]
    return len(mantissa.replace(".", "").rstrip("0"))
