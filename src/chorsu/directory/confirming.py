"""A second administrator confirms who took an invitation; until then the account sleeps, and its bearer is nobody.

So whoever makes an invitation cannot become the person it is for. Who chose the password is shown a number, and tells
it to an administrator who did not make the invitation: another one who rules the person, or one of the centre; where
there is none, to whoever runs the machine (`chorsu administrator NAME --confirm NUMBER`). An invitation made on the
machine itself needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from chorsu.directory.administering import may_appoint, people_ruled
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Invitation
from chorsu.directory.selectors import unconfirmed
from chorsu.handling.rules import NOBODY, Role
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from chorsu.directory.models import User
    from chorsu.handling.rules import Actor

__all__ = ["confirm", "number_of", "waiting"]


def number_of(invitation: Invitation) -> str:
    """The number that who took an invitation is shown, six digits; made from the invitation, kept nowhere."""
    told = salted_hmac("chorsu.invitation", bytes(invitation.digest).hex(), algorithm="sha256").digest()
    return f"{int.from_bytes(told) % 1_000_000:06}"


def waiting(actor: Actor) -> QuerySet[Invitation]:
    """What waits for an administrator such as the actor, the oldest first; also what the actor may not confirm."""
    found = unconfirmed().select_related("user__agency").exclude(user_id=actor.user or 0).order_by("accepted_at")
    if Role.ADMINISTRATOR in actor.roles:
        return found
    return found.filter(user__in=people_ruled(actor))


def confirm(*, actor: Actor | None, user: User, number: str, at: dt.datetime) -> None:
    """Say that the right person chose the password, who told `number`; None acts for whoever runs the machine.

    Raises:
        AbsentError: nothing of this person waits for the actor, or the actor made the invitation.
        InputError: the number is another one.
    """
    taken = unconfirmed().filter(user=user).first()
    if taken is None or (actor is not None and not _may(actor, taken)):
        raise AbsentError
    if not constant_time_compare("".join(number.split()), number_of(taken)):
        raise InputError(
            "is not the one that was shown", where="the number", to_do="ask the person, not who made the invitation"
        )
    by = NOBODY if actor is None else actor
    with transaction.atomic():
        Invitation.objects.filter(pk=taken.pk, confirmed_at=None).update(confirmed_at=at, confirmed_by=by.user or 0)
        enter_act("confirmed", "user", user.pk, actor=by, content={"user": user.pk}, at=at)


def _may(actor: Actor, taken: Invitation) -> bool:
    user = taken.user
    if actor.user in {None, taken.made_by, user.pk} or user.agency is None:
        return False
    return Role.ADMINISTRATOR in actor.roles or may_appoint(actor, user.agency, user.roles)
