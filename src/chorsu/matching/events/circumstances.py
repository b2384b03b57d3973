"""The comparisons of circumstances: substance, country, place, list, route, manner.

Owns those that need only two codes and a count, and the order in which all are made. What a row does not state says
nothing. Must not add up, decide or know thresholds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.matching.events.finding import PAIR, Finding
from chorsu.matching.events.lists import compare_list
from chorsu.matching.events.place import compare_place
from chorsu.matching.events.weights import level
from chorsu.vocabulary import substances
from chorsu.vocabulary.places import borders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chorsu.matching.events.background import Population
    from chorsu.matching.events.comparable import Comparable

__all__ = ["compare_circumstances"]


def compare_circumstances(a: Comparable, b: Comparable, population: Population) -> Iterator[Finding]:
    """Every comparison but quantity and date that has something to say."""
    for comparison in CIRCUMSTANCES:
        finding = comparison(a, b, population)
        if finding is not None:
            yield finding


def compare_substance(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Substances by their distance in the tree."""
    if not a.substance or not b.substance:
        return None
    steps = _distance(a.substance, b.substance)
    if steps == 0:
        found = level("substance", "equal")
        return Finding(found, population.share("substance", a.substance, prior=found.u, without=PAIR))
    if a.group != b.group:
        found = level("substance", "other")
        return Finding(found, found.u)
    found = level("substance", "near" if steps == 1 else "group")
    return Finding(found, population.share("group", a.group, prior=found.u, without=PAIR))


@lru_cache(maxsize=100_000)
def _distance(a: str, b: str) -> int:
    return 0 if a == b else substances.distance(a, b)


def compare_country(a: Comparable, b: Comparable, _: Population) -> Finding | None:
    """The reporting country: rows of one are compared within its population, so that agreement is no evidence."""
    if not a.country or not b.country or a.country == b.country:
        return None
    found = level("country", "neighbour" if b.country in borders.country_neighbours(a.country) else "other")
    return Finding(found, found.u)


def compare_sources(a: Comparable, b: Comparable, population: Population) -> Finding | None:
    """Countries the goods came from (origin or departure; lists use the two columns for one another)."""
    if not a.sources or not b.sources:
        return None
    common = set(a.sources).intersection(b.sources)
    prior = level("source", "equal").u
    shares = [population.share("source", code, prior=prior, without=PAIR) for code in common or b.sources]
    if common:
        return Finding(level("source", "equal"), min(shares))
    return Finding(level("source", "other"), max(1 - max(shares), level("source", "other").u))


def _codes(field: str) -> Callable[[Comparable, Comparable, Population], Finding | None]:
    """A comparison of two codes of one field: equal (a rare code weighs more) or different."""

    def compare_codes(a: Comparable, b: Comparable, population: Population) -> Finding | None:
        mine, theirs = getattr(a, field), getattr(b, field)
        if not mine or not theirs:
            return None
        share = population.share(field, mine, prior=level(field, "equal").u, without=PAIR)
        if mine == theirs:
            return Finding(level(field, "equal"), share)
        return Finding(level(field, "other"), 1 - share)

    return compare_codes


CIRCUMSTANCES = (
    compare_substance,
    compare_country,
    compare_place,
    compare_list,
    compare_sources,
    _codes("destination"),
    _codes("conveyance"),
    _codes("installation"),
    _codes("concealment"),
)
