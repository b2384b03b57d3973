"""People of the directory: they join, move, change their roles, leave; a leaving can be taken back.

Owns the terms. Called inside the viewer's transaction; each act is an entry of the journal. A moment is aware; a change
may lie ahead, and counts from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.directory.administering import may_appoint, require_appoints
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Agency, Term, Token, User
from chorsu.directory.overseers import require_apart
from chorsu.directory.selectors import term_of
from chorsu.directory.sessions import end_sessions
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from chorsu.handling.rules import Actor, Role

__all__ = ["appoint", "describe", "leave", "move", "person_ruled", "take_leaving_back"]

_NAMES = ("first_name", "last_name", "title_en", "title_ru")


def person_ruled(actor: Actor, number: int) -> User:
    """Somebody whom the actor rules.

    Raises:
        AbsentError: nobody has this number, or the actor does not rule this person.
    """
    user = User.objects.select_related("agency__state").filter(pk=number).first()
    if user is None:
        raise AbsentError
    require_appoints(actor, user)
    return user


def appoint(  # noqa: PLR0913 — a person has these fields
    *,
    actor: Actor,
    username: str,
    agency: Agency,
    roles: Collection[Role],
    since: dt.datetime,
    at: dt.datetime,
    machine: bool = False,
    **names: str,
) -> User:
    """Enter somebody who serves an agency from `since` on; `names` are first_name, last_name, title_en, title_ru.

    The account has no password: its bearer chooses one by an invitation.

    Raises:
        RefusedError: the actor rules nobody of this agency in these roles.
        InputError: the name is taken or no name, no role, or an overseeing role beside another.
    """
    given = _given(actor, agency, roles)
    username = User.normalize_username(username).strip()
    _require_username(username)
    user = User(username=username, agency=agency, roles=given, machine=machine)
    _name(user, names)
    user.set_unusable_password()
    with transaction.atomic():
        user.save(force_insert=True)
        _begin(user, since, actor, at)
        enter_act("joined", "user", user.pk, actor=actor, content=_said(user, since), at=at)
    return user


def describe(*, actor: Actor, number: int, at: dt.datetime, **names: str) -> User:
    """Correct somebody's name and title.

    Raises:
        AbsentError: the actor does not rule this person.
        InputError: no name.
    """
    user = person_ruled(actor, number)
    _name(user, names)
    with transaction.atomic():
        user.save(update_fields=list(_NAMES))
        enter_act("described", "user", user.pk, actor=actor, content={name: names[name] for name in names}, at=at)
    return user


def move(  # noqa: PLR0913 — an act has these fields
    *, actor: Actor, number: int, agency: Agency, roles: Collection[Role], on: dt.datetime, at: dt.datetime
) -> User:
    """From `on`, somebody serves another agency, or in other roles; the term before stays as history.

    Raises:
        AbsentError: the actor does not rule this person.
        RefusedError: the actor rules nobody of that agency in those roles.
        InputError: the person has left, or the change lies before the term began.
    """
    user = person_ruled(actor, number)
    given = _given(actor, agency, roles)
    with transaction.atomic():
        term = _open_term(user)
        if on < term.since:
            raise InputError("lies before the present term began", where="the day", to_do="choose a later day")
        term.until = on
        term.save(update_fields=["until"])
        user.agency, user.roles = agency, given
        user.save(update_fields=["agency", "roles"])
        _begin(user, on, actor, at)
        enter_act("moved", "user", user.pk, actor=actor, content=_said(user, on), at=at)
    return user


def leave(*, actor: Actor, number: int, on: dt.datetime, at: dt.datetime) -> User:
    """From `on` the person is nobody here; what was entered stays theirs by name.

    Raises:
        AbsentError: the actor does not rule this person.
        InputError: the person has left already, or would leave before joining.
    """
    user = person_ruled(actor, number)
    with transaction.atomic():
        term = _open_term(user)
        term.until = max(on, term.since)
        term.save(update_fields=["until"])
        end_access(user, at)
        enter_act("left", "user", user.pk, actor=actor, content=_said(user, on), at=at)
    return user


def take_leaving_back(*, actor: Actor, number: int, at: dt.datetime) -> User:
    """Undo a leaving: the last term goes on as if nothing had been entered.

    Raises:
        AbsentError: the actor does not rule this person.
        InputError: the person has not left.
    """
    user = person_ruled(actor, number)
    with transaction.atomic():
        term = (
            Term.objects.select_for_update(no_key=True, of=("self",)).filter(user=user).order_by("since", "id").last()
        )
        if term is None or term.until is None:
            raise InputError("has not left", where=user.username, to_do="load the page again")
        term.until = None
        term.save(update_fields=["until"])
        enter_act("came-back", "user", user.pk, actor=actor, content=_said(user, at), at=at)
    return user


def end_access(user: User, at: dt.datetime) -> None:
    """Where somebody has left by now, no sign-in and no token stays, not even if the leaving is taken back."""
    if term_of(user, at) is None:
        end_sessions(user)
        Token.objects.filter(user=user, revoked_at=None).update(revoked_at=at)


def _given(actor: Actor, agency: Agency, roles: Collection[Role]) -> list[str]:
    if not roles:
        raise InputError("is not chosen", where="the role", to_do="choose at least one")
    require_apart(roles)
    given = sorted(role.value for role in set(roles))
    if not may_appoint(actor, agency, given):
        raise RefusedError(
            "is given by another administrator",
            where="this role in this agency",
            to_do="the centre appoints the administrators of states; each state appoints its own officers",
        )
    if agency.until is not None:
        raise InputError("takes part no longer", where=agency.code, to_do="choose another agency")
    return given


def _require_username(username: str) -> None:
    allowed = username.replace("-", "").replace(".", "").replace("_", "")
    if not (allowed.isascii() and allowed.isalnum() and len(username) <= 60):  # noqa: PLR2004 — longer ones are no names
        raise InputError(
            "is no name to sign in with", where=username[:60] or "empty", to_do="use Latin letters, digits and . - _"
        )
    if User.objects.filter(username__iexact=username).exists():
        raise InputError("is taken", where=username, to_do="choose another name to sign in with")


def _name(user: User, names: dict[str, str]) -> None:
    for name in _NAMES:
        if name in names:
            setattr(user, name, " ".join(names[name].replace("\x00", "").split())[:150])
    if not user.machine and not user.last_name:
        raise InputError("is missing", where="the family name", to_do="write it as in the letter of appointment")


def _open_term(user: User) -> Term:
    term = Term.objects.select_for_update(no_key=True, of=("self",)).filter(user=user, until=None).first()
    if term is None:
        raise InputError("has left", where=user.username, to_do="take the leaving back first")
    return term


def _begin(user: User, since: dt.datetime, actor: Actor, at: dt.datetime) -> None:
    Term.objects.create(
        user=user, agency_id=user.agency_id, roles=user.roles, since=since, entered_by=actor.user, entered_at=at
    )


def _said(user: User, day: dt.datetime) -> dict[str, Any]:
    return {"user": user.pk, "agency": user.agency_id, "roles": user.roles, "on": day.isoformat()}
