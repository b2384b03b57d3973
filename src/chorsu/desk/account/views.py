"""Changing the password: for who has one; the others are told that there is none to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account import views
from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.directory.models import User

__all__ = ["password"]


def password(request: HttpRequest) -> HttpResponse:
    """The form of a new password; an officer who is let in without one gets a page that says so."""
    if not cast("User", request.user).has_usable_password():
        return render(request, "account/no_password.html")
    return cast("HttpResponse", views.password_change(request))
