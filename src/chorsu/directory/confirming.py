"""A second administrator confirms who took an invitation, or a machine's token; until then account and token sleep.

So whoever makes an invitation cannot become the person it is for. Who chose the password is shown a number, and tells
it to an administrator who did not make the invitation: another one who rules the person, or one of the centre; where
there is none, to whoever runs the machine (`chorsu administrator NAME --confirm NUMBER`). An invitation made on the
machine itself needs none.

So it is with a token that an administrator made for a machine: its maker would hand in as the machine's agency. It
sleeps until another administrator has confirmed it, with the number that was shown beside it to who set it up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from chorsu.directory.administering import may_appoint, people_ruled
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Invitation, Token
from chorsu.directory.selectors import unconfirmed
from chorsu.handling.rules import NOBODY, Role
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from chorsu.directory.models import User
    from chorsu.handling.rules import Actor

__all__ = ["confirm", "number_of", "tokens_waiting", "waiting"]


def number_of(made: Invitation | Token) -> str:
    """The number that who took an invitation, or sets up a token, is shown, six digits; made from it, kept nowhere."""
    told = salted_hmac("chorsu.invitation", bytes(made.digest).hex(), algorithm="sha256").digest()
    return f"{int.from_bytes(told) % 1_000_000:06}"


def waiting(actor: Actor) -> QuerySet[Invitation]:
    """What waits for an administrator such as the actor, the oldest first; also what the actor may not confirm."""
    found = unconfirmed().select_related("user__agency").exclude(user_id=actor.user or 0).order_by("accepted_at")
    if Role.ADMINISTRATOR in actor.roles:
        return found
    return found.filter(user__in=people_ruled(actor))


def tokens_waiting(actor: Actor, at: dt.datetime) -> QuerySet[Token]:
    """Tokens of machines that wait for an administrator such as the actor; also those that the actor made."""
    found = _asleep(at).select_related("user__agency").order_by("made_at")
    if Role.ADMINISTRATOR in actor.roles:
        return found
    return found.filter(user__in=people_ruled(actor))


def confirm(*, actor: Actor | None, user: User, number: str, at: dt.datetime) -> None:
    """Say that the right person has what was made for `user`, and told `number`; None acts for who runs the machine.

    Raises:
        AbsentError: nothing of this person or machine waits for the actor, or the actor made it.
        InputError: the number is another one.
    """
    made: list[Invitation | Token] = []
    made.extend(_asleep(at).filter(user=user) if user.machine else unconfirmed().filter(user=user)[:1])
    mine = [one for one in made if actor is None or _may(actor, one)]
    if not mine:
        raise AbsentError
    told = "".join(number.split())
    meant = [one for one in mine if constant_time_compare(told, number_of(one))]
    if not meant:
        raise InputError(
            "is not the one that was shown", where="the number", to_do="ask the person, not who made the invitation"
        )
    by = NOBODY if actor is None else actor
    with transaction.atomic():
        rows = type(meant[0])._default_manager.filter(digest=meant[0].digest, confirmed_at=None)  # noqa: SLF001 — Django's way
        rows.update(confirmed_at=at, confirmed_by=by.user or 0)
        if user.machine:
            enter_act("token-confirmed", "token", meant[0].pk, actor=by, content={"owner": user.pk}, at=at)
        else:
            enter_act("confirmed", "user", user.pk, actor=by, content={"user": user.pk}, at=at)


def _asleep(at: dt.datetime) -> QuerySet[Token]:
    """Tokens that would work but for the second administrator."""
    return Token.objects.filter(user__machine=True, confirmed_at=None, revoked_at=None, ends__gt=at)


def _may(actor: Actor, made: Invitation | Token) -> bool:
    user = made.user
    if actor.user in {None, made.made_by, user.pk} or user.agency is None:
        return False
    return Role.ADMINISTRATOR in actor.roles or may_appoint(actor, user.agency, user.roles)
