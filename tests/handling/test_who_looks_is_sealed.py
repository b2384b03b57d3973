"""SQL smuggled into an officer's request sees and does what that officer may, whatever it says of who looks."""

from dataclasses import replace

import psycopg
import pytest
from django.db import connection

from builders.seizures import record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.records.models import Seizure
from sealing import saying_as

STRANGER = "stranger-c"
LIES = {
    "viewer": "SELECT set_config('chorsu.viewer', (SELECT string_agg(id::text, ',') FROM handling_principal), true)",
    "provides": "SELECT set_config('chorsu.provides', (SELECT string_agg(id::text, ',') FROM handling_principal), true)",
}


def seen(lie=""):
    with viewing(actor(STRANGER)), connection.cursor() as cursor:
        if lie:
            cursor.execute(lie)
        return Seizure.objects.count()


@pytest.fixture
def hidden(bank, as_role):
    with as_role("worker"):
        return record([{}] * 3)


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_who_says_more_sees_nothing_at_all(hidden, as_role, lie):
    with as_role("worker"):
        record([{}], provider="example-customs-tm")
    assert seen() == 1
    assert seen(lie) == 0


def test_who_says_a_role_reads_no_audit_trail(hidden, connect):
    app = connect("app")
    connect("owner").execute(
        "INSERT INTO journal_trail_words (act_id, at, salt, said) VALUES (gen_random_uuid(), now(), '\\x00', '{}')"
    )
    with saying_as(app, actor(STRANGER)):
        app.execute("SELECT set_config('chorsu.roles', 'auditor,data-protection', true)")
        assert app.execute("SELECT count(*) FROM journal_trail_words").fetchone() == (0,)
        assert app.execute("SELECT journal_trail_erase_words('{1}')").fetchone() == (0,)


def test_a_seal_ends_with_its_transaction(hidden, connect):
    app = connect("app")
    names = ("person", "viewer", "provides", "roles", "purpose", "seal")
    with saying_as(app, actor("border-officer")):
        assert app.execute("SELECT count(*) FROM records_seizure").fetchone() == (3,)
        said = [app.execute("SELECT current_setting(%s)", [f"chorsu.{name}"]).fetchone()[0] for name in names]
    for local in ("true", "false"):
        with app.transaction():
            for name, value in zip(names, said, strict=True):
                app.execute(f"SELECT set_config(%s, %s, {local})", [f"chorsu.{name}", value])
            assert app.execute("SELECT count(*), directory_sealed() FROM records_seizure").fetchone() == (0, None)


def test_what_is_sealed_is_parted_in_one_way(bank):
    """A purpose of "officer,auditor|x" would let roles be read out of it, one place further on."""
    with pytest.raises(ValueError), viewing(replace(actor(STRANGER), purpose="officer,auditor|x")):  # noqa: PT011 — it says nothing
        pass


def test_no_function_and_no_policy_reads_what_was_said_but_through_the_door(bank, connect):
    owner = connect("owner")
    functions = owner.execute(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc LIKE '%current_setting(''chorsu.%'"
    ).fetchall()
    assert functions == [("directory_said",)]
    policies = owner.execute(
        "SELECT policyname FROM pg_policies WHERE coalesce(qual, '') || coalesce(with_check, '') LIKE '%chorsu.%'"
    ).fetchall()
    assert policies == []


@pytest.mark.parametrize("role", ["app", "public"])
def test_an_officers_process_makes_no_temporary_table(bank, connect, role):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute("CREATE TEMP TABLE records_erasure (id int)")
