"""The page on which the bearer of an invitation chooses a password. No administrator learns it.

Then the account sleeps: the page shows the number that a second administrator asks for (`directory.confirming`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from chorsu.directory.confirming import number_of
from chorsu.directory.invitations import accept, invited
from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["invitation"]


class PasswordForm(forms.Form):
    """The same password twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=512,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        max_length=512,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both are alike."""
        given = super().clean() or {}
        if given.get("password") != given.get("again"):
            self.add_error("again", _("The two are not alike."))
        return given


@login_not_required
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose the password of the account that an invitation is for; one that does not work is absent.

    One that was made on the machine itself waits for nobody.
    """
    form = PasswordForm(request.POST if request.method == "POST" else None)
    try:
        user = invited(secret, now())
        if request.method == "POST" and form.is_valid():
            taken = accept(secret=secret, password=form.cleaned_data["password"], at=now())
            trail_of(request).signed(Act.PASSWORD_CHANGED, user)
            if taken.made_by is not None:
                told = number_of(taken)
                return render(request, "account/asleep.html", {"number": f"{told[:3]} {told[3:]}"})
            messages.success(request, _("The password is kept. Sign in with it now."))
            return redirect("account_login")
    except AbsentError as error:
        raise Http404 from error
    except ValidationError as error:
        form.add_error("password", error)
    return render(request, "account/invitation.html", {"form": form, "username": user.username})
