"""Which of several places of one name a text means: by the word of kind, the names around, the country, the people.

Owns the weights. They say in which order these count, not how likely a reading is. Must not know roles or sentences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from math import log10
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.place_groups import fits, rank
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.intake.reading.gazetteer import Site
    from chorsu.intake.reading.place_items import Unit

__all__ = ["Around", "around", "ranked", "regions_named"]

_FIT: dict[str, dict[str, float]] = {
    "region": {"region": 10, "district": 5, "settlement": 1},
    "district": {"district": 10, "settlement": 5},
    "city": {"settlement": 10, "district": 3, "region": 1},
    "village": {"settlement": 9, "district": 2},
    "crossing": {"crossing": 10, "port": 7, "station": 6, "airport": 4, "settlement": 5, "district": 4},
    "airport": {"airport": 10, "settlement": 7, "region": 3},
    "station": {"station": 10, "settlement": 7, "crossing": 6, "district": 3},
    "port": {"port": 10, "settlement": 7},
    "country": {"country": 10},
    "road": {"settlement": 8, "country": 4},
    "sea": {"sea": 10},
    "water": {"sea": 6},
    "market": {"settlement": 4},
    "": {"country": 7, "sea": 6, "region": 4.5, "district": 2.5, "crossing": 2, "station": 1, "port": 1, "airport": 1},
}
_CITY_OF_ITS_OWN = 6.5
"""Weight of a city that is a first-level region, which is written without people."""
_VILLAGE = 20_000
_TOGETHER = 8.0
_OWN_NAME = 1.5
_REGION_NAMED = 2.0
_CUT = 0.4
"""Weight lost with each letter that is taken off a word to make it a name."""
_MOST_COUNTRY = 6.0
_SAID, _NAMED, _TYPED, _ONLY, _PRIOR, _NEAR = 4.0, 1.0, 1.5, 0.7, 3.0, 1.0
_AGENCY = 3.0
_BY_ROLE = {"at": 2.0, "from": 0.3, "via": 0.3, "to": 0.3, "home": 0.3}
_LANGUAGES = {"tg": "TJ", "uz": "UZ", "kk": "KZ", "ky": "KG", "tk": "TM", "az": "AZ", "ps": "AF"}
_READERS = {"ru": ("AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ")}
"""States in which a language is much written: of two places of one name the one there is likelier."""
_REGION = frozenset({"AZ", "KZ", "KG", "RU", "TJ", "TM", "UZ", "AF", "IR"})
_AFGHAN, _IRANIAN = ("ولسوالی", "ولایت", "پولیس"), ("استان", "شهرستان", "پلیس", "ناجا", "فراجا")

type Around = dict[str, float]
"""Weight of each country in a text, by alpha-2 code."""


def around(
    roles: Iterable[tuple[Unit, str]], agencies: Iterable[str], country: str | None, language: str, plain: str
) -> Around:
    """How much a text speaks of each country: by publisher, agencies, language, and names that mean one place only.

    `roles` are the units of the text with the role of each: where something happened says more than where it came
    from.
    """
    weights: dict[str, float] = defaultdict(float)
    for code in agencies:
        weights[code] += _AGENCY
    if country:
        weights[country] += _SAID
    for code, weight in _priors(language).items():
        weights[code] += weight
    if language == "fa":
        afghan = sum(plain.count(word) for word in _AFGHAN)
        iranian = sum(plain.count(word) for word in _IRANIAN)
        if afghan != iranian:
            weights["AF" if afghan > iranian else "IR"] += _PRIOR
    for unit, role in roles:
        lands = {one.country for one in unit.sites if one.country}
        if len(lands) == 1:
            (land,) = lands
            only_country = all(one.kind == "country" for one in unit.sites)
            weight = _NAMED if only_country else _TYPED if unit.kind else _ONLY
            weights[land] += weight * _BY_ROLE.get(role, 1.0)
    for match in _words(language).finditer(plain):
        weights[_demonyms(language)[match[1]]] += _NAMED
    for code in _REGION:
        weights[code] += _NEAR
    return {code: min(weight, _MOST_COUNTRY) for code, weight in weights.items()}


@cache
def _priors(language: str) -> dict[str, float]:
    """Weights of the states in which a language is written."""
    states = dict.fromkeys(_READERS.get(language, ()), _NEAR)
    return states | ({_LANGUAGES[language]: _PRIOR} if language in _LANGUAGES else {})


@cache
def _demonyms(language: str) -> dict[str, str]:
    """Beginnings of the words for what belongs to a country, in lower case: "kyrgyz", "узбекск"."""
    return {
        View(form).plain: row["country"]
        for row in lexicon.rows(language, "demonyms")
        for form in lexicon.forms(row["forms"])
    }


@cache
def _words(language: str) -> re.Pattern[str]:
    listed = sorted(_demonyms(language), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, listed))})") if listed else re.compile(r"(?!)()")


def ranked(
    unit: Unit, others: Sequence[Unit], lands: Around, regions: frozenset[str] = frozenset()
) -> list[tuple[float, Site]]:
    """The places that a unit may mean with their weights, the likeliest first.

    `others` are the units of its group, `regions` the codes of regions that the text names anywhere.
    """
    weighed = [
        (_weight(site, unit.kind, others, lands) - _CUT * cut + _REGION_NAMED * (site.admin1 in regions), site)
        for site, cut in zip(unit.sites, unit.cut, strict=True)
    ]
    return sorted(weighed, key=lambda pair: (-pair[0], pair[1].place_id, pair[1].name))


def _weight(site: Site, kind: str, others: Sequence[Unit], lands: Around) -> float:
    found = _FIT.get(kind, _FIT[""]).get(site.kind, 0.0)
    if site.kind == "settlement":
        people = _CITY_OF_ITS_OWN if site.place_id == site.admin1 else log10(site.people + 1)
        found += people if not kind else people / 5
        if kind == "village" and site.people > _VILLAGE:
            found -= 2
    if site.own:
        found += _OWN_NAME
    found += lands.get(site.country, 0.0)
    found += sum(_TOGETHER for other in others if any(fits(site, one) or fits(one, site) for one in other.sites))
    return found - rank(site.kind) / 100


def regions_named(units: Iterable[Unit]) -> frozenset[str]:
    """The codes of the regions that a text names by a word of kind, or by a name that no other place has."""
    return frozenset(
        site.admin1
        for unit in units
        for site in unit.sites
        if site.kind == "region" and (unit.kind == "region" or len({one.admin1 for one in unit.sites}) == 1)
    )
