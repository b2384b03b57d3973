"""The comparison of places: identity, a distinctive word in any script, distance, region, neighbouring region.

Owns the level `place` and its chance. Must not know which places there are: codes come with the rows, neighbours from
the vocabulary.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from chorsu.matching.events.finding import PAIR, Finding, shared_value
from chorsu.matching.events.weights import level
from chorsu.vocabulary.places import borders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chorsu.matching.events.background import Population
    from chorsu.matching.events.comparable import Comparable

__all__ = ["compare_place"]

ALIKE = 80
"""Two romanised words are one word in two spellings from this ratio on: one letter of five may differ."""

NEARBY = 25.0
"""Kilometres within which a village, its district town and its station are one place to two reporters."""

KM_A_DEGREE = 111.2


def compare_place(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """The first that holds; None where one of the rows names no place that is known."""
    if a.place and a.place == b.place:
        return shared_value("place", "same", population, a.place)
    words = _shared_word(a.words, b.words)
    if words:
        found = level("place", "word")
        return Finding(found, max(population.share("word", word, prior=found.u, without=1) for word in words))
    if a.at and b.at and _kilometres(a.at, b.at) <= NEARBY:
        return _several("nearby", "place", (a.place, b.place), population, without=1)
    return _by_region(a, b, population) if a.regions and b.regions else None


def _by_region(a: Comparable, b: Comparable, population: Population) -> Finding:
    common = set(a.regions).intersection(b.regions)
    if common:
        name = "other_in_region" if a.place and b.place else "region"
        return _several(name, "region", common, population, without=PAIR)
    around = _neighbours(a.regions)
    if around.intersection(b.regions):
        return _several("neighbour", "region", around, population, without=1)
    found = level("place", "elsewhere")
    return Finding(found, found.u)


def _several(name: str, field: str, values: Iterable[str], population: Population, *, without: int) -> Finding:
    """A level at which any of several values would do: their shares add up."""
    found = level("place", name)
    distinct = set(values)
    shares = sum(population.share(field, value, prior=found.u / len(distinct), without=without) for value in distinct)
    return Finding(found, min(1.0, shares))


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance over short ways, on a plane that is true enough there (error below one in a hundred within 100 km)."""
    north = (a[0] - b[0]) * KM_A_DEGREE
    east = (a[1] - b[1]) * KM_A_DEGREE * cos(radians((a[0] + b[0]) / 2))
    return hypot(north, east)


@lru_cache(maxsize=10_000)
def _neighbours(regions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(n for region in regions for n in borders.neighbours(region)) - set(regions)


@lru_cache(maxsize=200_000)
def _shared_word(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, str] | None:
    best = max(((ratio(x, y), x, y) for x in a for y in b), default=None)
    return (best[1], best[2]) if best and best[0] >= ALIKE else None
