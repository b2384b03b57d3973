"""Tokens by which programs act for a person or a machine: told once, stored as digests, with scope, purpose and end.

A token gives no more than its owner has at the moment of use: `verify` answers with the actor of today.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Token, User
from chorsu.directory.selectors import actor_of
from chorsu.directory.staffing import person_ruled
from chorsu.handling.rules import NOBODY
from chorsu.handling.seal import seal
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = ["LONGEST", "SCOPES", "end_tokens", "issue", "revoke", "tokens_of", "verify"]

SCOPES = ("hand-in", "read")
"""What a token may be for: handing in, reading what its owner sees."""
LONGEST = dt.timedelta(days=366)
_MARK = "chorsu_"
"""How a token begins, so that one in the wrong place is found."""


def issue(  # noqa: PLR0913 — a token has these fields
    *,
    actor: Actor,
    owner: int,
    scope: Collection[str],
    purpose: str,
    ends: dt.datetime,
    at: dt.datetime,
) -> tuple[Token, str]:
    """A new token of the actor's own, or of a machine that the actor rules; and its secret, told this once.

    That of a machine sleeps until a second administrator has confirmed it (`directory.confirming`).

    Raises:
        AbsentError: the owner is neither the actor nor such a machine.
        InputError: no such scope, no purpose, or an end that has passed or lies more than `LONGEST` ahead.
    """
    user = _owner(actor, owner)
    purpose = " ".join(purpose.replace("\x00", "").split())
    if not scope or set(scope) - set(SCOPES):
        raise InputError("is not chosen", where="what the token is for", to_do="choose handing in, reading, or both")
    if not purpose or len(purpose) > 200:  # noqa: PLR2004 — the length of the column
        raise InputError("is missing or too long", where="the purpose", to_do="say which program will use it")
    if not at < ends <= at + LONGEST:
        raise InputError("lies in the past or too far ahead", where="the last day", to_do="choose a day within a year")
    secret = _MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            digest=_digest(secret), user=user, scope=sorted(set(scope)), purpose=purpose, made_by=actor.user or 0,
            made_at=at, ends=ends,
        )  # fmt: skip
        content = {"owner": user.pk, "scope": token.scope, "ends": ends.isoformat()}
        enter_act("token-issued", "token", token.pk, actor=actor, content=content, at=at)
    return token, secret


def verify(secret: str, *, scope: str, at: dt.datetime) -> Actor:
    """The actor for whom a token stands now; its use is noted. Within a transaction, which is its owner's from here on.

    Raises:
        AbsentError: there is no such token, it sleeps, was revoked, has ended or is for something else, or its owner is
            nobody.
    """
    found = Token.objects.select_related("user").filter(digest=_digest(secret)).first()
    if found is None or found.asleep or found.revoked_at is not None or found.ends <= at or scope not in found.scope:
        raise AbsentError
    actor = actor_of(found.user)
    if actor == NOBODY:
        raise AbsentError
    with transaction.atomic():
        seal(actor.user)
        Token.objects.filter(pk=found.pk).update(used_at=at)
    return actor


def revoke(*, actor: Actor, token: uuid.UUID, at: dt.datetime) -> Token:
    """End a token, at once and for good.

    Raises:
        AbsentError: there is no such token of the actor's, or of somebody whom the actor rules.
        InputError: it has been revoked already.
    """
    found = Token.objects.select_related("user").filter(pk=token).first()
    if found is None:
        raise AbsentError
    if found.user_id != actor.user:
        person_ruled(actor, found.user_id)
    if found.revoked_at is not None:
        raise InputError("is revoked already", where="the token", to_do="load the page again")
    with transaction.atomic():
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
        content = {"owner": found.user_id}
        enter_act("token-revoked", "token", found.pk, actor=actor, content=content, at=at)
    return found


def end_tokens(user: User, at: dt.datetime) -> None:
    """End every token of somebody, at once and for good."""
    Token.objects.filter(user=user, revoked_at=None).update(revoked_at=at)


def tokens_of(user: int, at: dt.datetime) -> QuerySet[Token]:
    """The tokens of somebody that work, the newest first."""
    return (
        Token.objects.select_related("user")
        .filter(user_id=user, ends__gt=at)
        .filter(Q(revoked_at=None))
        .order_by("-made_at")
    )


def _owner(actor: Actor, owner: int) -> User:
    if owner == actor.user:
        return User.objects.get(pk=owner)
    user = person_ruled(actor, owner)
    if not user.machine:
        raise AbsentError
    return user


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
