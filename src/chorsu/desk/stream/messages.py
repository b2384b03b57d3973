"""The lines by which messages stand in the live feed: of whom, which kind, how soon; not a word of a message.

Called inside the viewer's transaction, whose row-level security decides which deliveries there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language

from chorsu.desk.stream.lines import LOUD, MessageLine, render
from chorsu.directory.selectors import principal_names
from chorsu.exchange.messages.models import Delivery
from chorsu.exchange.messages.selectors import received
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chorsu.desk.stream.feed import Entry
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
    found = rows.order_by("received_at", "pk")
    return [render(line) for line in _shown(found, known=lambda one: one.message_id not in sent)]


def newest_messages(actor: Actor, least: int, most: int) -> list[MessageLine]:
    """The newest messages to the actor's authority of at least this precedence, newest first."""
    rows = received(actor).filter(precedence__gte=least).order_by("-received_at", "-pk")
    return _shown(rows[:most])


def pressing_messages(actor: Actor, least: int, most: int) -> list[MessageLine]:
    """The messages that stand on top until somebody acknowledges them, the most pressing first."""
    rows = received(actor).filter(precedence__gte=max(least, LOUD), acknowledged_at=None)
    return [line for line in _shown(rows.order_by("-precedence", "-received_at", "-pk")[:most]) if line.pinned]


def _shown(rows: Iterable[Delivery], known: Callable[[Delivery], bool] = lambda _one: False) -> list[MessageLine]:
    found, at = list(rows), now()
    names = principal_names(get_language() or "en") if found else {}
    return [MessageLine(one, names.get(one.sender, "?"), at, follows=known(one)) for one in found]
