"""Registering where an authority is called: by whoever appoints its officers; its secret is stored nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac

from chorsu.directory.administering import may_appoint
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Agency
from chorsu.exchange.hooks.addressing import address_of
from chorsu.exchange.hooks.models import Hook
from chorsu.handling.rules import Role
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.handling.rules import Actor

__all__ = ["MOST", "end_hook", "register", "secret_of"]

MOST = 5
"""Addresses of one authority."""


def register(*, authority: int, address: str, private: bool, actor: Actor, at: dt.datetime) -> tuple[Hook, str]:
    """A new hook of an authority, and the secret that signs its calls, told this once; `private`: as `address_of`.

    Raises:
        AbsentError: there is no such authority whose officers the actor appoints.
        InputError: as `address_of`; or it has as many as it may.
    """
    if actor.user is None or not _appoints(actor, authority):
        raise AbsentError
    address_of(address, private=private)
    with transaction.atomic():
        if Hook.objects.filter(authority=authority, ended_at=None).count() >= MOST:
            raise InputError("has as many as it may", where="the authority", to_do="end one first")
        hook = Hook.objects.create(authority=authority, address=address, made_at=at, made_by=actor.user)
        enter_act("hook-registered", "hook", hook.pk, actor=actor, content={"authority": authority}, at=at)
    return hook, secret_of(hook)


def end_hook(*, hook: uuid.UUID, actor: Actor, at: dt.datetime) -> Hook:
    """Call an address no more.

    Raises:
        AbsentError: there is no such hook of an authority whose officers the actor appoints.
    """
    with transaction.atomic():
        found = Hook.objects.filter(pk=hook, ended_at=None).first()
        if found is None or not _appoints(actor, found.authority):
            raise AbsentError
        found.ended_at = at
        found.save(update_fields=["ended_at"])
        enter_act("hook-ended", "hook", found.pk, actor=actor, content={"authority": found.authority}, at=at)
    return found


def _appoints(actor: Actor, authority: int) -> bool:
    agency = Agency.objects.select_related("state").filter(pk=authority, until=None).first()
    return agency is not None and may_appoint(actor, agency, [Role.OFFICER])


def secret_of(hook: Hook) -> str:
    """What signs the calls of a hook: made of its identifier with the key of the installation."""
    return f"hook_{salted_hmac('chorsu.hooks', str(hook.pk), algorithm='sha256').hexdigest()}"
