"""Reminders and escalations, by the worker: each exactly once, whatever is killed and how many workers there are.

What was done and whom it was told stand in one transaction, on a row that is locked while that lasts; another worker
skips it, and a killed one leaves it as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.models import Agency
from chorsu.directory.roster import officers_to_tell
from chorsu.exchange.messages.delivering import change, clock_of, rule_of, waiting
from chorsu.exchange.messages.models import Delivery, DeliveryChange, Notice
from chorsu.exchange.messages.stepping import CENTRE, Step, next_step
from chorsu.handling.rules import Marking, Role

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["remind_and_escalate", "take_next_step"]

MOST = 100
LEVELS = {1: Role.DUTY, 2: Role.LIAISON}
"""Which officers of the authority a level tells, those on duty first; level 3 tells who is on duty at the centre."""


def remind_and_escalate(at: dt.datetime) -> int:
    """Take the steps that are due; how many were taken."""
    taken = 0
    while taken < MOST and take_next_step(at):
        taken += 1
    return taken


def take_next_step(at: dt.datetime) -> bool:
    """Take the step that has been due for longest; whether there was one that nobody else is taking."""
    with transaction.atomic():
        due = Delivery.objects.select_for_update(skip_locked=True).filter(next_at__lte=at).order_by("next_at")
        one = due.first()
        if one is None:
            return False
        step = _step(one)
        if step is Step.REMIND:
            change(one, DeliveryChange.Kind.REMINDED, by=None, at=at)
            _notice(one, Notice.Kind.REMINDER, one.addressee, _who_has(one, at), at)
        elif step is Step.ESCALATE:
            change(one, DeliveryChange.Kind.ESCALATED, by=None, at=at)
            kind = Notice.Kind.ESCALATION if one.acknowledged_at is None else Notice.Kind.LATE
            _notice(one, kind, *_whom(one, at), at)
        else:
            one.next_at = None
            one.save(update_fields=["next_at"])
    return True


def _step(one: Delivery) -> Step | None:
    """What is to be done with a delivery, as its changes and its clock say."""
    rule, clock = rule_of(one), clock_of(one, DeliveryChange.objects.filter(delivery=one))
    due = None if clock is None else clock.due()
    if rule is None or due is None or one.state != Delivery.State.OPEN:
        return None
    found = next_step(waiting(one, due, rule))
    return None if found is None else found[1]


def _who_has(one: Delivery, at: dt.datetime) -> list[int]:
    """Who is reminded: the officer who has it, or who is on duty in the authority, or its liaison officers."""
    if one.assigned_to is not None:
        return [one.assigned_to]
    return officers_to_tell(one.addressee, Role.DUTY, at) or officers_to_tell(one.addressee, Role.LIAISON, at)


def _whom(one: Delivery, at: dt.datetime) -> tuple[int, list[int]]:
    """The authority that an escalation to the level reached tells, and its people."""
    centre = Agency.objects.filter(kind=Agency.Kind.CENTRE, until=None).order_by("pk").first()
    if one.level >= CENTRE and centre is not None:
        return centre.pk, officers_to_tell(centre.pk, Role.DUTY, at)
    return one.addressee, officers_to_tell(one.addressee, LEVELS.get(one.level, Role.LIAISON), at)


def _notice(one: Delivery, kind: Notice.Kind, authority: int, people: list[int], at: dt.datetime) -> None:
    told = Notice(delivery_id=one.pk, kind=kind, level=0 if kind == Notice.Kind.REMINDER else one.level)
    told.number = one.version
    told.people, told.sender, told.addressee, told.at = people, one.sender, one.addressee, at
    told.precedence, told.due_at = one.precedence, one.due_at
    told.marking = Marking(authority, frozenset({authority}))
    told.save(force_insert=True)
