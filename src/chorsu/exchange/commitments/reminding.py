"""Reminders before a period is due and the word that it is late, by the worker: each exactly once.

What was done and whom it was told stand in one transaction, on a commitment that is locked while that lasts; another
worker skips it, and a killed one leaves it as it was. A key of the database keeps a second one away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.roster import officers_to_tell
from chorsu.exchange.commitments.entering import entered, look_again
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.standing import next_look
from chorsu.exchange.commitments.stepping import Step
from chorsu.exchange.messages.models import Message, Notice
from chorsu.handling.rules import Marking, Role

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.exchange.commitments.periods import Period

__all__ = ["remind_of_commitments", "take_next_step"]

MOST = 100
NOTICES = {Step.REMINDED: Notice.Kind.COMMITMENT, Step.LATE: Notice.Kind.COMMITMENT_LATE}


def remind_of_commitments(at: dt.datetime) -> int:
    """Take the steps that are due; how many were taken."""
    taken = 0
    while taken < MOST and take_next_step(at):
        taken += 1
    return taken


def take_next_step(at: dt.datetime) -> bool:
    """Take the step that has been due for longest; whether there was one that nobody else is taking."""
    with transaction.atomic():
        due = Commitment.objects.select_for_update(skip_locked=True).filter(next_at__lte=at).order_by("next_at", "pk")
        one = due.first()
        if one is None:
            return False
        found = next_look(one, at)
        if found is None or found[0] > at:
            look_again(one, at)
            return True
        _moment, step, side, period = found
        done = entered(one, CommitmentChange.Kind(step), side=side, period=period.number, actor=None, at=at)
        _tell(one, done, step, side, period, at)
    return True


def _tell(  # noqa: PLR0913, PLR0917 — a notice has these parts
    one: Commitment, done: CommitmentChange, step: Step, side: int, period: Period, at: dt.datetime
) -> None:
    people = {*officers_to_tell(side, Role.DUTY, at), *officers_to_tell(side, Role.LIAISON, at)}
    told = Notice(
        delivery_id=done.pk, kind=NOTICES[step], people=sorted(people), sender=side, addressee=one.other(side)
    )
    told.precedence, told.due_at, told.at = Message.Precedence.ROUTINE, period.due, at
    told.marking = Marking(side, frozenset({side}))
    told.save(force_insert=True)
