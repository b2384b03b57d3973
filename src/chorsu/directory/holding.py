"""Rows that are reached by whoever holds their key, and by nobody who can merely say SQL.

A session or a count of tries stands in its table under the digest of a key that a browser, or this process, alone has.
The key is said to the database for the length of a block; policies ask `directory_held()` for its digest.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["digest_of", "holding"]

_SAY = "SELECT set_config('chorsu_held.keys', %s, true)"


def digest_of(key: str) -> str:
    """What a table knows the row of a key by."""
    return hashlib.sha256(f"chorsu.session:{key}".encode()).hexdigest()


@contextmanager
def holding(*keys: str) -> Iterator[None]:
    """A transaction in which the rows of these keys, which hold no comma, are reached; nothing of it is said after."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SAY, [",".join(keys)])
        yield
        cursor.execute(_SAY, [""])
