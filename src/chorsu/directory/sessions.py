"""Sessions in the database: of whoever reads the table, none can be taken over; they end idle, old, or by their owner.

Django's session engine (`SESSION_ENGINE`). The table holds a digest of the key that the browser has, and data
encrypted and signed for that key alone: a copied row, or a key read here, opens nothing. Policies let nobody reach a
row who holds not its key, but its bearer, and who appoints that one.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from chorsu.directory.holding import digest_of, holding
from chorsu.directory.models import Session
from chorsu.handling.seal import seal
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from chorsu.directory.models import User

__all__ = ["SessionStore", "digest_of", "end_sessions", "sessions_of"]

_NOTED_EVERY = 60
"""Seconds between two notes that a session was seen."""
AGENT, ADDRESS = "chorsu_agent", "chorsu_address"
"""Where a sign-in keeps what its owner knows it by."""


def sessions_of(user: User) -> QuerySet[Session]:
    """The sessions of a person that are not over, the newest first."""
    return _living(now()).filter(user=user).order_by("-seen_at")


def end_sessions(user: User, *, but: str = "") -> int:
    """Sign a person out everywhere, but in the session with this key; how many sessions ended."""
    return Session.objects.filter(user=user).exclude(digest=digest_of(but)).delete()[0]


def _living(at: dt.datetime) -> QuerySet[Session]:
    idle, whole = settings.CHORSU_SESSION_IDLE, settings.CHORSU_SESSION_WHOLE
    return Session.objects.filter(seen_at__gt=at - idle, started_at__gt=at - whole)


class SessionStore(SessionBase):
    """One session by its key."""

    @property
    def key_salt(self) -> str:
        """Data are signed for one key."""
        return f"chorsu.directory.sessions:{self.session_key}"

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and a new key, where it is over or never was."""
        at = now()
        with holding(self.session_key or ""):
            row = _living(at).filter(digest=digest_of(self.session_key or "")).first()
            if row is None:
                self._session_key = None
                return {}
            if settings.CHORSU_SESSION_SEEN and (at - row.seen_at).total_seconds() > _NOTED_EVERY:
                seal(row.user_id)
                Session.objects.filter(pk=row.pk).update(seen_at=at)
        return self.decode(row.data)

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Signed, and encrypted with a key that no table holds."""
        return _fernet().encrypt(super().encode(session_dict).encode()).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was encoded for this session; nothing where it was not."""
        try:
            return super().decode(_fernet().decrypt(session_data).decode())
        except InvalidToken:
            return {}

    def exists(self, session_key: str) -> bool:
        """Whether a key is taken."""
        with holding(session_key):
            return Session.objects.filter(digest=digest_of(session_key)).exists()

    def create(self) -> None:
        """A new session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined] # Django's base
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 — Django's signature
        """Keep the session.

        Raises:
            CreateError: the key is taken.
            UpdateError: the session ended in the meantime.
        """
        if self.session_key is None:
            self.create()
            return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined] # Django's base
        digest = digest_of(self.session_key)
        user = int(held["_auth_user_id"]) if "_auth_user_id" in held else None
        values: dict[str, Any] = {
            "data": self.encode(held),
            "user_id": user,
            "agent": str(held.get(AGENT, ""))[:200],
            "address": str(held.get(ADDRESS, ""))[:45],
        }
        with holding(self.session_key):
            if user is not None:
                seal(user)
            if must_create:
                try:
                    with transaction.atomic():
                        Session.objects.create(digest=digest, started_at=now(), seen_at=now(), **values)
                except IntegrityError:
                    raise CreateError from None
            elif not Session.objects.filter(digest=digest).update(**values):
                raise UpdateError
            if user is not None:
                _keep_few(user)

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key is not None:
            with holding(key):
                Session.objects.filter(digest=digest_of(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the rows of sessions that are over, as far as the viewer reaches them; the owner reaches all."""
        Session.objects.exclude(pk__in=_living(now()).values("pk")).delete()


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"chorsu.sessions:" + settings.SECRET_KEY.encode()).digest()))


def _keep_few(user: int) -> None:
    if settings.CHORSU_EXAMPLE:
        return
    newest = Session.objects.filter(user_id=user).order_by("-started_at", "-digest").values_list("pk", flat=True)
    Session.objects.filter(user_id=user).exclude(pk__in=list(newest[: settings.CHORSU_SESSIONS])).delete()
