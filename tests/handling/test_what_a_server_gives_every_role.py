"""What PostgreSQL tells and gives to every role is taken back: how many rows are hidden, and the connections of others."""

import psycopg
import pytest

from builders.seizures import record
from chorsu.handling.closing import HIDDEN, closing
from chorsu.handling.grants import TABLES
from chorsu.handling.rules import EVERYBODY

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
    "SELECT relfrozenxid FROM pg_class",
    "SELECT * FROM pg_locks",
    "SELECT pg_blocking_pids(1)",
    "SELECT pg_current_wal_lsn()",
    "SELECT pg_current_wal_insert_lsn()",
    "SELECT pg_current_wal_flush_lsn()",
    "SELECT pg_current_xact_id()",
    "SELECT pg_current_snapshot()",
    "SELECT txid_current()",
    "SELECT txid_current_snapshot()",
    "SELECT * FROM pg_control_checkpoint()",
    "SELECT pg_notification_queue_usage()",
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("asked", TELLING)
def test_no_statistic_tells_of_rows(bank, connect, role, asked):
    assert connect("owner").execute("SELECT count(*) FROM pg_class").fetchone()[0] > 100
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute(asked)


def test_no_row_tells_where_it_lies_nor_in_which_transaction_it_came(bank, connect, as_role):
    """Both are counted for all rows, those that a policy hides among them."""
    with as_role("worker"):
        record([{}], audience=[EVERYBODY])
    for role in ROLES:
        tables = [name for name, table in TABLES.items() if getattr(table, role).startswith("SELECT")]
        assert tables
        connection = connect(role)
        for name in tables:
            for column in ("ctid", "xmin", "xmax", "cmin"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"SELECT {column} FROM {name} LIMIT 1")
            connection.execute(
                f"SELECT {getattr(TABLES[name], role).partition('(')[2].partition(')')[0] or '*'} FROM {name} LIMIT 1"
            )


@pytest.mark.parametrize("role", ROLES)
def test_no_sequence_counts_what_all_others_did(bank, connect, role):
    sequences = [
        name for (name,) in connect("owner").execute("SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'")
    ]
    assert sequences
    connection = connect(role)
    for name in sequences:
        for asked in (f"SELECT nextval('{name}')", f"SELECT currval('{name}')", f"SELECT last_value FROM {name}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(asked)


@pytest.mark.parametrize("role", ROLES)
def test_no_lock_outlives_its_transaction(bank, connect, role):
    """A pooled connection would hold it for whoever comes next, and keep others waiting."""
    for asked in ("pg_advisory_lock(1)", "pg_advisory_lock_shared(1)", "pg_try_advisory_lock(1)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connect(role).execute(f"SELECT {asked}")


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
