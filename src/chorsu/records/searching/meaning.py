"""What a searched text names: the places and substances that it may stand for, whatever its alphabet."""

from __future__ import annotations

import functools
from typing import NamedTuple

from chorsu.vocabulary import places
from chorsu.vocabulary.substances import ancestors, find_substance, substances

__all__ = ["Meant", "descendants", "meant"]


@functools.cache
def descendants(code: str) -> tuple[str, ...]:
    """The code itself and all codes below it in the substance tree; an unknown code stands for itself."""
    return (code, *(node.code for node in substances() if code in ancestors(node.code)))


class Meant(NamedTuple):
    """What a text names, as codes."""

    places: list[str]
    regions: list[str]
    countries: list[str]
    substances: list[str]


@functools.lru_cache(maxsize=1024)
def meant(text: str) -> Meant:
    """The codes that a searched text may stand for, whatever its alphabet."""
    found = [
        match
        for state in places.member_states()
        if (match := places.find_place(text, state.code)) and "place_elsewhere" not in match.flags
    ]
    regions = {match.admin1 for match in found if match.how == "region" and match.admin1}
    country, substance = places.find_country(text), find_substance(text)
    return Meant(
        places=sorted(
            {match.place_id for match in found if match.how in {"settlement", "crossing"} and match.place_id}
        ),
        regions=sorted(regions),
        countries=[country.code] if country and country.known else [],
        substances=sorted(descendants(substance.code)) if substance and substance.known else [],
    )
