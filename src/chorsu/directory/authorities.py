"""The authorities one by one, each as the actor that any of its officers is. Owns that list; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, State
from chorsu.handling.rules import EVERYBODY, MEMBERS, Actor

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["authorities", "authority_of", "of_member_states"]


def authorities() -> dict[int, Actor]:
    """An ordinary officer of every authority, by its principal: who sees what such an officer may see."""
    found = {}
    for agency in Agency.objects.select_related("state").prefetch_related("groups"):
        principals = {EVERYBODY, agency.pk, *(group.pk for group in agency.groups.all())}
        if agency.state is not None:
            principals |= {agency.state.pk} | ({MEMBERS} if agency.state.member else set())
        found[agency.pk] = Actor(None, agency.code, frozenset(principals), frozenset({agency.pk}), frozenset())
    return found


def authority_of(actor: Actor) -> int | None:
    """The principal of the authority that an actor works for; None where there is none."""
    return actor.agency if actor.agency is not None else _among(actor.provides & actor.principals)


def _among(numbers: Collection[int]) -> int | None:
    return next(iter(sorted(numbers)), None)


def of_member_states(principals: Collection[int]) -> bool:
    """Whether all of these are member states, or competent authorities of member states."""
    states = State.objects.filter(pk__in=principals, member=True).count()
    return states + Agency.objects.filter(pk__in=principals, state__member=True).count() == len(principals)
