"""Reading the newsroom: what a press officer may see of it. Row-level security holds the same below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from chorsu.handling.rules import Act, Role, decide
from chorsu.kernel.errors import AbsentError
from chorsu.newsroom.models import Item, Tally

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = ["counts_by_state", "item_of", "items", "tally_of"]


def items(actor: Actor, state: str = "") -> QuerySet[Item]:
    """The items of the authorities that the press officer writes for, last changed first; of one `state` if given."""
    if Role.PRESS not in actor.roles:
        return Item.objects.none()
    mine = Item.objects.filter(provider_id__in=actor.provides).order_by("-changed_at", "-id")
    return mine.filter(state=state) if state else mine


def counts_by_state(actor: Actor) -> dict[str, int]:
    """How many items stand in each state."""
    counted = dict(items(actor).order_by().values_list("state").annotate(Count("id")))
    return {state: counted.get(state, 0) for state in Item.State.values}


def item_of(actor: Actor, item: uuid.UUID, at: dt.datetime) -> Item:
    """One item with its history; absent for all but the press officers of its provider."""
    found = items(actor).prefetch_related("deeds").filter(pk=item).first()
    if found is None or not decide(actor, found.marking, Act.EDIT, at).allowed:
        raise AbsentError
    return found


def tally_of(item: uuid.UUID) -> Tally:
    """How an item was rated so far."""
    return Tally.objects.filter(pk=item).first() or Tally(item_id=item)
