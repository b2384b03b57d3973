"""Border crossing points: road, rail, river, sea and airports, by every spelling of their names.

Owns `data/places/crossings.tsv`. Positions are approximate. Must not decide whether a text means the crossing or the
town of the same name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from chorsu.vocabulary.places.tables import parts, read_table
from chorsu.vocabulary.places.text import fold, skeleton

__all__ = ["Crossing", "crossing", "crossings", "crossings_by_key"]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossing point as one country names it; `other` is the country beyond, empty for a port or an airport."""

    place_id: str
    country: str
    admin1: str
    other: str
    mode: str
    """`road`, `rail`, `river`, `sea` or `air`."""
    name: str
    name_ru: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    source: str


@cache
def _table() -> dict[str, Crossing]:
    return {
        row["id"]: Crossing(
            place_id=row["id"],
            country=row["country"],
            admin1=row["admin1"],
            other=row["other"],
            mode=row["mode"],
            name=row["name_en"],
            name_ru=row["name_ru"],
            names=parts(row["names"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            source=row["source"],
        )
        for row in read_table("crossings.tsv")
    }


@cache
def _index(country: str) -> dict[str, tuple[Crossing, ...]]:
    found: dict[str, list[Crossing]] = defaultdict(list)
    for one in _table().values():
        if one.country == country:
            for name in (one.name, one.name_ru, *one.names):
                key = skeleton(fold(name))
                if one not in found[key]:
                    found[key].append(one)
    return {key: tuple(same) for key, same in found.items()}


def crossings_by_key(key: str, country: str) -> tuple[Crossing, ...]:
    """The crossing points of a country that bear a name with this key."""
    return _index(country).get(key, ())


def crossing(place_id: str) -> Crossing | None:
    """The crossing point of an id; None where there is none."""
    return _table().get(place_id)


def crossings(country: str | None = None) -> tuple[Crossing, ...]:
    """The crossing points of one country, or all."""
    return tuple(one for one in _table().values() if country in {None, one.country})
