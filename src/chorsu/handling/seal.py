"""The seal of a transaction: shows the database that this process itself said for whom it acts.

A setting of a transaction can be set by whoever can say SQL. So the number of the person goes with a digest over it and
over the number of the connection, made with a key that processes have in memory and no role of theirs can read; the
door `directory_sealed()` compares. SQL smuggled into a request can copy its own seal, which it has already, and none
of another person's.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["keep_key", "seal"]

_SET = "SELECT set_config('chorsu.person', %s, true), set_config('chorsu.seal', %s, true)"


def seal(person: int | None) -> None:
    """Say, until the transaction ends, that it acts for the user of this number; for nobody where it is None."""
    with connection.cursor() as cursor:
        who = "" if person is None else str(person)
        process = connection.connection.info.backend_pid
        cursor.execute(_SET, [who, _digest(f"{who}:{process}") if who else ""])


def keep_key(owners: BaseDatabaseWrapper) -> None:
    """Lay the present key where the door reads it; `owners` is the owner's connection."""
    with owners.cursor() as cursor:
        cursor.execute("DELETE FROM directory_seal WHERE key <> %s", [_key()])
        cursor.execute("INSERT INTO directory_seal (key) VALUES (%s) ON CONFLICT DO NOTHING", [_key()])


def _key() -> bytes:
    return hashlib.sha256(b"chorsu.seal:" + settings.SECRET_KEY.encode()).digest()


def _digest(said: str) -> str:
    """Hashed twice with the key, so that nothing can be added behind what was said."""
    return hashlib.sha256(_key() + hashlib.sha256(_key() + said.encode()).digest()).hexdigest()
