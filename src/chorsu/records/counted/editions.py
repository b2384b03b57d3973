"""The monthly edition of figures of unseen records: which may be counted, who was ever shown them, what is told.

For the worker's role, which reads every record. Must not be called for a reader: what it reads is not for one.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from functools import cache
from itertools import batched
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from chorsu.directory.models import Agency, State
from chorsu.handling.marking import EVERYBODY, MEMBERS
from chorsu.records.counted.cells import Cell, Countable, Figure, told
from chorsu.records.counted.models import Edition, Telling, Told
from chorsu.records.lots import impossible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["countable", "make_edition", "make_edition_when_due"]

_UNGUESSABLE = secrets.SystemRandom().random
_CHUNK = 5_000
_LOCK = 0x636F756E74
"""Number of the advisory lock: two workers make no two editions."""
_COUNTABLE = f"""
    SELECT s.id, extract(year FROM s.seized_on)::int * 4 + (extract(month FROM s.seized_on)::int - 1) / 3,
           s.country, f.substance_group, s.provider_id, w.kg, s.audience, s.releases, b.before
    FROM records_seizure s
    CROSS JOIN LATERAL (SELECT l.substance_group FROM records_lot l
        WHERE l.seizure_id = s.id AND l.kind = 'drug' ORDER BY l.number LIMIT 1) f
    CROSS JOIN LATERAL (SELECT coalesce(sum(l.kg), 0) AS kg FROM records_lot l
        WHERE l.seizure_id = s.id AND l.substance_group = f.substance_group AND l.kg_basis = 'mass' AND l.kg > 0
          AND l.only_for IS NULL AND l.state <> 'estimated' AND NOT {impossible("l")}) w
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_array(v.content -> 'audience', v.content -> 'releases')) AS before
        FROM records_version v WHERE v.seizure_id = s.id) b
    WHERE s.countable AND s.recorded_at < %(before)s AND NOT s.withdrawn
      AND cardinality(s.exclusions) = 0 AND (s.review_by IS NULL OR s.review_by > %(at)s)
      AND NOT EXISTS (SELECT FROM records_told t WHERE t.seizure = s.id)
      AND NOT EXISTS (SELECT FROM records_link k WHERE k.drop_id = s.id AND k.state IN ('same', 'confirmed'))
"""  # noqa: S608 — names of ours
"""What may be counted by every member state (`Act.COUNT`, so nobody is excluded), each event once, not told before.

A seizure stands in the cell of its first drug; its weight is what was weighed of that group, as in the picture. With
it come all audiences that it ever had.
"""


@dataclass(frozen=True, slots=True)
class _Sight:
    """For each member state, every principal and every provider that any of its officers may stand for."""

    principals: dict[str, frozenset[int]]
    providers: dict[str, frozenset[int]]

    @classmethod
    def of_the_directory(cls) -> _Sight:
        principals, providers = {}, {}
        for state in State.objects.filter(status=State.Status.MEMBER):
            agencies = list(Agency.objects.filter(state=state).prefetch_related("groups"))
            own = {agency.pk for agency in agencies}
            groups = {group.pk for agency in agencies for group in agency.groups.all()}
            principals[state.code] = frozenset({EVERYBODY, MEMBERS, state.pk} | own | groups)
            providers[state.code] = frozenset(own)
        return cls(principals, providers)

    def shown(self, provider: int, named: frozenset[int]) -> frozenset[str]:
        """The states of whose officers any may have been shown a record of this provider, released to these."""
        return frozenset(
            code
            for code, principals in self.principals.items()
            if provider in self.providers[code] or not named.isdisjoint(principals)
        )


def countable(*, before: dt.datetime, at: dt.datetime) -> Iterator[Countable]:
    """The records that may be told: recorded before `before`, countable at `at`, in no figure yet."""
    shown = cache(_Sight.of_the_directory().shown)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTABLE, {"before": before, "at": at})
        while rows := cursor.fetchmany(_CHUNK):
            for identifier, quarter, country, group, provider, kg, audience, releases, versions in rows:
                terms = [(audience, _read(releases)), *(_read(versions) or ())]
                named = frozenset().union(*(_named(*term) for term in terms))
                yield Countable(identifier, Cell(quarter, country, group), provider, kg, shown(provider, named))


def _read(said: Any) -> Any:
    """What a column of JSON says; a cursor of Django's gives it as text."""
    return json.loads(said) if isinstance(said, str) else said


def _named(audience: Sequence[int] | None, releases: Sequence[dict[str, Any]] | None) -> set[int]:
    """Everybody to whom a record was released, by any term, whoever is left out of it and whenever it ended."""
    return set(audience or ()).union(*(release["to"] for release in releases or ()))


def make_edition(*, at: dt.datetime, chance: Callable[[], float] = _UNGUESSABLE) -> Edition:
    """Tell what can be told now of all that had arrived before this month; in one transaction."""
    first = at.astimezone(dt.UTC).date().replace(day=1)
    before = dt.datetime.combine(first, dt.time.min, tzinfo=dt.UTC)
    with transaction.atomic():
        edition = Edition.objects.create(day=first, made_at=at)
        states = State.objects.filter(status=State.Status.MEMBER).values_list("code", flat=True)
        for figure in told(countable(before=before, at=at), tuple(states), chance):
            _keep(edition, figure)
    return edition


def _keep(edition: Edition, figure: Figure) -> None:
    cell = figure.cell
    telling = Telling.objects.create(
        edition=edition,
        quarter=cell.quarter,
        country=cell.country,
        substance_group=cell.group,
        records=figure.records,
        kg=figure.kg,
    )
    for members in batched(figure.members, _CHUNK, strict=False):
        Told.objects.bulk_create(Told(seizure=one, telling=telling) for one in members)


def make_edition_when_due(*, at: dt.datetime) -> int:
    """Make the edition of this month if there is none; how many were made."""
    first = at.astimezone(dt.UTC).date().replace(day=1)
    if Edition.objects.filter(day__gte=first).exists():
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if Edition.objects.filter(day__gte=first).exists():
            return 0
        make_edition(at=at)
    return 1
