"""A function that runs past row policies is called by the roles it is made for, and by nobody else."""

from django.db import connection

from chorsu.handling import security
from chorsu.handling.doors import PATH

CALLERS = {
    "journal_head": {"app", "worker"},
    "journal_tells_of": {"app"},
    "journal_behind": {"app"},
    "journal_trail_close": {"worker"},
    "journal_trail_erase_words": {"app"},
    "records_readers_of": {"app"},
    "records_erase": {"app", "worker"},
    "records_pointers": {"app"},
    "records_search": {"app"},
    "records_erasure_told": {"app"},
    "records_looked_up": {"app"},
    "exchange_pairs": {"app"},
    "exchange_promises": {"app"},
    "journal_seen": {"app"},
    "directory_serving": {"app"},
    "journal_trail_delivered": {"app"},
    "exchange_watching_alone": {"app"},
    "directory_said": {"app", "worker", "public"},
    "directory_sealed": {"app", "worker"},
    "directory_administers": {"app", "worker"},
    "directory_appoints": {"app", "worker"},
}
"""The doors, with the roles that may call each; a trigger is called by none."""


def test_each_door_opens_to_its_callers_alone(bank, connect):
    owner = connect("owner")
    doors = owner.execute(
        "SELECT oid, proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND prorettype <> 'trigger'::regtype"
    ).fetchall()
    may = {
        name: {
            role
            for role in ("app", "worker", "public")
            if owner.execute(
                "SELECT has_function_privilege(%s, %s::oid, 'execute')", [f"chorsu_{role}", oid]
            ).fetchone()[0]
        }
        for oid, name in doors
    }
    assert may == CALLERS


def test_every_start_applies_them_again(bank, as_role, connect):
    with as_role("owner"):
        security.apply(connection)
        security.apply(connection)
    made = (
        "SELECT count(*) FROM pg_proc WHERE proname = 'records_pointers' AND pg_get_userbyid(proowner) = 'chorsu_door'"
    )
    assert connect("owner").execute(made).fetchone()[0] == 1


def test_each_door_looks_names_up_where_nobody_puts_others_first(bank, connect):
    """A temporary table, or an operator made elsewhere, would be read in place of the one that is meant."""
    doors = (
        connect("owner")
        .execute(
            "SELECT proname, (SELECT split_part(one, '=', 2) FROM unnest(proconfig) one WHERE one LIKE 'search_path=%')"
            " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        .fetchall()
    )
    assert {name for name, _ in doors} >= CALLERS.keys()
    assert {name: path for name, path in doors if path != PATH} == {}
