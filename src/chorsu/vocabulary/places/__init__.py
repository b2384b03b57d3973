"""Countries, regions, settlements, crossing points and boundaries, as reviewed data that an operator can replace.

Owns the codes of places that records store, and the reading of every spelling of them. Must not know a record, an
officer or a database; names no place in code.
"""

from __future__ import annotations

from chorsu.vocabulary.places.borders import (
    boundaries,
    boundary_note,
    country_neighbours,
    country_outlines,
    disputed_lines,
    neighbours,
)
from chorsu.vocabulary.places.countries import (
    Country,
    CountryMatch,
    countries,
    country,
    find_country,
    member_states,
    observer_states,
)
from chorsu.vocabulary.places.crossings import Crossing, crossing, crossings
from chorsu.vocabulary.places.labels import label
from chorsu.vocabulary.places.place_search import PlaceMatch, find_place
from chorsu.vocabulary.places.region_search import RegionMatch, find_regions, is_spelt_so
from chorsu.vocabulary.places.regions import FormerRegion, Region, former_regions, region, regions
from chorsu.vocabulary.places.settlements import Settlement, settlement, settlements
from chorsu.vocabulary.places.towns import regions_of_town

__all__ = [
    "Country",
    "CountryMatch",
    "Crossing",
    "FormerRegion",
    "PlaceMatch",
    "Region",
    "RegionMatch",
    "Settlement",
    "boundaries",
    "boundary_note",
    "countries",
    "country",
    "country_neighbours",
    "country_outlines",
    "crossing",
    "crossings",
    "disputed_lines",
    "find_country",
    "find_place",
    "find_regions",
    "former_regions",
    "is_spelt_so",
    "label",
    "member_states",
    "neighbours",
    "observer_states",
    "region",
    "regions",
    "regions_of_town",
    "settlement",
    "settlements",
]
