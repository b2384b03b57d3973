"""allauth's forms in the look of the kit: no words inside the fields that vanish when one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import Field

__all__ = ["AgainForm", "LoginForm", "PasswordForm"]


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


class AgainForm(forms.ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self.fields.values())


def _dress(fields: Iterable[Field]) -> None:
    for field in fields:
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "form-control"
        field.help_text = ""
