"""Hostile SQL in the officers' role, in the transaction of an officer, gives no role, no agency, no password."""

import psycopg
import pytest
from django.db import connection

from chorsu.directory.models import User
from chorsu.directory.selectors import actor_of
from chorsu.handling.viewer import viewing
from staff import actors, enter_staff

ANALYST = "(SELECT id FROM directory_user WHERE username = 'analyst')"
ADMIN = "(SELECT id FROM directory_user WHERE username = 'centre-admin')"
OTHER = "(SELECT id FROM directory_user WHERE username = 'liaison-a')"
KZ = "(SELECT principal_id FROM directory_agency WHERE code = 'example-customs-kz')"
HOSTILE = {
    "a role": f"UPDATE directory_user SET roles = '{{administrator}}' WHERE id = {ANALYST}",
    "another agency": f"UPDATE directory_user SET agency_id = {KZ} WHERE id = {ANALYST}",
    "another's password": f"UPDATE directory_user SET password = 'x' WHERE id = {OTHER}",
    "an administrator's password": f"UPDATE directory_user SET password = 'x' WHERE id = {ADMIN}",
    "another's name": f"UPDATE directory_user SET last_name = 'x' WHERE id = {OTHER}",
    "the powers of Django": f"UPDATE directory_user SET is_superuser = true WHERE id = {ANALYST}",
    "a new person": f"INSERT INTO directory_user (password, is_superuser, username, first_name, last_name, email, is_staff,"
    f" is_active, date_joined, agency_id, roles, title_en, title_ru, machine, example) VALUES ('!', false, 'evil', '', '', '',"
    f" false, true, now(), {KZ}, '{{officer}}', '', '', false, false)",
    "a term": f"INSERT INTO directory_term (id, user_id, agency_id, roles, since, entered_at)"
    f" VALUES (gen_random_uuid(), {ANALYST}, {KZ}, '{{liaison}}', now(), now())",
    "the end of another's term": f"UPDATE directory_term SET until = now() WHERE user_id = {OTHER}",
    "other roles in a term": f"UPDATE directory_term SET roles = '{{administrator}}' WHERE user_id = {ANALYST}",
    "an invitation": f"INSERT INTO directory_invitation (digest, user_id, made_at, ends)"
    f" VALUES ('x', {OTHER}, now(), now() + interval '1 day')",
    "another's token": f"INSERT INTO directory_token (id, digest, user_id, scope, purpose, made_by, made_at, ends)"
    f" VALUES (gen_random_uuid(), 'x', {OTHER}, '{{}}', 'x', 1, now(), now())",
    "a group": "INSERT INTO handling_principal (kind, code) VALUES ('group', 'evil')",
    "membership": f"INSERT INTO directory_group_agencies (group_id, agency_id) SELECT principal_id, {KZ} FROM directory_group",
    "a status": "UPDATE directory_state SET status = 'observer'",
    "another state of an agency": f"UPDATE directory_agency SET state_id = NULL, kind = 'centre' WHERE principal_id = {KZ}",
    "the key": "SELECT 1 FROM directory_seal",
    "a key": "INSERT INTO directory_seal (key) VALUES ('x')",
    "no guard": "ALTER TABLE directory_user DISABLE TRIGGER directory_user_guard",
    "another door": "CREATE OR REPLACE FUNCTION directory_administers() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
}  # fmt: skip


@pytest.fixture
def staff(bank, as_role):
    return actors(enter_staff(as_role))


def attempt(actor, statement, before=""):
    """Whether anything came of a statement said in the transaction of an actor."""
    with viewing(actor), connection.connection.cursor() as cursor:
        try:
            if before:
                cursor.execute(before)
            cursor.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            connection.needs_rollback = True
            return False
        done = cursor.rowcount > 0
        connection.needs_rollback = True
        return done


@pytest.mark.parametrize("wish", HOSTILE)
def test_an_officer_gets_nothing(staff, wish):
    analyst = actor_of(User.objects.get(username="analyst"))
    assert not attempt(analyst, HOSTILE[wish])


@pytest.mark.parametrize("wish", ["a role", "a new person", "an invitation", "a group", "another's password"])
def test_saying_that_one_is_the_administrator_does_not_help(staff, wish):
    analyst, admin = actor_of(User.objects.get(username="analyst")), staff["centre-admin"].user
    said = f"SELECT set_config('chorsu.person', '{admin}', true), set_config('chorsu.viewer', '1,2,3', true)"
    assert not attempt(analyst, HOSTILE[wish], said)


@pytest.mark.parametrize(
    "wish", ["a role", "another's password", "an administrator's password", "the key", "a new person"]
)
def test_a_states_administrator_is_held_to_the_state(staff, wish):
    assert not attempt(staff["admin-uz"], HOSTILE[wish])


def test_a_states_administrator_makes_no_administrator_by_sql(staff):
    own = "UPDATE directory_user SET roles = '{administrator}' WHERE username = 'liaison-b'"
    assert attempt(staff["admin-uz"], own.replace("administrator", "officer"))
    assert not attempt(staff["admin-uz"], own)


def test_no_administrator_sets_a_password(staff):
    analyst = f"UPDATE directory_user SET password = 'x' WHERE id = {ANALYST}"
    assert not attempt(staff["centre-admin"], analyst)
    assert attempt(actor_of(User.objects.get(username="analyst")), analyst)


def test_no_administrator_lifts_oneself(staff):
    for name, roles in (("centre-admin", "{analyst}"), ("admin-uz", "{liaison}")):
        assert not attempt(staff[name], f"UPDATE directory_user SET roles = '{roles}' WHERE id = {staff[name].user}")
        assert not attempt(
            staff[name],
            "INSERT INTO directory_term (id, user_id, agency_id, roles, since, until, entered_at) SELECT gen_random_uuid(),"
            f" id, agency_id, '{roles}', now(), now() + interval '1 day', now() FROM directory_user WHERE id = {staff[name].user}",
        )


def test_an_overseers_role_beside_another_is_refused_by_the_database_itself(staff, connect):
    with pytest.raises(psycopg.errors.CheckViolation):
        connect("owner").execute("UPDATE directory_user SET roles = '{auditor,analyst}' WHERE username = 'analyst'")


def test_the_seal_of_one_connection_is_none_on_another(staff, connect):
    with viewing(staff["centre-admin"]), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('chorsu.person'), current_setting('chorsu.seal')")
        person, seal = cursor.fetchone()
        cursor.execute("SELECT directory_administers()")
        assert cursor.fetchone() == (True,)
    stranger = connect("app")
    with stranger.transaction():
        stranger.execute(
            "SELECT set_config('chorsu.person', %s, true), set_config('chorsu.seal', %s, true)", [person, seal]
        )
        assert stranger.execute("SELECT directory_sealed(), directory_administers()").fetchone() == (None, False)
