"""Setting the directory up: states, agencies, groups and officers enter it, each with its principal.

Called by the owner's role. What administrators do by themselves is in `directory.organising` and `directory.staffing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.models import Agency, Group, State, Term, User
from chorsu.directory.overseers import require_apart
from chorsu.handling.models import PrincipalRow
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Collection

    from chorsu.handling.rules import Role

__all__ = ["enter_agency", "enter_group", "enter_officer", "enter_state"]


def _principal(kind: str, code: str) -> PrincipalRow:
    return PrincipalRow.objects.get_or_create(kind=kind, code=code)[0]


@transaction.atomic
def enter_state(*, code: str, status: str = State.Status.MEMBER) -> State:
    """A state, by its ISO code; known ones are returned as they are."""
    return State.objects.get_or_create(principal=_principal("state", code), code=code, defaults={"status": status})[0]


@transaction.atomic
def enter_agency(  # noqa: PLR0913 — an agency has these fields
    *,
    code: str,
    state: State | None,
    name_en: str,
    name_ru: str,
    kind: str = "",
    parent: Agency | None = None,
    example: bool = False,
) -> Agency:
    """A competent authority of a state; without a state the centre, or a partner organisation by its `kind`."""
    kind = kind or (Agency.Kind.AUTHORITY if state else Agency.Kind.CENTRE)
    defaults = {"state": state, "kind": kind, "parent": parent, "example": example}
    defaults |= {"name_en": name_en, "name_ru": name_ru}
    return Agency.objects.update_or_create(principal=_principal("agency", code), code=code, defaults=defaults)[0]


@transaction.atomic
def enter_group(*, code: str, name_en: str, name_ru: str, agencies: Collection[Agency]) -> Group:
    """A standing group of agencies."""
    defaults = {"name_en": name_en, "name_ru": name_ru}
    group = Group.objects.update_or_create(principal=_principal("group", code), code=code, defaults=defaults)[0]
    group.agencies.set(agencies)
    return group


@transaction.atomic
def enter_officer(  # noqa: PLR0913 — a person has these fields
    *,
    username: str,
    agency: Agency,
    roles: Collection[Role],
    first_name: str,
    last_name: str,
    title_en: str = "",
    title_ru: str = "",
    password: str | None = None,
    example: bool = False,
) -> User:
    """An officer who may sign in from now on; without a password only by other means.

    Raises:
        InputError: an overseeing role beside another.
    """
    require_apart(roles)
    user, new = User.objects.get_or_create(username=username, defaults={"agency": agency})
    user.agency, user.roles, user.example = agency, [role.value for role in roles], example
    user.first_name, user.last_name, user.title_en, user.title_ru = first_name, last_name, title_en, title_ru
    if password is not None:
        user.set_password(password)
    elif new:
        user.set_unusable_password()
    user.save()
    _serve(user)
    return user


def _serve(user: User) -> None:
    """The open term is at this agency in these roles: as it was, or a new one."""
    at = now()
    open_term = Term.objects.filter(user=user, until=None).first()
    if open_term and (open_term.agency_id, open_term.roles) == (user.agency_id, user.roles):
        return
    Term.objects.filter(user=user, until=None).update(until=at)
    Term.objects.create(user=user, agency_id=user.agency_id, roles=user.roles, since=at, entered_at=at)
