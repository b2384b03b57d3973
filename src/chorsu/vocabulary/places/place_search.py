"""Finding of the one place that a report means: region of today, coordinates, and what is odd about them.

Owns the rules by which names in a text, the reported country and the reported division are weighed against each other.
Must not read tables itself nor guess: where several places remain, it says so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from chorsu.vocabulary.places.damage import is_damaged, repair
from chorsu.vocabulary.places.place_words import Mention, Reading, read_place
from chorsu.vocabulary.places.region_search import RegionMatch, bears_name, find_regions
from chorsu.vocabulary.places.regions import Region, enclosing, parted_after, region, territories
from chorsu.vocabulary.places.settlements import Settlement, by_key, settlement, settlement_countries
from chorsu.vocabulary.places.spots import Spot, nearly_named, spot_of, within
from chorsu.vocabulary.places.text import skeleton
from chorsu.vocabulary.places.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PlaceMatch", "find_place"]

_TOWN = 50_000
"""People from which a settlement that shares its region's name, or lies outside the region named, is believed meant."""
_FAMOUS = 100_000
"""People from which a settlement of another country is believed to be meant."""
_TELLING = 6
"""Letters of a former or foreign name that are enough to tell such a city by."""
_METROPOLIS = 200_000
"""People from which no word such as "city" is needed for that, when nothing else stands beside the name."""
_SAID = frozenset({"city", "rail", "air", "post", "water"})
"""Words that speak of a point and not of a region."""
_ORDER = ("former_region", "joint_region", "territory_differs", "place_elsewhere", "damaged_text", "ambiguous_place")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Where a report says it was.

    `place_id` is a GeoNames id, a crossing point's (`x-…`) or a region's code; `country` the reported one; `admin1` of
    today, several joined by `/`, None where open; coordinates in degrees (WGS 84), None where unknown.
    """

    place_id: str | None
    name: str
    country: str
    admin1: str | None
    latitude: float | None
    longitude: float | None
    flags: tuple[str, ...]
    how: str
    """What was found: `settlement`, `crossing`, `district`, `region`, or `none` where only a flag is known."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What is known when the places are weighed: reporting country, division of the report, region in the text."""

    country: str
    reported: tuple[str, ...]
    named: RegionMatch | None

    @property
    def around(self) -> tuple[str, ...]:
        if self.reported:
            return self.reported
        return (*self.named.codes, *self.named.alternatives) if self.named else ()


def find_place(text: str, country: str, admin1: str | None = None, at: dt.date | None = None) -> PlaceMatch | None:
    """The place that a report's words mean.

    `country` is the reporting country (alpha-2), `admin1` what was read from the report's division (codes joined by
    `/`), `at` the day. Flags: former_region, joint_region, territory_differs, place_elsewhere, damaged_text,
    ambiguous_place. The settlement decides the region where the words name only a region that it has since left.
    None where the words name nothing known.
    """
    match = _find(text.strip(), country, admin1 or "")
    if match is None or at is None or match.how != "region" or not match.admin1:
        return match
    if any(parted_after(code, at) for code in match.admin1.split("/")):
        return replace(match, flags=_flags([*match.flags, "former_region"]))
    return match


def _flags(flags: Iterable[str]) -> tuple[str, ...]:
    raised = set(flags)
    return tuple(flag for flag in _ORDER if flag in raised)


@lru_cache(maxsize=32768)
def _find(text: str, country: str, admin1: str) -> PlaceMatch | None:
    if not text:
        return None
    if is_damaged(text):
        repaired = repair(text, country)
        match = _find(repaired, country, admin1) if repaired else None
        if match:
            return replace(match, flags=_flags([*match.flags, "damaged_text"]))
        return PlaceMatch(None, "", country, admin1 or None, None, None, ("damaged_text",), "none")
    reported = tuple(code for code in admin1.split("/") if code)
    there = _country_of(country, reported)
    reading = read_place(text, there)
    case = _Case(country, reported, _named_region(text, reading, there))
    return _decide(reading, case, there) or (None if reported else _abroad(text, reading, country))


def _country_of(country: str, reported: tuple[str, ...]) -> str:
    """Where to look: the reporting country, or the one that the reported division lies in."""
    lands = {code[:2] for code in reported if code not in territories().get(country, ())}
    return lands.pop() if len(lands) == 1 else country


def _named_region(text: str, reading: Reading, country: str) -> RegionMatch | None:
    """The region that the words name; where they name a city of its own inside another region, that city."""
    typed = [one.match for one in reading.regions if one.typed]
    towns = {mention.key for mention in reading.mentions if mention.settlements}
    bare = [
        one.match
        for one in reading.regions
        if not (skeleton(" ".join(one.words)) in towns and (one.match.former or reading.is_route))
    ]
    found = typed or bare or _loosely(reading, country)
    if len({match.codes for match in (*typed, *bare)}) > 1:
        whole = find_regions(text, country)
        if whole and len(whole.codes) > 1:
            return whole
    if len({match.codes for match in found}) > 1:
        inner = (one for one in found if all(within(code, other.codes) for other in found for code in one.codes))
        first = next(inner, None if typed else found[-1])
        return replace(first, former=any(one.former for one in found)) if first else None
    return found[0] if found else None


def _loosely(reading: Reading, country: str) -> list[RegionMatch]:
    """Regions of segments in which nothing else was found, a slip of the pen forgiven."""
    loose = []
    for number in dict.fromkeys(number for number, _ in reading.unread):
        tokens = reading.segments[number]
        if not any(kind_of(token) in {"district", "street", "village"} for token in tokens):
            match = find_regions(" ".join(tokens), country)
            if match and not match.country_differs:
                loose.append(match)
    return loose


def _decide(reading: Reading, case: _Case, there: str) -> PlaceMatch | None:
    free, twins = _sorted_mentions(reading)
    spots = [spot for mention in free if (spot := spot_of(mention, case.around, reading.hints))]
    inside = [spot for spot in spots if not case.around or within(spot.admin1, case.around)]
    best = next((spot for spot in inside if spot.sure), None) if not reading.is_route else None
    if best is None and not reading.is_route:
        namesake = _namesake(reading, case, twins)
        apart = [spot for one in twins if (spot := spot_of(one, (), reading.hints))]
        far = [spot for spot in (*spots, *apart) if not within(spot.admin1, case.around)]
        best = namesake or _slip(reading, case, there) or (None if inside else _outside(far))
    if best:
        return _settled(best, case)
    return _unsettled(inside, case)


def _sorted_mentions(reading: Reading) -> tuple[list[Mention], list[Mention]]:
    """Mentions that are not also a region's name, posts first where one is spoken of; and those that are."""
    names = {(one.segment, one.words) for one in reading.regions if not one.typed and not one.match.former}
    bare = {(number, tuple(word for word in words if not kind_of(word))) for number, words in names}
    free = [one for one in reading.mentions if (one.segment, one.words) not in names | bare]
    twins = [one for one in reading.mentions if (one.segment, one.words) in names | bare]
    post = bool(reading.hints & {"post"})
    free.sort(key=lambda one: (not (post and one.crossings), one.hint == "district", not one.whole))
    return free, twins


def _namesake(reading: Reading, case: _Case, twins: list[Mention]) -> Spot | None:
    """The town that shares its region's name ("Herat"): named twice ("Osh, Osh"), or large and alone."""
    if case.named and len(case.named.codes) > 1 and not case.reported:
        return None
    codes = Counter([*(code for one in reading.regions for code in one.match.codes), *case.reported])
    for mention in twins:
        spot = spot_of(mention, case.around, reading.hints)
        if spot is None or not spot.sure or not within(spot.admin1, case.around):
            continue
        twice = sum(codes[code] for code in case.named.codes) > 1 if case.named else False
        city = region(spot.admin1) if spot.admin1 else None
        is_city = isinstance(city, Region) and city.kind == "city" and spot.admin1 in codes
        town = settlement(spot.place_id or "")
        same = town is not None and any(bears_name(code, town.keys[0]) for code in case.around)
        said_city = bool(reading.hints & _SAID) and (same or spot.how == "crossing")
        alone = not reading.unread and same and spot.people >= _TOWN and spot.admin1 in case.around
        if twice or said_city or (not reading.unread and is_city) or alone:
            return spot
    return None


def _slip(reading: Reading, case: _Case, there: str) -> Spot | None:
    """A settlement a slip of the pen away from the words of a segment that nothing else was read in."""
    taken = {one.segment for one in reading.regions if not one.typed} | {one.segment for one in reading.mentions}
    for number in dict.fromkeys(number for number, _ in reading.unread):
        words = tuple(word for segment, word in reading.unread if segment == number)
        if number not in taken and not any(kind_of(token) == "street" for token in reading.segments[number]):
            spot = nearly_named(words, skeleton(" ".join(words)), there, case.around)
            if spot and spot.sure:
                return spot
    return None


def _outside(spots: list[Spot]) -> Spot | None:
    """A large settlement, called by its own name, that lies in none of the regions named."""
    for spot in spots:
        enough = _TOWN if spot.hint == "city" else _METROPOLIS if spot.whole and not spot.hint else None
        if spot.how == "settlement" and spot.sure and spot.own_name and enough and spot.people >= enough:
            return spot
    return None


def _settled(spot: Spot, case: _Case) -> PlaceMatch:
    admin1, flags = _weigh(spot, case)
    place = (spot.latitude, spot.longitude)
    return PlaceMatch(spot.place_id, spot.name, case.country, admin1 or None, *place, _flags(flags), spot.how)


def _weigh(spot: Spot, case: _Case) -> tuple[str, list[str]]:
    """Whether the division or the settlement decides, and what is odd when they differ."""
    if len(case.reported) > 1:
        elsewhere = [] if within(spot.admin1, case.reported) else ["place_elsewhere"]
        return "/".join(sorted(case.reported)), ["joint_region", *elsewhere]
    if case.reported:
        return _against_division(spot, case.reported[0], case.country)
    flags = list(_territory(spot.admin1, case.country))
    if case.named:
        flags += [flag for flag in case.named.flags if flag == "former_region"]
        if not within(spot.admin1, case.around):
            flags.append("place_elsewhere")
        elif any(spot.admin1 in _parted(code) for code in case.named.codes):
            flags.append("former_region")
    return spot.admin1, flags


def _against_division(spot: Spot, code: str, country: str) -> tuple[str, list[str]]:
    odd = list(_territory(code, country))
    if spot.admin1 == code or spot.admin1 in enclosing(code):
        return spot.admin1, odd
    if spot.admin1 in _parted(code):
        return spot.admin1, [*odd, "former_region"]
    return code, [*odd, "place_elsewhere"]


def _parted(code: str) -> frozenset[str]:
    """The regions that were ever a part of this one."""
    return parted_after(code, dt.date.min)


def _territory(code: str, country: str) -> tuple[str, ...]:
    if code.startswith(f"{country}-"):
        return ()
    return ("territory_differs",) if code in territories().get(country, ()) else ("place_elsewhere",)


def _unsettled(spots: list[Spot], case: _Case) -> PlaceMatch | None:
    """No settlement is sure: the region if one is named or reported; else only that it stays open."""
    flags = ["ambiguous_place"] if spots else []
    named = case.named.codes if case.named else ()
    if case.reported and named and not all(within(code, case.reported) for code in named):
        flags.append("place_elsewhere")
    if case.named and not case.reported:
        flags += case.named.flags
    codes = case.reported or named
    if codes and (named or spots):
        return _region_only(codes, case, flags)
    if not spots:
        return None
    regions = {spot.admin1 for spot in spots}
    common = regions.pop() if len(regions) == 1 and all(spot.sure for spot in spots) else None
    return PlaceMatch(None, spots[0].name, case.country, common, None, None, _flags(flags), "none")


def _region_only(codes: tuple[str, ...], case: _Case, flags: list[str]) -> PlaceMatch:
    joined = "/".join(sorted(codes))
    if len(codes) > 1:
        return PlaceMatch(None, joined, case.country, joined, None, None, _flags([*flags, "joint_region"]), "region")
    one = region(codes[0])
    odd = [*flags, *_territory(codes[0], case.country)]
    middle = one if isinstance(one, Region) else None
    latitude, longitude = (middle.latitude, middle.longitude) if middle else (None, None)
    return PlaceMatch(codes[0], one.name_en, case.country, joined, latitude, longitude, _flags(odd), "region")


def _abroad(text: str, reading: Reading, country: str) -> PlaceMatch | None:
    """A large city or a region of another country, when the text says nothing else."""
    words = [token for tokens in reading.segments for token in tokens if not kind_of(token)]
    alone = len(reading.segments) == 1 and bool(words) and "street" not in reading.hints
    town = _famous(skeleton(" ".join(words))) if alone else None
    if town:
        spot = Spot(town.place_id, town.name, town.country, town.admin1, town.latitude, town.longitude, "settlement")
        return _settled(spot, _Case(country, (), None))
    match = find_regions(text, country)
    if match and match.country_differs:
        return _region_only(match.codes, _Case(country, (), match), list(match.flags))
    return None


def _famous(key: str) -> Settlement | None:
    """The only large settlement anywhere with this name; former names too where long enough to be no chance."""
    large = [town for land in settlement_countries() for town in by_key(key, land) if town.population >= _FAMOUS]
    own = [town for town in large if town.is_called(key)]
    found = own or (large if len(key) >= _TELLING else [])
    return found[0] if len(found) == 1 else None
