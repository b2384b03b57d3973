"""What a correction may change, checked against the vocabulary; what follows from a changed value follows with it.

Owns the list of correctable fields and the consequences: group and kilograms of a changed lot, place and position of
a changed place, flags that no longer hold, precision. Must not store anything.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.records.lots import check_lot, set_lot
from chorsu.records.precision import precision_of
from chorsu.records.rows import rows_of
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.records.models import Lot, Seizure

__all__ = ["CORRECTABLE", "apply_changes"]

_MANNERS = ("concealment", "conveyance", "installation", "routing")
_COUNTRIES = ("country", "origin", "departure", "destination")
_CODES = {"crime_area": "crime_area", **{name: name for name in _MANNERS}}
CORRECTABLE = ("seized_on", "place", "admin1", "crime_area", "narrative", *_COUNTRIES, *_MANNERS)
"""Fields of a seizure; beside them `lots` maps the number of a lot to its fields (`records.lots.READ`)."""
_EARLIEST = dt.date(1900, 1, 1)
_LONGEST = {"place": 500, "narrative": 10_000}
_PLACE_FLAGS = frozenset(
    {
        "former_region",
        "joint_region",
        "territory_differs",
        "place_elsewhere",
        "position_elsewhere",
        "damaged_text",
        "ambiguous_place",
    }
)
_DATE_FLAGS = frozenset({"impossible_date"})


def apply_changes(seizure: Seizure, lots: list[Lot], changes: Mapping[str, Any], today: dt.date) -> list[str]:
    """Change the objects in place; the names of what is now different (`lots.1.quantity` for a lot's).

    Raises:
        InputError: an unknown field, a value in no list, or nothing that changes.
    """
    changed = [name for name in changes if name != "lots" and _set(seizure, name, changes[name], today)]
    for number, values in dict(changes.get("lots", {})).items():
        lot = next((one for one in lots if one.number == int(number)), None)
        if lot is None:
            raise InputError(f"there is no lot {number}", where="lots", to_do="load the page again")
        changed += [f"lots.{lot.number}.{name}" for name in values if set_lot(lot, name, values[name])]
        check_lot(lot)
    if not changed:
        raise InputError("nothing is changed", where="the correction", to_do="change a value, or leave it as it is")
    _follow(seizure, lots, set(changed))
    seizure.changes = list(dict.fromkeys([*seizure.changes, *(f"corrected:{name}" for name in changed)]))
    seizure.precision = precision_of(rows_of(seizure, lots))
    return changed


def _set(seizure: Seizure, name: str, value: Any, today: dt.date) -> bool:
    if name not in CORRECTABLE:
        raise InputError("cannot be corrected", where=name, to_do="correct another field")
    if name == "seized_on":
        value = _date(value, today)
    elif name in _LONGEST:
        value = str(value).replace("\x00", "").strip()
        if len(value) > _LONGEST[name]:
            raise InputError(f"is longer than {_LONGEST[name]:,} characters", where=name, to_do="say it shorter")
    elif value:
        _known(name, value)
    before = getattr(seizure, name)
    setattr(seizure, name, value)
    return bool(before != value)


def _known(name: str, value: str) -> None:
    """Ask the vocabulary for the code; it raises when there is none."""
    try:
        if name in _COUNTRIES:
            places.country(value)
        elif name == "admin1":
            for code in value.split("/"):
                places.region(code)
        else:
            manners.manner(_CODES[name], value)
    except ChorsuError as error:
        raise InputError(error.what, where=name, to_do="choose from the list") from None


def _date(value: Any, today: dt.date) -> dt.date:
    try:
        found = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError("is not a date", where="seized_on", to_do="write it like 2024-05-31") from None
    if not _EARLIEST <= found <= today:
        raise InputError("cannot be the day of a seizure", where="seized_on", to_do="check the year") from None
    return found


def _follow(seizure: Seizure, lots: list[Lot], changed: set[str]) -> None:
    """What follows from the changed values."""
    gone: set[str] = set()
    if "seized_on" in changed:
        gone |= _DATE_FLAGS
    if changed & {"place", "admin1", "country"}:
        gone |= _PLACE_FLAGS
    for lot in lots:
        if any(name.startswith(f"lots.{lot.number}.") for name in changed):
            gone |= set(lot.doubts)
            _weigh(lot)
    doubts = [doubt for lot in lots for doubt in lot.doubts]
    seizure.flags = list(dict.fromkeys([*(flag for flag in seizure.flags if flag not in gone), *doubts]))
    if changed & {"place", "admin1", "country"}:
        _place(seizure, given_region="admin1" in changed)


def _place(seizure: Seizure, *, given_region: bool) -> None:
    """Position and identifier of the place as the vocabulary knows it; the region given by the officer stays."""
    seizure.place_id, seizure.latitude, seizure.longitude = "", None, None
    seizure.changes = [change for change in seizure.changes if change != "position_given"]
    region = seizure.admin1 if given_region else None
    found = places.find_place(seizure.place, seizure.country, region, seizure.seized_on) if seizure.place else None
    if found is None:
        return
    seizure.place_id = found.place_id or ""
    seizure.latitude, seizure.longitude = found.latitude, found.longitude
    seizure.flags = list(dict.fromkeys([*seizure.flags, *found.flags]))
    if found.admin1 and not given_region:
        seizure.admin1 = found.admin1


def _weigh(lot: Lot) -> None:
    """Group, kilograms and doubts of a lot as it now stands."""
    lot.substance_group = substances.substance(lot.substance).group if lot.substance else ""
    equal = None if lot.quantity is None else units.kg_equivalent(lot.substance or None, lot.quantity, lot.unit)
    lot.kg, lot.kg_basis = equal or (None, "")
    lot.doubts = []
    if lot.kind == "drug" and (not lot.substance or not substances.substance(lot.substance).known):
        lot.doubts.append("unknown_substance")
    if lot.quantity is not None and not lot.unit and not lot.currency:
        lot.doubts.append("no_unit")
    most = substances.plausible_max(lot.substance, lot.unit) if lot.substance and lot.unit else None
    if most is not None and lot.quantity is not None and lot.quantity > most:
        lot.doubts.append("implausible_quantity")
