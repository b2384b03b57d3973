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

__all__ = ["Location", "locate", "route_country"]

CACHED = 1 << 15


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
    flags = [] if country else ["unknown_country"]
    changes: list[str] = []
    regions = None if empty(division) else find_regions(division, country)
    codes = regions.codes if regions else ()
    if not empty(division) and not regions:
        flags.append("unknown_region")
    if regions:
        named = {
            "former_region": regions.former,
            "joint_region": len(codes) > 1,
            "territory_differs": regions.country_differs,
        }
        flags += [flag for flag, holds in named.items() if holds]
    found = None if empty(place) else find_place(place, country, codes[0] if len(codes) == 1 else None, month)
    if not found:
        if not empty(place):
            flags.append("unknown_place")
        latitude, longitude = _middle(codes) if len(codes) == 1 else (None, None)
        changes += ["place_from_region"] if latitude is not None else []
        name = "" if empty(place) else place
        return Location(country, "/".join(codes) or None, name, None, latitude, longitude, _once(flags), tuple(changes))
    flags += found.flags
    if found.admin1 and (not codes or (regions is not None and regions.former and len(codes) == 1)):
        if not codes:
            changes.append("region_from_place")
        codes = tuple(found.admin1.split("/"))
    if found.name.casefold() != place.casefold():
        changes.append("place_resolved")
    return Location(
        country,
        "/".join(codes) or None,
        found.name,
        found.place_id,
        found.latitude,
        found.longitude,
        _once(flags),
        tuple(changes),
    )


def _middle(codes: tuple[str, ...]) -> tuple[float | None, float | None]:
    one = region(codes[0])
    return getattr(one, "latitude", None), getattr(one, "longitude", None)


def _once(codes: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
