"""What follows a recall in the background: every product made of the record by those it was closed to is flagged.

A consumer of the journal, with the worker's rights. Owns where products lead back to a record. Nobody is told of a
product of somebody else, nor of a record that was never theirs to see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from chorsu.directory.models import User
from chorsu.handling.rules import Marking
from chorsu.intake.drafts.models import Draft
from chorsu.intake.drafts.settling import document_of
from chorsu.journal.consumers import consume
from chorsu.newsroom.models import Item
from chorsu.records.models import Link, ProductFlag, Sanitised, TakenOut, Tombstone

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence

    from chorsu.journal.models import EntryRow

__all__ = ["follow_recalls"]

CONSUMER = "recalls"
MOST = 500
CLOSING = ("seizure.recalled", "seizure.excluded", "seizure.released", "seizure.withheld")
_TYING = (Link.State.SAME, Link.State.CONFIRMED)
type Product = tuple[ProductFlag.Kind, uuid.UUID, int, int | None]
"""Kind, identifier, the authority that made it, the officer responsible where known."""


def follow_recalls() -> int:
    """Flag the products of the next recalls in the journal; how many entries were read."""
    return consume(CONSUMER, _flag, most=MOST)


def _flag(entries: Sequence[EntryRow]) -> None:
    closing = {(entry.record_id, entry.version) for entry in entries if entry.kind in CLOSING}
    if not closing:
        return
    stones = Tombstone.objects.filter(seizure_id__in={record for record, _ in closing}, part="", lifted_at=None)
    for stone in stones:
        if (stone.seizure_id, stone.version) in closing:
            for product in products_of(stone):
                _raise(stone, product)


def _raise(stone: Tombstone, product: Product) -> None:
    kind, identifier, owner, responsible = product
    flag = ProductFlag(
        seizure_id=stone.seizure_id, kind=kind, product=identifier, responsible=responsible, at=stone.closed_at
    )
    flag.marking = Marking(owner, frozenset({owner}))
    ProductFlag.objects.bulk_create([flag], ignore_conflicts=True)


def products_of(stone: Tombstone) -> Iterator[Product]:
    """What the authority that a record was closed to, or its provider, made of the record."""
    record, authority = stone.seizure_id, stone.authority
    for taken in TakenOut.objects.filter(records__contains=[record], authority=authority):
        yield ProductFlag.Kind.EXPORT, taken.export, authority, taken.by
    either = Q(a=record) | Q(b=record)
    for link in Link.objects.filter(either, via=[], state__in=_TYING).select_related("a", "b"):
        other = link.b if link.a_id == record else link.a
        if other.provider_id == authority or _works_for(link.decided_by, authority):
            yield ProductFlag.Kind.PAIR, link.pk, authority, link.decided_by
    for version in Sanitised.objects.filter(source_id=record).values_list("version_id", flat=True):
        yield ProductFlag.Kind.SANITISED, version, stone.provider_id, None
    texts = [document_of(draft.text) for draft in Draft.objects.filter(record=record).select_related("text")]
    owners = (authority, stone.provider_id)
    for item in Item.objects.filter(source_document__in=texts, provider_id__in=owners):
        yield ProductFlag.Kind.NEWS, item.pk, item.provider_id, item.writers[0] if item.writers else None


def _works_for(user: int | None, authority: int) -> bool:
    return user is not None and User.objects.filter(pk=user, agency_id=authority).exists()
