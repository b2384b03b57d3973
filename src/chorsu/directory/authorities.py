"""The authorities of the directory as actors: who sees what, asked for an agency instead of a person.

Owns the actor of an officer who has no role and no name; what such an officer sees, every officer of the agency does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, State
from chorsu.directory.selectors import principals_of
from chorsu.handling.rules import Actor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["Authority", "authorities", "authority", "authority_of", "of_member_states"]


@dataclass(frozen=True, slots=True)
class Authority:
    """An agency, its state's principal (None: it has none), and the actor that an officer of it is."""

    agency: int
    state: int | None
    actor: Actor


def authorities() -> Iterator[Authority]:
    """Every agency of the directory, by its number."""
    for agency in Agency.objects.select_related("state", "parent").filter(until=None).order_by("pk"):
        yield _authority(agency)


def authority(agency: int) -> Authority | None:
    """The agency with this number; None where there is none."""
    found = Agency.objects.select_related("state").filter(pk=agency).first()
    return None if found is None else _authority(found)


def authority_of(actor: Actor) -> int | None:
    """The principal of the authority that an actor works for; None where there is none."""
    return actor.agency if actor.agency is not None else min(actor.provides & actor.principals, default=None)


def of_member_states(principals: Collection[int]) -> bool:
    """Whether all of these are member states, or competent authorities of member states."""
    states = State.objects.filter(pk__in=principals, status=State.Status.MEMBER).count()
    agencies = Agency.objects.filter(pk__in=principals, state__status=State.Status.MEMBER).count()
    return states + agencies == len(principals)


def _authority(agency: Agency) -> Authority:
    own = frozenset({agency.pk})
    actor = Actor(None, agency.code, principals_of(agency), own, frozenset(), agency=agency.pk)
    return Authority(agency.pk, agency.state_id, actor)
