"""A device from which its owner signed in before: a signed cookie, good for one account until its password changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.utils.crypto import get_random_string

from chorsu.directory.attempts import Prover
from chorsu.directory.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["prover_of", "remember"]

COOKIE = "chorsu_device"
_DAYS = 180
_MOST = 9
"""Colleagues with whom a device is shared and remembered."""
_SALT = "chorsu.device"


def prover_of(request: HttpRequest, account: str, address: str, *, step: str = "password") -> Prover:
    """Who tries to prove to be `account`."""
    user = User.objects.filter(username__iexact=account).first()
    held = _held(request)
    device = held.get(str(user.pk), "") if user else ""
    good = bool(user and device and device.endswith(_print(user)))
    return Prover(account, address, device if good else "", step)


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """The device is known from now on."""
    held, own = _held(request), str(user.pk)
    if not held.get(own, "").endswith(_print(user)):
        others = [(number, device) for number, device in held.items() if number != own]
        held = {own: get_random_string(12) + _print(user)} | dict(others[:_MOST])
    value = signing.dumps(held, salt=_SALT)
    response.set_cookie(
        COOKIE, value, max_age=_DAYS * 86_400, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


def _held(request: HttpRequest) -> dict[str, str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 86_400)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


def _print(user: User) -> str:
    """Ends with the password: whoever learnt the old one keeps no advantage."""
    return user.get_session_auth_hash()[:16]
