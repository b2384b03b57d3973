"""What a lot may say: each field read from what an officer gave, checked against the vocabulary, in its base unit.

Owns the list of fields of a lot and their limits. Must not store anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import InputError
from chorsu.records.models import Lot
from chorsu.vocabulary import manners, substances, units

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["IMPOSSIBLE", "READ", "check_lot", "impossible", "set_lot"]

IMPOSSIBLE = ("implausible_quantity", "negative_quantity")
"""The doubts that keep the weight of a lot out of every figure."""

_MOST = 1e12
_MOST_PACKAGES = 1_000_000
_ALL = 100.0
_LONGEST = 2_000


def impossible(lot: str) -> str:
    """The SQL condition that the lot of this alias has an impossible quantity."""
    return f"{lot}.doubts && ARRAY[{', '.join(repr(flag) for flag in IMPOSSIBLE)}]::varchar[]"


def set_lot(lot: Lot, name: str, value: Any) -> bool:
    """Set one field of a lot; whether it is now different.

    Raises:
        InputError: no such field, a value in no list, or none that can be meant.
    """
    if name not in READ:
        raise InputError("cannot be corrected", where=name, to_do="correct another field")
    read = READ[name](name, value)
    before = getattr(lot, name)
    setattr(lot, name, read)
    return bool(before != read)


def check_lot(lot: Lot) -> None:
    """Check what the fields of a lot say together.

    Raises:
        InputError: an interval upside down or beside its quantity, an item of another kind, a substance that is no
            drug's, a currency that is no cash's, or cash that is weighed.
    """
    if lot.kind != "drug" and lot.substance:
        raise InputError("is of drugs alone", where="substance", to_do="correct the item instead")
    if (lot.kind == "cash") != bool(lot.currency):
        raise InputError("goes with cash, and cash with it", where="currency", to_do="choose from the list")
    if lot.kind == "cash" and lot.unit:
        raise InputError("is no unit of cash", where="unit", to_do="choose the currency instead")
    if lot.low is not None and lot.high is not None and lot.low > lot.high:
        raise InputError("is more than the upper bound", where="low", to_do="exchange the two")
    bounds = (lot.low if lot.low is not None else 0.0, lot.high if lot.high is not None else _MOST)
    if lot.quantity is not None and not bounds[0] <= lot.quantity <= bounds[1]:
        raise InputError("lies outside its interval", where="quantity", to_do="correct the quantity or its bounds")
    if lot.item and lot.item.partition("-")[0] != lot.kind:
        raise InputError(f"is no {lot.kind}", where="item", to_do="choose from the list")


def _number(name: str, value: Any) -> float | None:
    if value is None or value == "":
        return None
    try:
        found = float(str(value).replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except ValueError:
        raise InputError("is not a number", where=name, to_do="write it like 12.5") from None
    if not 0 < found < _MOST:
        raise InputError("is no quantity", where=name, to_do="check the number and the unit")
    return found


def _purity(name: str, value: Any) -> float | None:
    found = _number(name, value)
    if found is not None and found > _ALL:
        raise InputError("is more than 100 %", where=name, to_do="write the share of pure substance in percent")
    return found


def _count(name: str, value: Any) -> int | None:
    found = _number(name, value)
    if found is None:
        return None
    if found != int(found) or found > _MOST_PACKAGES:
        raise InputError("is no count", where=name, to_do="write a whole number")
    return int(found)


def _text(name: str, value: Any) -> str:
    found = str(value or "").replace("\x00", "").strip()
    if len(found) > _LONGEST:
        raise InputError(f"is longer than {_LONGEST:,} characters", where=name, to_do="say it shorter")
    return found


def _substance(_name: str, value: Any) -> str:
    return substances.substance(value).code if value else ""


def _unit(_name: str, value: Any) -> str:
    return units.unit(value).base if value else ""


def _state(name: str, value: Any) -> str:
    if value and value not in Lot.State.values:
        raise InputError("is no state of a quantity", where=name, to_do=f"use one of {', '.join(Lot.State.values)}")
    return str(value or "")


def _listed(kind: str) -> Callable[[str, Any], str]:
    def read(name: str, value: Any) -> str:
        if not value:
            return "drug" if name == "kind" else ""
        try:
            manners.manner(kind, str(value))
        except InputError as error:
            raise InputError(error.what, where=name, to_do="choose from the list") from None
        return str(value)

    return read


READ: dict[str, Callable[[str, Any], Any]] = {
    "substance": _substance,
    "quantity": _number,
    "unit": _unit,
    "kind": _listed("goods"),
    "item": _listed("item"),
    "currency": _listed("currency"),
    "state": _state,
    "low": _number,
    "high": _number,
    "purity": _purity,
    "sample": _text,
    "method": _listed("method"),
    "packages": _count,
    "markings": _text,
}
"""How each field of a lot is read from what was given. Quantities and bounds are in the base unit."""
