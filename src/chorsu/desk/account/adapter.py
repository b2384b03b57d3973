"""How django-allauth behaves here: nobody signs up; officers are entered by the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

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
        """Keep a new password."""
        user.set_password(password)
        user.save(update_fields=["password"])
