"""Tokens by which programs act for a person or a machine: told once, stored as digests, with scope, purpose and end.

A token gives no more than its owner has at the moment of use: `bear` answers with the actor of today. Its pace is kept
in its row, for all processes: `paced_at` runs ahead of the clock by the time that its latest requests are worth.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Greatest

from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Token, User
from chorsu.directory.scopes import scopes
from chorsu.directory.selectors import actor_of
from chorsu.directory.staffing import person_ruled
from chorsu.handling.rules import NOBODY
from chorsu.handling.seal import seal
from chorsu.kernel.errors import AbsentError, InputError, RefusedError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = [
    "LONGEST", "MOST_A_MINUTE", "USUAL_A_MINUTE", "Bearing", "DeadTokenError", "TooFastError", "bear", "end_tokens",
    "issue", "revoke", "still_borne", "tokens_of", "verify",
]  # fmt: skip

LONGEST = dt.timedelta(days=366)
USUAL_A_MINUTE, MOST_A_MINUTE = 120, 1_200
"""Requests a minute that a token may make, unless its maker says less or more; the most that can be said."""
_WINDOW = dt.timedelta(minutes=1)
_MARK = "chorsu_"
"""How a token begins, so that one in the wrong place is found."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Who acts by a token: its owner and the actor that this one is today; which token, what for, by which program."""

    user: User
    actor: Actor
    token: uuid.UUID
    scope: frozenset[str]
    purpose: str


class DeadTokenError(AbsentError):
    """A token that opens nothing; `token` is its row where there is one."""

    def __init__(self, token: Token | None) -> None:
        super().__init__()
        self.token = token


class TooFastError(RefusedError):
    """The token has made as many requests as it may; `wait` is how many seconds, rounded up, until the next."""

    def __init__(self, token: Token, wait: int) -> None:
        super().__init__("makes more requests than it may", where="the token", to_do=f"wait {wait} s")
        self.token, self.wait = token, wait


def issue(  # noqa: PLR0913 — a token has these fields
    *,
    actor: Actor,
    owner: int,
    scope: Collection[str],
    purpose: str,
    ends: dt.datetime,
    at: dt.datetime,
    rate: int = USUAL_A_MINUTE,
) -> tuple[Token, str]:
    """A new token of the actor's own, or of a machine that the actor rules; and its secret, told this once.

    That of a machine sleeps until a second administrator has confirmed it (`directory.confirming`).

    Raises:
        AbsentError: the owner is neither the actor nor such a machine.
        InputError: no such scope, no purpose, no such rate (requests a minute), or an end that has passed or lies more
            than `LONGEST` ahead.
    """
    user = _owner(actor, owner)
    purpose = " ".join(purpose.replace("\x00", "").split())
    if not scope or set(scope) - scopes().keys():
        raise InputError("is not chosen", where="what the token is for", to_do="choose from the list")
    if not 1 <= rate <= MOST_A_MINUTE:
        raise InputError("cannot be meant", where="requests a minute", to_do=f"choose 1 to {MOST_A_MINUTE}")
    if not purpose or len(purpose) > 200:  # noqa: PLR2004 — the length of the column
        raise InputError("is missing or too long", where="the purpose", to_do="say which program will use it")
    if not at < ends <= at + LONGEST:
        raise InputError("lies in the past or too far ahead", where="the last day", to_do="choose a day within a year")
    secret = _MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            digest=_digest(secret), user=user, scope=sorted(set(scope)), purpose=purpose, made_by=actor.user or 0,
            made_at=at, ends=ends, rate=rate,
        )  # fmt: skip
        content = {"owner": user.pk, "scope": token.scope, "ends": ends.isoformat()}
        enter_act("token-issued", "token", token.pk, actor=actor, content=content, at=at)
    return token, secret


def bear(secret: str, *, at: dt.datetime) -> Bearing:
    """For whom a token stands now; its use is noted and counted. In a transaction, its owner's from here on.

    Raises:
        DeadTokenError: there is no such token, it sleeps, was revoked or has ended, or its owner is nobody.
        TooFastError: it is one request too many.
    """
    found = Token.objects.select_related("user").filter(digest=_digest(secret)).first()
    if found is None or found.asleep or found.revoked_at is not None or found.ends <= at:
        raise DeadTokenError(found)
    actor = actor_of(found.user)
    if actor == NOBODY:
        raise DeadTokenError(found)
    with transaction.atomic():
        seal(actor.user)
        _pace(found, at)
    return Bearing(found.user, actor, found.pk, frozenset(found.scope), found.purpose)


def still_borne(bearing: Bearing, *, at: dt.datetime) -> bool:
    """Whether the token still opens, and its owner serves in the same place and sees with the same eyes."""
    found = Token.objects.select_related("user").filter(pk=bearing.token, revoked_at=None, ends__gt=at).first()
    return found is not None and not found.asleep and actor_of(found.user) == bearing.actor


def verify(secret: str, *, scope: str, at: dt.datetime) -> Actor:
    """The actor for whom a token stands now, as `bear`.

    Raises:
        AbsentError: also where it is for something else.
    """
    bearing = bear(secret, at=at)
    if scope not in bearing.scope:
        raise AbsentError
    return bearing.actor


def _pace(token: Token, at: dt.datetime) -> None:
    """Count one request: in one statement, so that two at once are counted one after the other."""
    each, now = _WINDOW / token.rate, Value(at)
    fits = Q(paced_at=None) | Q(paced_at__lte=at + _WINDOW - each)
    ahead = Greatest(Coalesce(F("paced_at"), now), now) + Value(each)
    if Token.objects.filter(fits, pk=token.pk).update(used_at=at, paced_at=ahead):
        return
    paced = Token.objects.values_list("paced_at", flat=True).get(pk=token.pk) or at
    wait = (paced + each - _WINDOW - at) / dt.timedelta(seconds=1)
    raise TooFastError(token, max(1, math.ceil(wait)))


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
