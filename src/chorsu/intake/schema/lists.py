"""What can be chosen in a field: codes of a list, their labels, and the code that words mean. Owns no vocabulary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.schema.tables import rows
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from chorsu.intake.schema.numbers import Kind

__all__ = [
    "bounds",
    "codes",
    "crime_area_of",
    "find",
    "frequent",
    "items_of",
    "kind_of",
    "label",
    "pictures",
    "plausible",
    "units_of",
]

_OWN = ("states", "photographs")
_MEASURED = {"mass", "volume", "area"}
"""Kinds of units of which there are parts; all others are counted."""


@cache
def _own(name: str) -> dict[str, dict[str, str]]:
    return {row["code"]: {"en": row["en"], "ru": row["ru"]} for row in rows("choices.tsv") if row["list"] == name}


@cache
def codes(name: str) -> tuple[str, ...]:
    """Codes of the list, in the order in which it is shown.

    Raises:
        InputError: no such list.
    """
    if name == "substances":
        return tuple(one.code for one in substances.substances())
    if name == "units":
        return tuple(one.code for one in units.units())
    if name == "countries":
        return tuple(one.code for one in places.countries())
    return tuple(_own(name)) if name in _OWN else manners.manners(name)


def label(name: str, code: str, lang: str) -> str:
    """The name of a code for readers of `lang`.

    Raises:
        InputError: the list has no such code.
    """
    if name == "substances":
        return substances.label(code, lang)
    if name == "units":
        return units.label(code, lang)
    if name == "countries":
        return places.label(code, lang)
    if name in _OWN:
        return _own(name)[code].get(lang) or _own(name)[code]["en"]
    return manners.label(name, code, lang)


def find(name: str, text: str) -> str | None:
    """The code that words mean, or the code itself; None where the list has neither."""
    if text in codes(name):
        return text
    if name in _FINDERS:
        return _FINDERS[name](text)
    if name in _OWN:
        folded = text.casefold().strip()
        return next((code for code, names in _own(name).items() if folded in map(str.casefold, names.values())), None)
    return manners.find_manner(name, text)


def _substance(text: str) -> str | None:
    match = substances.find_substance(text)
    return match.code if match else None


def _unit(text: str) -> str | None:
    unit = units.find_unit(text)
    return unit.code if unit else None


def _country(text: str) -> str | None:
    country = places.find_country(text)
    return country.code if country and country.known else None


_FINDERS: dict[str, Callable[[str], str | None]] = {"substances": _substance, "units": _unit, "countries": _country}


@cache
def items_of(goods: str) -> tuple[str, ...]:
    """The items of a kind of goods."""
    return tuple(code for code in manners.manners("item") if code.partition("-")[0] == goods)


@cache
def units_of(goods: str) -> tuple[str, ...]:
    """The units in which goods of a kind are usually read, the most usual first; none for what has a currency."""
    return tuple(row["unit"] for row in rows("units.tsv") if row["goods"] == goods)


def kind_of(unit: str) -> Kind:
    """How a number in this unit is written; that of a measure where no unit is given yet."""
    return "measure" if not unit or units.unit(unit).kind in _MEASURED else "count"


@cache
def bounds() -> dict[str, tuple[float, float]]:
    """The least and the most that one lot can mean, by kind of unit, and of `money`; in its base unit."""
    return {row["kind"]: (float(row["least"]), float(row["most"])) for row in rows("bounds.tsv")}


def plausible(number: float, unit: str, *, money: bool = False) -> bool:
    """Whether so much can be meant, whatever it is of; yes where no unit is given."""
    if money:
        least, most = bounds()["money"]
        return least <= number <= most
    if not unit:
        return True
    one = units.unit(unit)
    least, most = bounds()[one.kind if one.kind in _MEASURED else "count"]
    return least <= units.to_base(number, one)[0] <= most


def crime_area_of(kinds: Collection[str]) -> str:
    """The area of crime that these kinds of goods speak of; where several do, the one that stands first in the data."""
    return next(row["crime_area"] for row in rows("crime.tsv") if row["goods"] in kinds)


def frequent() -> tuple[str, ...]:
    """Substances that an empty field offers first."""
    return tuple(row["substance"] for row in rows("frequent.tsv"))


@cache
def pictures(name: str) -> dict[str, str]:
    """The drawing of each code of a pictured list; empty for a list of words."""
    return {row["code"]: row["picture"] for row in rows("pictures.tsv") if row["list"] == name}
