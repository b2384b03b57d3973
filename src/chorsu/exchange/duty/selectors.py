"""Reading of the duty desk, for the viewer of the present transaction. Row-level security decides what is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from chorsu.exchange.commitments.selectors import in_force, pressing
from chorsu.exchange.duty.models import HandOver, LogEntry
from chorsu.exchange.messages.models import ANSWERS
from chorsu.exchange.messages.selectors import to_acknowledge, waiting_for
from chorsu.exchange.watches.models import Alert

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from chorsu.exchange.commitments.standing import Line, Standing
    from chorsu.exchange.messages.models import Delivery
    from chorsu.handling.rules import Actor

__all__ = ["Open", "elsewhere", "hand_overs", "log_of", "open_items", "standing_at", "unsigned"]


MOST_ALERTS = 100


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that stands open at an authority: what, since when, until when, and which officer has it.

    `what` is `delivery` (`identifier` is its message) or `alert`, whose subject is its watch. Subjects are not kept in
    a hand-over: what was taken back meanwhile is read by nobody. `who` is the officer to whom it was given, or who
    acknowledged it.
    """

    what: str
    identifier: uuid.UUID
    subject: str
    other: int
    precedence: int
    since: dt.datetime
    due: dt.datetime | None
    to_do: str
    """What it waits for: `answer`, `acknowledge` or `read`."""
    officer: int | None
    who: str

    def as_json(self) -> dict[str, Any]:
        """What a hand-over keeps of it: numbers and times, no word of a message."""
        return {
            "what": self.what,
            "id": str(self.identifier),
            "other": self.other,
            "precedence": self.precedence,
            "since": self.since.astimezone(dt.UTC).isoformat(),
            "due": self.due and self.due.astimezone(dt.UTC).isoformat(),
            "officer": self.officer,
            "who": self.who,
        }


def open_items(actor: Actor, authority: int) -> list[Open]:
    """Everything that stands open at an authority, the most urgent first: what was sent to it, and its shared alerts.

    An alert of a watch of an officer's own is no affair of the next shift. Of many alerts the newest are here.
    """
    sent = [_delivery(one) for one in waiting_for(actor).filter(addressee=authority)]
    alerts = Alert.objects.filter(provider_id=authority, officer=None, state=Alert.State.NEW).select_related("watch")
    rung = [_alert(one) for one in alerts.order_by("-precedence", "-raised_at", "-id")[:MOST_ALERTS]]
    return sorted([*sent, *rung], key=lambda one: -one.precedence)


def standing_at(actor: Actor, authority: int, at: dt.datetime) -> list[dict[str, Any]]:
    """What a hand-over keeps: what stands open at an authority, and after it what it promised and owes today or late.

    Of a promise (`what` is `promise`, `id` its commitment) it keeps whose period it is, by number and day, and how it
    stands: no word of what is exchanged.
    """
    promised = pressing(in_force(at), {authority}, at)
    return [*(one.as_json() for one in open_items(actor, authority)), *(_promise(one, line) for one, line in promised)]


def elsewhere(actor: Actor, authority: int) -> tuple[int, int]:
    """How much waits at the other authorities that the actor provides for, and its highest precedence (0 for none)."""
    told = waiting_for(actor).exclude(addressee=authority).aggregate(count=Count("pk"), loudest=Max("precedence"))
    return told["count"], told["loudest"] or 0


def log_of(authority: int) -> QuerySet[LogEntry]:
    """The log of an authority, newest first."""
    return LogEntry.objects.filter(provider_id=authority).order_by("-number")


def hand_overs(authority: int) -> QuerySet[HandOver]:
    """The hand-overs of an authority, newest first."""
    return HandOver.objects.filter(provider_id=authority).order_by("-at", "-id")


def unsigned(actor: Actor) -> QuerySet[HandOver]:
    """Hand-overs that nobody has signed, of all authorities that the actor provides for; the longest waiting first."""
    return HandOver.objects.filter(provider_id__in=actor.provides, signed_at=None).order_by("at", "id")


def _promise(one: Standing, line: Line) -> dict[str, Any]:
    return {
        "what": "promise",
        "id": str(one.one.pk),
        "other": one.one.other(line.side),
        "period": line.period.number,
        "day": line.period.day.isoformat(),
        "due": line.period.due.astimezone(dt.UTC).isoformat(),
        "state": str(line.state),
        "days": line.days,
    }


def _to_do(one: Delivery) -> str:
    if one.state in ANSWERS:
        return "answer"
    return "acknowledge" if to_acknowledge(one) else "read"


def _delivery(one: Delivery) -> Open:
    return Open(
        what="delivery",
        identifier=one.message_id,
        subject=one.message.subject,
        other=one.sender,
        precedence=one.precedence,
        since=one.received_at,
        due=one.due_at,
        to_do=_to_do(one),
        officer=one.assigned_to,
        who=one.acknowledged_name,
    )


def _alert(one: Alert) -> Open:
    return Open(
        what="alert",
        identifier=one.pk,
        subject=one.watch.name,
        other=one.provider_id,
        precedence=one.precedence,
        since=one.raised_at,
        due=None,
        to_do="acknowledge",
        officer=one.assigned_to,
        who=one.acknowledged_name,
    )
