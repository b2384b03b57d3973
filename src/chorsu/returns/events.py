"""Our sum of events beside a return: the seizures of its state and period, as far as the viewer sees them.

Owns the one query that adds events up for a comparison; they are never added to a return. Answers for the viewer of
the present transaction, under row-level security.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection

from chorsu.records.filters import Filter
from chorsu.records.lots import impossible
from chorsu.returns.lines import NOTHING, Ours
from chorsu.returns.tables import whole_plants

if TYPE_CHECKING:
    from chorsu.returns.models import Return

__all__ = ["asked_of", "ours_of"]

_SUM = """
    SELECT l.substance_group,
           CASE WHEN l.substance = ANY (%s::text[]) THEN 'plants'
                WHEN {impossible} THEN 'implausible'
                WHEN l.kg IS NULL THEN 'unweighed'
                WHEN l.state = 'estimated' THEN 'provisional'
                WHEN l.kg_basis <> 'mass' THEN 'assumed'
                ELSE 'mass' END,
           s.id = ANY (%s::uuid[]),
           s.recorded_at > %s,
           coalesce(l.kg < %s, false),
           count(*),
           count(*) FILTER (WHERE l.number = 1),
           coalesce(sum(l.kg), 0)
    FROM records_seizure s JOIN records_lot l ON l.seizure_id = s.id
    WHERE l.kind = 'drug' AND s.crime_area = %s AND {condition}
    GROUP BY 1, 2, 3, 4, 5
"""
_DROPPED = """
    SELECT DISTINCT k.drop_id FROM records_link k JOIN records_seizure s ON s.id = k.drop_id
    WHERE k.state IN ('same', 'confirmed') AND {condition}
"""
_GRAIN = 9
"""Decimals of a kilogram that a sum of scales can mean."""


@dataclass(frozen=True, slots=True)
class _Cell:
    group: str
    standing: str
    dropped: bool
    late: bool
    below: bool
    lots: int
    events: int
    weight: float

    @property
    def kg(self) -> Decimal:
        """The weight, to a microgram."""
        return round(Decimal(repr(self.weight)), _GRAIN)


def asked_of(one: Return, *, counting: str = "once") -> Filter:
    """The filter under which the events of a return's state and period stand, for the figures and for their link."""
    own = one.scope == one.Scope.AUTHORITY and not one.authority_text
    return Filter(
        country=(one.country,) if one.country else (),
        substance=(one.subject,) if one.kind == one.Kind.STATED and one.subject_kind == "substance" else (),
        since=one.since,
        until=one.until_day,
        provider=(one.provider_id,) if own else (),
        counting=counting,
    )


def ours_of(one: Return) -> Ours:
    """Our sum beside a return; late is what was recorded after the return was received."""
    condition = asked_of(one, counting="reported").where("s")
    with connection.cursor() as cursor:
        cursor.execute(_DROPPED.format(condition=condition.sql), condition.params)
        dropped = [identifier for (identifier,) in cursor.fetchall()]
        asked: list[Any] = [sorted(whole_plants()), dropped, one.received_at, one.threshold_kg, one.crime_area]
        cursor.execute(_SUM.format(condition=condition.sql, impossible=impossible("l")), [*asked, *condition.params])
        cells = [_Cell(*row) for row in cursor.fetchall()]
    return _added(cells, threshold=one.threshold_kg is not None)


def _added(cells: list[_Cell], *, threshold: bool) -> Ours:
    counted = [cell for cell in cells if not cell.dropped]
    mass = [cell for cell in counted if cell.standing == "mass"]
    twice = [cell for cell in cells if cell.dropped and cell.standing == "mass"]
    groups: dict[str, Decimal] = defaultdict(Decimal)
    for cell in mass:
        groups[cell.group] += cell.kg
    of = {name: [cell for cell in counted if cell.standing == name] for name in _STANDINGS}
    late, below = [cell for cell in mass if cell.late], [cell for cell in mass if cell.below]
    return Ours(
        kg=_kg(mass),
        events=sum(cell.events for cell in counted),
        twice=_kg(twice),
        twice_reports=sum(cell.events for cell in twice),
        late=_kg(late),
        late_events=sum(cell.events for cell in late),
        below=_kg(below) if threshold else None,
        below_events=sum(cell.events for cell in below),
        assumed=_kg(of["assumed"]),
        assumed_lots=_lots(of["assumed"]),
        implausible=_kg(of["implausible"]),
        implausible_lots=_lots(of["implausible"]),
        plants=_kg(of["plants"]),
        plants_lots=_lots(of["plants"]),
        unweighed=_lots(of["unweighed"]),
        provisional=_kg(of["provisional"]),
        provisional_lots=_lots(of["provisional"]),
        by_group=dict(groups),
    )


_STANDINGS = ("mass", "assumed", "implausible", "plants", "unweighed", "provisional")


def _kg(cells: list[_Cell]) -> Decimal:
    return sum((cell.kg for cell in cells), NOTHING)


def _lots(cells: list[_Cell]) -> int:
    return sum(cell.lots for cell in cells)
