"""Weighing of namesakes: which settlement, district or crossing point a mention means, given the regions around it.

Owns the thresholds for how sure is sure. Must not know reports, columns or flags.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from chorsu.vocabulary.places.place_words import Mention
from chorsu.vocabulary.places.regions import enclosing, kin
from chorsu.vocabulary.places.settlements import Settlement, by_key, keys_like

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Spot", "nearly_named", "spot_of", "town_spot", "within"]

_CITY = 10_000
"""People from which the word "city" may be meant."""
_DOMINANT = 10
"""How many times the people of the next namesake make a settlement the one that is meant."""
_LARGE = 100_000
"""People from which a misspelt name is believed to be a settlement's when no region is named."""
_NEAR_KM = 25.0
"""Namesakes of one region as near as this are one place, listed twice."""
_DEGREE_KM = 111.2
_SLIP, _SLIPS = 6, 9
"""Letters from which one slip and two slips of the pen are forgiven in a settlement's name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that a mention means. Without `sure` several namesakes remain and the coordinates are of the first."""

    place_id: str | None
    name: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    how: str
    """`settlement`, `crossing` or `district`."""
    sure: bool = True
    people: int = 0
    hint: str = ""
    whole: bool = True
    """Whether the mention fills its part of the text."""
    own_name: bool = True
    """Whether the text calls the settlement by its own name and not by an alternate or former one."""


def within(code: str, around: Sequence[str]) -> bool:
    """Whether a region is one of those named, was once part of one, or is the city or the area around one."""
    return any(code in kin(named) or code in enclosing(named) for named in around)


def spot_of(mention: Mention, around: Sequence[str], hints: frozenset[str]) -> Spot | None:
    """What a mention means inside the regions named, or, when nothing of its name lies there, in the country."""
    if mention.hint == "district":
        return _district(mention, around) or _towns(mention, around)
    crossing = _crossing(mention, around, hints)
    town = _towns(mention, around)
    at_post = hints & {"post", "rail", "water", "air"} and mention.hint not in {"city", "village"}
    if crossing and (at_post or town is None):
        return crossing
    return town or _district(mention, around)


def _crossing(mention: Mention, around: Sequence[str], hints: frozenset[str]) -> Spot | None:
    found = [one for one in mention.crossings if not around or within(one.admin1, around)]
    if not found:
        return None
    wanted = "air" if "air" in hints else "rail" if "rail" in hints else "river" if "water" in hints else "road"
    one = next((post for post in found if post.mode == wanted), found[0])
    if one.mode == "air" and "air" not in hints:
        return None
    return Spot(one.place_id, one.name, one.country, one.admin1, one.latitude, one.longitude, "crossing")


def _district(mention: Mention, around: Sequence[str]) -> Spot | None:
    listed = [one for one in mention.districts if not around or within(one.admin1, around)]
    exact = [one for one in listed if one.admin1 in around] or listed
    if not exact:
        spot = town_spot(mention.centres, mention, around)
        return replace(spot, how="district") if spot else None
    one = exact[0]
    centre = next((town for town in by_key(one.centre, one.country) if town.admin1 == one.admin1), None)
    place = (centre.latitude, centre.longitude) if centre else (one.latitude, one.longitude)
    sure = len({other.admin1 for other in exact}) == 1
    return Spot(centre.place_id if centre else None, one.name, one.country, one.admin1, *place, "district", sure=sure)


def _towns(mention: Mention, around: Sequence[str]) -> Spot | None:
    return town_spot(mention.settlements, mention, around)


def town_spot(found: Sequence[Settlement], mention: Mention, around: Sequence[str]) -> Spot | None:
    """The settlement meant among namesakes: in the region named, in its kin, by its word of kind, by its people."""
    if not found:
        return None
    exact = [one for one in found if one.admin1 in around]
    inside = exact or [one for one in found if within(one.admin1, around)]
    chosen = _by_hint(inside or found, mention.hint)
    first = chosen[0]
    return Spot(
        first.place_id,
        first.name,
        first.country,
        first.admin1,
        first.latitude,
        first.longitude,
        "settlement",
        sure=_is_sure(chosen),
        people=first.population,
        hint=mention.hint,
        whole=mention.whole,
        own_name=first.is_called(mention.key),
    )


def _by_hint(found: Sequence[Settlement], hint: str) -> list[Settlement]:
    """Towns for the word "city", villages for the word "village", where there are such."""
    if hint == "city":
        return [one for one in found if one.population >= _CITY] or list(found)
    if hint == "village":
        return [one for one in found if one.population < 2 * _CITY] or list(found)
    return list(found)


def _is_sure(found: Sequence[Settlement]) -> bool:
    first = found[0]
    for other in found[1:]:
        if first.population >= max(_CITY, _DOMINANT * other.population):
            break
        if other.admin1 != first.admin1 or _km(first, other) > _NEAR_KM:
            return False
    return True


def _km(a: Settlement, b: Settlement) -> float:
    east = (a.longitude - b.longitude) * cos(radians(a.latitude))
    return hypot(a.latitude - b.latitude, east) * _DEGREE_KM


def nearly_named(words: tuple[str, ...], key: str, country: str, around: Sequence[str]) -> Spot | None:
    """The only settlement whose name is a slip of the pen away: inside the regions named, or a large one."""
    allowed = 0 if len(key) < _SLIP else 1 if len(key) < _SLIPS or not around else 2
    if not allowed:
        return None
    near = process.extract(key, keys_like(key, country), scorer=OSA.distance, score_cutoff=allowed, limit=None)
    found: dict[str, Settlement] = {}
    best = allowed
    for other, distance, _ in near:
        towns = [town for town in by_key(other, country) if _may_be(town, other, around)]
        if found and distance > best:
            break
        if towns:
            best = int(distance)
            found.update({town.place_id: town for town in towns})
    return town_spot(tuple(found.values()), Mention(words), around) if len(found) == 1 else None


def _may_be(town: Settlement, key: str, around: Sequence[str]) -> bool:
    if around:
        return within(town.admin1, around)
    return town.population >= _LARGE and town.is_called(key)
