"""The names of substances and places in a field: written so that reading them gives the same codes, and read.

Values are parted by commas, semicolons and lines. A name that itself holds a comma is read whole: of the parts that
follow each other the longest run that is the very name of something counts. What nothing bears as its very name is
read by the vocabulary, part by part; a word that it does not know is told, never guessed, with what it may mean: the
regions of a city, the name that is like it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from chorsu.desk.presenting import language
from chorsu.desk.records.wording import value_label
from chorsu.kernel.errors import InputError
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["UnclearNameError", "names_of", "places_named", "route_named", "substances_named"]

type _Field = Literal["substance", "admin1", "origin"]
_MARKS = re.compile(r"[,;]")
_WHOLE_NAMES = {"code", "name", "joint"}
"""How the vocabulary reads a place when it guesses nothing."""
_GUESS = "fuzzy"


class UnclearNameError(InputError):
    """A word that names nothing which the field takes; `names` are what it may mean, in the reader's language."""

    def __init__(self, what: str, where: str, names: Sequence[str]) -> None:
        super().__init__(what, where=where, to_do=f"write which: {'; '.join(names)}")
        self.names = names


class _Names(NamedTuple):
    """The codes by their very names (`_key`), and the parts that the longest of these has."""

    codes: dict[str, str]
    parts: int


def names_of(field: _Field, codes: Iterable[str]) -> str:
    """Codes as the text of a field, in the reader's language; with its code where another bears the same name."""
    known = _names(field, language()).codes
    found = []
    for code in codes:
        name = value_label(field, code)
        found.append(name if name == code or known.get(_key(name)) == code else f"{name} ({code})")
    return ", ".join(sorted(found))


def substances_named(text: str) -> set[str]:
    """The codes of the substances and groups of a field, parted by commas, in the reader's language or any other.

    Raises:
        InputError: one of them is in no list.
    """
    return _named("substance", text, "is no substance")


def places_named(text: str) -> set[str]:
    """The codes of the countries and regions of a field, as `substances_named`."""
    return _named("admin1", text, "is no place")


def route_named(text: str) -> set[str]:
    """The codes of the countries of a field, as `substances_named`."""
    return _named("origin", text, "is no place")


def _named(field: _Field, text: str, fault: str) -> set[str]:
    found: set[str] = set()
    for line in text.splitlines():
        for name, very in _parted(line, _names(field, language())):
            codes = {very} if very else _read(field, name)
            if not codes:
                raise _unknown(field, name, fault)
            found |= codes
    return found


def _parted(line: str, names: _Names) -> Iterable[tuple[str, str]]:
    """The values of a line from left to right, each with the code of which it is the very name; empty for none."""
    ends = [mark.start() for mark in _MARKS.finditer(line)] + [len(line)]
    begin = first = 0
    while first < len(ends):
        for last in range(min(first + names.parts, len(ends)) - 1, first - 1, -1):
            name = line[begin : ends[last]].strip()
            very = names.codes.get(_key(name), "")
            if very or last == first:
                break
        if name:
            yield name, very
        begin, first = ends[last] + 1, last + 1


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


@cache
def _names(field: _Field, spoken: str) -> _Names:
    """The very names of what a field takes: labels before codes before other names that hold a comma.

    What is named in the reader's language comes before what is so named in the other, a country before a region.
    """
    labels = [
        (_label(field, code, tongue), code) for tongue in (spoken, *({"en", "ru"} - {spoken})) for code in _codes(field)
    ]
    found: dict[str, str] = {}
    for name, code in (*labels, *((code, code) for code in _codes(field))):
        found.setdefault(_key(name), code)
    for name, code in labels:
        found.setdefault(_key(f"{name} ({code})"), code)
    for name, code in _other_names(field):
        parts = _MARKS.split(name)
        if len(parts) > 1 and not all(_key(part) in found for part in parts):
            found.setdefault(_key(name), code)
    return _Names(found, 1 + max(len(_MARKS.findall(name)) for name in found))


def _codes(field: _Field) -> list[str]:
    if field == "substance":
        return [one.code for one in substances.substances()]
    return [one.code for one in _places(field)]


def _label(field: _Field, code: str, tongue: str) -> str:
    return substances.label(code, tongue) if field == "substance" else places.label(code, tongue)


def _other_names(field: _Field) -> list[tuple[str, str]]:
    if field == "substance":
        return [(one.name, one.code) for one in substances.written_names()]
    return [(name, one.code) for one in _places(field) for name in one.names]


def _places(field: _Field) -> list[places.Country | places.Region]:
    return [*places.countries(), *(places.regions() if field == "admin1" else ())]


def _read(field: _Field, name: str) -> set[str]:
    """What the vocabulary reads a name as, without a guess, that is nothing's very name."""
    if field == "substance":
        substance = substances.find_substance(name)
        return {substance.code} if substance and substance.how != _GUESS else set()
    country, regions = places.find_country(name), _region_of(field, name)
    if regions and not places.is_spelt_so(name, regions):
        regions = None
    if country and country.how == _GUESS:
        country = None
    if regions and regions.how in _WHOLE_NAMES and not (country and _is_written(country.code, name)):
        return set(regions.codes)
    return {country.code} if country else set(regions.codes if regions else ())


def _unknown(field: _Field, name: str, fault: str) -> InputError:
    """That a name is none, with what it may mean where the vocabulary knows a city of that name, or guesses."""
    said = name[:80]
    if cities := _cities(field, name):
        return UnclearNameError("is a city", said, [names_of(field, [code]) for code in cities])
    if guessed := _guessed(field, name):
        return UnclearNameError("is only like a name", said, [names_of(field, [code]) for code in guessed])
    return InputError(fault, where=said, to_do="write it otherwise")


def _cities(field: _Field, name: str) -> list[str]:
    """The codes of the regions that a city's name may mean, or of its countries where countries are asked for."""
    found = () if field == "substance" else places.regions_of_town(name)
    return list(dict.fromkeys(code if field == "admin1" else code[:2] for code in found))


def _guessed(field: _Field, name: str) -> list[str]:
    if field == "substance":
        substance = substances.find_substance(name)
        return [substance.code] if substance else []
    country, regions = places.find_country(name), _region_of(field, name)
    return [country.code] if country else list(regions.codes if regions else ())


def _region_of(field: _Field, name: str) -> places.RegionMatch | None:
    return places.find_regions(name) if field == "admin1" else None


def _is_written(country: str, name: str) -> bool:
    """Whether a country is written so letter for letter, and not only alike."""
    one = places.country(country)
    return _key(name) in map(_key, (one.alpha3, one.name_en, one.name_ru, one.name_fr, *one.names))
