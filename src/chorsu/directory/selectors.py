"""Reading the directory: who an actor is, and the names of principals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from chorsu.directory.models import Agency, Group, Invitation, State, Term, User
from chorsu.directory.overseers import OVERSEERS
from chorsu.handling.models import PrincipalRow
from chorsu.handling.rules import EVERYBODY, MEMBERS, NOBODY, OBSERVERS, PARTNERS, Actor, Role
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.places import label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

__all__ = [
    "actor_of", "agency_names", "eyes_of", "let_in", "officers_of", "principal_names", "principals_named",
    "principals_of", "standing_of", "term_of", "unconfirmed",
]  # fmt: skip

_WORDS = {
    "en": {
        EVERYBODY: "Everybody",
        MEMBERS: "All member states",
        OBSERVERS: "All observer states",
        PARTNERS: "All partner organisations",
    },
    "ru": {
        EVERYBODY: "Все",
        MEMBERS: "Все государства-члены",
        OBSERVERS: "Все государства-наблюдатели",
        PARTNERS: "Все организации-партнёры",
    },
}
_STANDING: dict[str, int] = {State.Status.MEMBER: MEMBERS, State.Status.OBSERVER: OBSERVERS}


def unconfirmed() -> QuerySet[Invitation]:
    """Invitations by which the present password of an account was chosen, and that nobody has confirmed."""
    later = Invitation.objects.filter(user=OuterRef("user"), accepted_at__gt=OuterRef("accepted_at"))
    taken = Invitation.objects.filter(accepted_at__isnull=False, confirmed_at=None, made_by__isnull=False)
    return taken.filter(~Exists(later))


def term_of(user: User | AnonymousUser, at: dt.datetime | None = None, *, asleep: bool = False) -> Term | None:
    """The term that somebody serves at a moment (aware; now by default): None before it begins and after its end.

    None also while the account sleeps (`directory.confirming`), but where `asleep` asks for those terms too.
    """
    at = at or now()
    if user.pk is None or not user.is_active:
        return None
    serving = Q(until=None) | Q(until__gt=at)
    term = Term.objects.select_related("agency__state").filter(serving, user_id=user.pk, since__lte=at).first()
    if term is None or (term.agency.until is not None and term.agency.until <= at):
        return None
    return term if asleep or not _sleeps(user.pk) else None


def _sleeps(user: int) -> bool:
    """Whether a person's account waits to be confirmed: `unconfirmed` of one, in a query that is quick to put."""
    taken = Invitation.objects.filter(user_id=user, accepted_at__isnull=False).order_by("-accepted_at")
    found = list(taken.values_list("accepted_at", "made_by", "confirmed_at"))
    return any(at == found[0][0] and by is not None and confirmed is None for at, by, confirmed in found)


def let_in(user: User) -> bool:
    """Whether somebody serves now; the `actor_of` that follows at once, for the same request, need not ask again."""
    user.let_in_by = term_of(user)
    return user.let_in_by is not None


def actor_of(user: User | AnonymousUser) -> Actor:
    """The actor that a signed-in user is now; nobody for one who is not signed in, has left or has not yet joined.

    The user's `agency` and `roles` become those of the term served now. An overseer carries no principal at all.
    """
    if not user.is_authenticated:
        return NOBODY
    term, user.let_in_by = user.let_in_by or term_of(user), None
    if term is None:
        return NOBODY
    user.agency, user.roles = term.agency, term.roles
    roles = frozenset(Role(role) for role in term.roles)
    principals, provides = _eyes(term.agency, roles)
    return Actor(
        user=user.pk,
        name=user.get_full_name() or user.username,
        principals=principals,
        provides=provides,
        roles=roles,
        agency=None if roles & OVERSEERS else term.agency.pk,
    )


def eyes_of(agency: int | None, roles: frozenset[Role]) -> tuple[frozenset[int], frozenset[int]]:
    """Principals and providers of whoever serves an agency (by its number) in these roles now; none for no agency."""
    found = Agency.objects.select_related("state", "parent").filter(pk=agency).first()
    return (frozenset(), frozenset()) if found is None else _eyes(found, roles)


def officers_of(agencies: Collection[int]) -> QuerySet[User]:
    """The people of some agencies to whom work can be given: no machine, nobody who runs or oversees the system."""
    people = User.objects.filter(agency_id__in=agencies, is_active=True, machine=False)
    return people.exclude(roles__overlap=sorted(OVERSEERS))


def _eyes(agency: Agency, roles: frozenset[Role]) -> tuple[frozenset[int], frozenset[int]]:
    """An overseer carries no principal at all."""
    if roles & OVERSEERS:
        return frozenset(), frozenset()
    return principals_of(agency), _provides(agency, roles)


def principals_of(agency: Agency) -> frozenset[int]:
    """Everybody; the agency and what it is a unit of; their groups; the state; all states or partners of its kind."""
    own = {EVERYBODY, agency.pk} | ({agency.parent_id} if agency.parent_id else set())
    groups = Group.objects.filter(agencies__in=own).exclude(until__lte=now()).values_list("pk", flat=True)
    standing = frozenset({PARTNERS}) if agency.kind == Agency.Kind.PARTNER else frozenset()
    if agency.state is not None:
        standing = standing_of(agency.state)
        own.add(agency.state.pk)
    return frozenset(own | set(groups)) | standing


def standing_of(state: State) -> frozenset[int]:
    """The principal of all states with the status of this one; none for a state that is no party."""
    found = _STANDING.get(state.status)
    return frozenset() if found is None else frozenset({found})


def _provides(agency: Agency, roles: frozenset[Role]) -> frozenset[int]:
    """The agency, and what it is a unit of; for a liaison officer every agency of the state."""
    own = {agency.pk} | ({agency.parent_id} if agency.parent_id else set())
    if agency.state is not None and Role.LIAISON in roles:
        own |= set(agency.state.agencies.values_list("pk", flat=True))
    return frozenset(own)


def _name_in(language: str) -> str:
    return "name_ru" if language == "ru" else "name_en"


def agency_names(agencies: Collection[int], language: str) -> dict[int, str]:
    """The names of some agencies in a language, by their numbers."""
    return dict(Agency.objects.filter(pk__in=agencies).values_list("pk", _name_in(language)))


def principal_names(language: str) -> dict[int, str]:
    """The name of every principal in a language, by its number."""
    names = dict(_WORDS.get(language, _WORDS["en"]))
    field = _name_in(language)
    names.update(Agency.objects.values_list("pk", field))
    names.update(Group.objects.values_list("pk", field))
    names.update((pk, label(code, language)) for pk, code in State.objects.values_list("pk", "code"))
    return names


def principals_named(names: Iterable[str]) -> frozenset[int]:
    """The numbers of principals written as `kind:code` (`state:UZ`, `agency:…`, `group:…`) or `members`.

    The other standing ones are `observers`, `partners` and `everybody`.

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
