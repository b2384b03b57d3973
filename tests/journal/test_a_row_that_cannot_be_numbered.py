"""A row that cannot be numbered is set aside and told; what waits behind it gets its number."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chorsu.config.rebuilding import rooms
from chorsu.journal.contents import check
from chorsu.journal.models import EntryRow
from chorsu.journal.sequencer import sequence_batch
from chorsu.journal.trail.selectors import verified
from chorsu.journal.trail.sequencer import sequence_trail

SECRET = "zyxamine"
"""What no log may tell."""
ACT = (
    "INSERT INTO journal_outbox (id, kind, record_id, version, actor_id, at, commitment)"
    " VALUES (coalesce(%s, uuidv7()), %s, gen_random_uuid(), 1, NULL, %s, '\\x00')"
)
TRACE = (
    "INSERT INTO journal_trail_outbox (id, act, page, status, purpose, at, opened)"
    " VALUES (coalesce(%s, uuidv7()), 'read', %s, 200, '', %s, %s::uuid[])"
)
EARLY, LATE = uuid.UUID(int=1), uuid.UUID(int=2**128 - 1)


@pytest.fixture
def worker(bank, as_role):
    with as_role("worker"):
        yield


def sequenced(step):
    while step():
        pass


@pytest.fixture
def numbered(worker, connect):
    """A connection of the worker's, and the number of an act that has its entry."""
    raw = connect("worker")
    raw.execute(ACT, [None, "view.as", "now"])
    sequenced(sequence_batch)
    return raw, EntryRow.objects.get().act_id


@pytest.mark.parametrize("fault", ["a number that was given", "a moment that is none"])
def test_it_holds_up_no_act(numbered, fault, caplog):
    raw, given = numbered
    bad = [given, SECRET, "now"] if fault.startswith("a number") else [EARLY, SECRET, "infinity"]
    for place in range(20):
        raw.execute(ACT, [None, "view.as", "now"] if place != 10 else bad)
    sequenced(sequence_batch)
    assert EntryRow.objects.count() == 20
    assert raw.execute("SELECT count(*) FROM journal_outbox").fetchone() == (0,)
    assert raw.execute("SELECT act_id, held->>'kind' FROM journal_aside").fetchall() == [(bad[0], SECRET)]
    assert str(bad[0]) in caplog.text
    assert SECRET not in caplog.text
    found = check(rooms())
    assert found.chain.good
    assert [line for line in found.faults if str(bad[0]) in line and "set aside" in line]
    assert not [line for line in found.faults if SECRET in line]


@pytest.mark.parametrize("opened", ["{NULL}", f"{{{{{EARLY}}},{{{LATE}}}}}"])
def test_it_holds_up_no_entry_of_the_trail(worker, connect, opened, caplog):
    raw = connect("worker")
    for place in range(9):
        raw.execute(TRACE, [None, "records", "now", "{}"] if place != 4 else [EARLY, SECRET, "now", opened])
    sequenced(sequence_trail)
    assert (verified().entries, verified().good) == (8, True)
    assert raw.execute("SELECT log, act_id FROM journal_aside").fetchall() == [("journal_trail", EARLY)]
    assert SECRET not in caplog.text


def test_it_costs_no_more_than_a_few_halves(numbered):
    """One that is at fault among many: the others are not numbered one by one."""
    raw, given = numbered
    raw.execute(
        "INSERT INTO journal_outbox (id, kind, record_id, version, at, commitment)"
        " SELECT uuidv7(), 'view.as', gen_random_uuid(), 1, now(), '\\x00' FROM generate_series(1, 2000)"
    )
    raw.execute(ACT, [given, "view.as", "now"])
    with CaptureQueriesContext(connection) as asked:
        assert sequence_batch() == 2001
    assert len(asked) < 200
    assert EntryRow.objects.count() == 2001
