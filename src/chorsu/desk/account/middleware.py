"""Nobody goes on without a second factor; who has just signed in with one is on a device known from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse

from chorsu.desk.account.devices import remember
from chorsu.desk.account.factors import lacks_factor
from chorsu.directory.bearing import bearing_of
from chorsu.directory.trail import trail_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["SecondFactorMiddleware"]

_OPEN = {
    "leave",
    "standing",
    "set_language",
    "account_change_password",
    "account_reauthenticate",
    "offline",
    "service-worker",
}
"""What somebody without a second factor reaches, beside setting one up."""


class SecondFactorMiddleware:
    """Inside the viewer's transaction, before any view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a fresh sign-in makes the device known."""
        before = request.user.is_authenticated
        response = self.get_response(request)
        if not before and request.user.is_authenticated:
            remember(request, response, request.user)
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Lead whoever lacks a second factor to the page where one is set up; what stays open offers no other page."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not name or bearing_of(request) is not None or not lacks_factor(request.user):
            return None  # whoever made a token had a second factor; a machine has none
        request.factor_first = True  # type: ignore[attr-defined] # read by the context of pages alone
        if name in _OPEN or name.startswith("mfa_"):
            return None
        trail_of(request).refused = True
        return HttpResponseRedirect(reverse("mfa_index"))
