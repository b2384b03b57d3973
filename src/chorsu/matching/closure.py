"""What follows from direct claims for reports that were not compared directly. Pure: no Django, no database.

Owns the rule that makes "each event once" exact for every viewer, whatever reports are hidden from them. A report is
left out when the viewer can get from it, through visible reports, to one that ranks higher. On the way there, the
first report that ranks higher than where one came from is enough; so every way whose inner reports all rank lower than
its start is written down as a claim `via` those inner reports, and is visible exactly when the whole way is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from collections.abc import Set as AbstractSet

__all__ = ["Derived", "components", "derive"]

MOST_WAYS = 64
"""Ways written down for one report; a cluster that needs more is no event but a flood, which direct claims cover."""
LONGEST_WAY = 8
"""Reports on one way, its ends included."""


@dataclass(frozen=True, slots=True)
class Derived[K]:
    """A claim that `drop` and `keep` are one event, resting on the reports `via` (in order, at least one)."""

    drop: K
    keep: K
    via: tuple[K, ...]


def components[K](neighbours: Mapping[K, AbstractSet[K]]) -> list[set[K]]:
    """The clusters: sets of reports that lead to one another."""
    found, seen = [], set()
    for start in neighbours:
        if start in seen:
            continue
        cluster, waiting = {start}, [start]
        while waiting:
            fresh = neighbours[waiting.pop()] - cluster
            cluster |= fresh
            waiting += fresh
        seen |= cluster
        found.append(cluster)
    return found


def derive[K](
    neighbours: Mapping[K, AbstractSet[K]],
    rank: Callable[[K], object],
    rejected: Collection[frozenset[K]] = frozenset(),
) -> list[Derived[K]]:
    """All derived claims of a graph of direct ones; `rejected` pairs are never derived: a person has said no.

    `rank` gives a total order, the highest being the report that counts.
    """
    order = {report: place for place, report in enumerate(sorted(neighbours, key=rank))}  # type: ignore[arg-type] # the ranks of one graph compare
    found = []
    for start in neighbours:
        for number, way in enumerate(_ways(start, neighbours, order)):
            if number == MOST_WAYS:
                break
            if frozenset((start, way[-1])) not in rejected:
                found.append(Derived(start, way[-1], way[1:-1]))
    return found


def _ways[K](start: K, neighbours: Mapping[K, AbstractSet[K]], order: Mapping[K, int]) -> Iterator[tuple[K, ...]]:
    """Ways of three or more reports from `start` up to the first that ranks higher, with no short cut inside."""
    waiting: list[tuple[K, ...]] = [(start,)]
    while waiting:
        way = waiting.pop(0)
        earlier: set[K] = set().union(*(neighbours[report] for report in way[:-1])) | set(way)
        for report in sorted(neighbours[way[-1]] - earlier, key=order.__getitem__):
            if order[report] > order[start]:
                if len(way) > 1:
                    yield (*way, report)
            elif len(way) < LONGEST_WAY - 1:
                waiting.append((*way, report))
