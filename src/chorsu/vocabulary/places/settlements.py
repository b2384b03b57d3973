"""Settlements of the region and larger ones elsewhere, by the keys of all their names.

Owns the prebuilt tables `settlements.tsv.gz` and `russian_names.tsv.gz` (GeoNames, CC BY 4.0), and the index by
country. Must not decide between settlements of one name: that needs the rest of the report.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from chorsu.vocabulary.places.tables import parts, read_table
from chorsu.vocabulary.places.text import fold, skeleton

__all__ = [
    "Settlement",
    "by_key",
    "called",
    "keys_like",
    "russian_name",
    "settlement",
    "settlement_countries",
    "settlements",
]


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement: GeoNames id, country and today's region by ISO, degrees (WGS 84), people, names."""

    place_id: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    name: str
    name_ru: str
    keys: tuple[str, ...]

    def is_called(self, key: str) -> bool:
        """Whether the key is that of the settlement's own name and not of an alternate or former one."""
        return key == self.keys[0] or key == skeleton(fold(self.name_ru))


@cache
def _table() -> dict[str, dict[str, Settlement]]:
    by_country: dict[str, dict[str, Settlement]] = defaultdict(dict)
    for row in read_table("settlements.tsv.gz"):
        one = Settlement(
            place_id=row["id"],
            country=row["country"],
            admin1=row["admin1"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
            name=row["name"],
            name_ru=row["name_ru"],
            keys=parts(row["keys"]),
        )
        by_country[one.country][one.place_id] = one
    return dict(by_country)


@cache
def _index(country: str) -> dict[str, tuple[Settlement, ...]]:
    found: dict[str, list[Settlement]] = defaultdict(list)
    for one in _table().get(country, {}).values():
        for key in one.keys:
            found[key].append(one)
    return {key: tuple(sorted(same, key=lambda one: (-one.population, one.place_id))) for key, same in found.items()}


def by_key(key: str, country: str) -> tuple[Settlement, ...]:
    """The settlements of a country that bear a name with this key, the most peopled first."""
    return _index(country).get(key, ())


def called(key: str) -> tuple[Settlement, ...]:
    """The settlements of any country that bear a name with this key, the most peopled first; all are gone through."""
    found = (one for table in _table().values() for one in table.values() if key in one.keys)
    return tuple(sorted(found, key=lambda one: (-one.population, one.place_id)))


def settlements(country: str) -> tuple[Settlement, ...]:
    """The settlements of a country, the most peopled first."""
    return tuple(sorted(_table().get(country, {}).values(), key=lambda one: (-one.population, one.place_id)))


@cache
def _by_initial(country: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in _index(country):
        found[key[0]].append(key)
    return found


def keys_like(key: str, country: str) -> list[str]:
    """The keys of a country's settlements that begin with the same letter."""
    return _by_initial(country).get(key[0], [])


@cache
def _russian_names() -> dict[str, str]:
    return {row["id"]: row["name_ru"] for row in read_table("russian_names.tsv.gz")}


def russian_name(place_id: str) -> str:
    """The Russian name that pages show; empty where none is known (`name_ru` is for the reading of reports)."""
    return _russian_names().get(place_id, "")


def settlement(place_id: str) -> Settlement | None:
    """The settlement of a GeoNames id; None where the table has none."""
    return next((table[place_id] for table in _table().values() if place_id in table), None)


def settlement_countries() -> tuple[str, ...]:
    """The countries that the table has settlements of."""
    return tuple(_table())
