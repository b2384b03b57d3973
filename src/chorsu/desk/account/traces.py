"""What django-allauth does, told to the audit trail: steps of a sign-in, failed tries, lock-outs, changed factors.

Second factors are listened to where they are kept, so that no door is forgotten. allauth's own signals of them come
after the transaction, when the entry of the request has been made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import authentication_step_completed, password_changed
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save

from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.directory.models import User

__all__ = ["listen", "tried"]


def listen() -> None:
    """Listen, once a process."""
    authentication_step_completed.connect(_proved, dispatch_uid="trail")
    password_changed.connect(_changed, dispatch_uid="trail")
    post_save.connect(_kept, sender=Authenticator, dispatch_uid="trail")
    post_delete.connect(_taken, sender=Authenticator, dispatch_uid="trail")


def tried(request: HttpRequest, act: str, name: str) -> None:
    """Somebody failed to prove to be this account, or tried too soon (`Act.SIGN_IN_FAILED`, `Act.LOCKED_OUT`)."""
    trail_of(request).signed(act, None, name)


def _proved(request: HttpRequest, user: User, method: str, **more: Any) -> None:
    """One step: a password alone may not be enough, so that nobody is signed in by it yet."""
    trail = trail_of(request)
    trail.words["by"] = [str(more.get("type") or method)]
    if not trail.act:
        trail.signed(Act.PROVED, None, user.username)


def _changed(request: HttpRequest, user: User, **_: Any) -> None:
    trail_of(request).signed(Act.PASSWORD_CHANGED, user)


def _kept(instance: Authenticator, *, created: bool, **_: Any) -> None:
    if created:
        _factor(Act.FACTOR_ADDED, instance)


def _taken(instance: Authenticator, **_: Any) -> None:
    _factor(Act.FACTOR_REMOVED, instance)


def _factor(act: str, factor: Authenticator) -> None:
    if context.request is None:
        return
    trail = trail_of(context.request)
    trail.words["factor"] = list(dict.fromkeys([*trail.words.get("factor", []), str(factor.type)]))
    trail.signed(act, factor.user)
