"""In which country and region of today a point lies, by the boundaries as drawn. Pure.

Boundaries are drawn coarsely: near one, nobody can say from a point alone on which side it lies, and a state may be
preferred there. Owns no boundary; must not know who asks.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from chorsu.vocabulary.places.borders import boundaries, country_outlines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Located", "kilometres", "locate"]

type _Ring = list[list[float]]

COARSE_KM = 5.0
"""How far a drawn boundary may lie from the true one."""
_OFF_SHORE_KM = 25.0
"""How far from a coast as drawn a point still belongs to its state: piers, roadsteads."""
_EARTH_KM = 6371.0
_DEGREE_KM = 111.2
_COMPASS = [(math.sin(math.radians(turn)), math.cos(math.radians(turn))) for turn in range(0, 360, 30)]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies: a country (alpha-2) and its region of today (ISO 3166-2; several drawn as one joined by `/`).

    `admin1` is None in countries whose regions are not drawn.
    """

    country: str
    admin1: str | None


@dataclass(frozen=True, slots=True)
class _Shape:
    box: tuple[float, float, float, float]
    polygons: list[list[_Ring]]
    located: Located

    def holds(self, latitude: float, longitude: float) -> bool:
        west, south, east, north = self.box
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        return any(
            _within(outer, latitude, longitude) and not any(_within(hole, latitude, longitude) for hole in holes)
            for outer, *holes in self.polygons
        )


def kilometres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The distance of two points on a sphere of the Earth's mean radius (haversine formula)."""
    here, there = math.radians(latitude), math.radians(to_latitude)
    half = (
        math.sin((there - here) / 2) ** 2
        + math.cos(here) * math.cos(there) * math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def locate(latitude: float, longitude: float, near: str = "") -> Located | None:
    """Where a point lies; None on the high seas and where no country is drawn.

    Where the boundary of the country `near` is too near to tell, the point is in that country.
    """
    found = _at(latitude, longitude)
    if near and (found is None or found.country != near):
        for one in _around(latitude, longitude, COARSE_KM):
            if one.country == near:
                return one
    if found is not None:
        return found
    for distance in (COARSE_KM, _OFF_SHORE_KM):
        around = list(_around(latitude, longitude, distance))
        if around:
            return next((one for one in around if one.country == near), around[0])
    return None


def _around(latitude: float, longitude: float, distance: float) -> Iterator[Located]:
    """What lies at a distance (km) in twelve directions."""
    squeeze = max(0.05, math.cos(math.radians(latitude)))
    for east, north in _COMPASS:
        step = distance / _DEGREE_KM
        found = _at(latitude + north * step, longitude + east * step / squeeze)
        if found is not None:
            yield found


def _at(latitude: float, longitude: float) -> Located | None:
    for layer in (boundaries(), country_outlines()):
        for shape in _shapes(layer):
            if shape.holds(latitude, longitude):
                return shape.located
    return None


def _within(ring: _Ring, latitude: float, longitude: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    before = ring[-1]
    for corner in ring:
        if (corner[1] > latitude) != (before[1] > latitude):
            share = (latitude - corner[1]) / (before[1] - corner[1])
            inside ^= longitude < corner[0] + share * (before[0] - corner[0])
        before = corner
    return inside


@cache
def _shapes(layer: Path) -> tuple[_Shape, ...]:
    told = json.loads(layer.read_text(encoding="utf-8"))
    return tuple(_shape(feature) for feature in told["features"])


def _shape(feature: dict[str, Any]) -> _Shape:
    geometry, said = feature["geometry"], feature["properties"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    corners = [corner for polygon in polygons for corner in polygon[0]]
    east, north = [corner[0] for corner in corners], [corner[1] for corner in corners]
    admin1 = "/".join(said.get("codes", [])) or None
    return _Shape((min(east), min(north), max(east), max(north)), polygons, Located(said["country"], admin1))
