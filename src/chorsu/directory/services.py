"""Changing the directory: states, agencies, groups and officers enter it, each with its principal.

Called by the owner's role at set-up; no web process may write here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.directory.models import Agency, Group, State, User
from chorsu.handling.models import PrincipalRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from chorsu.handling.rules import Role

__all__ = ["enter_agency", "enter_group", "enter_officer", "enter_state"]


def _principal(kind: str, code: str) -> PrincipalRow:
    return PrincipalRow.objects.get_or_create(kind=kind, code=code)[0]


@transaction.atomic
def enter_state(*, code: str, member: bool) -> State:
    """A state of the agreement, by its ISO code; known ones are returned as they are."""
    return State.objects.get_or_create(principal=_principal("state", code), code=code, defaults={"member": member})[0]


@transaction.atomic
def enter_agency(*, code: str, state: State | None, name_en: str, name_ru: str, example: bool = False) -> Agency:
    """A competent authority of a state, or a unit of the centre when `state` is none."""
    defaults = {"state": state, "name_en": name_en, "name_ru": name_ru, "example": example}
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
    """An officer who may sign in; without a password only by other means."""
    user, new = User.objects.get_or_create(username=username, defaults={"agency": agency})
    user.agency, user.roles, user.example = agency, [role.value for role in roles], example
    user.first_name, user.last_name, user.title_en, user.title_ru = first_name, last_name, title_en, title_ru
    if password is not None:
        user.set_password(password)
    elif new:
        user.set_unusable_password()
    user.save()
    return user
