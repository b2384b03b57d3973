"""The seal of a transaction: shows the database that this process itself said for whom it acts and what may be seen.

A setting of a transaction can be set by whoever can say SQL. So the person, the principals, the providers, the roles
and the purpose go with a digest over all of them and over the moment at which the transaction began, made with a key
that processes have in memory and no role of theirs can read; the door `directory_said()` compares, and policies and
doors read what was said through it alone. SQL smuggled into a request can copy its own seal, which it has already and
which ends with the transaction, and none of another person's.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction
from psycopg import Cursor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "EARLIER",
    "MOMENT",
    "WHOLE",
    "Looks",
    "crowding",
    "entering_of",
    "in_turn",
    "keep_key",
    "looking",
    "seal",
    "sealed",
]

MOMENT = "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')"
"""When the transaction began, as the door compares it."""
EARLIER = "earlier"
"""The purpose of an actor that brings in what happened earlier: entries of the journal may then lie in the past."""

WHOLE = "journal"
"""The purpose under which a process looks at the journal as a whole, for nobody."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What may be seen and done: principals, providers and roles, each a list parted by commas, and the purpose."""

    viewer: str = ""
    provides: str = ""
    roles: str = ""
    purpose: str = ""


_PRESENT = ContextVar("looks", default=Looks())  # noqa: B039 — it cannot be changed


@contextmanager
def looking(person: int | None, looks: Looks) -> Iterator[None]:
    """Say, until the transaction ends, for whom it acts and what that one may see; within a transaction."""
    before = _PRESENT.set(looks)
    try:
        seal(person)
        yield
    finally:
        _PRESENT.reset(before)


def seal(person: int | None) -> None:
    """Say, until the transaction ends, that it acts for the user of this number; for nobody where it is None.

    What may be seen stays as `looking` said it; outside of it nothing may.
    """
    with connection.cursor() as cursor:
        cursor.execute(MOMENT)
        said = sealed(cursor.fetchone()[0], person, _PRESENT.get())
        setting = ", ".join(f"set_config('chorsu.{name}', %s, true)" for name in said)
        cursor.execute(f"SELECT {setting}", list(said.values()))


def in_turn(each: Sequence[tuple[int | None, Looks, Sequence[Any]]], statement: str) -> list[Cursor[Any]]:
    """One statement for each of several persons, in turn, in the transaction that is open: the cursors of the answers.

    Each is a person, what that one may see, and the values for the statement. Sent at once, so that a thousand cost one
    exchange with the database; planned once a connection. Afterwards the transaction acts for nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute(MOMENT)
        (moment,) = cursor.fetchone()
    raw = connection.connection
    setting = "SELECT " + ", ".join(f"set_config('chorsu.{name}', %s, true)" for name in sealed(moment, None, Looks()))
    asked = []
    with connection.wrap_database_errors, raw.pipeline():
        for person, looks, values in (*each, (None, Looks(), None)):
            Cursor(raw).execute(setting, list(sealed(moment, person, looks).values()), prepare=True)
            if values is not None:
                asked.append(Cursor(raw).execute(statement, values, prepare=True))
    return asked


@contextmanager
def entering_of(person: int | None) -> Iterator[None]:
    """Say, until the transaction ends, that what is entered in the audit trail is of this user, or of nobody known.

    For an entry of somebody who was not, or not yet, the one for whom the transaction acts: a sign-in, a failed try.
    Nobody looks then, and nothing else may be done.
    """
    with looking(None, Looks(purpose=f"entry:{'' if person is None else person}")):
        yield


@contextmanager
def crowding(crowd: str) -> Iterator[None]:
    """Open a transaction that acts for nobody, and for all whom this text names where a door asks for a crowd.

    The seal holds the digest of the text (`handling.crowds`): no other text opens those doors in this transaction.
    """
    digest = hashlib.sha256(crowd.encode()).hexdigest()
    with transaction.atomic(), looking(None, Looks(purpose=f"crowd:{digest}")):
        yield


def sealed(moment: str, person: int | None, looks: Looks) -> dict[str, str]:
    """The settings, by name without `chorsu.`, of the transaction that began at a `MOMENT`, their seal among them.

    Raises:
        ValueError: one of them holds the sign that parts them: what is sealed must be parted in one way alone.
    """
    said = {
        "person": "" if person is None else str(person),
        "viewer": looks.viewer,
        "provides": looks.provides,
        "roles": looks.roles,
        "purpose": looks.purpose,
    }
    if any("|" in one for one in said.values()):
        raise ValueError
    return said | {"seal": _digest("|".join((moment, *said.values())))}


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
