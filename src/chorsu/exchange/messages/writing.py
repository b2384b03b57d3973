"""Drafts: written, changed, discarded by the sender's officers; a draft is their authority's alone and leaves no entry.

Answers are drafts too, written to a delivery of one's own: their addressee is who asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.authorities import authority_of
from chorsu.exchange.attachments.keeping import attachments_of, drop_bytes
from chorsu.exchange.messages.channels import channel
from chorsu.exchange.messages.delivering import addressees_of, stand_for
from chorsu.exchange.messages.models import ANSWERS, Delivery, Message
from chorsu.exchange.messages.saying import ANSWERING, checked
from chorsu.exchange.once import alike, stored_once
from chorsu.handling.codes import codes
from chorsu.handling.marked import reviewed
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.exchange.messages.saying import MessageSaid
    from chorsu.records.store import Store

__all__ = [
    "ClosedTieError",
    "DraftChangedError",
    "change_draft",
    "discard_draft",
    "own_delivery",
    "own_draft",
    "own_message",
    "pass_on",
    "write_message",
]

Kind, State = Message.Kind, Message.State
_WORDS = ("kind", "channel", "precedence", "urgency", "subject", "body", "language", "ground", "personal")
_SAID = (*_WORDS, "to", "question", "transfer", "fulfils", "use_codes", "dissemination_codes")
_TILL_SENT = {"to", "transfer", "fulfils"}
"""What is said of a message until it is sent; then it stands in its deliveries and in what it fulfils."""


def write_message(  # noqa: PLR0913 — an act has these fields
    *,
    said: MessageSaid,
    actor: Actor,
    at: dt.datetime,
    answers: uuid.UUID | None = None,
    provider: int | None = None,
    synthetic: bool = False,
    number: uuid.UUID | None = None,
) -> Message:
    """Write a draft for one's own authority (`provider`: another that the actor provides for); once by its number.

    With `answers` it is an answer to that message, in its thread, to its sender: of the authority that it was sent to
    (of `provider`, where it was sent to several that the actor provides for).

    Raises:
        RefusedError: the actor may not write for this authority.
        AbsentError: the message that it answers is not there, or not for this actor.
        ClosedTieError: as for `pass_on`.
        InputError: as `saying.checked`; an answer of a kind that answers nothing, or the other way round.
        OtherWordsError: the number stands with other words, or for others.
    """
    said = checked(said)
    one = Message(id=number or uuid7(), synthetic=synthetic)
    one.thread = one.pk
    if (said.kind in ANSWERING) != (answers is not None):
        raise InputError("is no message", where="kind", to_do="choose from the list")
    owner = provider if provider is not None else authority_of(actor)
    if answers is not None:
        received = own_delivery(answers, actor, addressee=provider)
        owner, one.answers_id, one.thread = received.addressee, answers, received.thread
        said = replace(said, to=(received.sender,))
    if owner is None or owner not in actor.provides or actor.user is None:
        raise RefusedError("messages are written for one's own authority only", to_do="ask that authority")
    with transaction.atomic():
        one.marking = Marking(owner, frozenset({owner}))
        _say(one, said, actor, at)
        kept = stored_once(one, Message.objects.select_for_update().filter(provider_id=owner), same=_same)
        if kept is one and answers is None and one.thread != one.pk:
            one.thread = one.pk
            one.save(update_fields=["thread"])
    return kept


class DraftChangedError(InputError):
    """A draft that was changed since it was read."""


def change_draft(
    *, identifier: uuid.UUID, said: MessageSaid, actor: Actor, at: dt.datetime, seen: dt.datetime | None = None
) -> Message:
    """Write a draft anew; whom an answer goes to and what it answers stay.

    With `seen`, only where it was last changed at that moment, or says the same already: an answer can be lost.

    Raises:
        AbsentError: there is no such draft of the actor's authority.
        DraftChangedError: somebody changed it since.
        InputError: it is no draft any more, or as for a new one.
    """
    said = checked(said)
    with transaction.atomic():
        one = own_draft(identifier, actor)
        if (said.kind in ANSWERING) != (one.answers_id is not None):
            raise InputError("is no message", where="kind", to_do="choose from the list")
        if one.answers_id is not None:
            said = replace(said, to=one.to)
        is_as_seen, before = seen in {None, one.changed_at}, [getattr(one, name) for name in _SAID]
        _say(one, said, actor, at)
        if not is_as_seen and before != [getattr(one, name) for name in _SAID]:
            raise DraftChangedError("was changed in the meantime", where="the draft", to_do="load the page again")
        one.save()
    return one


def discard_draft(*, identifier: uuid.UUID, store: Store, actor: Actor, at: dt.datetime) -> None:
    """Throw a draft away with its files; one that a second officer had before them leaves an entry.

    Raises:
        AbsentError, InputError: as for a change.
    """
    with transaction.atomic():
        one = own_draft(identifier, actor)
        if one.version:
            version = one.version + 1
            append(kind="message.discarded", record=one.pk, version=version, content={}, actor=actor.user, at=at)
        drop_bytes(attachments_of([one]), store)
        one.delete()


def own_message(identifier: uuid.UUID, actor: Actor) -> Message:
    """A message of an authority that the actor provides for, locked.

    Raises:
        AbsentError: the actor does not see it.
        RefusedError: the actor sees it, but another authority sent it.
    """
    seen = Message.objects.filter(pk=identifier).first()
    if seen is None:
        raise AbsentError
    if seen.provider_id not in actor.provides:
        raise RefusedError("only its sender may do this", to_do="ask the sender")
    return Message.objects.select_for_update().get(pk=identifier)


def own_draft(identifier: uuid.UUID, actor: Actor) -> Message:
    """A draft of the actor's authority, locked.

    Raises:
        AbsentError: there is none.
        InputError: it is no draft any more, or waits for a second officer.
    """
    one = own_message(identifier, actor)
    if one.state == State.WAITING:
        raise InputError("waits for a second officer", where="the message", to_do="give it back to its writers first")
    if one.state != State.DRAFT:
        raise InputError("is no draft any more", where="the message", to_do="load the page again")
    return one


def own_delivery(message: uuid.UUID, actor: Actor, *, addressee: int | None = None, lock: bool = False) -> Delivery:
    """The delivery of a message to an authority that the actor provides for.

    To this `addressee`; else what still owes an answer first, then the actor's own.

    Raises:
        AbsentError: it was not sent there.
    """
    rows = Delivery.objects.filter(message_id=message, addressee__in=actor.provides)
    asked = rows if addressee is None else rows.filter(addressee=addressee)
    found = sorted(asked, key=lambda one: (one.state not in ANSWERS, one.addressee != actor.agency))
    if not found:
        raise AbsentError
    return Delivery.objects.select_for_update().get(pk=found[0].pk) if lock else found[0]


def _same(standing: Message, one: Message) -> bool:
    if standing.state in {State.DRAFT, State.WAITING}:
        return alike(standing, one, (*_SAID, "answers_id"))
    kept = {*_SAID, "answers_id"} - _TILL_SENT
    return alike(standing, one, kept) and addressees_of(standing) == stand_for(one.to, but=one.provider_id)


def _say(one: Message, said: MessageSaid, actor: Actor, at: dt.datetime) -> None:
    for name in _WORDS:
        setattr(one, name, getattr(said, name))
    one.to = sorted(set(said.to))
    one.question = said.question.as_json() if said.question else {}
    pass_on(said.question.records if said.question else (), actor, at)
    one.transfer = said.transfer.as_json() if said.transfer else None
    one.fulfils = {"commitment": str(said.fulfils[0]), "period": said.fulfils[1]} if said.fulfils else None
    handling = channel(said.channel).handling
    if said.use is not None:
        handling = replace(handling, use=_known("use", frozenset(said.use)) | {"H0"})
    if said.dissemination is not None:
        handling = replace(handling, dissemination=_known("dissemination", frozenset(said.dissemination)))
    one.marking = reviewed(replace(one.marking, handling=handling, review_by=None), at)
    one.writers = sorted({*one.writers, *([] if actor.user is None else [actor.user])})
    one.changed_at = at


def _known(axis: str, chosen: frozenset[str]) -> frozenset[str]:
    # H3 says its restriction in words, which a message has in its body.
    if not chosen <= {one.code for one in codes(axis)} - {"H3"}:
        raise InputError("is in no list", where=axis, to_do="choose from the list")
    return chosen


class ClosedTieError(InputError):
    """A record that a question was built from is not there, or not for whom it goes through; `records` are those."""

    def __init__(self, records: Collection[uuid.UUID]) -> None:
        self.records = records
        super().__init__("is tied to what is closed to you", where="the question", to_do="take the record off")


def pass_on(records: Collection[uuid.UUID], actor: Actor, at: dt.datetime) -> None:
    """Let the records go with a message that its question was built from: even their numbers are what they tell.

    Raises:
        ClosedTieError: the actor does not see one of them, not any more, or there is none.
        RefusedError: its provider keeps the passing on.
    """
    found = {one.pk: one for one in Seizure.objects.filter(pk__in=records)}
    closed = [number for number in records if number not in found]
    if closed:
        raise ClosedTieError(closed)
    for number in records:
        if not decide(actor, found[number].marking, Act.PASS_ON, at).allowed:
            raise RefusedError("its provider keeps the passing on", to_do="ask the provider for permission")
