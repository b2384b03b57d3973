"""What rings: FLASH messages that nobody of the addressee has acknowledged, at whoever is on duty there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.directory.roster import officers_to_tell
from chorsu.exchange.messages.models import STANDS, Delivery, Message
from chorsu.exchange.messages.selectors import received
from chorsu.handling.rules import Role

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = ["RINGING_KINDS", "Ring", "ringing", "unheard"]

RINGING_KINDS = (
    "message.sent", "delivery.acknowledged", "delivery.assigned", "delivery.answered", "delivery.refused",
    "delivery.reopened", "delivery.withdrawn",
)  # fmt: skip
"""Kinds of entries in the journal after which something may ring that did not, or the other way round."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One message that rings: which, of whom, at which authority, since when; no word of it."""

    message: uuid.UUID
    sender: int
    addressee: int
    since: dt.datetime


def ringing(actor: Actor, at: dt.datetime) -> list[Ring]:
    """What rings at an actor, the longest first."""
    found = [one for one in unheard(actor) if _hears(actor, one, at)]
    return [Ring(one.message_id, one.sender, one.addressee, one.received_at) for one in found]


def unheard(actor: Actor) -> QuerySet[Delivery]:
    """FLASH messages to authorities that the actor provides for, which nobody acknowledged or answered."""
    rows = received(actor).filter(precedence=Message.Precedence.FLASH, acknowledged_at=None)
    return rows.filter(state__in=STANDS).order_by("received_at", "id")


def _hears(actor: Actor, one: Delivery, at: dt.datetime) -> bool:
    """Whether it rings at this officer: at whom it was given to and who is on duty, else at the liaison officers.

    Where the authority has neither, at all its officers.
    """
    if one.assigned_to is not None and one.assigned_to == actor.user:
        return True
    told = officers_to_tell(one.addressee, Role.DUTY, at) or officers_to_tell(one.addressee, Role.LIAISON, at)
    return actor.user in told if told else one.addressee == actor.agency
