"""Asking the database something that it may take too long to answer, and giving up in time.

Owns the time limit inside the viewer's transaction: the transaction goes on unharmed when the limit is reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import OperationalError, connection, transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["rows_within"]


def rows_within(
    milliseconds: int, statement: str, params: Sequence[Any], *, settings: Sequence[str] = ()
) -> list[Any] | None:
    """The rows of a statement, or None when they do not come in time; `settings` hold for this statement alone.

    Must be called inside a transaction. Everything is undone to a savepoint, settings included: reading leaves nothing.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for setting in (f"statement_timeout = {milliseconds}", *settings):
                cursor.execute(f"SET LOCAL {setting}")
            cursor.execute(statement, params)
            found: list[Any] = cursor.fetchall()
            # Undoing must not be cut short: a transaction whose savepoint fails is lost as a whole.
            cursor.execute("SET LOCAL statement_timeout = 0")
            transaction.set_rollback(True)
    except OperationalError:
        return None
    return found
