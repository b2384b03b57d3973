"""Regions that may be meant by the name of a settlement, where a region is asked for and nothing else is told.

Must not choose between them: that needs the rest of a report (`place_search`).
"""

from __future__ import annotations

from chorsu.vocabulary.places.region_search import bears_name
from chorsu.vocabulary.places.regions import regions
from chorsu.vocabulary.places.settlements import called
from chorsu.vocabulary.places.text import fold, is_spelt_alike, skeleton

__all__ = ["regions_of_town"]

_TOWN = 50_000
"""People from which a settlement is meant by a name that it bears beside its own, or bore before."""
_MOST = 5


def regions_of_town(text: str) -> tuple[str, ...]:
    """The regions in which settlements of this name lie, the most peopled first; a country where no region is known.

    Each is followed by the regions of its country that bear the same name (Osh: the city, and the region around it).
    """
    folded = fold(text)
    key = skeleton(folded)
    if not key or not is_spelt_alike(folded.replace(" ", ""), key):
        return ()
    found: dict[str, None] = {}
    for one in called(key):
        if one.is_called(key) or one.population >= _TOWN:
            found |= dict.fromkeys([one.admin1 or one.country])
            found |= dict.fromkeys(near.code for near in regions(one.country) if bears_name(near.code, key))
    return tuple(found)[:_MOST]
