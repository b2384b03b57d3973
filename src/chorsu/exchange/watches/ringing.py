"""The end of quiet hours: what waited is told in one line, once, whatever is killed and how many workers there are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection, transaction

from chorsu.exchange.watches.models import Digest
from chorsu.handling.rules import Marking
from chorsu.journal.services import Entered, append_many
from chorsu.kernel.ids import uuid7

__all__ = ["content_of_digest", "end_quiet_hours"]

_LATE = dt.timedelta(days=2)
"""Quiet hours that ended before are told of no more, as after a long standstill: the alerts stand in their list."""
_WAITED = """
    SELECT DISTINCT a.provider_id, a.officer, a.waits_until FROM exchange_alert a
    WHERE a.waits_until <= %s AND a.waits_until > %s AND a.state = 'new' AND NOT EXISTS (
        SELECT FROM exchange_alert_digest d WHERE d.provider_id = a.provider_id
            AND d.officer IS NOT DISTINCT FROM a.officer AND d.ended_at = a.waits_until)
    ORDER BY a.waits_until, a.provider_id
"""


def content_of_digest(one: Digest) -> dict[str, Any]:
    """To what the journal commits of a digest."""
    return {"provider_id": one.provider_id, "officer": one.officer, "ended_at": one.ended_at}


def end_quiet_hours(at: dt.datetime) -> int:
    """Tell of what waited until a moment (aware); how many digests were made."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # One worker at a time; another finds nothing left.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute(_WAITED, [at, at - _LATE])
            waited = cursor.fetchall()
        made = []
        for authority, officer, ended in waited:
            one = Digest(id=uuid7(), officer=officer, ended_at=ended, at=at)
            one.marking = Marking(authority, frozenset({authority}))
            made.append(one)
        Digest.objects.bulk_create(made)
        entered = [Entered("digest.made", one.pk, 1, content_of_digest(one)) for one in made]
        append_many(entered, actor=None, at=at)
    return len(made)


_LOCK = 0x51554945
"""Key of the advisory lock: the letters QUIE."""
