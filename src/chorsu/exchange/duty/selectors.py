"""Reading of the duty desk, for the viewer of the present transaction. Row-level security decides what is there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from chorsu.exchange.commitments.selectors import in_force, pressing
from chorsu.exchange.duty.models import HandOver, LogEntry
from chorsu.exchange.messages.models import ANSWERS, Delivery
from chorsu.exchange.messages.selectors import to_acknowledge, waiting_for
from chorsu.exchange.owed.selectors import permissions_owed, receipts_owed
from chorsu.exchange.watches.models import Alert

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

    from chorsu.exchange.commitments.standing import Line, Standing
    from chorsu.handling.rules import Actor
    from chorsu.records.models import Permission, Tombstone

__all__ = ["Open", "elsewhere", "hand_overs", "log_of", "open_items", "standing_at", "unsigned"]


MOST_ALERTS = MOST_OWED = 100
_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One thing that stands open at an authority: what, since when, until when, and which officer has it.

    `what` is `delivery` (`identifier` is its message), `alert`, whose subject is its watch, `permission` (a request
    for one, in the provider's hands) or `recall` (a receipt is owed of it); the last two have no subject here. Subjects
    are not kept in a hand-over: what was taken back meanwhile is read by nobody. `who` is the officer to whom it was
    given, or who acknowledged it.
    """

    what: str
    identifier: uuid.UUID
    subject: str = ""
    other: int
    precedence: int = 0
    since: dt.datetime
    due: dt.datetime | None = None
    to_do: str
    """What it waits for: `answer`, `paused` (that the asker clarifies), `acknowledge`, `read` or `receipt`."""
    officer: int | None = None
    who: str = ""

    def as_json(self) -> dict[str, Any]:
        """What a hand-over keeps of it: numbers and times, no word of a message."""
        return {
            "what": self.what,
            "id": str(self.identifier),
            "other": self.other,
            "precedence": self.precedence,
            "since": self.since.astimezone(dt.UTC).isoformat(),
            "due": self.due and self.due.astimezone(dt.UTC).isoformat(),
            "to_do": self.to_do,
            "officer": self.officer,
            "who": self.who,
        }


def open_items(actor: Actor, authority: int, at: dt.datetime) -> list[Open]:
    """Everything that stands open at an authority, the most urgent first.

    What was sent to it, its shared alerts, requests for permission that it answers, recalls of which it owes a receipt.
    An alert of a watch of an officer's own is no affair of the next shift. Of many alerts the newest are here, of many
    requests the most urgent.
    """
    sent = [_delivery(one) for one in waiting_for(actor).filter(addressee=authority)]
    alerts = Alert.objects.filter(provider_id=authority, officer=None, state=Alert.State.NEW).select_related("watch")
    rung = [_alert(one) for one in alerts.order_by("-precedence", "-raised_at", "-id")[:MOST_ALERTS]]
    asked = permissions_owed(actor).filter(provider_id=authority)[:MOST_OWED]
    closed = receipts_owed(actor, at).filter(authority=authority)[:MOST_OWED]
    owed = [*map(_permission, asked), *map(_recall, closed)]
    return sorted([*sent, *rung, *owed], key=lambda one: (-one.precedence, one.due or _NEVER))


def standing_at(actor: Actor, authority: int, at: dt.datetime) -> list[dict[str, Any]]:
    """What a hand-over keeps: what stands open at an authority, and after it what it promised and owes today or late.

    Of a promise (`what` is `promise`, `id` its commitment) it keeps whose period it is, by number and day, and how it
    stands: no word of what is exchanged.
    """
    promised = [_promise(one, line) for one, line in pressing(in_force(at), {authority}, at)]
    return [*(one.as_json() for one in open_items(actor, authority, at)), *promised]


def elsewhere(actor: Actor, authority: int, at: dt.datetime) -> tuple[int, int]:
    """How much waits at the other authorities that the actor provides for, and its highest precedence (0 for none)."""
    told = waiting_for(actor).exclude(addressee=authority).aggregate(count=Count("pk"), loudest=Max("precedence"))
    asked = permissions_owed(actor).exclude(provider_id=authority).count()
    closed = receipts_owed(actor, at).filter(authority__in=actor.provides).exclude(authority=authority).count()
    return told["count"] + asked + closed, told["loudest"] or 0


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
    if one.state == Delivery.State.PAUSED:
        return "paused"
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
        to_do="acknowledge",
        officer=one.assigned_to,
        who=one.acknowledged_name,
    )


def _permission(one: Permission) -> Open:
    return Open(
        what="permission", identifier=one.pk, other=one.authority, since=one.asked_at, due=one.due_at, to_do="answer"
    )


def _recall(one: Tombstone) -> Open:
    return Open(what="recall", identifier=one.pk, other=one.provider_id, since=one.closed_at, to_do="receipt")
