"""Reading of commitments, for the viewer of the present transaction. Row-level security decides what is there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.standing import FULFIL, standings
from chorsu.exchange.messages.models import Delivery, Message

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.exchange.commitments.standing import Line, Standing
    from chorsu.exchange.messages.models import Notice

__all__ = [
    "commitment",
    "commitment_of_act",
    "commitments",
    "due",
    "in_force",
    "may_fulfil",
    "owed_by",
    "pressing",
    "proposed",
    "seen",
    "still_open",
]

State = Commitment.State
SOON = dt.timedelta(days=1)
"""How long before its moment what is owed presses."""

MOST = 300
MOST_MESSAGES = 30


def seen(at: dt.datetime) -> list[Standing]:
    """The commitments that the viewer sees, as they stand: proposals first, then those in force, then others.

    Of each the newest first; all that are in force, `MOST` of the others.
    """
    rows = Commitment.objects.order_by("-at", "-pk")
    over = rows.exclude(state__in=[State.PROPOSED, State.STANDING])
    return standings([*proposed(), *rows.filter(state=State.STANDING), *over[:MOST]], at)


def proposed() -> list[Commitment]:
    """The newest proposals that the viewer sees."""
    return list(Commitment.objects.filter(state=State.PROPOSED).order_by("-at", "-pk")[:MOST])


def in_force(at: dt.datetime) -> list[Standing]:
    """The commitments in force that the viewer sees, all of them."""
    return standings(list(Commitment.objects.filter(state=State.STANDING)), at)


def commitment(identifier: uuid.UUID) -> Commitment | None:
    """One commitment; None where the viewer sees none."""
    return Commitment.objects.filter(pk=identifier).first()


def commitments(identifiers: Collection[str]) -> list[Commitment]:
    """Those of these commitments that the viewer sees."""
    return list(Commitment.objects.filter(pk__in=identifiers))


def commitment_of_act(act: uuid.UUID) -> uuid.UUID | None:
    """The commitment of an act that the viewer sees."""
    return CommitmentChange.objects.filter(pk=act).values_list("commitment_id", flat=True).first()


def due(found: Collection[Standing], sides: Collection[int]) -> list[tuple[Standing, Line]]:
    """What these sides owe by commitments in force and have not sent, the oldest first."""
    rows = [
        (one, line)
        for one in found
        if one.one.state == State.STANDING
        for side in one.lines
        if side in sides
        for line in one.open(side)
    ]
    return sorted(rows, key=lambda row: (row[1].period.due, row[0].one.pk))


def owed_by(authority: int, at: dt.datetime) -> list[tuple[Standing, Line]]:
    """What one authority owes, the oldest first."""
    return due(in_force(at), {authority})


def pressing(found: Collection[Standing], sides: Collection[int], at: dt.datetime) -> list[tuple[Standing, Line]]:
    """Of what these sides owe, what is due within a day, or late; the oldest first."""
    return [(one, line) for one, line in due(found, sides) if line.period.due <= at + SOON]


def still_open(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices without those of a period that is fulfilled by now, or of a commitment that ended; others are kept."""
    acts = CommitmentChange.objects
    of = {name: OuterRef(name) for name in ("commitment", "side", "period")}
    newest = acts.filter(**of, kind__in=FULFIL).order_by("-number").values("kind")[:1]
    told = acts.filter(kind__in=[CommitmentChange.Kind.REMINDED, CommitmentChange.Kind.LATE])
    kept = Q(newest__in=[CommitmentChange.Kind.FULFILLED, CommitmentChange.Kind.NOTHING])
    over = told.alias(newest=Subquery(newest)).filter(kept | ~Q(commitment__state=State.STANDING))
    return notices.exclude(delivery_id__in=over.values("pk"))


def may_fulfil(one: Commitment, side: int, at: dt.datetime) -> list[Message]:
    """The newest messages of a side to the other that stand, were sent since it was promised and fulfil nothing."""
    acts = (line.act for each in seen(at) for lines in each.lines.values() for line in lines)
    tied = {act.message for act in acts if act is not None and act.message}
    sent = Delivery.objects.filter(sender=side, addressee=one.other(side)).values("message_id")
    rows = Message.objects.filter(pk__in=sent, state=Message.State.SENT, sent_at__gte=one.at).exclude(pk__in=tied)
    return list(rows.order_by("-sent_at", "-pk")[:MOST_MESSAGES])
