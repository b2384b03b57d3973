"""What fulfils a period: a message sent to the other side, or the word that there is nothing to report.

Of data in the bank `giving` knows. A message is tied when it is sent, or afterwards; what is taken back opens its
period again. Must not know pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from chorsu.exchange.commitments.entering import entered, locked
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.standing import OPEN, standing
from chorsu.exchange.messages.models import Delivery, Message
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.exchange.commitments.standing import Line, Standing
    from chorsu.handling.rules import Actor

__all__ = [
    "fulfil", "fulfilled_by_sending", "in_use", "opened", "reopened", "reopened_by_recall", "required",
    "say_nothing_to_report", "unfulfil",
]  # fmt: skip

Kind = CommitmentChange.Kind


def fulfil(*, identifier: UUID, period: int, message: UUID, actor: Actor, at: dt.datetime) -> CommitmentChange:
    """Say that a message that was sent to the other side fulfils a period of one's own.

    Raises:
        AbsentError: no such commitment, or the actor does not see the message.
        RefusedError: the actor's authority does not send here.
        InputError: the period is not open; the message was not sent to the other side, was taken back, is older than
            the commitment, or fulfils something already.
    """
    with transaction.atomic():
        sent = Message.objects.select_for_update().filter(pk=message, provider_id__in=actor.provides).first()
        if sent is None:
            raise AbsentError
        one = locked(identifier)
        required(one, actor, sent.provider_id)
        if sent.state != Message.State.SENT:
            raise InputError("was not sent, or was taken back", where="the message", to_do="choose another")
        if sent.sent_at is None or sent.sent_at < one.at:
            raise InputError("is older than the commitment", where="the message", to_do="choose another")
        if in_use(sent.provider_id, at, message=sent.pk):
            raise InputError("fulfils something already", where="the message", to_do="choose another")
        return _tied(one, period, sent, actor, at)


def in_use(side: int, at: dt.datetime, **tie: UUID) -> bool:
    """Whether the last that was said of a period of a side with this thing (by the name of its column) still holds."""
    ((column, number),) = tie.items()
    tied = CommitmentChange.objects.filter(**tie).values("commitment")
    return any(
        line.act is not None and getattr(line.act, column) == number
        for one in Commitment.objects.filter(pk__in=tied)
        for line in standing(one, at).lines.get(side, ())
    )


def say_nothing_to_report(
    *, identifier: UUID, side: int, period: int, actor: Actor, at: dt.datetime
) -> CommitmentChange:
    """Say that there is nothing to report for a period: that counts as sent.

    Raises:
        AbsentError, RefusedError, InputError: as for fulfilling.
    """
    with transaction.atomic():
        one = locked(identifier)
        required(one, actor, side)
        opened(one, side, period, at)
        return entered(one, Kind.NOTHING, side=side, period=period, actor=actor, at=at)


def unfulfil(  # noqa: PLR0913 — an act has these parts
    *, identifier: UUID, side: int, period: int, words: str, actor: Actor, at: dt.datetime
) -> CommitmentChange:
    """Take back what was said of a period: it is open again.

    Raises:
        AbsentError, RefusedError: as for fulfilling.
        InputError: nothing was said of it.
    """
    with transaction.atomic():
        one = locked(identifier)
        required(one, actor, side)
        line = standing(one, at).line(side, period)
        if line is None or line.act is None or one.state != Commitment.State.STANDING:
            raise InputError("stands so already", where="the period", to_do="load the page again")
        said = " ".join(words.replace("\x00", "").split())[:300]
        return entered(one, Kind.UNFULFILLED, side=side, period=period, words=said, actor=actor, at=at)


def fulfilled_by_sending(sent: Message, tie: dict[str, object] | None, actor: Actor, at: dt.datetime) -> None:
    """What the writer of a message said that it fulfils, now that it is sent.

    Raises:
        InputError: the period is open no more, or the other side is none of its addressees.
    """
    if tie is None:
        return
    one = Commitment.objects.select_for_update().filter(pk=UUID(str(tie["commitment"]))).first()
    if one is None or sent.provider_id not in one.senders:
        raise InputError("is open no more", where="the period", to_do="choose again")
    _tied(one, int(str(tie["period"])), sent, actor, at)


def reopened_by_recall(recalled: Message, actor: Actor, at: dt.datetime) -> None:
    """Open again what a message fulfilled that is taken back."""
    reopened(recalled.provider_id, actor, at, message=recalled.pk)


def reopened(side: int, actor: Actor, at: dt.datetime, **tie: UUID) -> None:
    """Open again what this thing (by the name of its column) fulfilled of a side."""
    ((column, thing),) = tie.items()
    tied = CommitmentChange.objects.filter(**tie).values_list("commitment_id", flat=True)
    for one in Commitment.objects.select_for_update().filter(pk__in=tied).order_by("pk"):
        for line in standing(one, at).lines.get(side, ()):
            if line.act is not None and getattr(line.act, column) == thing:
                number = line.period.number
                entered(one, Kind.UNFULFILLED, side=line.side, period=number, actor=actor, at=at)


def _tied(one: Commitment, period: int, sent: Message, actor: Actor, at: dt.datetime) -> CommitmentChange:
    side = sent.provider_id
    opened(one, side, period, at)
    if not Delivery.objects.filter(message=sent, addressee=one.other(side)).exists():
        raise InputError("went to somebody else", where="the message", to_do="choose one that went to the other side")
    return entered(one, Kind.FULFILLED, side=side, period=period, message=sent.pk, actor=actor, at=at)


def opened(one: Commitment, side: int, period: int, at: dt.datetime) -> tuple[Standing, Line]:
    """A period that may still be fulfilled, and how its commitment stands.

    Raises:
        InputError: it may not.
    """
    found = standing(one, at)
    line = found.line(side, period)
    if line is None or line.state not in OPEN or one.state != Commitment.State.STANDING:
        raise InputError("is open no more", where="the period", to_do="choose again")
    return found, line


def required(one: Commitment, actor: Actor, side: int) -> None:
    """An actor says something for a side that sends, and that the actor provides for.

    Raises:
        RefusedError: the actor does not.
    """
    if actor.user is None or side not in one.senders or side not in actor.provides:
        raise RefusedError("whoever sends says so", to_do="ask the other side")
