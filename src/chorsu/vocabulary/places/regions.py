"""First-level regions by ISO 3166-2 code as of today, former ones with their validity, and their names as indexes.

Owns `regions.tsv`, `former_regions.tsv`, `splits.tsv`, `enclaves.tsv`, `territories.tsv` and `former_codes.tsv`. Knows
what a region is called; how a report's words are read is `region_search`'s.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.tables import parts, read_table

__all__ = [
    "FormerRegion",
    "Region",
    "enclosing",
    "former_regions",
    "kin",
    "parted_after",
    "region",
    "regions",
    "territories",
    "today",
]


@dataclass(frozen=True, slots=True)
class FormerRegion:
    """A region that is no more: `kept` is today's that kept its name or seat, `successors` all that hold a part."""

    code: str
    country: str
    kept: str
    successors: tuple[str, ...]
    name_en: str
    name_ru: str
    names: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region of today; `kind` is area, district, republic or city, degrees (WGS 84) are of its middle."""

    code: str
    country: str
    kind: str
    name_en: str
    name_ru: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    valid_from: dt.date | None
    valid_to: dt.date | None
    successors: tuple[str, ...]
    """Empty for a region of today; regions parted from this one are in `parted_after`."""
    source: str


def _date(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


@cache
def _regions() -> dict[str, Region]:
    return {
        row["code"]: Region(
            code=row["code"],
            country=row["country"],
            kind=row["kind"],
            name_en=row["name_en"],
            name_ru=row["name_ru"],
            names=parts(row["names"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            valid_from=_date(row["valid_from"]),
            valid_to=None,
            successors=(),
            source=row["source"],
        )
        for row in read_table("regions.tsv")
    }


@cache
def former_regions() -> tuple[FormerRegion, ...]:
    """Every former region that reports may still name."""
    return tuple(
        FormerRegion(
            code=row["code"],
            country=row["country"],
            kept=row["kept"],
            successors=parts(row["successors"]),
            name_en=row["name_en"],
            name_ru=row["name_ru"],
            names=parts(row["names"]),
            valid_from=_date(row["valid_from"]),
            valid_to=_date(row["valid_to"]),
            source=row["source"],
        )
        for row in read_table("former_regions.tsv")
    )


def region(code: str) -> Region | FormerRegion:
    """The region of a code, of today or former. Raises InputError for another code."""
    found = _regions().get(code) or next((one for one in former_regions() if one.code == code), None)
    if found is None:
        raise InputError(f"no region has the code {code!r}", to_do="use ISO 3166-2")
    return found


def regions(country: str | None = None) -> tuple[Region, ...]:
    """Today's regions, of one country (as ISO lists them) or of all."""
    return tuple(one for one in _regions().values() if country in {None, one.country})


@cache
def _former_codes() -> dict[str, str]:
    return {row["former"]: row["code"] for row in read_table("former_codes.tsv")}


def today(code: str) -> str | None:
    """Today's code for a code of today or a former one; None for neither."""
    return code if code in _regions() else _former_codes().get(code)


@cache
def _splits() -> tuple[tuple[str, str, dt.date], ...]:
    return tuple((row["kept"], row["parted"], dt.date.fromisoformat(row["on"])) for row in read_table("splits.tsv"))


def parted_after(code: str, at: dt.date) -> frozenset[str]:
    """The regions that were still a part of this one on a day."""
    return frozenset(parted for kept, parted, on in _splits() if kept == code and at < on)


@cache
def _enclaves() -> dict[str, frozenset[str]]:
    around: dict[str, set[str]] = defaultdict(set)
    for row in read_table("enclaves.tsv"):
        around[row["city"]].add(row["around"])
    return {city: frozenset(codes) for city, codes in around.items()}


def enclosing(code: str) -> frozenset[str]:
    """The regions in common speech around a region of its own (Moscow Oblast around Moscow)."""
    return _enclaves().get(code, frozenset())


@cache
def kin(code: str) -> frozenset[str]:
    """Regions that a report may mean when it names this one: itself, what was parted from it, cities it encloses."""
    inside = {city for city, around in _enclaves().items() if code in around}
    parted = {parted for kept, parted, _ in _splits() if kept == code}
    return frozenset({code, *inside, *parted})


@cache
def territories() -> dict[str, frozenset[str]]:
    """For each country the codes that it reports and ISO lists under another."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("territories.tsv"):
        found[row["reported_by"]].add(row["code"])
    return {country: frozenset(codes) for country, codes in found.items()}
