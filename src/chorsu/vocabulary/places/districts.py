"""Districts below the first-level region, where their name is not that of their main settlement.

Owns `data/places/districts.tsv`: name, region of today, the settlement that stands for it. Districts named after their
main settlement ("Termez district") need no line: the reader of places cuts the adjective and finds the settlement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from chorsu.vocabulary.places.tables import parts, read_table
from chorsu.vocabulary.places.text import district_stem, fold, skeleton

__all__ = ["District", "all_districts", "district_keys", "districts_by_key"]


@dataclass(frozen=True, slots=True)
class District:
    """A district: its region of today, and the key of the settlement that stands for it or a point in it (degrees)."""

    country: str
    admin1: str
    name: str
    centre: str
    latitude: float | None
    longitude: float | None
    names: tuple[str, ...] = ()


def district_keys(name: str) -> tuple[str, ...]:
    """The keys of a district's name: as it stands, and without the ending of a Russian adjective."""
    folded = fold(name)
    cut = " ".join(district_stem(token) for token in folded.split())
    return tuple(dict.fromkeys(key for key in (skeleton(folded), skeleton(cut)) if key))


@cache
def all_districts() -> tuple[District, ...]:
    """Every district of the table, in its order."""
    return tuple(
        District(
            row["country"],
            row["admin1"],
            row["name"],
            skeleton(fold(row["centre"])),
            float(row["latitude"]) if row["latitude"] else None,
            float(row["longitude"]) if row["longitude"] else None,
            parts(row["names"]),
        )
        for row in read_table("districts.tsv")
    )


@cache
def _index(country: str) -> dict[str, tuple[District, ...]]:
    found: dict[str, list[District]] = defaultdict(list)
    for one in all_districts():
        if one.country != country:
            continue
        for name in (one.name, *one.names):
            for key in district_keys(name):
                if one not in found[key]:
                    found[key].append(one)
    return {key: tuple(same) for key, same in found.items()}


def districts_by_key(key: str, country: str) -> tuple[District, ...]:
    """The districts of a country that bear a name with this key."""
    return _index(country).get(key, ())
