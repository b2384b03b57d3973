"""The one way to an item that is about to change: locked, its provider's, in the right state, in the version read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chorsu.handling.rules import Act, Role, decide
from chorsu.kernel.errors import AbsentError, RefusedError
from chorsu.newsroom.models import Item

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.handling.rules import Actor

__all__ = ["in_state", "locked_item", "require_same_version", "require_writer"]


def require_writer(actor: Actor) -> tuple[int, int]:
    """The user and the authority that a new version is written by; nobody but press officers writes."""
    if Role.PRESS not in actor.roles or actor.user is None or not actor.provides:
        raise AbsentError
    return actor.user, min(actor.provides)


def locked_item(actor: Actor, item: uuid.UUID, at: dt.datetime) -> Item:
    """The item, locked until the act commits; absent for all but the press officers of its provider."""
    row = Item.objects.select_for_update().filter(pk=item).first() if Role.PRESS in actor.roles else None
    if row is None or not decide(actor, row.marking, Act.EDIT, at).allowed:
        raise AbsentError
    return row


def in_state(item: Item, *states: str) -> None:
    """Refuse with one line when the item stands elsewhere, as after an act of somebody else's in the meantime."""
    if item.state not in states:
        raise RefusedError(_("The item has moved on in the meantime: load the page again and look where it stands."))


def require_same_version(item: Item, version: int) -> None:
    """Refuse to write over a version that the actor has not read."""
    if item.version != version:
        raise RefusedError(_("Somebody else changed this item in the meantime: load the page again and compare."))
