"""Boundaries as drawn, which regions touch, and the note that every map carries.

Owns the layers of `data/places/map` and `neighbours.tsv`. An operator can replace any layer: a file of the same name in
the folder that `CHORSU_MAP_DIR` names, or that is passed in, is used instead. Must not draw.
"""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cache
from pathlib import Path

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places.countries import country
from chorsu.vocabulary.places.tables import DATA, read_table

__all__ = ["boundaries", "boundary_note", "country_neighbours", "country_outlines", "disputed_lines", "neighbours"]

_OWN = DATA / "map"


def _layer(name: str, folder: Path | None) -> Path:
    """The operator's file of this name, or ours. Raises InputError where the operator's folder does not exist."""
    named = folder or (Path(os.environ["CHORSU_MAP_DIR"]) if os.environ.get("CHORSU_MAP_DIR") else None)
    if named is None:
        return _OWN / name
    if not named.is_dir():
        raise InputError("the folder of maps does not exist", where=str(named), to_do="set CHORSU_MAP_DIR to a folder")
    return named / name if (named / name).is_file() else _OWN / name


def boundaries(folder: Path | None = None) -> Path:
    """GeoJSON of the regions, one feature a drawn shape.

    Properties: `codes` (today's ISO 3166-2 codes drawn together), `country`, `name_en`, `name_ru`, `disputed`. Every
    code of the region's countries is in exactly one feature.
    """
    return _layer("regions.geojson", folder)


def country_outlines(folder: Path | None = None) -> Path:
    """GeoJSON of countries; `country`, and `detailed` where the outline is as fine as the regions'."""
    return _layer("countries.geojson", folder)


def disputed_lines(folder: Path | None = None) -> Path:
    """GeoJSON of the lines to be dashed: boundaries on which there is no agreement."""
    return _layer("lines.geojson", folder)


def boundary_note(language: str, folder: Path | None = None) -> str:
    """The note that stands on every map, in `en` or `ru`; English for any other language."""
    notes = {row["language"]: row["text"] for row in read_table("note.tsv", _layer("note.tsv", folder).parent)}
    return notes.get(language) or notes["en"]


@cache
def _touching() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_table("neighbours.tsv"):
        found[row["region"]].add(row["other"])
        found[row["other"]].add(row["region"])
    return {code: frozenset(others) for code, others in found.items()}


def neighbours(code: str) -> frozenset[str]:
    """The ISO 3166-2 regions that touch a region, also across a country's border; empty for a code not drawn."""
    return _touching().get(code, frozenset())


def country_neighbours(code: str) -> frozenset[str]:
    """The countries (alpha-2) that share a land border with a country."""
    return frozenset(country(code).neighbours)
