"""The lines by which messages stand in the live feed: of whom, which kind, how soon; not a word of a message.

Called inside the viewer's transaction, whose row-level security decides which deliveries there are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language

from chorsu.desk.stream.lines import LOOKED_THROUGH, LOUD, MessageLine, render
from chorsu.desk.stream.telling import told_by_messages
from chorsu.directory.selectors import principal_names
from chorsu.exchange.messages.models import STANDS, Delivery
from chorsu.exchange.messages.selectors import received
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from chorsu.desk.stream.feed import Entry
    from chorsu.desk.stream.narrowing import Narrowed
    from chorsu.handling.rules import Actor

__all__ = ["message_lines", "newest_messages", "pressing_messages"]

SENT = "message.sent"


def message_lines(actor: Actor, entries: Sequence[Entry]) -> list[str]:
    """The rendered lines of some entries, in the order in which the messages came.

    What was sent is news; what was done to a delivery draws its line anew where it stands.
    """
    if not entries:
        return []
    sent = {one.record for one in entries if one.kind == SENT}
    moved = {one.record for one in entries} - sent
    rows = Delivery.objects.filter(Q(message_id__in=sent) | Q(pk__in=moved), addressee__in=actor.provides)
    lines = _shown(rows.order_by("received_at", "pk"))
    tells = told_by_messages({line.delivery.message_id for line in lines})
    return [render(_live(line, sent, tells)) for line in lines]


def _live(line: MessageLine, sent: set[UUID], tells: Mapping[UUID, str]) -> MessageLine:
    number = line.delivery.message_id
    return replace(line, follows=number not in sent, tells=tells.get(number, ""))


def newest_messages(actor: Actor, asked: Narrowed, most: int) -> list[MessageLine]:
    """The newest messages to the actor's authority that are asked for, newest first."""
    rows = received(actor).filter(precedence__gte=asked.least).order_by("-received_at", "-pk")
    return _shown(_met(rows, asked, most))


def pressing_messages(actor: Actor, asked: Narrowed, most: int) -> list[MessageLine]:
    """The messages that stand on top until somebody acknowledges them, the most pressing first."""
    rows = received(actor).filter(precedence__gte=max(asked.least, LOUD), acknowledged_at=None, state__in=STANDS)
    return _shown(_met(rows.order_by("-precedence", "-received_at", "-pk"), asked, most))


def _met(rows: QuerySet[Delivery], asked: Narrowed, most: int) -> list[Delivery]:
    """So many that tell of what is asked for, or of no place and substance at all, among the first that there are."""
    if not asked.about:
        return list(rows[:most])
    found = list(rows[:LOOKED_THROUGH])
    tells = told_by_messages({one.message_id for one in found})
    return [one for one in found if one.message_id not in tells or asked.met_by(tells[one.message_id])][:most]


def _shown(rows: Iterable[Delivery]) -> list[MessageLine]:
    found, at = list(rows), now()
    names = principal_names(get_language() or "en") if found else {}
    return [MessageLine(one, names.get(one.sender, "?"), at) for one in found]
