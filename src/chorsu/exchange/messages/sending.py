"""Sending: at once, or by a second officer where the authority wants four eyes; taking a sent message back.

Owns the way of a message from draft to recalled, each step an entry of the journal, and what an answer does to the
delivery that it answers.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.exchange.attachments.keeping import attachments_of, committed
from chorsu.exchange.commitments.fulfilling import fulfilled_by_sending, reopened_by_recall
from chorsu.exchange.messages.delivering import authorities_in, change, deliver
from chorsu.exchange.messages.gate import pass_gate
from chorsu.exchange.messages.models import ANSWERS, Delivery, DeliveryChange, Message, Sending
from chorsu.exchange.messages.saying import records_in
from chorsu.exchange.messages.writing import own_draft, own_message, pass_on
from chorsu.handling.models import HANDLING_COLUMNS
from chorsu.handling.rules import Actor, Role
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.records.reasons import reason_given

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from chorsu.exchange.attachments.models import Attachment

__all__ = [
    "content_of", "needs_four_eyes", "recall_message", "release_message", "return_message", "send_message",
    "set_four_eyes",
]  # fmt: skip

Kind, State, Done = Message.Kind, Message.State, DeliveryChange.Kind
_CONTENT = (
    "thread", "answers_id", "kind", "channel", "precedence", "urgency", "subject", "body", "language", "question",
    "ground", "personal", "writers", "sent_at", "sent_by", "sent_name", "released_by", "synthetic", "provider_id",
    *HANDLING_COLUMNS,
)  # fmt: skip


def content_of(message: Message, to: Iterable[int], files: Iterable[Attachment]) -> dict[str, Any]:
    """To what the journal commits of a message as it was sent, to these authorities, with its files."""
    return {name: getattr(message, name) for name in _CONTENT} | {"to": sorted(to)} | committed(files)


def needs_four_eyes(authority: int) -> bool:
    """Whether a second officer of the authority releases what it sends."""
    return Sending.objects.filter(authority=authority, four_eyes=True).exists()


def send_message(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Message:
    """Send a draft; where its authority wants four eyes, it then waits for a second officer.

    Raises:
        AbsentError, RefusedError: there is no such draft of the actor's authority.
        NeedsBasisError: it tells of persons, goes abroad, and nobody said on what basis.
        InputError: nobody is named, its question is about nothing, or it is no draft any more.
    """
    with transaction.atomic():
        one = own_draft(identifier, actor)
        to = authorities_in(one.to, but=one.provider_id)
        if one.question and not one.question["about"]:
            raise InputError("is about nothing", where="the question", to_do="choose what it is about")
        if one.kind == Kind.REFUSAL and not one.ground:
            raise InputError("no ground is given", where="the answer", to_do="choose a ground from the list")
        one.sent_by, one.sent_name = actor.user, actor.name
        one.four_eyes = needs_four_eyes(one.provider_id)
        if not one.four_eyes:
            return _sent(one, actor, at)
        one.state, one.returned_why = State.WAITING, ""
        said = {"digest": _digest(content_of(one, [agency.pk for agency in to], attachments_of([one])))}
        return _stepped(one, "submitted", actor, at, said)


def release_message(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Message:
    """Let a message go that waits for a second officer.

    Raises:
        RefusedError: the actor wrote on it, or it is another authority's.
        AbsentError, NeedsBasisError, InputError: as for sending; or it does not wait.
    """
    with transaction.atomic():
        one = _waiting(identifier, actor)
        if actor.user in one.writers:
            raise RefusedError("another officer of the authority releases it", to_do="ask a colleague")
        one.released_by = actor.user
        return _sent(one, actor, at)


def return_message(*, identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Message:
    """Give a message that waits back to its writers, with a reason; or take one's own back to go on with it.

    Raises:
        AbsentError, RefusedError, InputError: as for a release; or no reason.
    """
    stated = reason_given(reason)
    with transaction.atomic():
        one = _waiting(identifier, actor)
        one.state, one.returned_why = State.DRAFT, stated
        return _stepped(one, "returned", actor, at, {"reason": stated})


def recall_message(*, identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Message:
    """Take a sent message back: no addressee reads it any more; each is left with the line that it was taken back.

    Raises:
        AbsentError: the actor does not see it.
        RefusedError: another authority sent it.
        InputError: it was not sent, or no reason is given.
    """
    stated = reason_given(reason)
    with transaction.atomic():
        one = own_message(identifier, actor)
        if one.state != State.SENT:
            raise InputError("stands so already", where="the message", to_do="load the page again")
        one.state, one.recalled_at, one.recalled_why = State.RECALLED, at, stated
        for delivery in Delivery.objects.select_for_update().filter(message=one).order_by("pk"):
            change(delivery, Done.WITHDRAWN, by=actor.user, by_name=actor.name, at=at)
        reopened_by_recall(one, actor, at)
        _owed_again(one, actor, at)
        return _stepped(one, "recalled", actor, at, {"reason": stated})


def set_four_eyes(*, authority: int, wanted: bool, actor: Actor, at: dt.datetime) -> Sending:
    """Say whether a second officer releases what an authority sends; what waits by then still waits.

    Raises:
        RefusedError: the actor is no liaison or duty officer of it.
    """
    if authority not in actor.provides or not actor.roles & {Role.LIAISON, Role.DUTY}:
        raise RefusedError("liaison and duty officers say how their authority sends", to_do="ask one of them")
    with transaction.atomic():
        one = Sending.objects.select_for_update().filter(authority=authority).first()
        if one is None:
            one = Sending(authority=authority, version=0, provider_id=authority, audience=[authority])
        elif one.four_eyes == wanted:
            return one
        one.four_eyes, one.version = wanted, one.version + 1
        one.save()
        said = {"authority": authority, "four_eyes": wanted}
        append(kind="sending.set", record=one.pk, version=one.version, content={}, said=said, actor=actor.user, at=at)
    return one


def _waiting(identifier: uuid.UUID, actor: Actor) -> Message:
    one = own_message(identifier, actor)
    if one.state != State.WAITING:
        raise InputError("does not wait for a release", where="the message", to_do="load the page again")
    return one


def _sent(one: Message, actor: Actor, at: dt.datetime) -> Message:
    """Deliver a message; what it answers learns of it."""
    to = authorities_in(one.to, but=one.provider_id)
    pass_on(records_in(one.question), actor, at)
    pass_gate(one, [agency.pk for agency in to], actor, at)
    if one.answers_id is not None:
        _answer(one, actor, at)
    tie = one.fulfils
    one.state, one.sent_at, one.to, one.transfer, one.fulfils, one.returned_why = State.SENT, at, [], None, None, ""
    one.version += 1
    one.save()
    deliver(one, to, at)
    content = content_of(one, [agency.pk for agency in to], attachments_of([one]))
    append(kind="message.sent", record=one.pk, version=one.version, content=content, actor=actor.user, at=at)
    fulfilled_by_sending(one, tie, actor, at)
    return one


def _answer(one: Message, actor: Actor, at: dt.datetime) -> None:
    """What an answer does to the delivery that it answers: ends it, pauses it, or lets it go on.

    Of what wants no answer it says that it was seen.
    """
    answered = Message.objects.filter(pk=one.answers_id or one.pk).first()
    if answered is None or answered.state != State.SENT:
        raise InputError("was taken back", where="the message that it answers", to_do="discard the answer")
    mine = Delivery.objects.select_for_update().get(message=answered, addressee=one.provider_id)
    said: dict[str, Any] = {"by": actor.user, "by_name": actor.name, "at": at, "message": one.pk}
    if mine.state not in ANSWERS:
        if one.kind != Kind.REPLY or mine.kind == Kind.REQUEST:
            raise InputError("waits for no answer", where="the message", to_do="load the page again")
        if mine.acknowledged_at is None:
            change(mine, Done.ACKNOWLEDGED, **said)
        paused = _asked_about(answered, one.provider_id).filter(state=Delivery.State.PAUSED).first()
        if paused is not None:
            change(paused, Done.RESUMED, **said)
        return
    if one.kind == Kind.CLARIFICATION and mine.state == Delivery.State.PAUSED:
        raise InputError("is asked already", where="the clarification", to_do="wait for the answer")
    done = {Kind.REPLY: Done.ANSWERED, Kind.REFUSAL: Done.REFUSED, Kind.CLARIFICATION: Done.PAUSED}
    change(mine, done[Kind(one.kind)], ground=one.ground, **said)


def _asked_about(clarification: Message, asker: int) -> QuerySet[Delivery]:
    """The delivery of the request that a clarification asks the asker about, locked; none of any other message."""
    asked = Delivery.objects.select_for_update(of=("self",)).filter(sender=asker, addressee=clarification.provider_id)
    if clarification.kind != Kind.CLARIFICATION:
        return asked.none()
    return asked.filter(message=clarification.answers_id, message__state=State.SENT)


_UNDOES = {
    Delivery.State.ANSWERED: Done.ANSWERED,
    Delivery.State.REFUSED: Done.REFUSED,
    Delivery.State.PAUSED: Done.PAUSED,
    Delivery.State.TOLD: Done.ACKNOWLEDGED,
}
"""For each state of what was answered, what brought it there."""


def _owed_again(recalled: Message, actor: Actor, at: dt.datetime) -> None:
    """What an answer did to the delivery that it answered, undone: no answer stands, and the clock runs.

    Where it answered a clarification, the clock of the request stands again, and the clarification waits.
    """
    said: dict[str, Any] = {"by": actor.user, "by_name": actor.name, "at": at}
    answered = Message.objects.filter(pk=recalled.answers_id or recalled.pk, state=State.SENT).first()
    if answered is None:
        return
    received = list(Delivery.objects.select_for_update().filter(message=answered, addressee=recalled.provider_id))
    waits = False
    for asked in _asked_about(answered, recalled.provider_id).filter(state=Delivery.State.OPEN):
        waits = _newest(asked, Done.PAUSED, Done.RESUMED).message == recalled.pk
        if waits:
            change(asked, Done.PAUSED, message=answered.pk, **said)
    for mine in received:
        did = _UNDOES.get(Delivery.State(mine.state))
        if did is not None and (waits or _newest(mine, did).message == recalled.pk):
            change(mine, Done.REOPENED, message=recalled.pk, **said)


def _newest(delivery: Delivery, *kinds: DeliveryChange.Kind) -> DeliveryChange:
    """The newest such change of a delivery; one of no kind where there is none."""
    found = DeliveryChange.objects.filter(delivery=delivery, kind__in=kinds).order_by("-number").first()
    return found or DeliveryChange()


def _stepped(one: Message, act: str, actor: Actor, at: dt.datetime, said: dict[str, Any]) -> Message:
    one.version += 1
    one.save()
    append(kind=f"message.{act}", record=one.pk, version=one.version, content={}, said=said, actor=actor.user, at=at)
    return one


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, default=str, sort_keys=True).encode()).hexdigest()
