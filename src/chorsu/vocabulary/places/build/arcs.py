"""Polygons cut into the lines that they share, so that simplifying one line keeps its two sides together.

Owns the geometry of the boundary build: junctions, arcs, simplification, dissolving. Must not know a country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

__all__ = ["Arc", "Point", "Ring", "area", "cut", "simplify", "stitch"]

Point = tuple[float, float]
Ring = Sequence[Point]
Arc = tuple[Point, ...]


def cut(rings: Iterable[Ring]) -> list[list[Arc]]:
    """For each closed ring the arcs it is made of, in order; an arc that two rings share is the same in both.

    Arcs are cut wherever the lines that meet in a point differ from the two that pass through it.
    """
    closed = [tuple(ring) for ring in rings]
    ends: dict[Point, set[Point]] = defaultdict(set)
    for ring in closed:
        for a, b in pairwise(ring):
            ends[a].add(b)
            ends[b].add(a)
    uses: Counter[Point] = Counter(point for ring in closed for point in set(ring))
    shared: Counter[tuple[Point, Point]] = Counter((min(a, b), max(a, b)) for ring in closed for a, b in pairwise(ring))
    return [_arcs(ring, ends, uses, shared) for ring in closed]


def _arcs(
    ring: Arc, ends: dict[Point, set[Point]], uses: Counter[Point], shared: Counter[tuple[Point, Point]]
) -> list[Arc]:
    def junction(before: Point, point: Point, after: Point) -> bool:
        if len(ends[point]) > 2 or uses[point] > 2:  # noqa: PLR2004 - two lines pass, three meet
            return True
        left, right = shared[min(before, point), max(before, point)], shared[min(point, after), max(point, after)]
        return left != right

    body = ring[:-1]
    count = len(body)
    stops = [at for at in range(count) if junction(body[at - 1], body[at], body[(at + 1) % count])]
    if not stops:
        start = min(range(count), key=lambda at: body[at])
        loop = (*body[start:], *body[:start], body[start])
        return [loop]
    arcs = []
    for first, last in pairwise([*stops, stops[0] + count]):
        arcs.append(tuple(body[at % count] for at in range(first, last + 1)))
    return arcs


def simplify(arc: Arc, tolerance: float) -> Arc:
    """The arc with the fewest points that stays within a tolerance (degrees); the same for both directions."""
    if arc[0] == arc[-1]:
        half = max(range(len(arc)), key=lambda at: (_square(arc[0], arc[at]), arc[at]))
        return (*_line(arc[: half + 1], tolerance)[:-1], *_line(arc[half:], tolerance))
    turned = arc[0] > arc[-1]
    line = _line(arc[::-1] if turned else arc, tolerance)
    return line[::-1] if turned else line


def _line(points: Arc, tolerance: float) -> Arc:
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = 0.0, 0
        for between in range(first + 1, last):
            distance = _off(points[between], points[first], points[last])
            if distance > far:
                far, at = distance, between
        if far > tolerance * tolerance:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return tuple(points[at] for at in sorted(keep))


def _square(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _off(point: Point, start: Point, end: Point) -> float:
    """Square of the distance of a point from a segment, in degrees."""
    length = _square(start, end)
    if length == 0:
        return _square(point, start)
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / length
    along = min(1.0, max(0.0, along))
    return _square(point, (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])))


def area(ring: Ring) -> float:
    """Signed area of a closed ring in square degrees; positive where it runs against the clock."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def stitch(arcs: Iterable[Arc]) -> list[Arc]:
    """Closed rings made of arcs, of which those that occur twice (once from either side) are the inner lines and go."""
    once: dict[frozenset[Point] | Arc, Arc] = {}
    for arc in arcs:
        key = min(arc, arc[::-1])
        if key in once:
            del once[key]
        else:
            once[key] = arc
    starts: dict[Point, list[Arc]] = defaultdict(list)
    for arc in once.values():
        starts[arc[0]].append(arc)
    rings = []
    while any(starts.values()):
        first = next(arcs for arcs in starts.values() if arcs).pop()
        ring = list(first)
        while ring[-1] != ring[0]:
            following = starts.get(ring[-1])
            if not following:
                break
            ring.extend(following.pop()[1:])
        if ring[0] == ring[-1] and len(ring) > 3:  # noqa: PLR2004 - a ring of three points has no inside
            rings.append(tuple(ring))
    return rings
