"""Requests for permission and recalls that wait, as the exchange shows them among messages: the rows of records.

No second copy: what is asked, answered and acknowledged is `records.permissions` and `records.recalls`, read here for
the viewer of the present transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.records.models import Permission
from chorsu.records.permissions.selectors import asked_by, asked_of
from chorsu.records.recalls.selectors import closed_to, sent_by

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor
    from chorsu.records.models import Tombstone

__all__ = [
    "about", "permissions_awaited", "permissions_owed", "permissions_sent", "recalls_sent", "receipts_awaited",
    "receipts_owed", "waiting_count",
]  # fmt: skip

_ASKED = Permission.State.ASKED


def permissions_owed(actor: Actor) -> QuerySet[Permission]:
    """Requests that wait for an answer of the actor's authority, the most urgent first."""
    return asked_of(actor).filter(state=_ASKED)


def permissions_awaited(actor: Actor) -> QuerySet[Permission]:
    """Requests of the actor's authority that nobody has answered yet, the most urgent first."""
    return asked_by(actor).filter(state=_ASKED).order_by("due_at", "pk")


def receipts_owed(actor: Actor, at: dt.datetime) -> QuerySet[Tombstone]:
    """Recalls of which the actor's authority has given no receipt, newest first."""
    return closed_to(actor, at).filter(receipt=None)


def receipts_awaited(actor: Actor, at: dt.datetime) -> QuerySet[Tombstone]:
    """Recalls by the actor's authority of which somebody has given no receipt, newest first."""
    return sent_by(actor).filter(receipt=None, closed_at__lte=at)


def permissions_sent(actor: Actor, since: dt.datetime | None, before: dt.datetime | None) -> QuerySet[Permission]:
    """Every request of the actor's authority between two moments (None: without end), newest first."""
    return asked_by(actor).filter(**_between("asked_at", since, before))


def recalls_sent(
    actor: Actor, at: dt.datetime, since: dt.datetime | None, before: dt.datetime | None
) -> QuerySet[Tombstone]:
    """Every recall by the actor's authority between two moments (None: without end), newest first."""
    return sent_by(actor).filter(closed_at__lte=at, **_between("closed_at", since, before))


def waiting_count(actor: Actor, at: dt.datetime) -> int:
    """How many requests and recalls wait for the actor's authority."""
    return permissions_owed(actor).count() + receipts_owed(actor, at).count()


def about(records: Collection[uuid.UUID], actor: Actor, at: dt.datetime) -> tuple[list[Permission], list[Tombstone]]:
    """Requests and recalls about these records that the viewer sees, newest first."""
    if not records:
        return [], []
    asked = list(Permission.objects.filter(seizure_id__in=records).order_by("-asked_at"))
    stones = {
        stone.pk: stone
        for found in (closed_to(actor, at), sent_by(actor).filter(closed_at__lte=at))
        for stone in found.filter(seizure_id__in=records)
    }
    return asked, list(stones.values())


def _between(column: str, since: dt.datetime | None, before: dt.datetime | None) -> dict[str, dt.datetime]:
    asked = {f"{column}__gte": since, f"{column}__lt": before}
    return {name: moment for name, moment in asked.items() if moment is not None}
