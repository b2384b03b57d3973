"""Reading permission requests, for the viewer of the present transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from chorsu.records.permissions.models import Permission

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = ["asked_by", "asked_of", "of_record", "waiting"]

OPEN = (Permission.State.ASKED, Permission.State.TOLD)


def asked_of(actor: Actor) -> QuerySet[Permission]:
    """What is asked of the actor as a provider, or was told; what waits for an answer first, the most urgent first."""
    found = Permission.objects.filter(provider_id__in=actor.provides)
    return found.order_by(F("answered_at").desc(nulls_first=True), "due_at")


def waiting(actor: Actor) -> int:
    """How many requests wait for the actor's answer."""
    return Permission.objects.filter(provider_id__in=actor.provides, state=Permission.State.ASKED).count()


def asked_by(actor: Actor) -> QuerySet[Permission]:
    """What the actor's own authority has asked, newest first."""
    found = Permission.objects.filter(audience__overlap=sorted(actor.principals)).exclude(
        provider_id__in=actor.provides
    )
    return found.order_by("-asked_at")


def of_record(seizure: uuid.UUID) -> list[Permission]:
    """The requests about one record that the viewer sees, newest first: the provider all, an authority its own."""
    return list(Permission.objects.filter(seizure_id=seizure).order_by("-asked_at"))
