"""How far a consumer is behind is known to serving processes, and nothing else of its cursor."""

import psycopg
import pytest
from django.db import connection

from builders.seizures import follow, record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import is_behind
from chorsu.journal.sequencer import sequence_batch


def test_it_is_told_until_it_has_caught_up(bank, as_role):
    with as_role("worker"):
        record([{}, {"place": "Нукус"}])
        while sequence_batch():
            pass
    with viewing(actor("border-officer")):
        assert is_behind("matching", 1)
        assert not is_behind("matching", 2)
    with viewing(actor("stranger-c")):
        assert not is_behind("matching", 0), "what others enter is nobody's to learn"
    with as_role("worker"):
        follow()
    with viewing(actor("border-officer")):
        assert not is_behind("matching", 0)


def test_the_cursor_itself_stays_closed(bank):
    with viewing(actor("analyst")), pytest.raises(psycopg.errors.InsufficientPrivilege), connection.cursor() as cursor:
        cursor.connection.execute("SELECT * FROM journal_cursor")
