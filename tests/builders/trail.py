"""The audit trail as tests read it."""

import psycopg

from chorsu.journal.trail.sequencer import sequence_trail

__all__ = ["numbered", "waiting"]


def numbered(as_role, connect):
    """Every entry of the trail, oldest first, as dicts; what waits is numbered before."""
    with as_role("worker"):
        while sequence_trail():
            pass
    with connect("worker").cursor(row_factory=psycopg.rows.dict_row) as cursor:
        return cursor.execute("SELECT * FROM journal_trail ORDER BY number").fetchall()


def waiting(connect):
    """What requests left and no sequencer has numbered, oldest first, as dicts."""
    with connect("worker").cursor(row_factory=psycopg.rows.dict_row) as cursor:
        return cursor.execute("SELECT * FROM journal_trail_outbox ORDER BY id").fetchall()
