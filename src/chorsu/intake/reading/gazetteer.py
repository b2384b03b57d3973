"""All that the vocabulary knows of places in one look-up by key, whatever the country: countries to crossing points.

Owns the joining of the vocabulary's tables with the few names that only texts use (`lexicons/any/place_names.tsv`:
seas, short forms). Must not know a text, nor decide which of several places of one name is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.vocabulary.places.countries import countries
from chorsu.vocabulary.places.crossings import crossings
from chorsu.vocabulary.places.districts import all_districts, district_keys
from chorsu.vocabulary.places.region_search import region_keys
from chorsu.vocabulary.places.regions import Region, former_regions, region, regions
from chorsu.vocabulary.places.settlements import by_key, settlement_countries, settlements
from chorsu.vocabulary.places.text import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.vocabulary.places.settlements import Settlement

__all__ = ["Site", "abbreviated", "begins", "is_abbreviation", "key_of", "sites", "small_ends"]

_SHORTEST = 3
"""Letters of the shortest key by which a place is known."""
_SHORT = 4
"""Letters up to which a settlement is known by its own name only: alternate names as short are codes and noise."""
_TOWN = 10_000
"""People from which a short alternate name without vowels is believed to be one in Arabic script."""
_VOWELS = frozenset("aeiou")
_CAPITALS = "="
"""Stands before the key of an abbreviation, which is found in capitals only."""
_LONGEST_ABBREVIATION = 5
_MODES = {"air": "airport", "rail": "station", "sea": "port"}


@dataclass(frozen=True, slots=True)
class Site:
    """One place: kind, the vocabulary's id, English name, country, today's region by ISO, degrees, people.

    `kind` is `country`, `region`, `district`, `settlement`, `crossing`, `airport`, `station`, `port` or `sea`; `own`
    is False where the key is that of an alternate or former name.
    """

    kind: str
    place_id: str
    name: str
    country: str
    admin1: str
    latitude: float | None = None
    longitude: float | None = None
    people: int = 0
    own: bool = True


def key_of(text: str) -> str:
    """The key of a written name: Latin letters by sound, no spaces."""
    return skeleton(fold(text))


@lru_cache(maxsize=65536)
def sites(key: str) -> tuple[Site, ...]:
    """The places that bear a name with this key: those of the other tables, settlements, those that only texts use."""
    if len(key) < _SHORTEST:
        return ()
    return tuple(dict.fromkeys((*_named().get(key, ()), *_settled_at(key), *_listed().get(key, ()))))


def begins(key: str) -> bool:
    """Whether the key of any place begins with this one: no name goes on from letters with which none begins."""
    keys = _keys()
    at = bisect_left(keys, key)
    return at < len(keys) and keys[at].startswith(key)


@cache
def _keys() -> tuple[str, ...]:
    """Every key under which `sites` knows a place, in order."""
    return tuple(sorted({*_named(), *_towns(), *_listed()}))


def abbreviated(capitals: str) -> tuple[Site, ...]:
    """The countries and regions that these capital letters stand for."""
    return sites(_CAPITALS + capitals)


def is_abbreviation(name: str) -> bool:
    """Whether a name is one of capitals only; scripts without them have none."""
    capitals = sum(1 for letter in name if letter.isupper())
    return capitals > 1 and len(name.replace(".", "")) <= _LONGEST_ABBREVIATION and " " not in name


@cache
def _named() -> dict[str, list[Site]]:
    found: dict[str, list[Site]] = defaultdict(list)
    _add_countries(found)
    _add_regions(found)
    _add_districts(found)
    _add_crossings(found)
    return dict(found)


def _add_countries(found: dict[str, list[Site]]) -> None:
    for one in countries():
        if one.known and not one.valid_to:
            for name in (one.name_en, one.name_ru, one.name_fr, *one.names):
                own = name in {one.name_en, one.name_ru}
                site = Site("country", one.code, one.name_en, one.code, "", own=own)
                if is_abbreviation(name):
                    found[_CAPITALS + name.replace(".", "")].append(site)
                else:
                    found[key_of(name)].append(site)


def _add_regions(found: dict[str, list[Site]]) -> None:
    for one in regions():
        kind = {"city": "settlement", "district": "district"}.get(one.kind, "region")
        site = Site(kind, one.code, one.name_en, one.country, one.code, one.latitude, one.longitude)
        for name in (one.name_en, one.name_ru, *one.names):
            if is_abbreviation(name):
                found[_CAPITALS + name].append(site)
                continue
            for key in {key_of(name), *region_keys(name)}:
                found[key].append(site)
    for gone in former_regions():
        now = region(gone.kept)
        latitude, longitude = (now.latitude, now.longitude) if isinstance(now, Region) else (None, None)
        site = Site("region", gone.kept, now.name_en, gone.country, gone.kept, latitude, longitude, own=False)
        for name in (gone.name_en, gone.name_ru, *gone.names):
            for key in {key_of(name), *region_keys(name)}:
                found[key].append(site)


def _add_districts(found: dict[str, list[Site]]) -> None:
    for one in all_districts():
        town = next((town for town in by_key(one.centre, one.country) if town.admin1 == one.admin1), None)
        place = (town.latitude, town.longitude) if town else (one.latitude, one.longitude)
        name = f"{one.name} District"
        site = Site("district", town.place_id if town else "", name, one.country, one.admin1, *place)
        for name in (one.name, *one.names):
            for key in district_keys(name):
                found[key].append(site)


def _add_crossings(found: dict[str, list[Site]]) -> None:
    for one in crossings():
        kind = _MODES.get(one.mode, "crossing")
        site = Site(kind, one.place_id, one.name, one.country, one.admin1, one.latitude, one.longitude)
        for name in (one.name, one.name_ru, *one.names):
            found[key_of(name)].append(site)


@cache
def small_ends() -> frozenset[str]:
    """The last words, without a capital, of the names of crossing points: "Нұр жолы", "Пянджи поён"."""
    names = (name.split() for one in crossings() for name in (one.name, one.name_ru, *one.names))
    return frozenset(words[-1] for words in names if len(words) > 1 and words[-1].islower() and words[0][0].isupper())


@cache
def _towns() -> dict[str, list[Settlement]]:
    """The settlements by each of their keys, country after country, the most peopled first."""
    found: dict[str, list[Settlement]] = defaultdict(list)
    for land in settlement_countries():
        for one in settlements(land):
            for key in one.keys:
                found[key].append(one)
    return dict(found)


def _settled_at(key: str) -> Iterator[Site]:
    """The settlements with this key, made sites when they are asked for: few of many thousands ever are."""
    for one in _towns().get(key, ()):
        own = one.is_called(key)
        if len(key) > _SHORT or own or (one.population >= _TOWN and _without_vowels(key)):
            yield _settled(one, own=own)


def _without_vowels(key: str) -> bool:
    """Whether the key may be that of a name in Arabic script, which writes few vowels."""
    return sum(1 for letter in key if letter not in _VOWELS) >= _SHORTEST


def _settled(one: Settlement, *, own: bool) -> Site:
    latitude, longitude = one.latitude, one.longitude
    return Site("settlement", one.place_id, one.name, one.country, one.admin1, latitude, longitude, one.population, own)


@cache
def _listed() -> dict[str, list[Site]]:
    """Names of `place_names.tsv`: a site of its own, or another name of a known one (column `id`)."""
    found: dict[str, list[Site]] = defaultdict(list)
    for row in lexicon.rows("any", "place_names"):
        known = _known(row["id"]) if row["id"] else None
        site = known or Site(row["kind"], "", row["name_en"], row["country"], "")
        for form in lexicon.forms(row["forms"]):
            found[_CAPITALS + form if is_abbreviation(form) else key_of(form)].append(site)
    return dict(found)


def _known(place_id: str) -> Site | None:
    if "-" in place_id and not place_id.startswith(("x-", "e-")):
        one = region(place_id)
        if isinstance(one, Region):
            kind = "settlement" if one.kind == "city" else "region"
            return Site(kind, one.code, one.name_en, one.country, one.code, one.latitude, one.longitude)
    if place_id.isupper():
        return Site("country", place_id, next(c.name_en for c in countries() if c.code == place_id), place_id, "")
    return _town(place_id) if place_id.isdecimal() else None


def _town(place_id: str) -> Site | None:
    """The settlement of an id, by the English name and the country beside it."""
    row = next(one for one in lexicon.rows("any", "place_names") if one["id"] == place_id)
    towns = (one for one in by_key(key_of(row["name_en"]), row["country"]) if one.place_id == place_id)
    return next((_settled(one, own=True) for one in towns), None)
