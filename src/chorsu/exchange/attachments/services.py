"""Attaching files to a draft and taking them off.

A file is attached to a draft of one's own authority, or in the act of translating. What is sent is never changed: the
entry of its message says which files went with it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Sum

from chorsu.exchange.attachments.files import MOST_FILES, MOST_OF_A_MESSAGE, AttachmentError, ended
from chorsu.exchange.attachments.keeping import drop_bytes
from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.attachments.sealing import seal
from chorsu.exchange.messages.writing import own_draft
from chorsu.handling.rules import Marking
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.exchange.attachments.files import Checked
    from chorsu.exchange.messages.models import Message, Translation
    from chorsu.handling.rules import Actor
    from chorsu.records.store import Store

__all__ = ["attach", "attach_to", "detach"]


def attach(*, message: uuid.UUID, file: Checked, store: Store, actor: Actor, at: dt.datetime) -> Attachment:
    """Attach a file to a draft, after those that it has; the same file twice is attached once.

    Raises:
        AbsentError, RefusedError: there is no such draft of the actor's authority.
        InputError: it is no draft any more, or (`AttachmentError`) takes no more files.
    """
    with transaction.atomic():
        one = own_draft(message, actor)
        found = attach_to(one, file, store=store, actor=actor, at=at)
        _changed(one, actor, at)
    return found


def attach_to(  # noqa: PLR0913 — an act has these parts
    message: Message,
    file: Checked,
    *,
    store: Store,
    actor: Actor,
    at: dt.datetime,
    translation: Translation | None = None,
) -> Attachment:
    """Attach a file to a message or its translation, which the caller holds; as for `attach`."""
    standing = Attachment.objects.filter(message=message, translation=translation)
    digest = hashlib.sha256(file.content).hexdigest()
    before = standing.filter(digest=digest, name=ended(file.name, file.kind)).first()
    if before is not None:
        return before
    _room(standing.count(), standing.aggregate(sum=Sum("size"))["sum"] or 0, file)
    key, sealed = seal(file.content)
    provider = message.provider_id if translation is None else translation.provider_id
    one = Attachment(message=message, translation=translation, name=ended(file.name, file.kind), kind=file.kind)
    one.number = (standing.aggregate(last=Max("number"))["last"] or 0) + 1
    one.size, one.digest, one.persons = len(file.content), digest, file.persons
    one.key, one.sealed = key, store.keep([sealed], most=len(sealed), where=file.name).digest
    one.added_at, one.added_by = at, actor.user
    one.marking = Marking(provider, frozenset({provider}))
    one.save(force_insert=True)
    return one


def detach(*, message: uuid.UUID, attachment: uuid.UUID, store: Store, actor: Actor, at: dt.datetime) -> None:
    """Take a file off a draft; its bytes go when that has been committed.

    Raises:
        AbsentError: there is no such draft of the actor's authority, or no such file of it.
        InputError: it is no draft any more.
    """
    with transaction.atomic():
        one = own_draft(message, actor)
        found = Attachment.objects.filter(pk=attachment, message=one, translation=None).first()
        if found is None:
            raise AbsentError
        drop_bytes([found], store)
        found.delete()
        _changed(one, actor, at)


def _changed(draft: Message, actor: Actor, at: dt.datetime) -> None:
    """Whoever changes what goes with a draft is one of its writers, and releases it not."""
    draft.writers = sorted({*draft.writers, *([] if actor.user is None else [actor.user])})
    draft.changed_at = at
    draft.save(update_fields=["writers", "changed_at"])


def _room(count: int, size: int, file: Checked) -> None:
    if count >= MOST_FILES:
        what = f"is one file too many: a message takes {MOST_FILES}"
        raise AttachmentError("many", file.name, what, "send it in a message of its own")
    if size + len(file.content) > MOST_OF_A_MESSAGE:
        what = f"is too much: the files of a message take {MOST_OF_A_MESSAGE >> 20} MB together"
        raise AttachmentError("much", file.name, what, "send it in a message of its own")
