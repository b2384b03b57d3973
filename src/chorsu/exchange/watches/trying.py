"""The dry run: what a watch would have fired on, over what stands in the bank and its viewer sees.

The same question as that of the worker (`criteria.answers`), of the records that the database finds by what is most
telling of the criteria; each event once, as far as its viewer sees that two reports tell of one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from chorsu.exchange.watches.criteria import answers
from chorsu.exchange.watches.telling import asked_of, load
from chorsu.records.models import Link

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from chorsu.exchange.watches.criteria import Criteria
    from chorsu.records.models import Seizure

__all__ = ["DryRun", "dry_run"]

MOST_LOOKED_AT = 20_000
"""Records that a dry run looks at, the newest first."""
MOST_SHOWN = 20
SPAN = dt.timedelta(days=365)
_BATCH = 1_000
_PARTED = "EXISTS (SELECT FROM records_withheld w WHERE w.seizure_id = s.id)"
"""A part of it stands apart: what that tells is asked of the record itself."""
_COUNTED = (Link.State.SAME, Link.State.CONFIRMED)


@dataclass(frozen=True, slots=True)
class DryRun:
    """How often a watch would have fired in a span of time, and the newest records with the reasons.

    `whole` is false where there were more records than were looked at.
    """

    count: int
    records: tuple[tuple[Seizure, tuple[str, ...]], ...]
    whole: bool


def dry_run(criteria: Criteria, at: dt.datetime) -> DryRun:
    """What a watch that asks for this would have fired on in the year until a moment (aware), for the viewer."""
    asked = asked_of(criteria.as_json())
    candidates = _candidates(asked, at - SPAN)
    hits: dict[uuid.UUID, tuple[Seizure, tuple[str, ...]]] = {}
    for begin in range(0, min(len(candidates), MOST_LOOKED_AT), _BATCH):
        batch = candidates[begin : min(begin + _BATCH, MOST_LOOKED_AT)]
        whole = load(batch)
        for pk in batch:
            reasons = answers(asked, whole[pk].told()) if pk in whole else ()
            if reasons:
                hits[pk] = (whole[pk].seizure, reasons)
    dropped = _dropped(hits) if hits else set()
    once = [pk for pk in hits if pk not in dropped]
    return DryRun(len(once), tuple(hits[pk] for pk in once[:MOST_SHOWN]), whole=len(candidates) <= MOST_LOOKED_AT)


def _candidates(asked: Criteria, since: dt.datetime) -> list[uuid.UUID]:
    """Records that may answer, the newest first; one more than are looked at where there are more."""
    conditions, values = ["NOT s.withdrawn", "s.recorded_at >= %s"], [since]

    def ask(condition: str, *said: Any) -> None:
        conditions.append(condition)
        values.extend(said)

    if asked.identifiers:
        kinds, normals = zip(*sorted(asked.identifiers), strict=True)
        ask(
            "s.id IN (SELECT i.seizure_id FROM records_identifier i"
            " JOIN unnest(%s::text[], %s::text[]) AS one(kind, normal) ON i.kind = one.kind AND i.normal = one.normal)",
            list(kinds),
            list(normals),
        )
    if asked.substances or asked.groups or asked.least_kg is not None:
        named = "(l.substance = ANY (%s) OR l.substance_group = ANY (%s))"
        lot = [sorted(asked.substances), sorted(asked.groups)] if asked.substances or asked.groups else []
        heavy = [] if asked.least_kg is None else [asked.least_kg]
        parts = " AND ".join((*([named] if lot else []), *(["l.kg >= %s"] if heavy else [])))
        ask(f"EXISTS (SELECT FROM records_lot l WHERE l.seizure_id = s.id AND {parts})", *lot, *heavy)
    if asked.places:
        ask("s.country = ANY (%s)", sorted({code[:2] for code in asked.places}))
    for name in ("concealment", "conveyance"):
        if getattr(asked, name):
            ask(f"(s.{name} = ANY (%s) OR {_PARTED})", sorted(getattr(asked, name)))
    return _asked(conditions, values)


def _asked(conditions: list[str], values: list[Any]) -> list[uuid.UUID]:
    statement = f"SELECT s.id FROM records_seizure s WHERE {' AND '.join(conditions)} ORDER BY s.id DESC LIMIT %s"  # noqa: S608 — our own words
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, MOST_LOOKED_AT + 1])
        return [pk for (pk,) in cursor.fetchall()]


def _dropped(records: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the records that another of them stands for, as far as the viewer sees that."""
    links = Link.objects.filter(a__in=records, b__in=records, state__in=_COUNTED)
    return set(links.values_list("drop_id", flat=True))
