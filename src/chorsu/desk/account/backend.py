"""Who may sign in with a password: a person who serves now. Who has left is signed out with the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from asgiref.sync import sync_to_async
from django.db import connection

from chorsu.directory.selectors import let_in
from chorsu.handling.seal import seal

if TYPE_CHECKING:
    from chorsu.directory.models import User

__all__ = ["OfficersBackend"]


class OfficersBackend(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """allauth's, for people with a term."""

    def user_can_authenticate(self, user: Any) -> bool:
        """A person, not a machine, whose term has begun and not ended."""
        return not user.machine and let_in(user)

    async def aget_user(self, user_id: int) -> User | None:
        """The same person for the live stream; whether the term stands is asked of the database in a thread."""
        found: User | None = await sync_to_async(self.get_user)(user_id)
        return found

    def _check_password(self, user: User | None, password: str) -> User | None:
        """Compare; a password whose hash is out of date is hashed anew, which its bearer alone may do."""
        if user is not None and connection.in_atomic_block:
            seal(user.pk)
        found: User | None = super()._check_password(user, password)
        if found is None and connection.in_atomic_block:
            seal(None)
        return found

    @classmethod
    def _stash_user(cls, user: User | None) -> None:
        """Who may not sign in is told no more than who has the wrong password."""
        del user
