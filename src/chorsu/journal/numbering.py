"""How waiting rows become numbered ones although some of them cannot: those are set aside, and the others go on.

Owns that one way for both logs. A row that cannot be numbered (its number was given before, or it holds what no entry
can) is kept as it was, for the operator to see, and told without its values; it never holds up the rows behind it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DataError, IntegrityError, connection, transaction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Sequence

__all__ = ["number_all", "set_aside"]

_UNFIT = (DataError, IntegrityError, AttributeError, TypeError, ValueError)
"""What tells that a row is at fault, and not the database or the way to it."""
_PUT = """
    WITH gone AS (DELETE FROM {outbox} WHERE id = %s RETURNING *)
    INSERT INTO journal_aside (id, log, act_id, held, why, at)
    SELECT uuidv7(), %s, gone.id, to_jsonb(gone), %s, now() FROM gone
"""
logger = logging.getLogger(__name__)


def number_all(outbox: str, waiting: Sequence[uuid.UUID], number: Callable[[Sequence[uuid.UUID]], None]) -> None:
    """Have `number` move these rows of an outbox, in their order, and set aside those that it cannot; in a transaction.

    Where some of them are at fault it is asked for one half and then the other, down to a single row.
    """
    try:
        with transaction.atomic():
            number(waiting)
    except _UNFIT as error:
        if len(waiting) == 1:
            _put(outbox, waiting[0], type(error).__name__)
            return
        middle = len(waiting) // 2
        for half in (waiting[:middle], waiting[middle:]):
            number_all(outbox, half, number)


def _put(outbox: str, act: uuid.UUID, why: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PUT.format(outbox=outbox), [act, outbox.removesuffix("_outbox"), why])
    logger.error("%s: a row that waited cannot be numbered (%s) and was set aside: %s", outbox, why, act)


def set_aside() -> list[tuple[str, uuid.UUID, str]]:
    """What was set aside: the log (`journal`, `journal_trail`), the act and the kind of fault; oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT log, act_id, why FROM journal_aside ORDER BY id")
        return list(cursor.fetchall())
