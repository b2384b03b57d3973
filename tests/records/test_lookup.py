"""Exact look-up: the record, or whom to ask, or nothing; and what the door must never tell."""

import datetime as dt
import re
from dataclasses import replace

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders.identified import CONTACT, HANDLE, PHONE, identified
from builders.reports import agency_number
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.rules import MEMBERS, Role
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.lookup import look_up
from sealing import say_actor

OWNER, STRANGER = "border-officer", "stranger-c"
OTHER = "liaison desk, Tashkent"


def found_by(username, *asked):
    with viewing(actor(username)):
        return look_up(list(asked) or [PHONE[:2]])


def answer(username, *asked):
    found = found_by(username, *asked)
    return [one.pk for one in found.seizures], list(found.contacts)


@pytest.fixture
def worker(bank, as_role):
    """A block in which records are stored as intake stores them."""
    return lambda: as_role("worker")


def test_its_provider_gets_the_record_and_no_pointer_to_itself(worker):
    with worker():
        hidden = identified()
    assert answer(OWNER) == ([hidden.pk], [])


def test_somebody_outside_the_audience_gets_the_contact_and_nothing_else(worker):
    with worker():
        identified()
    assert answer(STRANGER) == ([], [CONTACT])


def test_where_the_pointer_is_nothing_there_is_nothing(worker):
    with worker():
        identified(pointer="nothing")
    assert answer(STRANGER) == answer(STRANGER, HANDLE[:2]) == ([], [])


def test_several_records_of_one_contact_are_one_pointer_in_an_order_that_tells_nothing(worker):
    with worker():
        identified(contact=OTHER)
        identified(contact=CONTACT)
        identified(contact=CONTACT)
    assert answer(STRANGER) == ([], [CONTACT, OTHER])


@pytest.mark.parametrize("who", ["analyst", "press-one", "duty-officer"])
def test_who_is_no_authority_of_a_member_state_gets_no_pointer(worker, who):
    with worker():
        identified()
    assert answer(who) == ([], [])


def test_an_excluded_authority_gets_no_pointer(worker):
    with worker():
        identified(audience=[MEMBERS], exclusions=frozenset({agency_number("example-customs-tm")}))
    assert answer(STRANGER) == ([], [])
    assert answer("example-police-kg")[0]


def test_after_its_review_date_nobody_is_pointed_to_a_record(worker):
    with worker():
        identified(review_by=now() - dt.timedelta(minutes=1))
    assert answer(STRANGER) == ([], [])


def test_nobody_is_pointed_to_a_withdrawn_record(worker):
    with worker():
        hidden = identified()
    officer = actor(OWNER)
    with viewing(officer):
        services.withdraw(seizure=hidden.pk, reason="mistake", actor=officer, at=now())
    assert answer(STRANGER) == answer(OWNER) == ([], [])


def test_nobody_is_pointed_by_an_identifier_that_its_provider_keeps_to_itself(worker):
    with worker():
        hidden = identified(PHONE, (*HANDLE, True), audience=[State.objects.get(code="KZ").pk])
    assert answer(STRANGER, HANDLE[:2]) == answer("liaison-a", HANDLE[:2]) == ([], [])
    assert answer(OWNER, HANDLE[:2]) == ([hidden.pk], [])
    assert answer(STRANGER, PHONE[:2]) == ([], [CONTACT])


def test_an_identifier_is_found_whole_and_in_its_kind_alone(worker):
    with worker():
        identified()
    for asked in (
        ("phone", "+99890123456"),
        ("phone", "%"),
        ("document", PHONE[1]),
        ("phone", ""),
        ("phone", "+998901234567 "),
    ):
        assert answer(STRANGER, asked) == ([], [])


MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T][\d:.+]+|[0-9a-f]{64}")
"""When it was asked, which is all that may differ."""


def test_a_hidden_record_costs_the_same_queries_as_none(worker):
    with worker():
        identified(pointer="nothing")
    counted = []
    for asked in (PHONE[:2], HANDLE[:2]):
        with CaptureQueriesContext(connection) as queries:
            found_by(STRANGER, asked)
        told = [query["sql"].replace(asked[1], "").replace(asked[0], "") for query in queries]
        counted.append([MOMENT.sub("", one) for one in told])
    assert counted[0] == counted[1]


class TestTheDoorWithHostileSql:
    """Whoever has taken an officers' process over, with its address and any SQL."""

    @pytest.fixture
    def raw(self, worker, connect):
        with worker():
            identified()
        connection = connect("app")
        connection.autocommit = False
        return connection

    def as_actor(self, raw, username):
        say_actor(raw, actor(username))

    def test_with_no_viewer_it_answers_nothing(self, raw):
        assert raw.execute("SELECT * FROM records_pointers('{phone}', ARRAY[%s])", [PHONE[1]]).fetchall() == []

    def test_it_gives_one_column_of_contacts(self, raw):
        self.as_actor(raw, STRANGER)
        rows = raw.execute("SELECT * FROM records_pointers('{phone,phone}', ARRAY[%s, %s])", [PHONE[1]] * 2).fetchall()
        assert rows == [(CONTACT,)]

    def test_what_it_reads_stays_closed_beside_it(self, raw):
        self.as_actor(raw, STRANGER)
        for table in ("records_seizure", "records_identifier"):
            assert raw.execute(f"SELECT * FROM {table}").fetchall() == []

    def test_patterns_and_nulls_are_no_keys(self, raw):
        self.as_actor(raw, STRANGER)
        for normals in (["%"], [None], ["+998901234567' OR true --"], []):
            assert raw.execute("SELECT * FROM records_pointers('{phone}', %s::text[])", [normals]).fetchall() == []
        assert raw.execute("SELECT * FROM records_pointers(NULL, NULL)").fetchall() == []

    @pytest.mark.usefixtures("raw")
    @pytest.mark.parametrize("role", ["public", "worker"])
    def test_no_other_process_may_call_it(self, connect, role):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connect(role).execute("SELECT * FROM records_pointers('{phone}', '{x}')")

    def test_a_table_of_ones_own_does_not_stand_in_for_those_it_reads(self, raw, connect, database_name):
        connect("owner").execute(f'GRANT TEMPORARY ON DATABASE "{database_name}" TO chorsu_app')  # as if it might
        self.as_actor(raw, STRANGER)
        raw.execute("CREATE TEMP TABLE records_identifier (seizure_id uuid, kind text, normal text, only_for int[])")
        raw.execute("SET LOCAL search_path = pg_temp, public")
        asked = "SELECT * FROM records_pointers('{phone}', '{planted}')"
        raw.execute("INSERT INTO pg_temp.records_identifier SELECT gen_random_uuid(), 'phone', 'planted', NULL")
        assert raw.execute(asked).fetchall() == []
        assert raw.execute("SELECT * FROM records_pointers('{phone}', ARRAY[%s])", [PHONE[1]]).fetchall() == [
            (CONTACT,)
        ]
        connect("owner").execute(f'REVOKE TEMPORARY ON DATABASE "{database_name}" FROM chorsu_app')


def test_no_role_opens_what_the_marking_closes(worker):
    """A role says what one may do; being an administrator or an auditor gives no record and no pointer more."""
    with worker():
        identified(pointer="nothing")
    for role in Role:
        stranger = replace(actor(STRANGER), roles=frozenset({role}))
        with viewing(stranger):
            assert look_up([PHONE[:2]]) == look_up([HANDLE[:2]])
