"""allauth's forms in the look of the kit: no words inside the fields that vanish when one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy

from chorsu.desk.account.devices import prover_of
from chorsu.desk.account.traces import tried
from chorsu.directory.attempts import failed, succeeded, wait
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import Field

__all__ = ["AddKeyForm", "AgainForm", "AppForm", "LoginForm", "PasswordForm", "RenameKeyForm"]


class LoginForm(forms.LoginForm):  # type: ignore[misc] # allauth ships no types
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields.values())
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}


class PasswordForm(forms.ChangePasswordForm):  # type: ignore[misc] # allauth ships no types
    """A new password, for which the old one is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields.values())

    def clean_oldpassword(self) -> str:
        """The password until now, if it is right and was not tried too soon: an open browser must not teach it."""
        request, account = context.request, get_adapter()
        prover = prover_of(request, self.user.username, account.get_client_ip(request))
        if wait(prover, now()).total_seconds() > 0:
            tried(request, Act.LOCKED_OUT, self.user.username)
            raise account.validation_error("too_many_login_attempts")
        try:
            password: str = super().clean_oldpassword()
        except ValidationError:
            failed(prover, now())
            tried(request, Act.SIGN_IN_FAILED, self.user.username)
            raise
        succeeded(prover)
        return password


class AgainForm(forms.ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields.values())


class AppForm(ActivateTOTPForm):  # type: ignore[misc] # allauth ships no types
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields.values())
        self.fields["code"].label = pgettext_lazy("second factor", "The six digits")
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """The name of a new key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress([self.fields["name"]])
        _named(self.fields["name"])


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """Another name of a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields.values())
        _named(self.fields["name"])


def _named(field: Field) -> None:
    field.label = pgettext_lazy("webauthn", "Name of the key")
    field.widget.attrs |= {"dir": "auto", "autocomplete": "off", "maxlength": "100"}


def _dress(fields: Iterable[Field]) -> None:
    for field in fields:
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "form-control"
        field.help_text = ""
