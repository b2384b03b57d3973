"""Where: country, division and place of one row by the vocabulary's places, brought into one answer.

Owns how the three texts of a row decide together; what a name means is the vocabulary's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.readers.wordlists import signs
from chorsu.vocabulary.places import find_country, find_place, find_regions, region

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.vocabulary.places import PlaceMatch

__all__ = ["Location", "locate", "route_country", "section_of"]

CACHED = 1 << 15
SURE = {"code", "name", "stem", "joint"}
"""Ways of finding a region that are sure enough to tell its country."""


@dataclass(frozen=True, slots=True)
class Location:
    """Codes, name and coordinates (degrees, WGS 84) of a place, with flags and changes."""

    country: str | None
    admin1: str | None
    place: str
    place_id: str | None
    latitude: float | None
    longitude: float | None
    flags: tuple[str, ...]
    changes: tuple[str, ...]


def empty(text: str) -> bool:
    """Whether a cell holds nothing, or a sign for nothing."""
    return not text or text.casefold() in signs("nothing")


@lru_cache(maxsize=CACHED)
def route_country(text: str) -> tuple[str | None, bool]:
    """The alpha-2 code of a country of a route, and whether the text was understood ("Unknown" is, and gives none)."""
    if empty(text):
        return None, True
    match = find_country(text)
    return (match.code if match and match.known else None), match is not None


@lru_cache(maxsize=CACHED)
def locate(country_text: str, division: str, place: str, month: dt.date | None) -> Location:
    """Bring the texts of country, division and place together; `month` is that of the seizure.

    `admin1` is today's region: the division's, unless it names a former region and the place decides, or names none.
    """
    match = None if empty(country_text) else find_country(country_text)
    country = match.code if match and match.known else None
    derived = _country_of(division) if empty(country_text) else None
    country = country or derived
    flags = [] if country else ["unknown_country"]
    regions = None if empty(division) else find_regions(division, country or "", month)
    codes = regions.codes if regions else ()
    if not empty(division) and not regions:
        flags.append("unknown_region")
    if regions:
        named = (("former_region", regions.former), ("territory_differs", regions.country_differs))
        flags += [flag for flag, holds in named if holds]
    found = None if empty(place) else find_place(place, country or "", "/".join(codes) or None, month)
    decided = _decided(codes, found)
    flags += ["joint_region"] if len(decided) > 1 else []
    flags += _doubts(found) if found else ([] if empty(place) else ["unknown_place"])
    name, point, changes = _named(place, found, decided)
    changes += ["region_from_place"] if decided and not codes else []
    changes += ["country_from_region"] if derived else []
    place_id = found.place_id if found else None
    return Location(country, "/".join(decided) or None, name, place_id, *point, _once(flags), tuple(changes))


def _country_of(division: str) -> str | None:
    """The country of a division in a row that names none, where all its regions are of one country."""
    found = None if empty(division) else find_regions(division, "")
    countries = {region(code).country for code in found.codes} if found and found.how in SURE else set()
    return countries.pop() if len(countries) == 1 else None


@lru_cache(maxsize=CACHED)
def section_of(text: str, country: str) -> str:
    """What a line alone above rows names for them: `admin1` or `country`; empty where it names neither for sure.

    `country` is the code that the rows have when no cell says one; a region of another country is none of theirs.
    """
    found = find_regions(text, country)
    if found and found.how in SURE and found.codes and not (country and found.country_differs):
        return "admin1"
    match = find_country(text)
    return "country" if match is not None and match.known else ""


def _doubts(found: PlaceMatch) -> tuple[str, ...]:
    """The place's flags; a place whose region nobody knows lies nowhere else."""
    return found.flags if found.admin1 else tuple(flag for flag in found.flags if flag != "place_elsewhere")


def _named(
    text: str, found: PlaceMatch | None, decided: tuple[str, ...]
) -> tuple[str, tuple[float | None, float | None], list[str]]:
    """Name, coordinates and changes: the place's own, or the text as received with the middle of its region."""
    name = "" if empty(text) else text.strip(" ,;")
    if found and found.place_id:
        point = (found.latitude, found.longitude)
        if found.how == "region" and "damaged_text" not in found.flags:
            return name, point, ["place_from_region"]
        return found.name, point, ["place_resolved"] if found.name.casefold() != text.casefold() else []
    point = _middle(decided) if len(decided) == 1 else (None, None)
    return name, point, ["place_from_region"] if point[0] is not None else []


def _decided(codes: tuple[str, ...], found: PlaceMatch | None) -> tuple[str, ...]:
    """The division's regions, or the place's where they are none or one and the place does not lie elsewhere."""
    if found is None or not found.admin1 or len(codes) > 1 or (codes and "place_elsewhere" in found.flags):
        return codes
    return tuple(found.admin1.split("/"))


def _middle(codes: tuple[str, ...]) -> tuple[float | None, float | None]:
    one = region(codes[0])
    return getattr(one, "latitude", None), getattr(one, "longitude", None)


def _once(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
