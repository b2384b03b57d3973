"""The figures behind the picture: counts and weights by month, region and substance group, in one pass over the bank.

Answers for the viewer of the present transaction, under row-level security. Weights are of quantities reported in a
unit of mass; equivalents by an assumed factor are kept apart, and what cannot be counted at all is counted as such.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.records import asof
from chorsu.records.filters import BESIDE_SOURCE
from chorsu.records.lots import impossible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from chorsu.records.filters import Filter

__all__ = ["Cell", "Picture", "Sums", "month_text", "picture"]

_CUBE = """
    SELECT (extract(year FROM s.seized_on) * 12 + extract(month FROM s.seized_on) - 1)::int,
           coalesce(nullif(s.admin1, ''), s.country),
           l.substance_group,
           CASE WHEN l.kind <> 'drug' THEN 'goods'
                WHEN {impossible} THEN 'implausible'
                WHEN 'unknown_substance' = ANY (l.doubts) OR l.substance = '' THEN 'unknown'
                WHEN l.kg IS NULL THEN 'none'
                WHEN l.state = 'estimated' THEN 'estimated'
                WHEN l.kg_basis <> 'mass' THEN 'assumed'
                ELSE 'mass' END,
           s.id = ANY (%(dropped)s::uuid[]),
           count(*),
           count(*) FILTER (WHERE l.number = 1),
           coalesce(sum(l.kg), 0),
           coalesce(max(l.kg), 0),
           bit_xor(uuid_hash_extended(s.id, l.number))
    FROM {seizures} s JOIN {lots} l ON l.seizure_id = s.id
    WHERE {condition}
    GROUP BY 1, 2, 3, 4, 5
"""
"""One pass: month (counted from year 0), region or country, group, standing of the weight, whether "once" drops it."""


_DROPPED = "SELECT DISTINCT drop_id FROM records_link WHERE state IN ('same', 'confirmed')"
"""The reports that another one stands for; asked first, for a list of constants is looked up by hash, in parallel."""
_MEMORY = "SET LOCAL work_mem = '128MB'"
"""Enough to join a million seizures with their lots without going to disk."""


def month_text(month: int) -> str:
    """A month counted from year 0, as `2024-05`."""
    year, rest = divmod(month, 12)
    return f"{year:04d}-{rest + 1:02d}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the cube. Only the standing `mass` adds up to weights.

    The others are `estimated` (provisional), `assumed`, `none`, `unknown`, `implausible`, and `goods` (no drug at all).
    """

    month: int
    region: str
    group: str
    standing: str
    dropped: bool
    lots: int
    records: int
    kg: float
    largest: float
    trace: int = 0
    """Sum (exclusive or) of the hashes of the lots counted, by which the audit tells two sets of records apart."""

    @property
    def month_text(self) -> str:
        """The month as `2024-05`."""
        return month_text(self.month)


@dataclass(slots=True)
class Sums:
    """Sums over cells: seizures, lots, kilograms as weighed, estimated and assumed, and lots by their standing."""

    records: int = 0
    lots: int = 0
    kg: float = 0.0
    kg_estimated: float = 0.0
    kg_assumed: float = 0.0
    standing: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, cell: Cell) -> None:
        """Add one cell."""
        self.records += cell.records
        self.lots += cell.lots
        self.standing[cell.standing] += cell.lots
        if cell.standing == "mass":
            self.kg += cell.kg
        elif cell.standing == "estimated":
            self.kg_estimated += cell.kg
        elif cell.standing == "assumed":
            self.kg_assumed += cell.kg


@dataclass(frozen=True, slots=True)
class Picture:
    """The cube of what a viewer sees under a filter; `once` leaves out the reports that another one stands for."""

    cells: tuple[Cell, ...]
    once: bool

    @property
    def records(self) -> int:
        """Seizures in the cube, every report counted."""
        return sum(cell.records for cell in self.cells)

    @property
    def digest(self) -> bytes:
        """SHA-256 over the cells with the traces of their records, whatever their order."""
        told = sorted(f"{cell.month} {cell.region} {cell.group} {cell.standing} {cell.trace}" for cell in self.cells)
        return hashlib.sha256("\n".join(told).encode()).digest()

    def kept(self) -> Iterable[Cell]:
        """The cells that count under the present way of counting."""
        return (cell for cell in self.cells if not (self.once and cell.dropped))

    def as_reported(self) -> Picture:
        """The same cells, every report counted."""
        return Picture(self.cells, once=False)

    def total(self) -> Sums:
        """The sums over everything."""
        return self.by(lambda _: "").get("", Sums())

    def by(self, key: Callable[[Cell], str]) -> dict[str, Sums]:
        """The sums by a key of the cell, such as its group, region or month."""
        found: dict[str, Sums] = defaultdict(Sums)
        for cell in self.kept():
            found[key(cell)].add(cell)
        return dict(found)

    def by_group(self) -> dict[str, Sums]:
        """The sums by substance group, the most reported first; what is of no known group under the empty code."""
        return dict(sorted(self.by(lambda cell: cell.group).items(), key=lambda item: (-item[1].lots, item[0])))

    def by_region(self) -> dict[str, Sums]:
        """The sums by region (ISO 3166-2; the country's code where no region is known), the most seizures first."""
        return dict(sorted(self.by(lambda cell: cell.region).items(), key=lambda item: (-item[1].records, item[0])))


def picture(asked: Filter) -> Picture:
    """The picture under a filter, for the viewer of the present transaction; as it was known then, where asked."""
    once = asked.counting == "once"
    asked_of_each = asked.with_only(counting="reported") if once else asked
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        cursor.execute(BESIDE_SOURCE)
        condition = asked_of_each.where("s", "l", beside_source=[version for (version,) in cursor.fetchall()])
        then = asof.parameters(asked.known_on) if asked.known_on else {}
        cursor.execute(asof.DROPPED_THEN if then else _DROPPED, then)
        dropped = [identifier for (identifier,) in cursor.fetchall()]
        seizures, lots = ("seizure_then", "lot_then") if then else ("records_seizure", "records_lot")
        where, values = condition.named()
        query = _CUBE.format(seizures=seizures, lots=lots, condition=where, impossible=impossible("l"))
        cursor.execute((asof.THEN if then else "") + query, values | then | {"dropped": dropped})
        return Picture(tuple(Cell(*row) for row in cursor.fetchall()), once=once)
