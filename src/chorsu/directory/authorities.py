"""The authorities one by one, each as the actor that any of its officers is. Owns that list; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, State
from chorsu.directory.selectors import principals_of
from chorsu.handling.rules import Actor

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["authorities", "authority_of", "of_member_states"]


def authorities() -> dict[int, Actor]:
    """An ordinary officer of every authority, by its principal: who sees what such an officer may see."""
    return {
        agency.pk: Actor(
            None, agency.code, principals_of(agency), frozenset({agency.pk}), frozenset(), agency=agency.pk
        )
        for agency in Agency.objects.select_related("state", "parent").filter(until=None)
    }


def authority_of(actor: Actor) -> int | None:
    """The principal of the authority that an actor works for; None where there is none."""
    return actor.agency if actor.agency is not None else _among(actor.provides & actor.principals)


def _among(numbers: Collection[int]) -> int | None:
    return next(iter(sorted(numbers)), None)


def of_member_states(principals: Collection[int]) -> bool:
    """Whether all of these are member states, or competent authorities of member states."""
    states = State.objects.filter(pk__in=principals, status=State.Status.MEMBER).count()
    return states + Agency.objects.filter(pk__in=principals, state__status=State.Status.MEMBER).count() == len(
        principals
    )
