"""SQL as the officers' role, with a seal of one's own: sessions and counts of tries are reached by their key alone."""

from contextlib import contextmanager

import psycopg
import pytest
from django.test import Client

from cast import actor
from chorsu.directory.attempts import Prover, failed, wait
from chorsu.directory.holding import digest_of
from chorsu.directory.models import User
from chorsu.kernel.clock import now
from fabricating import fabricated, insert
from sealing import saying_as

VICTIM = "border-officer"
SECRET = "Zyx browser 7.31"


@contextmanager
def holding(app, who):
    """A transaction of somebody who holds the key `mine`."""
    with saying_as(app, who):
        app.execute("SELECT set_config('chorsu_held.keys', 'mine', true)")
        yield


@pytest.fixture
def session(bank):
    """The key of the victim's session."""
    client = Client(headers={"user-agent": SECRET})
    client.force_login(User.objects.get(username=VICTIM))
    assert client.get("/records/").status_code == 200
    return client.session.session_key


@pytest.fixture
def thief(bank):
    return actor("stranger-c")


def test_nobody_reads_or_ends_the_session_of_another(session, thief, connect):
    app, owner = connect("app"), connect("owner")
    for who, found in ((thief, 0), (actor(VICTIM), 1)):
        with saying_as(app, who):
            assert app.execute("SELECT data FROM directory_session").rowcount == found
            assert app.execute("UPDATE directory_session SET seen_at = now()").rowcount == 0
            assert app.execute("DELETE FROM directory_session").rowcount == found
    assert owner.execute("SELECT count(*) FROM directory_session").fetchone() == (0,)


def test_a_digest_holds_nothing(session, thief, connect):
    app = connect("app")
    for key, found in ((digest_of(session), 0), (session, 1)):
        with saying_as(app, thief):
            app.execute("SELECT set_config('chorsu_held.keys', %s, true)", [key])
            assert app.execute("SELECT FROM directory_session").rowcount == found
            assert connect("owner").execute("SELECT digest FROM directory_session").fetchone() == (digest_of(session),)


def test_nobody_makes_a_session_for_another(session, thief, connect):
    """The live stream believes a row that stands under its key."""
    app, victim = connect("app"), actor(VICTIM)
    row = fabricated(connect("owner"), "directory_session", digest=digest_of("mine"))
    for other in ({"user_id": victim.user}, {"user_id": thief.user, "digest": digest_of("another")}):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), holding(app, thief):
            insert(app, "directory_session", row | other)
    with holding(app, thief):
        insert(app, "directory_session", row | {"user_id": thief.user})
    with pytest.raises(psycopg.errors.InsufficientPrivilege), holding(app, thief):
        app.execute("UPDATE directory_session SET user_id = %s", [victim.user])


def test_what_a_session_holds_is_not_read_where_it_lies(session, connect):
    (held,) = connect("owner").execute("SELECT data FROM directory_session").fetchone()
    assert held.startswith("gAAAA")
    assert ":" not in held


def test_nobody_forgets_the_tries_of_anybody(bank, thief, connect):
    prover = Prover(VICTIM, "10.0.0.1")
    for _ in range(9):
        failed(prover, now())
    app = connect("app")
    with saying_as(app, thief):
        assert app.execute("SELECT key FROM directory_attempts").rowcount == 0
        assert app.execute("DELETE FROM directory_attempts").rowcount == 0
    assert connect("owner").execute("SELECT count(*) FROM directory_attempts").fetchone() == (3,)
    assert wait(prover, now()).total_seconds() > 0
