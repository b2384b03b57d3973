"""A whole report withdrawn or restored: every record of it gets a new version, a reason and an act in the journal.

Goes in steps, so that a report of a million rows blocks nobody; each step is one transaction of the caller's. A record
that was withdrawn on its own before stays withdrawn when its report is restored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef, prefetch_related_objects

from chorsu.journal.services import Entered, append_many
from chorsu.records.apart import APART, apart
from chorsu.records.committed import committed
from chorsu.records.contents import content_of
from chorsu.records.earlier import Seeing
from chorsu.records.identifiers import shared
from chorsu.records.keeping import narrowest
from chorsu.records.models import Seizure, Version
from chorsu.records.persons import counted
from chorsu.records.withheld import part_whole, withheld_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.records.models import Report

__all__ = ["restore_some", "restore_these", "withdraw_some", "withdraw_these"]

_SET = """
    UPDATE records_seizure SET withdrawn = %s, version = version + 1, changed_at = %s WHERE id = ANY (%s)
"""


def withdraw_some(report: Report, *, reason: str, actor: int | None, at: dt.datetime, most: int) -> int:
    """Withdraw up to `most` records of a report that still stand; how many there were."""
    standing = Seizure.objects.filter(report=report, withdrawn=False)
    return _turn(standing, "withdrawn", reason=reason, actor=actor, at=at, most=most)


def withdraw_these(seizures: Collection[uuid.UUID], *, reason: str, actor: int | None, at: dt.datetime) -> int:
    """Withdraw the named records that still stand, one after another report's; how many there were."""
    standing = Seizure.objects.filter(pk__in=seizures, withdrawn=False)
    return _turn(standing, "withdrawn", reason=reason, actor=actor, at=at, most=len(seizures))


def restore_these(seizures: Collection[uuid.UUID], *, reason: str, actor: int | None, at: dt.datetime) -> int:
    """Restore the named records that are withdrawn; how many there were."""
    fallen = Seizure.objects.filter(pk__in=seizures, withdrawn=True)
    return _turn(fallen, "restored", reason=reason, actor=actor, at=at, most=len(seizures))


def restore_some(report: Report, withdrawn_at: dt.datetime, *, actor: int | None, at: dt.datetime, most: int) -> int:
    """Restore up to `most` records that were withdrawn with their report at that moment; how many there were."""
    with_it = Version.objects.filter(
        seizure=OuterRef("pk"), version=OuterRef("version") - 1, act="withdrawn", at=withdrawn_at
    )
    fallen = Seizure.objects.filter(Exists(with_it), report=report, withdrawn=True)
    return _turn(fallen, "restored", reason="", actor=actor, at=at, most=most)


def _turn(  # noqa: PLR0913 — an act has these fields
    records: QuerySet[Seizure], act: str, *, reason: str, actor: int | None, at: dt.datetime, most: int
) -> int:
    found = list(records.select_for_update(of=("self",)).order_by("pk")[:most])
    if not found:
        return 0
    identifiers = [seizure.pk for seizure in found]
    persons = counted(identifiers)
    prefetch_related_objects(found, "lots", "identifiers")
    parted, seeing = withheld_of(identifiers), Seeing(at)
    versions, said, beside = [], [], []
    for seizure in found:
        parts = list(parted.get(seizure.pk, {}).values())
        beside.append(apart(seizure.flags, parts, seizure.lots.all(), seizure.identifiers.all()))
        for part in parts:
            part_whole(seizure, part)
        before = Version(
            seizure_id=seizure.pk,
            version=seizure.version,
            act=act,
            reason=reason,
            at=at,
            by=actor,
            content=content_of(seizure, seizure.lots.all(), shared(seizure.identifiers.all())),
        )
        narrow = narrowest(seizure.marking, seizure.lots.all()).narrowed_to(seeing.of(seizure.marking))
        before.marking = seizure.marking.only_for_provider() if seizure.pk in parted else narrow
        versions.append(before)
        said.append(content_of(seizure, seizure.lots.all(), seizure.identifiers.all()))
    Version.objects.bulk_create(versions, batch_size=1_000)
    with connection.cursor() as cursor:
        cursor.execute(_SET, [act == "withdrawn", at, identifiers])
    append_many(
        (
            Entered(
                f"seizure.{act}",
                version.seizure_id,
                version.version + 1,
                committed(content | {"withdrawn": act == "withdrawn"}, persons[version.seizure_id], reason),
                {APART: apart_then},
            )
            for version, content, apart_then in zip(versions, said, beside, strict=True)
        ),
        actor=actor,
        at=at,
    )
    return len(found)
