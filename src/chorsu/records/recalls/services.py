"""What is done about a recall: an officer acknowledges it, somebody says that a product is dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.authorities import authority_of
from chorsu.handling.rules import Actor, Marking
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.recalls.models import ProductFlag, Receipt, Tombstone

if TYPE_CHECKING:
    import datetime as dt
    import uuid

__all__ = ["acknowledge", "settle"]


def acknowledge(*, tombstone: uuid.UUID, actor: Actor, at: dt.datetime) -> Receipt:
    """Give the receipt that the provider waits for: this authority knows that it may no longer use the record.

    Raises:
        AbsentError: there is no such tombstone of the actor's authority.
        InputError: somebody of the authority has given it.
    """
    with transaction.atomic():
        found = Tombstone.objects.filter(pk=tombstone, lifted_at=None, closed_at__lte=at).first()
        mine = authority_of(actor)
        if found is None or actor.user is None or found.authority != mine:
            raise AbsentError
        if Receipt.objects.filter(tombstone=found).exists():
            raise InputError("stands so already", where="the receipt", to_do="load the page again")
        receipt = Receipt(tombstone=found, by=actor.user, by_name=actor.name, at=at)
        receipt.marking = Marking(found.provider_id, frozenset({found.authority}))
        receipt.save(force_insert=True)
        content = {"tombstone": found.pk, "record": found.seizure_id, "authority": mine}
        append(kind="recall.acknowledged", record=found.pk, version=1, content=content, actor=actor.user, at=at)
    return receipt


def settle(*, flag: uuid.UUID, actor: Actor, at: dt.datetime) -> ProductFlag:
    """Say that a product made of a recalled record is dealt with: taken back, mended, or found to be in order.

    Raises:
        AbsentError: there is no such open flag of the actor's authority.
    """
    with transaction.atomic():
        found = ProductFlag.objects.select_for_update().filter(pk=flag, settled_at=None).first()
        if found is None or found.provider_id not in actor.provides:
            raise AbsentError
        found.settled_at, found.settled_by = at, actor.user
        found.save(update_fields=["settled_at", "settled_by"])
        content = {"product": found.product, "kind": found.kind, "record": found.seizure_id}
        append(kind="recall.settled", record=found.pk, version=1, content=content, actor=actor.user, at=at)
    return found
