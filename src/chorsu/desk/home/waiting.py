"""My desk: what waits for the viewer, how much of it and since when, the most pressing first.

Each thing is asked of the selector of its own room, under row-level security; one statement or two a room, and none
counts records. What one person cannot have decided in a day is counted up to a limit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.translation import ngettext

from chorsu.desk.exchange.wording import PRECEDENCE_CHIPS, PRECEDENCES, deadline, deadline_chip
from chorsu.exchange.commitments.selectors import SOON, in_force, pressing, proposed
from chorsu.exchange.duty.selectors import unsigned
from chorsu.exchange.messages.models import ANSWERS, Delivery, Message
from chorsu.exchange.messages.selectors import to_release, waiting_for
from chorsu.exchange.owed.selectors import permissions_owed, receipts_owed
from chorsu.exchange.watches.selectors import Asked, alerts
from chorsu.handling.rules import Role
from chorsu.intake.drafts.selectors import to_decide
from chorsu.intake.models import HandIn
from chorsu.intake.selectors import hand_ins
from chorsu.matching.selectors import undecided

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator, Sequence

    from django.db.models import Model, QuerySet

    from chorsu.handling.rules import Actor

__all__ = ["MOST", "Thing", "things_of"]

_RINGS = Message.Precedence.IMMEDIATE
"""The precedence from which on something goes before what is late."""
MOST = 100
"""Of each thing, what is counted at most: then the page says "100+"."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of what waits: how many, where, since when the oldest, and the deadline that presses most."""

    label: str
    count: int
    href: str
    since: dt.datetime | None
    precedence: int = 0
    due: dt.datetime | None = None
    clock: str = ""
    clock_chip: str = ""

    @property
    def number(self) -> str:
        """How many, as the page says it."""
        return f"{MOST}+" if self.count >= MOST else str(self.count)

    @property
    def word(self) -> str:
        """The highest precedence among them; empty where it is ROUTINE."""
        return PRECEDENCES[self.precedence] if self.precedence else ""

    @property
    def chip(self) -> str:
        """The colour of that precedence."""
        return PRECEDENCE_CHIPS[self.precedence]


def things_of(actor: Actor, at: dt.datetime) -> list[Thing]:
    """Everything that waits for an actor, the most pressing first; empty where nothing does."""
    found = [*_exchange(actor, at), *_intake(), *_same_events(actor)] if actor.provides else _same_events(actor)
    return sorted((one for one in found if one.count), key=lambda one: _pressing(one, at))


def _pressing(one: Thing, at: dt.datetime) -> tuple[object, ...]:
    """IMMEDIATE and FLASH first, then what is late, then by precedence, by deadline, by age."""
    late, never = one.due is not None and one.due <= at, dt.datetime.max.replace(tzinfo=dt.UTC)
    return -max(one.precedence, _RINGS - 1), not late, -one.precedence, one.due or never, one.since or never


def _exchange(actor: Actor, at: dt.datetime) -> Iterator[Thing]:
    waits, address = waiting_for(actor), reverse("exchange")
    answers = list(waits.filter(state__in=ANSWERS)[:MOST])
    others = list(waits.exclude(state__in=ANSWERS)[:MOST])
    mine = list(waits.filter(assigned_to=actor.user)[:MOST])
    yield _messages(answers, ngettext("Message to answer", "Messages to answer", len(answers)), address, at)
    yield _messages(
        others, ngettext("Message to read or acknowledge", "Messages to read or acknowledge", len(others)), address, at
    )
    yield _messages(mine, ngettext("Message given to you", "Messages given to you", len(mine)), f"{address}?mine=1", at)
    yield from _owed(actor, at)
    new, to_me = alerts(actor, Asked(new=True)), alerts(actor, Asked(new=True, mine=True))
    yield _alerts(new, "new")
    yield _alerts(to_me, "mine")
    count, since = _counted(to_release(actor), "changed_at")
    label = ngettext("Draft for you to release", "Drafts for you to release", count)
    yield Thing(label, count, f"{address}?tab=drafts", since)
    left = [one.at for one in unsigned(actor)[:MOST] if one.by != actor.user]
    label = ngettext("Hand-over to sign", "Hand-overs to sign", len(left))
    yield Thing(label, len(left), reverse("duty"), min(left, default=None))


def _owed(actor: Actor, at: dt.datetime) -> Iterator[Thing]:
    """What others wait for beside messages: permissions, receipts of recalls, what was promised and falls due."""
    asked = permissions_owed(actor).order_by("due_at")[:MOST]
    told = asked.aggregate(count=Count("pk"), since=Min("asked_at"), due=Min("due_at"))
    label = ngettext("Request for permission to answer", "Requests for permission to answer", told["count"])
    clock, chip = "", ""
    if told["due"]:
        clock, chip = deadline(told["due"], at), deadline_chip(told["due"], told["since"], at)
    yield Thing(label, told["count"], reverse("permissions"), told["since"], 0, told["due"], clock, chip)
    count, since = _counted(receipts_owed(actor, at), "closed_at")
    yield Thing(ngettext("Recall to receive", "Recalls to receive", count), count, reverse("recalled"), since)
    yield from _promised(actor, at)


def _promised(actor: Actor, at: dt.datetime) -> Iterator[Thing]:
    """Commitments that wait to be accepted, and what is due of those in force within a day, or late."""
    address = reverse("commitments")
    asked = [one.at for one in proposed() if one.partner in actor.provides]
    label = ngettext("Commitment to accept", "Commitments to accept", len(asked))
    yield Thing(label, len(asked), address, min(asked, default=None))
    soon = [line.period.due for _one, line in pressing(in_force(at), actor.provides, at)]
    first = min(soon, default=None)
    label = ngettext("Report promised and due", "Reports promised and due", len(soon))
    chip = deadline_chip(first, first - SOON, at) if first else ""
    yield Thing(label, len(soon), address, None, 0, first, deadline(first, at) if first else "", chip)


def _messages(found: Sequence[Delivery], label: str, href: str, at: dt.datetime) -> Thing:
    """Messages with the clock that presses most: the deadline that comes first."""
    first = min((one for one in found if one.due_at), key=lambda one: one.due_at or at, default=None)
    return Thing(
        label,
        len(found),
        href,
        min((one.received_at for one in found), default=None),
        max((one.precedence for one in found), default=0),
        first.due_at if first else None,
        deadline(first.due_at, at) if first else "",
        deadline_chip(first.due_at, first.received_at, at) if first else "",
    )


def _alerts(found: QuerySet[Model], tab: str) -> Thing:
    count, since = _counted(found, "raised_at")
    loudest = found.aggregate(loudest=Max("precedence"))["loudest"]
    label = ngettext("New alert", "New alerts", count)
    if tab == "mine":
        label = ngettext("Alert given or sent up to you", "Alerts given or sent up to you", count)
    return Thing(label, count, f"{reverse('alerts')}?tab={tab}", since, loudest or 0)


def _intake() -> Iterator[Thing]:
    count, since = _counted(to_decide(), "started_at")
    yield Thing(ngettext("Text to confirm", "Texts to confirm", count), count, reverse("texts"), since)
    waiting = hand_ins().filter(state=HandIn.State.DRAFT).order_by("started_at")
    count, since = _counted(waiting, "started_at")
    yield Thing(ngettext("Hand-in to accept", "Hand-ins to accept", count), count, reverse("hand-in"), since)


def _counted(found: QuerySet[Model], moment: str) -> tuple[int, dt.datetime | None]:
    """How many, `MOST` at most, and the moment of the oldest of them; one statement."""
    told = found.order_by(moment)[:MOST].aggregate(count=Count("pk"), since=Min(moment))
    return told["count"], told["since"]


def _same_events(actor: Actor) -> list[Thing]:
    """Claims to decide: by whoever provides for one of the two reports, and by analysts."""
    found = undecided(MOST) if actor.provides or Role.ANALYST in actor.roles else None
    if found is None:
        return []
    count, oldest = found
    label = ngettext("Pair that may be one event", "Pairs that may be one event", count)
    return [Thing(label, count, reverse("same-event"), _made(oldest))]


def _made(identifier: uuid.UUID | None) -> dt.datetime | None:
    """When a UUIDv7 was made, which its first 48 bits say in milliseconds."""
    return dt.datetime.fromtimestamp((identifier.int >> 80) / 1000, tz=dt.UTC) if identifier else None
