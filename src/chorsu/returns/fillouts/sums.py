"""Sums by state and drug over a span of days, each event once: what the quarterly and the annual table are made of.

Owns the one query behind both. Answers for the viewer of the present transaction, under row-level security.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from chorsu.records.lots import impossible
from chorsu.returns.tables import whole_plants

if TYPE_CHECKING:
    from chorsu.records.filters import Filter

__all__ = ["Sum", "sums"]

_SUMS = """
    SELECT s.country, extract(year FROM s.seized_on)::int, l.substance_group, l.substance,
           count(DISTINCT s.id),
           coalesce(sum(l.kg) FILTER (WHERE {mass}), 0),
           count(DISTINCT s.id) FILTER (WHERE l.state = 'estimated'),
           coalesce(sum(l.kg) FILTER (WHERE l.state = 'estimated' AND NOT ({impossible})), 0),
           count(*) FILTER (WHERE (l.kg IS NULL OR (l.kg_basis <> 'mass' AND l.state <> 'estimated'))
                            AND NOT ({impossible})),
           count(*) FILTER (WHERE {impossible}),
           count(*),
           bool_or(s.synthetic)
    FROM records_seizure s JOIN records_lot l ON l.seizure_id = s.id
    WHERE l.kind = 'drug' AND s.crime_area = 'drugs' AND {condition}
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4
"""
_MASS = f"l.kg_basis = 'mass' AND l.state <> 'estimated' AND l.kg IS NOT NULL AND NOT ({impossible('l')})"


@dataclass(frozen=True, slots=True)
class Sum:
    """One drug of one state and year: seizures, kilograms weighed, those estimated yet apart, lots without a weight.

    A lot whose amount cannot be believed (`impossible`) counts as seized, and is in no kilograms and no other number.
    `substance` is empty where it is not known. `plants`: its kilograms are of whole plants, and added to nothing.
    """

    country: str
    year: int
    group: str
    substance: str
    seizures: int
    kg: float
    provisional_seizures: int
    provisional_kg: float
    unweighed: int
    impossible: int
    lots: int
    synthetic: bool

    @property
    def weighed(self) -> bool:
        """Whether any lot of it has a weight that counts."""
        return self.unweighed + self.impossible < self.lots

    @property
    def plants(self) -> bool:
        """Whether it is of whole plants."""
        return self.substance in whole_plants()


def sums(asked: Filter) -> list[Sum]:
    """The sums under a filter, each event once, in the order of states, years, groups and substances."""
    condition = asked.with_only(counting="once").where("s", "l")
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(mass=_MASS, impossible=impossible("l"), condition=condition.sql), condition.params)
        return [Sum(*row) for row in cursor.fetchall()]
