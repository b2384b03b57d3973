"""Ten thousand watches against one record: an index from what watches ask to the watches, so that few are looked at.

Every watch stands under the values of one of its criteria, the most telling one that it names. A record is looked up by
what it tells; the watches found are then asked one by one. Pure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from chorsu.exchange.watches.criteria import answers
from chorsu.kernel.words import matchable

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from chorsu.exchange.watches.criteria import Criteria, Told

__all__ = ["Index"]

_LEAST, _MOST = -20, 60
"""Powers of two, in kilograms, by which watches stand that ask for a quantity alone."""
_LONGEST_WORDS = 20_000
"""Words of one record that are looked up: a text of a book's length is cut, as its reader cuts it."""


class Index[K: Hashable]:
    """Watches by their key. One that changes is put in anew; one that ends is taken out."""

    def __init__(self, watches: Mapping[K, Criteria] | None = None) -> None:
        self._asked: dict[K, Criteria] = {}
        self._places: dict[K, list[tuple[str, str]]] = {}
        self._under: defaultdict[tuple[str, str], set[K]] = defaultdict(set)
        for key, criteria in (watches or {}).items():
            self.put(key, criteria)

    def __len__(self) -> int:
        return len(self._asked)

    def put(self, key: K, criteria: Criteria) -> None:
        """Watch for these criteria under a key, instead of what stood under it."""
        self.drop(key)
        self._asked[key], self._places[key] = criteria, list(self._places_for(criteria))
        for place in self._places[key]:
            self._under[place].add(key)

    def drop(self, key: K) -> None:
        """Watch no more under a key."""
        self._asked.pop(key, None)
        for place in self._places.pop(key, ()):
            self._under[place].discard(key)
            if not self._under[place]:
                del self._under[place]

    def _places_for(self, asked: Criteria) -> Iterable[tuple[str, str]]:
        """Where a watch stands: under each value of the most telling criterion that it names.

        Of several words that are asked together, under the one by which the fewest stand so far.
        """
        if asked.identifiers:
            return asked.identifiers
        if asked.words:
            return {min(_parts(word), key=lambda part: len(self._under.get(part, ()))) for word in asked.words}
        for name in ("substances", "route", "places", "concealment", "conveyance"):
            named = getattr(asked, name)
            if named and not (name == "substances" and asked.groups):
                return [(name, value) for value in named]
        if asked.groups:
            return [("groups", value) for value in asked.groups] + [("substances", value) for value in asked.substances]
        return [] if asked.least_kg is None else [("least", str(_power(asked.least_kg)))]

    def hits(self, told: Told) -> Iterator[tuple[K, tuple[str, ...]]]:
        """The watches that a record answers, each with the reasons (`criteria.answers`)."""
        found: set[K] = set()
        for place in _told(told):
            found |= self._under.get(place, set())
        for key in found:
            reasons = answers(self._asked[key], told)
            if reasons:
                yield key, reasons


def _power(kg: float) -> int:
    """The power of two up to which a quantity goes."""
    return max(_LEAST, math.floor(math.log2(min(kg, 2.0**_MOST))))


def _parts(word: str) -> list[tuple[str, str]]:
    return [("word", part) for part in matchable(word).split()]


def _told(told: Told) -> Iterator[tuple[str, str]]:
    """Every value under which a watch may stand that a record answers."""
    yield from told.identifiers
    heaviest = max((lot.kg for lot in told.lots if lot.kg), default=0.0)
    if heaviest > 0:
        yield from (("least", str(power)) for power in range(_LEAST, _power(heaviest) + 1))
    for lot in told.lots:
        yield "substances", lot.substance
        yield "groups", lot.group
    yield from (("route", code) for code in told.route)
    yield from (("places", code) for code in (told.country, *told.region.split("/")))
    yield "concealment", told.concealment
    yield "conveyance", told.conveyance
    texts = " ".join((told.words, *(lot.markings for lot in told.lots)))
    yield from (("word", word) for word in set(texts.split()[:_LONGEST_WORDS]))
