"""How well an authority reports: how soon, how fully, how often corrected or reported twice. Its own records alone.

Sums over the records of one provider, under row-level security; those of other authorities are never looked at.
A double report counts against the report that is left out of the figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["SHARES", "Month", "Quality", "quality_of"]

_SOON_DAYS = 7
_OF_SEIZURES = """
    SELECT count(*),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY s.recorded_at::date - s.seized_on),
        percentile_cont(0.9) WITHIN GROUP (ORDER BY s.recorded_at::date - s.seized_on),
        count(*) FILTER (WHERE s.recorded_at::date - s.seized_on <= %(soon)s),
        count(*) FILTER (WHERE s.admin1 <> ''),
        count(*) FILTER (WHERE s.place_id <> '' AND s.place_id IS DISTINCT FROM s.admin1),
        count(*) FILTER (WHERE s.concealment <> ''),
        count(*) FILTER (WHERE s.conveyance <> ''),
        count(*) FILTER (WHERE s.origin <> '' OR s.departure <> '' OR s.destination <> ''),
        count(*) FILTER (WHERE s.sender_key <> ''),
        count(*) FILTER (WHERE s.version > s.sheet_version AND EXISTS (SELECT FROM records_version v
            WHERE v.seizure_id = s.id AND v.act = 'corrected' AND v.version >= s.sheet_version)),
        count(*) FILTER (WHERE s.sheet_version > 1),
        count(*) FILTER (WHERE EXISTS (SELECT FROM records_link k
            WHERE k.drop_id = s.id AND k.state IN ('same', 'confirmed')))
    FROM records_seizure s
    WHERE s.provider_id = %(provider)s AND NOT s.withdrawn AND s.recorded_at >= %(since)s
"""
_OF_LOTS = """
    SELECT count(*), count(*) FILTER (WHERE l.substance <> ''),
        count(*) FILTER (WHERE l.quantity IS NOT NULL AND l.unit <> ''),
        count(*) FILTER (WHERE l.state = 'estimated'), count(*) FILTER (WHERE l.state = 'confirmed')
    FROM records_seizure s JOIN records_lot l ON l.seizure_id = s.id
    WHERE s.provider_id = %(provider)s AND NOT s.withdrawn AND s.recorded_at >= %(since)s AND l.kind = 'drug'
"""
_FLAGS = """
    SELECT flag, count(*) FROM records_seizure s, unnest(s.flags) flag
    WHERE s.provider_id = %(provider)s AND NOT s.withdrawn AND s.recorded_at >= %(since)s
    GROUP BY flag ORDER BY count(*) DESC, flag
"""
_WITHDRAWN = """
    SELECT count(*) FROM records_seizure s
    WHERE s.provider_id = %(provider)s AND s.withdrawn AND s.recorded_at >= %(since)s
"""
_MONTHS = """
    SELECT date_trunc('month', s.recorded_at)::date, count(*),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY s.recorded_at::date - s.seized_on)
    FROM records_seizure s
    WHERE s.provider_id = %(provider)s AND NOT s.withdrawn AND s.recorded_at >= %(since)s
    GROUP BY 1 ORDER BY 1 DESC LIMIT 24
"""
SHARES = ("region", "settlement", "substance", "quantity", "concealment", "conveyance", "route", "number")
"""What is asked for completeness: of all seizures, but `substance` and `quantity` of all lots of drugs."""


@dataclass(frozen=True, slots=True)
class Month:
    """What arrived in one month, and the median of days from the seizure to its arrival."""

    first: dt.date
    records: int
    days: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of one authority's reports that arrived since a day; counts, and days from seizure to arrival."""

    records: int
    lots: int
    days_median: float | None
    days_late: float | None
    """Nine in ten arrived within so many days."""
    soon: int
    given: dict[str, int] = field(default_factory=dict)
    """For each of `SHARES` how many give it."""
    flags: dict[str, int] = field(default_factory=dict)
    corrected_by_hand: int = 0
    corrected_by_sheet: int = 0
    withdrawn: int = 0
    doubled: int = 0
    estimated: int = 0
    confirmed: int = 0
    months: tuple[Month, ...] = ()


def quality_of(provider: int, since: dt.date) -> Quality:
    """The quality of what a provider reported since a day, for a viewer who provides for it."""
    asked: dict[str, Any] = {"provider": provider, "since": since, "soon": _SOON_DAYS}
    with connection.cursor() as cursor:

        def one(sql: str) -> tuple[Any, ...]:
            cursor.execute(sql, asked)
            row: tuple[Any, ...] = cursor.fetchone()
            return row

        records, median, late, soon, *given, by_hand, by_sheet, doubled = one(_OF_SEIZURES)
        region, settlement, concealment, conveyance, route, number = given
        lots, substance, quantity, estimated, confirmed = one(_OF_LOTS)
        (withdrawn,) = one(_WITHDRAWN)
        cursor.execute(_FLAGS, asked)
        flags = dict(cursor.fetchall())
        cursor.execute(_MONTHS, asked)
        months = tuple(Month(*row) for row in cursor.fetchall())
    counts = (region, settlement, substance, quantity, concealment, conveyance, route, number)
    return Quality(
        records=records,
        lots=lots,
        days_median=median,
        days_late=late,
        soon=soon,
        given=dict(zip(SHARES, counts, strict=True)),
        flags=flags,
        corrected_by_hand=by_hand,
        corrected_by_sheet=by_sheet,
        withdrawn=withdrawn,
        doubled=doubled,
        estimated=estimated,
        confirmed=confirmed,
        months=months,
    )
