"""How much: parts of a quantity with their units become lots in base units, with the kilogram equivalent.

Kinds of units never turn into each other here; only parts of one kind are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.readers.numbers import rounded
from chorsu.vocabulary.substances import plausible_max
from chorsu.vocabulary.units import find_unit, kg_equivalent, to_base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.readers.quantities import Part
    from chorsu.vocabulary.units import Unit

__all__ = ["Lot", "lots", "unit_of"]


@dataclass(slots=True)
class Lot:
    """One quantity in a base unit (`unit` None where unknown), its mass in kg, with flags and changes."""

    quantity: float | None
    unit: str | None
    kg: float | None
    kg_basis: str
    flags: list[str]
    changes: list[str]


@lru_cache(maxsize=8192)
def unit_of(text: str) -> Unit | None:
    """The unit that a text names."""
    return find_unit(text) if text else None


def lots(parts: Sequence[Part], unit_text: str, substance: str | None) -> list[Lot]:
    """Parts to lots: one for each kind of unit. `unit_text` (a column's or a header's) serves parts without a unit."""
    sums: dict[str | None, Lot] = {}
    for part in parts:
        lot = _lot(part.value, part.unit or unit_text)
        if part.unit and lot.unit:
            lot.changes.append("unit_from_cell")
        if lot.unit in sums:
            kept = sums[lot.unit]
            kept.quantity = (kept.quantity or 0.0) + (lot.quantity or 0.0)
            kept.changes += ["quantity_summed", *lot.changes]
        else:
            sums[lot.unit] = lot
    for lot in sums.values():
        _finish(lot, substance)
        if len(sums) > 1:
            lot.changes.append("lots_split")
    return list(sums.values())


def _lot(value: float, unit_text: str) -> Lot:
    unit = unit_of(unit_text)
    if unit is None:
        return Lot(value, None, None, "", ["unknown_unit" if unit_text else "no_unit"], [])
    quantity, base = to_base(value, unit)
    return Lot(quantity, base, None, "", [], ["unit_converted"] if unit.code != base else [])


def _finish(lot: Lot, substance: str | None) -> None:
    """Round, weigh and judge one lot."""
    if lot.quantity is None:
        return
    lot.quantity = rounded(lot.quantity)
    if lot.quantity <= 0:
        lot.flags.append("negative_quantity" if lot.quantity < 0 else "zero_quantity")
    if lot.unit is None:
        return
    if lot.unit == "kg":
        lot.kg, lot.kg_basis = lot.quantity, "mass"
    elif substance and (equivalent := kg_equivalent(substance, lot.quantity, lot.unit)):
        lot.kg, lot.kg_basis = rounded(equivalent[0]), equivalent[1]
        lot.changes.append("kg_assumed")
    limit = plausible_max(substance, lot.unit) if substance else None
    if limit is not None and abs(lot.quantity) > limit:
        lot.flags.append("implausible_quantity")
