"""How what the journal commits to of the exchange is found again. Reads as the worker."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from chorsu.exchange.attachments.keeping import committed, is_whole
from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.messages.delivering import content_of_change
from chorsu.exchange.messages.models import Delivery, DeliveryChange, Message, Translation
from chorsu.exchange.messages.sending import content_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterable, Sequence

    from chorsu.journal.contents import Kept
    from chorsu.records.store import Store

__all__ = ["STANDING", "rebuild_deliveries", "rebuild_messages", "rebuild_sendings", "rebuild_translations"]

STANDING = {
    "message": "SELECT id, version FROM exchange_message WHERE version > 0",
    "delivery": "SELECT delivery_id AS id, number AS version FROM exchange_delivery_change",
    "translation": "SELECT id, 1 AS version FROM exchange_translation",
    "sending": "SELECT id, version FROM exchange_sending",
}


def rebuild_messages(entries: Sequence[Kept], store: Store) -> dict[int, dict[str, Any]]:
    """What the bank says of each message: as it was sent, its files read; other steps are kept beside the entry."""
    rows = Message.objects.in_bulk({entry.record for entry in entries})
    to: dict[uuid.UUID, list[int]] = defaultdict(list)
    for message, addressee in Delivery.objects.filter(message__in=rows).values_list("message_id", "addressee"):
        to[message].append(addressee)
    files = _files(Attachment.objects.filter(message__in=rows, translation=None), "message_id")
    return {
        entry.number: content_of(rows[entry.record], to[entry.record], files[entry.record])
        | _otherwise(files[entry.record], store)
        if entry.kind == "message.sent"
        else {}
        for entry in entries
        if entry.record in rows or entry.kind != "message.sent"
    }


def rebuild_deliveries(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of each change; of the newest one the delivery itself says where it stands and is due."""
    ids = {entry.record for entry in entries}
    rows = Delivery.objects.in_bulk(ids)
    changes = {(one.delivery_id, one.number): one for one in DeliveryChange.objects.filter(delivery__in=ids)}
    found = {}
    for entry in entries:
        one, delivery = changes.get((entry.record, entry.version)), rows.get(entry.record)
        if one is not None and delivery is not None:
            found[entry.number] = content_of_change(one, delivery if delivery.version == one.number else one)
    return found


def rebuild_translations(entries: Sequence[Kept], store: Store) -> dict[int, dict[str, Any]]:
    """What the bank says of each translation, its files read."""
    rows = Translation.objects.in_bulk({entry.record for entry in entries})
    files = _files(Attachment.objects.filter(translation__in=rows), "translation_id")
    return {
        entry.number: {
            "message": rows[entry.record].message_id,
            "language": rows[entry.record].language,
            "subject": rows[entry.record].subject,
            "body": rows[entry.record].body,
        }
        | committed(files[entry.record])
        | _otherwise(files[entry.record], store)
        for entry in entries
        if entry.record in rows
    }


def rebuild_sendings(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """Nothing but what is kept beside the entries: how an authority sends is said there."""
    return {entry.number: {} for entry in entries}


def _files(rows: Iterable[Attachment], of: str) -> dict[uuid.UUID, list[Attachment]]:
    found: dict[uuid.UUID, list[Attachment]] = defaultdict(list)
    for one in rows:
        found[getattr(one, of)].append(one)
    return found


def _otherwise(files: Iterable[Attachment], store: Store) -> dict[str, Any]:
    """Nothing, where the store holds every file as it was attached; else which it does not."""
    changed = [str(one.pk) for one in files if not is_whole(one, store)]
    return {"bytes": changed} if changed else {}
