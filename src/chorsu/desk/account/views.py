"""Changing the password: for who has one; the others are told that there is none to change.

Recovery codes: that they are shown is told to the audit trail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account import views
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from django.shortcuts import render

from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.directory.models import User

__all__ = ["codes", "codes_file", "password"]


def password(request: HttpRequest) -> HttpResponse:
    """The form of a new password; an officer who is let in without one gets a page that says so."""
    if not cast("User", request.user).has_usable_password():
        return render(request, "account/no_password.html")
    return cast("HttpResponse", views.password_change(request))


class _Codes(ViewRecoveryCodesView):  # type: ignore[misc] # allauth ships no types
    """The codes on a page, the once; later how many are left."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's; that they are shown is told to the audit trail."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if context["can_view_codes"]:
            trail_of(self.request).did(Act.CODES_SHOWN)
        return context


class _CodesFile(DownloadRecoveryCodesView):  # type: ignore[misc] # allauth ships no types
    """The codes in a file, where they were not shown yet."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """allauth's, told to the audit trail."""
        trail_of(self.request).did(Act.CODES_SHOWN)
        return cast("dict[str, Any]", super().get_context_data(**kwargs))


codes = _Codes.as_view()
codes_file = _CodesFile.as_view()
