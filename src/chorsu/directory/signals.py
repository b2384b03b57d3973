"""Signing in and out, told to the audit trail by Django's own signals, whichever door was used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.directory.models import User

__all__ = ["listen"]


def listen() -> None:
    """Listen, once a process."""
    user_logged_in.connect(_signed_in, dispatch_uid="trail")
    user_logged_out.connect(_signed_out, dispatch_uid="trail")
    user_login_failed.connect(_failed, dispatch_uid="trail")


def _signed_in(request: HttpRequest | None, user: User, **_: Any) -> None:
    if request is not None:
        trail_of(request).signed(Act.SIGN_IN, user)


def _signed_out(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if request is not None and user is not None:
        trail_of(request).signed(Act.SIGN_OUT, user)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        name = str(credentials.get("username") or credentials.get("login") or "")
        trail_of(request).signed(Act.SIGN_IN_FAILED, None, name)
