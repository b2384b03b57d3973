"""Second factors: codes of an app, keys (WebAuthn), recovery codes.

Secrets lie encrypted; tries are counted; a code is taken once in the whole installation.
Who has no second factor, outside the example installation, is led to set one up before anything else.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from chorsu.desk.account.devices import prover_of
from chorsu.desk.account.traces import tried
from chorsu.directory.attempts import failed, succeeded, wait
from chorsu.handling.seal import seal
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chorsu.directory.models import User

__all__ = ["CodeAgainForm", "CodeForm", "FactorsAdapter", "KeyAgainForm", "KeyForm", "lacks_factor"]

_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def lacks_factor(user: User | AnonymousUser) -> bool:
    """Whether somebody signed in must set up a second factor first."""
    if not user.is_authenticated or settings.CHORSU_EXAMPLE:
        return False
    return not Authenticator.objects.filter(user_id=user.pk, type__in=_TYPES).exists()


class FactorsAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """Secrets encrypted with a key that no table holds; the last factor is not taken away where one is demanded."""

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last second factor, but on the example installation."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=_TYPES)
        return bool(settings.CHORSU_EXAMPLE or others.exclude(pk=authenticator.pk).exists())

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: this system sends no mail."""


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"chorsu.factors:" + settings.SECRET_KEY.encode()).digest()))


class _CountedCode:
    """The code of an app, or a recovery code: failures are counted as those of a password are."""

    user: User
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("Any", self).fields["code"]
        field.widget.attrs = {"class": "form-control", "autocomplete": "one-time-code", "autofocus": True}

    def clean_code(self) -> str:
        """The code, if it is right and was not tried too soon."""
        account = get_account_adapter()
        address = account.get_client_ip(context.request)
        prover = prover_of(context.request, self.user.username, address, step="code")
        if wait(prover, now()).total_seconds() > 0:
            tried(context.request, Act.LOCKED_OUT, self.user.username)
            raise account.validation_error("too_many_login_attempts")
        seal(self.user.pk)
        try:
            code: str = super().clean_code()  # type: ignore[misc] # of the form beside it
            if self.authenticator.type == Authenticator.Type.TOTP and not _take(self.authenticator, code):
                raise account.validation_error("incorrect_code")
        except ValidationError:
            seal(context.request.user.pk)
            failed(prover, now())
            tried(context.request, Act.SIGN_IN_FAILED, self.user.username)
            raise
        succeeded(prover)
        return code


def _take(app: Authenticator, code: str) -> bool:
    """Whether the code of an app is newer than the last one taken, which it then is: for all processes, in one row."""
    secret = decrypt(app.data["secret"])
    steps = yield_hotp_counters_from_time()
    found = (
        one for one in steps if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, one)))
    )
    step = max(found, default=0)
    unused = Authenticator.objects.filter(Q(data__step__isnull=True) | Q(data__step__lt=step), pk=app.pk)
    return bool(unused.update(data={**app.data, "step": step}))


class CodeForm(_CountedCode, AuthenticateForm):  # type: ignore[misc] # allauth ships no types
    """At the sign-in."""


class CodeAgainForm(_CountedCode, ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """Before something that matters."""


class _NotedKey:
    """A key whose answer was wrong, or was none at all, is told to the audit trail."""

    user: User

    def is_valid(self) -> bool:
        """Whether the key is right."""
        right: bool = super().is_valid()  # type: ignore[misc] # of the form beside it
        if not right:
            tried(context.request, Act.SIGN_IN_FAILED, self.user.username)
        return right

    def save(self) -> None:
        """The key was right: its use is noted, which its bearer alone may do."""
        seal(self.user.pk)
        super().save()  # type: ignore[misc] # of the form beside it


class KeyForm(_NotedKey, AuthenticateWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """At the sign-in."""


class KeyAgainForm(_NotedKey, ReauthenticateWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Before something that matters."""
