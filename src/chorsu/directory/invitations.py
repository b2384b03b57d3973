"""Invitations: an administrator makes one and hands it over; its bearer chooses the password, once, within a week.

So no administrator learns a password. One for an account that has a password already replaces that password, and the
second factor with it, when it is used; the one before stays good until then. Who used one is nobody until a second
administrator has confirmed it (`directory.confirming`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Invitation, User
from chorsu.directory.selectors import term_of
from chorsu.directory.sessions import end_sessions
from chorsu.directory.staffing import person_ruled
from chorsu.directory.tokens import end_tokens
from chorsu.handling.rules import NOBODY
from chorsu.handling.seal import seal
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["LASTS", "accept", "invite", "invited"]

LASTS = dt.timedelta(days=7)


def invite(*, actor: Actor, number: int, at: dt.datetime) -> str:
    """A new invitation for somebody whom the actor rules: the secret, told this once. Those made before end.

    Raises:
        AbsentError: the actor does not rule this person.
        InputError: a machine has no password.
    """
    user = person_ruled(actor, number)
    if user.machine:
        raise InputError("signs in by a token", where=user.username, to_do="make a token for it")
    with transaction.atomic():
        Invitation.objects.filter(user=user, used_at=None).update(used_at=at)
        secret = letter(user, actor.user, at)
        enter_act("invited", "user", user.pk, actor=actor, content={"user": user.pk}, at=at)
    return secret


def letter(user: User, made_by: int | None, at: dt.datetime) -> str:
    """Keep a new invitation and say its secret; for `invite`, and for the owner's first administrator."""
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(digest=_digest(secret), user=user, made_by=made_by, made_at=at, ends=at + LASTS)
    return secret


def invited(secret: str, at: dt.datetime) -> User:
    """For whom an invitation is.

    Raises:
        AbsentError: there is no such invitation, it was used, it has ended, or the person is nobody now.
    """
    found = Invitation.objects.select_related("user").filter(digest=_digest(secret), used_at=None, ends__gt=at).first()
    if found is None or term_of(found.user, at, asleep=True) is None:
        raise AbsentError
    return found.user


def accept(*, secret: str, password: str, at: dt.datetime) -> Invitation:
    """Choose the password of the account; inside a request's transaction, which is that person's from here on.

    Sign-ins and tokens made before end. The invitation as it was used: its `made_by` says whether it waits for a second
    administrator.

    Raises:
        AbsentError: as for `invited`.
        ValidationError: Django's, in the reader's language: the password is too weak.
    """
    user = invited(secret, at)
    validate_password(password, user)
    with transaction.atomic():
        seal(user.pk)
        unused = Invitation.objects.filter(digest=_digest(secret), used_at=None)
        if not unused.update(used_at=at, accepted_at=at):
            raise AbsentError
        user.set_password(password)
        user.save(update_fields=["password"])
        _forget_factors(user)
        end_sessions(user)
        end_tokens(user, at)
        enter_act(
            "password-chosen", "user", user.pk, actor=replace(NOBODY, user=user.pk), content={"user": user.pk}, at=at
        )
    return Invitation.objects.get(digest=_digest(secret))


def _forget_factors(user: User) -> None:
    """Whoever lost the password may have lost the second factor; the next sign-in sets up a new one."""
    apps.get_model("mfa", "Authenticator")._default_manager.filter(user_id=user.pk).delete()  # noqa: SLF001 — Django's way


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
