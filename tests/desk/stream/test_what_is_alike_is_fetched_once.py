"""Eyes that see the same of a record are told the same, fetched once; each is told what it would be told alone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders.everything import done_in_every_room
from builders.releasing import act, state
from builders.seizures import follow, record
from cast import actor
from chorsu.desk.stream.feed import deliver, deliveries
from chorsu.journal.selectors import head
from chorsu.records.parts import mark_part
from chorsu.records.services import recall, release_to
from desk.stream.test_many_eyes_at_once import CAST

OWNER, READERS, SHUT_OUT = "border-officer", ("liaison-a", "liaison-b"), "stranger-c"
LOTS = [{"substance": "heroin", "quantity": 2.0}, {"substance": "opium", "quantity": 5.0}]


@pytest.fixture
def released(bank, as_role):
    """A record with two lots, released to three states; and the place in the journal before it."""
    before = head()
    with as_role("worker"):
        (found,) = record([LOTS], audience=[state(code) for code in ("KZ", "TM", "TJ")])
        follow()
    return before, found


def brought(after, *names, language="en"):
    """What the newest entries bring, and how often records were fetched for it."""
    with CaptureQueriesContext(connection) as queries:
        found = deliveries([(actor(name), language) for name in names], after, head())
    return found, sum('FROM "records_lot"' in one["sql"] for one in queries)


def test_each_is_told_what_it_would_be_told_alone(bank, as_role):
    done_in_every_room(as_role)
    upto = head()
    each = [(actor(name), language) for language in ("en", "ru") for name in CAST]
    for after in range(0, upto, 5):
        together = deliveries(each, after, after + 5)
        for (who, language), told in zip(each, together, strict=True):
            alone = deliver(who, after, after + 5, language)
            assert told == alone or (told is None and not alone.lines)


def test_those_who_see_the_same_share_what_was_fetched_once(released):
    found, fetched = brought(released[0], *READERS, OWNER)
    assert fetched == 1
    assert found[0] is found[1] is found[2]
    assert "Heroin" in found[0].lines[0]
    assert "Opium" in found[0].lines[0]


def test_a_lot_that_is_withheld_is_told_to_those_alone_who_see_it(released):
    before, seizure = released
    act(mark_part, OWNER, seizure, part="lots.2", only_for=[state("KZ")])
    found, fetched = brought(before, *READERS, SHUT_OUT)
    assert fetched == 2
    told = {name: "Opium" in one.lines[0] for name, one in zip((*READERS, SHUT_OUT), found, strict=True)}
    assert {"Heroin" in one.lines[0] for one in found} == {True}
    assert told == {"liaison-a": True, "liaison-b": True, SHUT_OUT: False}


def test_each_is_told_the_act_that_each_sees(bank, as_role):
    before = head()
    with as_role("worker"):
        (seizure,) = record([LOTS], audience=[state("KZ")])
    act(release_to, OWNER, seizure, principals=[state("TM")], until=None)
    with as_role("worker"):
        follow()
    found, _ = brought(before, "liaison-a", SHUT_OUT)
    assert ["Released to you" in one.lines[0] for one in found] == [False, True]


@pytest.fixture
def meanwhile():
    """Does something on another connection, as soon as the digests were asked for and before the fetch."""

    @contextmanager
    def doing(service, who, seizure, **said):
        done = []

        def apart():
            try:
                act(service, who, seizure, **said)
            finally:
                connection.close()

        def first(execute, sql, params, many, context):
            if not done and 'FROM "records_seizure"' in sql:
                done.append(sql)
                with ThreadPoolExecutor(1) as threads:
                    threads.submit(apart).result()
            return execute(sql, params, many, context)

        with connection.execute_wrapper(first):
            yield
        assert done

    return doing


def test_what_opens_to_one_between_the_questions_is_told_to_no_other(released, meanwhile):
    before, seizure = released
    act(mark_part, OWNER, seizure, part="lots.2", only_for=[])
    upto = head()
    with meanwhile(mark_part, OWNER, seizure, part="lots.2", only_for=[state("KZ")]):
        found = deliveries([(actor(name), "en") for name in ("liaison-a", SHUT_OUT)], before, upto)
    assert ["Opium" in one.lines[0] for one in found] == [False, False]


def test_what_is_taken_from_one_between_the_questions_is_not_lost_to_the_other(released, meanwhile):
    before, seizure = released
    upto = head()
    with meanwhile(recall, OWNER, seizure, principals=[state("KZ")], reason="x"):
        found = deliveries([(actor(name), "en") for name in ("liaison-a", SHUT_OUT)], before, upto)
    assert len(found[1].lines) == 1
