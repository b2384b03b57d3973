"""Reading of watches and alerts, for the viewer of the present transaction. Row-level security decides what is there.

Why an alert came is worked out here, of its records as the viewer sees them now: a record that is not seen any more, or
a part of it, gives no reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from chorsu.exchange.watches.criteria import answers
from chorsu.exchange.watches.models import Alert, AlertChange, Digest, Watch
from chorsu.exchange.watches.telling import asked_of, load

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor
    from chorsu.records.models import Seizure

__all__ = [
    "Asked", "Shown", "alert", "alerts", "alerts_between", "changes_of", "first_records", "new_count",
    "places_and_families", "shown", "waited", "waiting_alerts", "watch", "watches",
]  # fmt: skip

FIRST_FEW = 3
"""Records of an alert that a list shows."""
MOST_COUNTED = 10_000
_RECORDS = """
    SELECT alert, id FROM unnest(%s::uuid[]) AS of_one(alert) CROSS JOIN LATERAL (
        SELECT s.id FROM exchange_alert_record r JOIN records_seizure s ON s.id = r.record
        WHERE r.alert_id = of_one.alert AND NOT s.withdrawn ORDER BY s.id LIMIT %s) few
"""
_COUNTS = """
    SELECT alert, number FROM unnest(%s::uuid[]) AS of_one(alert) CROSS JOIN LATERAL (
        SELECT count(*) AS number FROM (
            SELECT FROM exchange_alert_record r JOIN records_seizure s ON s.id = r.record
            WHERE r.alert_id = of_one.alert AND NOT s.withdrawn LIMIT %s) seen) counted
"""
MOST_TOLD = 1_000
_TOLD = """
    SELECT DISTINCT alert, place, coalesce(l.substance_group, '') FROM unnest(%s::uuid[]) AS of_one(alert)
    CROSS JOIN LATERAL (
        SELECT s.id, coalesce(nullif(s.admin1, ''), s.country) AS place
        FROM exchange_alert_record r JOIN records_seizure s ON s.id = r.record
        WHERE r.alert_id = of_one.alert AND NOT s.withdrawn LIMIT %s) seen
    LEFT JOIN records_lot l ON l.seizure_id = seen.id
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter of alerts: `new` ones alone, given to me or sent up to me alone, of one watch; empty asks for all."""

    new: bool = False
    mine: bool = False
    watch: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An alert as its reader may see it: how many of its records are seen, the first of them, each with the reasons.

    None is seen: all of them were taken back, or withdrawn, and the alert stands in their place.
    """

    alert: Alert
    watch: Watch
    count: int
    records: tuple[tuple[Seizure, tuple[str, ...]], ...] = field(default=())


def watches(actor: Actor) -> QuerySet[Watch]:
    """The watches of the actor's authority that stand, and the actor's own, by name."""
    return Watch.objects.filter(provider_id__in=actor.provides, ended_at=None).order_by("name", "pk")


def watch(identifier: uuid.UUID) -> Watch | None:
    """A watch, also one that has ended."""
    return Watch.objects.filter(pk=identifier).first()


def alerts(actor: Actor, asked: Asked) -> QuerySet[Alert]:
    """Alerts of the actor's authority, new ones first, those sent up before the others, then by precedence and age."""
    rows = Alert.objects.filter(provider_id__in=actor.provides).select_related("watch")
    if asked.new:
        rows = rows.filter(state=Alert.State.NEW)
    if asked.mine:
        rows = rows.filter(Q(assigned_to=actor.user) | Q(escalated_to__contains=[actor.user]))
    if asked.watch is not None:
        rows = rows.filter(watch=asked.watch)
    return rows.order_by("-state", "-precedence", "-raised_at", "-id")


def alert(identifier: uuid.UUID) -> Alert | None:
    """One alert."""
    return Alert.objects.select_related("watch").filter(pk=identifier).first()


def new_count(actor: Actor) -> int:
    """How many alerts are new to the actor's authority, and to the actor alone."""
    return Alert.objects.filter(provider_id__in=actor.provides, state=Alert.State.NEW).count()


def alerts_between(actor: Actor, since: dt.datetime, until: dt.datetime) -> QuerySet[Alert]:
    """The alerts that came in a span of time, oldest first."""
    rows = Alert.objects.filter(provider_id__in=actor.provides, raised_at__gte=since, raised_at__lt=until)
    return rows.select_related("watch").order_by("raised_at", "id")


def changes_of(one: Alert) -> list[AlertChange]:
    """What was done to an alert, in order."""
    return list(AlertChange.objects.filter(alert=one).order_by("number"))


def shown(rows: Sequence[Alert], *, few: int = FIRST_FEW) -> list[Shown]:
    """Alerts with their first records, and why these answer their watches, as the viewer sees them now."""
    ids = [one.pk for one in rows]
    first, counts = first_records(ids, few), _counts(ids)
    whole = load({record for records in first.values() for record in records})
    found = []
    for one in rows:
        asked = asked_of(one.watch.criteria)
        records = [whole[record] for record in first.get(one.pk, ()) if record in whole]
        told = tuple((each.seizure, answers(asked, each.told())) for each in records)
        found.append(Shown(one, one.watch, counts.get(one.pk, 0), told))
    return found


def first_records(alerts: Collection[uuid.UUID], few: int) -> dict[uuid.UUID, list[uuid.UUID]]:
    """The first records of alerts that the viewer sees, so many of each."""
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, [list(alerts), few])
        for one, record in cursor.fetchall():
            found.setdefault(one, []).append(record)
    return found


def places_and_families(alerts: Collection[uuid.UUID]) -> dict[uuid.UUID, set[tuple[str, str]]]:
    """Where the records of alerts lie that the viewer sees, each with the family of each lot; of very many, some."""
    found: dict[uuid.UUID, set[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, [list(alerts), MOST_TOLD])
        for one, place, family in cursor.fetchall():
            found.setdefault(one, set()).add((place, family))
    return found


def _counts(alerts: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [list(alerts), MOST_COUNTED])
        return dict(cursor.fetchall())


def waiting_alerts(digest: Digest) -> QuerySet[Alert]:
    """The alerts that waited for the end of quiet hours that a digest tells of, and are still new."""
    rows = Alert.objects.filter(provider_id=digest.provider_id, waits_until=digest.ended_at, state=Alert.State.NEW)
    return rows.filter(officer=digest.officer)


def waited(digest: Digest) -> int:
    """How many these are."""
    return waiting_alerts(digest).count()
