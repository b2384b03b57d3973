"""Reading recalls, for the viewer of the present transaction: what was closed to them, and who has acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.directory.models import User
from chorsu.kernel.clock import now
from chorsu.records.recalls.models import ProductFlag, TakenOut, Tombstone

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = [
    "Taken",
    "closed_to",
    "flags_of",
    "flags_of_record",
    "open_flags",
    "sent_by",
    "stones_of",
    "taken_out",
    "tombstone_of",
]


@dataclass(frozen=True, slots=True)
class Taken:
    """One file that a record left in: who took it, for which authority (a principal), when and in which form."""

    export: uuid.UUID
    by: str
    authority: int
    at: dt.datetime
    form: str


def _standing() -> QuerySet[Tombstone]:
    return Tombstone.objects.filter(lifted_at=None).select_related("receipt").order_by("-closed_at", "-pk")


def closed_to(actor: Actor, at: dt.datetime) -> QuerySet[Tombstone]:
    """The tombstones of what was closed to the actor, newest first; the actor's own recalls are not among them."""
    found = _standing().filter(audience__overlap=sorted(actor.principals), closed_at__lte=at)
    return found.exclude(provider_id__in=actor.provides)


def tombstone_of(seizure: uuid.UUID, actor: Actor, at: dt.datetime) -> Tombstone | None:
    """The tombstone that the actor sees in the place of a record; None where there is none for this actor."""
    return closed_to(actor, at).filter(seizure_id=seizure, part="").first()


def sent_by(actor: Actor) -> QuerySet[Tombstone]:
    """The tombstones that stand of the records that the actor rules, newest first."""
    return _standing().filter(provider_id__in=actor.provides)


def stones_of(seizure: uuid.UUID, actor: Actor) -> list[Tombstone]:
    """The tombstones that stand of one record that the actor rules, those without a receipt first."""
    found = sent_by(actor).filter(seizure_id=seizure)
    return sorted(found, key=lambda stone: hasattr(stone, "receipt"))


def taken_out(seizure: uuid.UUID) -> list[Taken]:
    """The files that a record left in, newest first, with the names of those who took them; for its provider."""
    rows = list(TakenOut.objects.filter(records__contains=[seizure]).order_by("-at"))
    people = {user.pk: user for user in User.objects.filter(pk__in={row.by for row in rows})}
    found = {}
    for row in rows:
        user = people.get(row.by)
        name = (user.get_full_name() or user.username) if user else "?"
        found[row.export] = Taken(row.export, name, row.authority, row.at, row.form)
    return list(found.values())


def open_flags(actor: Actor) -> QuerySet[ProductFlag]:
    """The flags on products of the actor's authorities that nobody has dealt with, newest first."""
    return ProductFlag.objects.filter(settled_at=None, at__lte=now(), provider_id__in=actor.provides).order_by(
        "-at", "-pk"
    )


def flags_of(products: Collection[uuid.UUID], actor: Actor) -> list[ProductFlag]:
    """The flags that stand on some products of the actor's authorities."""
    return list(open_flags(actor).filter(product__in=products))


def flags_of_record(seizure: uuid.UUID, actor: Actor) -> QuerySet[ProductFlag]:
    """The flags that stand on products of the actor's authorities which were made of one record."""
    return open_flags(actor).filter(seizure_id=seizure)
