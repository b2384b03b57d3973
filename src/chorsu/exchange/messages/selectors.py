"""Reading of messages, for the viewer of the present transaction. Row-level security decides what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from chorsu.exchange.messages.models import ANSWERS, Delivery, DeliveryChange, Message, Notice, Translation

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = [
    "Asked", "changes_of", "deliveries_in", "drafts", "notices", "out", "received", "sent", "thread_of",
    "thread_shown", "to_acknowledge", "to_release", "translations_of", "waiting", "waiting_count",
    "waiting_for",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter: of which kind, how soon, from or to whom, late ones alone, mine alone; empty asks for all."""

    kind: str = ""
    precedence: int | None = None
    other: int | None = None
    late: bool = False
    mine: bool = False


def received(actor: Actor) -> QuerySet[Delivery]:
    """What was delivered to authorities that the actor provides for, and stands."""
    rows = Delivery.objects.filter(addressee__in=actor.provides).exclude(state=Delivery.State.WITHDRAWN)
    return rows.filter(Exists(Message.objects.filter(pk=OuterRef("message_id")))).select_related("message")


def waiting(actor: Actor, asked: Asked, at: dt.datetime) -> QuerySet[Delivery]:
    """What waits for the actor's authority: answers owed, what is to acknowledge, what is unread; most urgent first.

    By precedence, then by deadline, what has none last, then by age.
    """
    return _filtered(waiting_for(actor), asked, "sender", actor, at)


def waiting_for(actor: Actor) -> QuerySet[Delivery]:
    """The same, without a filter."""
    return _by_urgency(received(actor).filter(_WAITS))


def out(actor: Actor, asked: Asked, at: dt.datetime) -> QuerySet[Delivery]:
    """What others owe an answer to the actor's authority."""
    rows = Delivery.objects.filter(sender__in=actor.provides, state__in=ANSWERS).select_related("message")
    return _by_urgency(_filtered(rows, asked, "addressee", actor, at))


def waiting_count(actor: Actor) -> int:
    """How much waits for the actor's authority."""
    return received(actor).filter(_WAITS).count()


def sent(actor: Actor) -> QuerySet[Message]:
    """What the actor's authority sent, newest first, also what it took back."""
    rows = Message.objects.filter(provider_id__in=actor.provides)
    return rows.filter(state__in=[Message.State.SENT, Message.State.RECALLED]).order_by("-sent_at", "-id")


def drafts(actor: Actor) -> QuerySet[Message]:
    """What is being written in the actor's authority, what waits for a second officer first."""
    rows = Message.objects.filter(provider_id__in=actor.provides)
    return rows.filter(state__in=[Message.State.DRAFT, Message.State.WAITING]).order_by("-state", "-changed_at")


def to_release(actor: Actor) -> QuerySet[Message]:
    """What waits for a second officer and may be released by the actor, who did not write on it; the oldest first."""
    return (
        drafts(actor).filter(state=Message.State.WAITING).exclude(writers__contains=[actor.user]).order_by("changed_at")
    )


def notices(actor: Actor) -> QuerySet[Notice]:
    """Reminders and escalations told to the actor, or to authorities that the actor provides for; newest first."""
    return Notice.objects.filter(provider_id__in=actor.provides).order_by("-at")


def thread_shown(identifier: uuid.UUID) -> uuid.UUID | None:
    """The thread of a message that the viewer sees, or to whose authority it was delivered before it was taken back."""
    seen = Message.objects.filter(pk=identifier).values_list("thread", flat=True).first()
    return seen or Delivery.objects.filter(message=identifier).values_list("thread", flat=True).first()


def thread_of(thread: uuid.UUID) -> list[Message]:
    """The messages of a thread that the viewer sees, in the order in which they were sent, drafts last."""
    return list(Message.objects.filter(thread=thread).order_by(F("sent_at").asc(nulls_last=True), "id"))


def deliveries_in(thread: uuid.UUID) -> list[Delivery]:
    """The deliveries of a thread that the viewer sees: those to and from the own authority."""
    return list(Delivery.objects.filter(thread=thread).order_by("received_at", "addressee"))


def changes_of(deliveries: Collection[Delivery]) -> list[DeliveryChange]:
    """What was done to deliveries, in order."""
    return list(DeliveryChange.objects.filter(delivery__in=deliveries).order_by("at", "delivery_id", "number"))


def translations_of(messages: Collection[Message]) -> list[Translation]:
    """The newest translation of each message by each authority into each language."""
    rows = Translation.objects.filter(message__in=messages).order_by("message_id", "provider_id", "language", "version")
    newest = {(one.message_id, one.provider_id, one.language): one for one in rows}
    return list(newest.values())


_TOLD = Q(state=Delivery.State.TOLD, acknowledged_at=None)
_CALLS = (Message.Kind.ALERT, Message.Kind.CLARIFICATION)
_TO_ACKNOWLEDGE = Q(kind__in=_CALLS) | Q(precedence__gte=Message.Precedence.IMMEDIATE)
_WAITS = Q(state__in=ANSWERS) | (_TOLD & (_TO_ACKNOWLEDGE | Q(opened_at=None)))
"""Answers owed; alerts and what is urgent, till somebody acknowledges; information and replies till they are read."""


def to_acknowledge(one: Delivery) -> bool:
    """Whether what wants no answer waits until somebody acknowledges it; otherwise it is done when it is read."""
    return one.kind in _CALLS or one.precedence >= Message.Precedence.IMMEDIATE


def _by_urgency(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.order_by("-precedence", F("due_at").asc(nulls_last=True), "received_at", "id")


def _filtered(rows: QuerySet[Delivery], asked: Asked, other: str, actor: Actor, at: dt.datetime) -> QuerySet[Delivery]:
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.precedence is not None:
        rows = rows.filter(precedence=asked.precedence)
    if asked.other is not None:
        rows = rows.filter(**{other: asked.other})
    if asked.late:
        rows = rows.filter(due_at__lte=at)
    return rows.filter(assigned_to=actor.user) if asked.mine else rows
