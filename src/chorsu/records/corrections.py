"""What a correction may change, checked against the vocabulary; what follows from a changed value follows with it.

Owns the list of correctable fields and the consequences: group and kilograms of a changed lot, place and position of
a changed place, flags that no longer hold, precision. Must not store anything.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.records.days import COARSE_YEAR, MONTH_ALONE, OF_A_MONTH, day_told, month_in
from chorsu.records.identifiers import HIDDEN, set_identifiers
from chorsu.records.lots import check_lot, set_lot
from chorsu.records.models import PROTECTED
from chorsu.records.persons import set_persons
from chorsu.records.precision import precision_of
from chorsu.records.rows import rows_of
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.records.keeping import Change
    from chorsu.records.models import Lot, Seizure

__all__ = ["CLOCK", "CORRECTABLE", "apply_changes"]

_MANNERS = ("concealment", "conveyance", "installation", "routing")
_COUNTRIES = ("country", "origin", "departure", "destination")
_CODES = {"crime_area": "crime_area", **{name: name for name in _MANNERS}}
CORRECTABLE = ("seized_on", "seized_at", "place", "admin1", "crime_area", "narrative", *_COUNTRIES, *_MANNERS)
"""Fields of a seizure; beside them `lots` maps the number of a lot to its fields (`records.lots.READ`), `persons` a
status to its count, and `identifiers` lists all that it now tells of (`records.identifiers.Said`). The moment
`seized_at` comes with the clock by which it was told."""
CLOCK = "clock:"
"""How the change of a corrected time begins; minutes east of UTC follow: by that clock the time was told."""
_PARTS = ("lots", "persons", "identifiers")
_SLACK = dt.timedelta(hours=1)
"""How far a clock may run ahead."""
_ASIDE = dt.timedelta(days=1)
"""How far the day at the place may stand from the day in UTC."""
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
_DATE_FLAGS = frozenset({"impossible_date", "date_range", *OF_A_MONTH, COARSE_YEAR})


def apply_changes(change: Change, changes: Mapping[str, Any], at: dt.datetime) -> list[str]:
    """Change the seizure and its parts in place; the names of what is now different (`lots.1.quantity`).

    Raises:
        InputError: an unknown field, a value in no list, or nothing that changes.
    """
    seizure, lots, persons = change.seizure, change.lots, change.persons
    day = seizure.seized_on
    changed = [name for name in changes if name not in _PARTS and _set(seizure, name, changes[name], at)]
    for number, values in dict(changes.get("lots", {})).items():
        lot = next((one for one in lots if one.number == int(number)), None)
        if lot is None:
            raise InputError(f"there is no lot {number}", where="lots", to_do="load the page again")
        changed += [f"lots.{lot.number}.{name}" for name in values if set_lot(lot, name, values[name])]
        check_lot(lot)
    recounted = set_persons(persons, dict(changes.get("persons", {})))
    told = changes.get("identifiers")
    identified = [] if told is None else set_identifiers(change.identifiers, seizure.pk, seizure.marking, told)
    if HIDDEN in identified and (changed or recounted or len(identified) > 1):
        raise InputError("are changed on their own", where="identifiers", to_do="save the other changes first")
    if not changed and not recounted and not identified:
        raise InputError("nothing is changed", where="the correction", to_do="change a value, or leave it as it is")
    if "seized_at" not in changed and seizure.seized_at is not None:
        seizure.seized_at += seizure.seized_on - day
    if {"seized_on", "seized_at"} & set(changed):
        _check_moment(seizure, at)
    given_region = "admin1" in changed
    if {"country", "admin1"} & set(changed) and _clear_region(seizure, given=given_region):
        changed.append("admin1")
    _follow(seizure, lots, set(changed), given_region=given_region)
    # What a record says of its own changes is for everybody who sees it, hence nothing of protected persons.
    open_to_all = [f"persons.{status}" for status in recounted if status not in PROTECTED]
    open_to_all += [name for name in identified if name != HIDDEN]
    marks = [f"corrected:{name}" for name in (*changed, *open_to_all)]
    seizure.changes = list(dict.fromkeys([*seizure.changes, *marks]))
    seizure.precision = precision_of(rows_of(seizure, lots))
    return [*changed, *(f"persons.{status}" for status in recounted), *identified]


def _check_moment(seizure: Seizure, at: dt.datetime) -> None:
    moment = seizure.seized_at
    if moment is None:
        return
    if moment > at + _SLACK:
        raise InputError("lies in the future", where="seized_at", to_do="check the date and the time")
    if abs(moment.astimezone(dt.UTC).date() - seizure.seized_on) > _ASIDE:
        raise InputError("is of another day", where="seized_at", to_do="check the date and the time")


def _set(seizure: Seizure, name: str, value: Any, at: dt.datetime) -> bool:
    if name not in CORRECTABLE:
        raise InputError("cannot be corrected", where=name, to_do="correct another field")
    if name == "seized_on":
        return _set_day(seizure, value, at.date())
    if name == "seized_at":
        value = _moment(seizure, value)
    elif name in _LONGEST:
        value = str(value).replace("\x00", "").strip()
        if len(value) > _LONGEST[name]:
            raise InputError(f"is longer than {_LONGEST[name]:,} characters", where=name, to_do="say it shorter")
    elif value:
        _known(name, value)
    before = getattr(seizure, name)
    setattr(seizure, name, value)
    return bool(before != value)


def _set_day(seizure: Seizure, value: Any, today: dt.date) -> bool:
    """Set the day, or a month alone (`2024-05`), and whether it is told as changed; its doubts go with what stood."""
    month, before = month_in(str(value)), seizure.day
    seizure.seized_on = _date(month or value, today)
    if before == day_told(seizure.seized_on, (MONTH_ALONE,) if month else ()):
        return False
    kept = [flag for flag in seizure.flags if flag not in _DATE_FLAGS]
    seizure.flags = [*kept, MONTH_ALONE] if month else kept
    return True


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


def _moment(seizure: Seizure, value: Any) -> dt.datetime | None:
    """The moment, or none; the clock by which it was told is noted among the changes."""
    seizure.changes = [change for change in seizure.changes if not change.startswith(CLOCK)]
    if value in {None, ""}:
        return None
    apart = value.utcoffset() if isinstance(value, dt.datetime) else None
    if apart is None:
        raise InputError("has no clock", where="seized_at", to_do="say by which clock the time was told")
    seizure.changes.append(f"{CLOCK}{apart // dt.timedelta(minutes=1):+d}")
    moment: dt.datetime = value.astimezone(dt.UTC)
    return moment


def _clear_region(seizure: Seizure, *, given: bool) -> bool:
    """Whether a region fell away because it is of another country than the one given.

    Raises:
        InputError: it was given together with that country.
    """
    if _of_its_country(seizure, seizure.admin1):
        return False
    if given:
        raise InputError("is of another country", where="admin1", to_do="choose a region of the country")
    seizure.admin1 = ""
    return True


def _of_its_country(seizure: Seizure, region: str) -> bool:
    """Whether a region, or both of two, is of the country of the seizure; any is where that has none."""
    return not seizure.country or all(code.partition("-")[0] == seizure.country for code in region.split("/") if code)


def _follow(seizure: Seizure, lots: list[Lot], changed: set[str], *, given_region: bool) -> None:
    """What follows from the changed values."""
    gone: set[str] = set()
    if changed & {"place", "admin1", "country"}:
        gone |= _PLACE_FLAGS
    for lot in lots:
        if any(name.startswith(f"lots.{lot.number}.") for name in changed):
            gone |= set(lot.doubts)
            _weigh(lot)
    doubts = [doubt for lot in lots for doubt in lot.doubts]
    seizure.flags = list(dict.fromkeys([*(flag for flag in seizure.flags if flag not in gone), *doubts]))
    if changed & {"place", "admin1", "country"}:
        _place(seizure, given_region=given_region)


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
    if found.admin1 and not given_region and _of_its_country(seizure, found.admin1):
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
