"""Weighing of namesakes: which settlement, district or crossing point a mention means, given the regions around it.

Owns the thresholds for how sure is sure. Must not know reports, columns or flags.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from rapidfuzz.distance import OSA

from chorsu.vocabulary.places.place_words import Mention
from chorsu.vocabulary.places.regions import enclosing, kin
from chorsu.vocabulary.places.settlements import Settlement, by_key, keys_of

__all__ = ["Spot", "nearly_named", "spot_of", "within"]

_CITY = 10_000
"""People from which the word "city" may be meant."""
_DOMINANT = 10
"""How many times the people of the next namesake make a settlement the one that is meant."""
_NEAR_KM = 25.0
"""Namesakes of one region as near as this are one place, listed twice."""
_DEGREE_KM = 111.2
_SLIP, _SLIPS = 6, 9
"""Letters from which one slip and two slips of the pen are forgiven in a settlement's name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that a mention means. Without `sure` several namesakes remain and the coordinates are of the first."""

    place_id: str
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    how: str
    """`settlement`, `crossing` or `district`."""
    sure: bool = True
    people: int = 0


def within(code: str, around: Sequence[str]) -> bool:
    """Whether a region is one of those named, was once part of one, or is the city or the area around one."""
    return any(code in kin(named) or code in enclosing(named) for named in around)


def spot_of(mention: Mention, around: Sequence[str]) -> Spot | None:
    """What a mention means inside the regions named, or, when nothing of its name lies there, in the country."""
    if mention.hint == "district":
        return _district(mention, around) or _settlement(mention.settlements, mention, around)
    crossing = _crossing(mention, around)
    town = _settlement(mention.settlements, mention, around)
    if crossing and (mention.hint in {"post", "rail", "water"} or town is None):
        return crossing
    return town or _district(mention, around)


def _crossing(mention: Mention, around: Sequence[str]) -> Spot | None:
    found = [one for one in mention.crossings if not around or within(one.admin1, around)]
    if not found:
        return None
    wanted = "rail" if mention.hint == "rail" else "river" if mention.hint == "water" else "road"
    one = next((post for post in found if post.mode == wanted), found[0])
    return Spot(one.place_id, one.name, one.country, one.admin1, one.latitude, one.longitude, "crossing")


def _district(mention: Mention, around: Sequence[str]) -> Spot | None:
    listed = [one for one in mention.districts if not around or within(one.admin1, around)]
    if len({one.admin1 for one in listed}) == 1:
        centres = by_key(listed[0].centre, listed[0].country) if listed[0].centre else ()
        same = tuple(one for one in centres if one.admin1 == listed[0].admin1)
        spot = _settlement(same or mention.centres, mention, (listed[0].admin1,)) if same or mention.centres else None
        if spot and spot.admin1 == listed[0].admin1:
            return _as_district(spot)
        return None
    spot = _settlement(mention.centres or mention.settlements, mention, around)
    return _as_district(spot) if spot else None


def _as_district(spot: Spot) -> Spot:
    return Spot(
        spot.place_id, spot.name, spot.country, spot.admin1, spot.latitude, spot.longitude, "district", spot.sure, spot.people
    )


def _settlement(found: Sequence[Settlement], mention: Mention, around: Sequence[str]) -> Spot | None:
    if not found:
        return None
    inside = [one for one in found if within(one.admin1, around)]
    chosen = _by_hint(inside or found, mention.hint)
    first = chosen[0]
    exact = [one for one in chosen if one.admin1 in around]
    if exact:
        chosen, first = exact, exact[0]
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


def nearly_named(key: str, country: str, around: Sequence[str]) -> Spot | None:
    """The only settlement inside the regions named whose name is a slip of the pen away; None without such regions."""
    allowed = 0 if len(key) < _SLIP else 1 if len(key) < _SLIPS else 2
    if not allowed or not around:
        return None
    best = allowed
    found: dict[str, Settlement] = {}
    for other, towns in keys_of(country).items():
        if abs(len(other) - len(key)) > best or other[0] != key[0]:
            continue
        distance = OSA.distance(key, other, score_cutoff=best)
        if distance > best:
            continue
        inside = [town for town in towns if within(town.admin1, around)]
        if inside and distance < best:
            best, found = distance, {}
        found.update({town.place_id: town for town in inside})
    if len(found) != 1:
        return None
    return _settlement(tuple(found.values()), Mention((key,)), around)
