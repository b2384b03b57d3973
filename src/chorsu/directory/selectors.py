"""Reading the directory: who an actor is, and the names of principals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, Group, State
from chorsu.handling.models import PrincipalRow
from chorsu.handling.rules import EVERYBODY, MEMBERS, NOBODY, Actor, Role
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from chorsu.directory.models import User

__all__ = ["actor_of", "principal_names", "principals_named", "principals_of"]

_WORDS = {
    "en": {EVERYBODY: "Everybody", MEMBERS: "All member states"},
    "ru": {EVERYBODY: "Все", MEMBERS: "Все государства-члены"},
}


def actor_of(user: User | AnonymousUser) -> Actor:
    """The actor that a signed-in user is; nobody for one who has no agency or is not signed in."""
    if not user.is_authenticated or user.agency_id is None or not user.is_active:
        return NOBODY
    agency = Agency.objects.select_related("state").prefetch_related("groups").get(pk=user.agency_id)
    roles = frozenset(Role(role) for role in user.roles)
    provides = {agency.pk}
    if agency.state is not None and Role.LIAISON in roles:
        provides.update(agency.state.agencies.values_list("pk", flat=True))
    return Actor(
        user=user.pk,
        name=user.get_full_name() or user.username,
        principals=principals_of(agency),
        provides=frozenset(provides),
        roles=roles,
    )


def principals_of(agency: Agency) -> frozenset[int]:
    """The principals that every officer of an agency carries."""
    found = {EVERYBODY, agency.pk, *(group.pk for group in agency.groups.all())}
    if agency.state is not None:
        found.add(agency.state.pk)
        if agency.state.member:
            found.add(MEMBERS)
    return frozenset(found)


def principal_names(language: str) -> dict[int, str]:
    """The name of every principal in a language, by its number."""
    names = dict(_WORDS.get(language, _WORDS["en"]))
    field = "name_ru" if language == "ru" else "name_en"
    names.update(Agency.objects.values_list("pk", field))
    names.update(Group.objects.values_list("pk", field))
    names.update((pk, label(code, language)) for pk, code in State.objects.values_list("pk", "code"))
    return names


def principals_named(names: Iterable[str]) -> frozenset[int]:
    """The numbers of principals written as `kind:code` (`state:UZ`, `agency:…`, `group:…`), `members`, `everybody`.

    Raises:
        InputError: a name that stands for nobody.
    """
    found = set()
    for name in names:
        kind, colon, code = name.partition(":")
        kind, code = (kind, code) if colon else ("standing", name)
        number = PrincipalRow.objects.filter(kind=kind, code=code).values_list("pk", flat=True).first()
        if number is None:
            raise InputError(
                f"{name} stands for nobody", where="audience", to_do="write state:UZ, agency:CODE or members"
            )
        found.add(number)
    return frozenset(found)
