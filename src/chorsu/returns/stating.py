"""What is filed: the values of a return and its figures, checked and completed before anything is stored.

Owns the checks and what follows from them (subject of a label, weight of a quantity). Pure: no Django, no database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.returns.labels import read_label
from chorsu.returns.tables import indicator
from chorsu.vocabulary import places, units
from chorsu.vocabulary.substances import substance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.returns.periods import Period

__all__ = [
    "COUNT",
    "ROLES",
    "Entry",
    "Statement",
    "checked",
    "checked_entry",
    "entry_of",
    "in_measure",
    "weight_of",
]

COUNT = "count"
"""The unit of what is counted: crimes, persons, seizures."""
ROLES = ("row", "total", "stated", "part")
_LONGEST = 2_000
_LONGEST_LABEL = 500
_MOST = Decimal("1e15")
_PLACES = 12
_MOST_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure to be filed; the fields are those of `returns.models.Figure`."""

    label: str
    value: Decimal | None
    unit: str = "kg"
    role: str = "row"
    subject_kind: str = ""
    subject: str = ""
    kg: Decimal | None = None
    decimals: int = 0
    group_text: str = ""
    subgroup_text: str = ""
    authority_text: str = ""
    includes: tuple[int, ...] = ()
    part_of: int | None = None
    sheet: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A return to be filed: for which state and period, of whom, from where, with which definitions and figures.

    `scope` is `state` or `authority`. `threshold_kg` is the weight from which a seizure was counted, where known.
    """

    country: str
    period: Period
    entries: tuple[Entry, ...] = ()
    scope: str = "state"
    authority_text: str = ""
    source: str = ""
    file_name: str = ""
    digest: str = ""
    crime_area: str = "drugs"
    threshold: str = ""
    threshold_kg: Decimal | None = None
    counted: str = ""
    plants_in_kg: bool | None = None
    note: str = ""


def in_measure(value: Decimal, where: str) -> Decimal:
    """The figure, when it is one that a return can state.

    Raises:
        InputError: it is negative, or beyond all measure.
    """
    if value < 0:
        raise InputError("is negative", where=where[:80], to_do="check the number")
    if not value.is_finite() or value >= _MOST:
        raise InputError("is no figure of a return", where=where[:80], to_do="check the number")
    return value


def entry_of(label: str, value: Decimal | None, unit: str, *, heading: str = "", **known: object) -> Entry:
    """An entry with what its label says: subject, and whether it is a total; what is `known` already stays."""
    said = read_label(label, heading)
    if said.kind == "indicator":
        unit = (
            unit if unit and unit != COUNT and indicator(said.subject).unit != COUNT else indicator(said.subject).unit
        )
    role = "stated" if said.everything else "total" if said.total else "row"
    entry = Entry(label.strip(), value, unit, role, said.kind, said.subject, decimals=decimals_of(value))
    return replace(entry, **known)  # type: ignore[arg-type] # fields of an entry


def decimals_of(value: Decimal | None) -> int:
    """With how many decimals a figure was stated."""
    return 0 if value is None else min(max(0, -int(value.as_tuple().exponent)), _PLACES)


def weight_of(value: Decimal | None, unit: str) -> Decimal | None:
    """Kilograms of a quantity in a unit of mass, exact; None for every other unit: nothing is converted silently.

    Raises:
        InputError: it weighs more than any figure can.
    """
    if value is None or not unit or unit == COUNT:
        return None
    try:
        found = units.unit(unit)
    except ChorsuError:
        return None
    if found.base != units.MASS:
        return None
    weight = value * Decimal(repr(found.factor))
    if weight >= _MOST:
        raise InputError("is no figure of a return", where=f"{value} {unit}"[:50], to_do="check the number")
    return round(weight, _PLACES)


def checked(said: Statement) -> Statement:
    """The statement as it will be stored: texts trimmed, codes known, weights worked out, empty rows left out.

    Raises:
        InputError: with one line that says which value cannot be meant.
    """
    try:
        known = places.country(said.country).known
    except ChorsuError:
        known = False
    if not known:
        raise InputError("no such state", where="country", to_do="choose from the list")
    if said.scope not in {"state", "authority"}:
        raise InputError("is neither of the state nor of one authority", where="scope", to_do="choose one")
    if len(said.entries) > _MOST_ENTRIES:
        raise InputError("too many figures for one return", where="figures", to_do=f"at most {_MOST_ENTRIES:,}")
    texts = ("authority_text", "source", "file_name", "threshold", "counted", "note")
    entries = tuple(checked_entry(entry) for entry in said.entries if entry.label.strip() or entry.value is not None)
    trimmed: dict[str, Any] = {name: _text(name, getattr(said, name)) for name in texts}
    return replace(said, entries=_numbered(entries), **trimmed)


def _text(name: str, text: str) -> str:
    found = text.replace("\x00", "").strip()
    if len(found) > _LONGEST:
        raise InputError("is too long", where=name, to_do=f"say it in up to {_LONGEST} characters")
    return found


def checked_entry(entry: Entry) -> Entry:
    """A figure as it will be stored.

    Raises:
        InputError: it has no label, no number, or one that cannot be meant.
    """
    label = entry.label.replace("\x00", "").strip()
    if not label or len(label) > _LONGEST_LABEL:
        raise InputError("a figure without a name of what it counts", where="figures", to_do="say what it is of")
    if entry.value is None:
        raise InputError("no number beside it", where=label[:80], to_do="write the figure, or take the row out")
    if entry.role not in ROLES:
        raise InputError("is no kind of figure", where=label[:80], to_do="choose from the list")
    in_measure(entry.value, label)
    if entry.subject_kind == "substance":
        substance(entry.subject)
    elif entry.subject_kind == "indicator":
        indicator(entry.subject)
    value = round(entry.value, _PLACES) if decimals_of(entry.value) >= _PLACES else entry.value
    return replace(entry, label=label, value=value, kg=weight_of(value, entry.unit))


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries as they stand; numbers in `includes` and `part_of` must be places in the list, from 1."""
    places_of = range(1, len(entries) + 1)
    for entry in entries:
        if set(entry.includes) - set(places_of) or (entry.part_of is not None and entry.part_of not in places_of):
            raise InputError("holds a row that there is not", where=entry.label[:80], to_do="load the page again")
    return tuple(entries)
