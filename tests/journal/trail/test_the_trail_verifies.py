"""The trail is chained and verified as the journal is; closed spans and erased words leave it good, tampering does not."""

import datetime as dt
import uuid

import psycopg
import pytest
from django.db import transaction

from chorsu.journal.trail.entries import digest_of
from chorsu.journal.trail.keeping import keep_trail
from chorsu.journal.trail.selectors import verified
from chorsu.journal.trail.sequencer import sequence_trail
from chorsu.journal.trail.services import Told, enter

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
YEAR = dt.timedelta(days=366)


def entered(count, at=NOW):
    for place in range(count):
        told = Told(
            act="read",
            page="record",
            actor=7,
            agency=3,
            status=200,
            opened=[uuid.UUID(int=place + 1)],
            shown=2,
            digest=digest_of([uuid.UUID(int=1), uuid.UUID(int=2)]),
            words={"text": [f"words {place} \x00 ї"]},
        )
        with transaction.atomic():
            enter(told, at)
    while sequence_trail():
        pass


@pytest.fixture
def worker(bank, as_role):
    with as_role("worker"):
        yield


@pytest.fixture
def tampering(installation, database_name):
    """The superuser, who can lay the triggers off."""
    with installation.cluster.connect(database_name) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def test_an_untouched_trail_is_good_also_with_its_words_erased(worker, connect):
    entered(5)
    assert verified().good
    connect("worker").execute("DELETE FROM journal_trail_words")
    assert (verified().good, verified().entries) == (True, 5)


@pytest.mark.parametrize(
    "change",
    [
        "act = 'list'",
        "page = 'home'",
        "status = 404",
        "actor_id = 8",
        "agency_id = 8",
        "purpose = 'x'",
        "at = at + interval '1 microsecond'",
        "opened = '{}'",
        "shown = 3",
        "digest = NULL",
        "words = '\\x00'",
    ],
)
def test_a_changed_field_is_found_with_its_number(worker, tampering, change):
    entered(5)
    tampering.execute(f"UPDATE journal_trail SET {change} WHERE number = 3")
    found = verified()
    assert not found.good
    assert "entry 3" in found.fault


def test_a_removed_entry_is_found(worker, tampering):
    entered(5)
    tampering.execute("DELETE FROM journal_trail WHERE number = 4")
    assert "entry 4" in verified().fault


def test_what_is_numbered_later_follows(worker):
    entered(2)
    entered(3)
    assert verified().entries == 5


def test_words_go_first_then_whole_months_and_the_rest_verifies(worker, connect):
    entered(2, NOW - 3 * YEAR)
    entered(3, NOW - 2 * YEAR)
    entered(4)
    sql = connect("worker")
    assert keep_trail(words_days=365, entries_days=5 * 366, at=NOW) == (5, 0)
    assert sql.execute("SELECT count(*) FROM journal_trail").fetchone() == (9,)
    assert keep_trail(words_days=365, entries_days=900, at=NOW) == (0, 2)
    assert sql.execute("SELECT min(number), count(*) FROM journal_trail").fetchone() == (3, 7)
    assert verified().good  # the closing waits for its number
    sequence_trail()
    assert verified().good
    assert keep_trail(words_days=365, entries_days=366, at=NOW) == (0, 3)
    sequence_trail()
    assert (verified().good, verified().entries) == (True, 11)
    entered(1)
    assert verified().entries == 12


def test_a_span_is_closed_at_a_month_and_not_within_it(worker, connect):
    entered(1, dt.datetime(2024, 9, 30, 23, 59, tzinfo=dt.UTC))
    entered(1, dt.datetime(2024, 10, 1, 0, 1, tzinfo=dt.UTC))
    at = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
    assert keep_trail(words_days=365, entries_days=(at - dt.datetime(2024, 10, 20, tzinfo=dt.UTC)).days, at=at)[1] == 1
    assert connect("worker").execute("SELECT min(number) FROM journal_trail").fetchone() == (2,)


def test_nothing_of_the_last_year_can_be_closed(worker, connect):
    entered(2, dt.datetime.now(dt.UTC) - dt.timedelta(days=200))
    with pytest.raises(psycopg.Error):
        connect("worker").execute("SELECT journal_trail_close(now() - interval '100 days')")
    assert keep_trail(words_days=30, entries_days=1, at=dt.datetime.now(dt.UTC))[1] == 0


def test_a_closing_that_was_never_entered_is_found(worker, tampering):
    entered(4)
    head = tampering.execute("SELECT hash FROM journal_trail WHERE number = 2").fetchone()[0]
    tampering.execute("INSERT INTO journal_trail_seal (last, first, head, at) VALUES (2, 1, %s, now())", [head])
    tampering.execute("DELETE FROM journal_trail WHERE number <= 2")
    assert "is not entered" in verified().fault
