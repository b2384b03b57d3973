"""What PostgreSQL tells and gives to every role is taken back: how many rows are hidden, and the connections of others."""

import psycopg
import pytest

from builders.seizures import record
from chorsu.handling.closing import HIDDEN, closing

ROLES = ["app", "public"]
TELLING = [
    *(f"SELECT {column} FROM pg_class" for column in HIDDEN),
    "SELECT * FROM pg_class",
    "SELECT * FROM pg_stats",
    "SELECT * FROM pg_stats_ext",
    "SELECT * FROM pg_stats_ext_exprs",
    "SELECT * FROM pg_statistic",
    "SELECT * FROM pg_stat_all_tables",
    "SELECT * FROM pg_stat_user_tables",
    "SELECT * FROM pg_stat_user_indexes",
    "SELECT * FROM pg_stat_xact_user_tables",
    "SELECT * FROM pg_statio_user_tables",
    "SELECT * FROM pg_stat_database",
    "SELECT * FROM pg_stat_activity",
    "SELECT * FROM pg_sequences",
    "SELECT pg_stat_get_live_tuples('records_seizure'::regclass)",
    "SELECT pg_stat_get_tuples_inserted('records_seizure'::regclass)",
    "SELECT pg_stat_get_activity(NULL)",
    "SELECT pg_relation_size('records_seizure')",
    "SELECT pg_table_size('records_seizure')",
    "SELECT pg_indexes_size('records_seizure')",
    "SELECT pg_total_relation_size('records_seizure')",
    "SELECT pg_database_size(current_database())",
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("asked", TELLING)
def test_no_statistic_tells_of_rows(bank, connect, role, asked):
    assert connect("owner").execute("SELECT count(*) FROM pg_class").fetchone()[0] > 100
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute(asked)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ending", ["pg_terminate_backend", "pg_cancel_backend"])
def test_no_connection_ends_another_of_its_role(bank, connect, role, ending):
    one, other = connect(role), connect(role)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one.execute(f"SELECT {ending}(%s)", [other.info.backend_pid])
    assert other.execute("SELECT 1").fetchone() == (1,)


def test_names_of_tables_are_read_still(bank, connect, as_role):
    """What programs and their introspection need of the catalogue."""
    with as_role("worker"):
        record([{}])
    for role in (*ROLES, "worker", "owner"):
        found = connect(role).execute(
            "SELECT c.relname, c.relkind FROM pg_class c WHERE c.oid = 'records_seizure'::regclass"
        )
        assert found.fetchone() == ("records_seizure", "r")


def test_closing_again_changes_nothing(bank, installation, database_name):
    rights = "SELECT proname, proacl::text FROM pg_proc WHERE proacl IS NOT NULL ORDER BY oid"
    with installation.cluster.connect(database_name) as superuser:
        before = superuser.execute(rights).fetchall()
        superuser.execute(closing(database_name))
        assert superuser.execute(rights).fetchall() == before
