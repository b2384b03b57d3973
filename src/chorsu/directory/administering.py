"""Who may change what in the directory: the rule, as services ask it before the database asks it again.

The centre's administrator rules what has no state (the centre, partners), the register of states, agencies and groups,
and the administrators of states. A state's administrator rules the people of the state's agencies, but no overseer.
Nobody rules oneself. The doors `directory_…()` say the same to the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from chorsu.directory.models import Agency, Term, User
from chorsu.directory.overseers import ADMINISTRATORS, OVERSEERS
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = [
    "agencies_ruled",
    "is_administrator",
    "may_appoint",
    "people_ruled",
    "require_appoints",
    "require_centre",
    "roles_given",
]

_OF_A_STATE = [Role.STATE_ADMINISTRATOR.value]


def is_administrator(actor: Actor) -> bool:
    """Whether the actor rules anything of the directory."""
    return bool(actor.roles & ADMINISTRATORS)


def require_centre(actor: Actor) -> None:
    """Go on only for the centre's administrator.

    Raises:
        AbsentError: for everybody else.
    """
    if Role.ADMINISTRATOR not in actor.roles:
        raise AbsentError


def may_appoint(actor: Actor, agency: Agency, roles: Collection[str]) -> bool:
    """Whether the actor rules somebody who serves this agency in these roles."""
    if Role.ADMINISTRATOR in actor.roles:
        return agency.state_id is None or list(roles) == _OF_A_STATE
    state = _state_of(actor)
    return state is not None and agency.state_id == state and not OVERSEERS & set(roles)


def require_appoints(actor: Actor, user: User) -> None:
    """Go on only where the actor rules this person.

    Raises:
        AbsentError: absent and out of reach are one; oneself is out of reach.
    """
    if user.pk == actor.user or user.agency is None or not may_appoint(actor, user.agency, user.roles):
        raise AbsentError


def agencies_ruled(actor: Actor) -> QuerySet[Agency]:
    """The agencies into which the actor may appoint somebody: for the centre all, for a state its own."""
    agencies = Agency.objects.select_related("state", "parent").order_by("state__code", "code")
    if Role.ADMINISTRATOR in actor.roles:
        return agencies
    state = _state_of(actor)
    return agencies.filter(state=state) if state is not None else agencies.none()


def people_ruled(actor: Actor) -> QuerySet[User]:
    """The people whom the actor rules, without the actor."""
    people = User.objects.select_related("agency__state").exclude(agency=None)
    people = people.exclude(pk=actor.user or 0)
    if Role.ADMINISTRATOR in actor.roles:
        return people.filter(Q(agency__state=None) | Q(roles=_OF_A_STATE))
    state = _state_of(actor)
    if state is None:
        return people.none()
    return people.filter(agency__state=state).exclude(roles__overlap=[role.value for role in OVERSEERS])


def roles_given(actor: Actor) -> tuple[Role, ...]:
    """The roles that the actor may give at all."""
    return tuple(role for role in Role if Role.ADMINISTRATOR in actor.roles or role not in OVERSEERS)


def _state_of(actor: Actor) -> int | None:
    """The state whose people the actor rules."""
    if Role.STATE_ADMINISTRATOR not in actor.roles:
        return None
    terms = Term.objects.filter(user_id=actor.user or 0, since__lte=now(), roles=_OF_A_STATE).exclude(until__lte=now())
    return terms.values_list("agency__state_id", flat=True).first()
