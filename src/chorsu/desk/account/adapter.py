"""How django-allauth behaves here: nobody signs up; failed tries make the next wait; no mail is sent."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.utils import is_mfa_enabled

from chorsu.desk.account.devices import prover_of
from chorsu.desk.account.traces import tried
from chorsu.directory.attempts import failed, succeeded, wait
from chorsu.directory.sessions import ADDRESS, AGENT, end_sessions
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.directory.models import User

__all__ = ["ClosedAccountAdapter"]


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """No open sign-up; a new password touches no other column, as no other may be touched."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an officer's account comes from the directory."""
        del request
        return False

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password, and end the other sessions."""
        user.set_password(password)
        user.save(update_fields=["password"])
        end_sessions(user, but=context.request.session.session_key or "")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a try that comes too soon after failures, whether it would be right or wrong."""
        prover = prover_of(request, str(credentials.get("username", "")), self.get_client_ip(request))
        if wait(prover, now()).total_seconds() > 0:
            tried(request, Act.LOCKED_OUT, prover.account)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Who has this name and this password; each failure is counted."""
        user: User | None = super().authenticate(request, **credentials)
        prover = prover_of(request, str(credentials.get("username", "")), self.get_client_ip(request))
        if user is None:
            failed(prover, now())
        else:
            succeeded(prover)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in; the session keeps by what its owner knows it."""
        super().login(request, user)
        request.session[AGENT] = request.headers.get("User-Agent", "")
        request.session[ADDRESS] = self.get_client_ip(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within minutes of the sign-in itself, and not to set up the first second factor."""
        request = context.request
        if app == "allauth.mfa" and not is_mfa_enabled(request.user):
            return False
        proofs = get_authentication_records(request, request.user)
        if proofs and time.time() - proofs[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: this system sends no mail; the account page tells what there is."""
