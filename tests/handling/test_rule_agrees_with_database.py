"""The pure rule and the row policies say the same of generated markings and actors."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chorsu.handling.rules import Act, Actor, Marking, decide
from sealing import saying_as

NOW = dt.datetime.now(tz=dt.UTC)
PRINCIPALS = st.integers(1, 6)
SETS = st.frozensets(PRINCIPALS, max_size=4)
UNTIL = st.sampled_from([None, NOW - dt.timedelta(days=1), NOW + dt.timedelta(days=1)])
MARKINGS = st.builds(Marking, PRINCIPALS, SETS, SETS, UNTIL)
ACTORS = st.builds(Actor, user=st.just(1), name=st.just(""), principals=SETS, provides=SETS, roles=st.just(frozenset()))


@pytest.fixture
def officer_connection(connect):
    owner, app = connect("owner"), connect("app")
    owner.execute("ALTER TABLE records_report ALTER COLUMN digest DROP NOT NULL")
    return owner, app


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marking=MARKINGS, actor=ACTORS)
def test_see_is_decided_alike(officer_connection, marking, actor):
    owner, app = officer_connection
    report = uuid.uuid4()
    owner.execute(
        "INSERT INTO records_report (id, file_name, size, received_at, synthetic, provider_id, audience, exclusions,"
        " until) VALUES (%s, 'x', 0, now(), true, %s, %s, %s, %s)",
        [report, marking.provider, list(marking.audience), list(marking.exclusions), marking.until],
    )
    with saying_as(app, actor):
        seen = app.execute("SELECT count(*) FROM records_report WHERE id = %s", [report]).fetchone()[0]
    assert bool(seen) is decide(actor, marking, Act.SEE, NOW).allowed


def test_without_a_viewer_nothing_is_seen(officer_connection):
    owner, app = officer_connection
    owner.execute(
        "INSERT INTO records_report (id, file_name, size, received_at, synthetic, provider_id, audience, exclusions)"
        " VALUES (%s, 'x', 0, now(), true, 1, '{1,2,3}', '{}')",
        [uuid.uuid4()],
    )
    assert owner.execute("SELECT count(*) FROM records_report").fetchone()[0] == 1
    assert app.execute("SELECT count(*) FROM records_report").fetchone()[0] == 0
