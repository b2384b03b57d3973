"""The audit trail as tests read it, and people who may read it in the system."""

import psycopg

from chorsu.directory.models import Agency, User
from chorsu.journal.trail.sequencer import sequence_trail

__all__ = ["numbered", "reader_of_trails", "waiting"]


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


def reader_of_trails(as_role, role):
    """A person of the centre with one role, made as the owner would."""
    with as_role("owner"):
        centre = Agency.objects.get(code="example-centre")
        return User.objects.create(
            username=f"example-{role}", agency=centre, roles=[role], is_active=True, example=True
        )
