"""The bytes of attachments and what the journal commits to of them; nothing here asks who may see: rows do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.attachments.sealing import opened
from chorsu.kernel.errors import ChorsuError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from chorsu.exchange.messages.models import Message
    from chorsu.records.store import Store

__all__ = ["attachments_of", "bytes_of", "committed", "drop_bytes", "is_whole"]


def drop_bytes(gone: Iterable[Attachment], store: Store) -> None:
    """Remove the sealed bytes of these, once the transaction that removes their rows has committed."""
    digests = [one.sealed for one in gone]

    def drop() -> None:
        for digest in digests:
            store.path(digest).unlink(missing_ok=True)

    transaction.on_commit(drop)


def attachments_of(messages: Collection[Message]) -> list[Attachment]:
    """The files of these messages and of their translations that the viewer sees, in order."""
    return list(Attachment.objects.filter(message__in=messages).defer("key").order_by("message_id", "number"))


def bytes_of(one: Attachment, store: Store) -> bytes:
    """The file as it was attached.

    Raises:
        ChorsuError: the store does not hold it as it was: it was changed or lost behind the program.
    """
    content = _read(one, store)
    if content is None:
        raise ChorsuError("is not as it was attached", where=one.name, to_do="tell who runs the data bank")
    return content


def is_whole(one: Attachment, store: Store) -> bool:
    """Whether the store still holds the file as it was attached."""
    return _read(one, store) is not None


def committed(files: Iterable[Attachment]) -> dict[str, Any]:
    """To what the journal commits of the files of a message or a translation; nothing where there are none."""
    told = [
        {"id": str(one.pk), "name": one.name, "kind": one.kind, "size": one.size, "digest": one.digest}
        for one in sorted(files, key=lambda one: (one.number, str(one.pk)))
    ]
    return {"attachments": told} if told else {}


def _read(one: Attachment, store: Store) -> bytes | None:
    try:
        return opened(bytes(one.key), store.path(one.sealed).read_bytes(), one.digest)
    except (OSError, ChorsuError):
        return None
