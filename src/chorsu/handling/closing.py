"""What a PostgreSQL server gives every role, taken back: for its superuser to run in a database, at every start.

Owns that one list; grants and policies of tables are `handling.security`. It can be run again and again, and by an
owner who is no superuser: the server then warns and takes nothing.
"""

from __future__ import annotations

import sys

from chorsu.handling.security import ROLES

__all__ = ["ENDING", "HIDDEN", "TELLING", "closing"]

HIDDEN = ("reltuples", "relpages", "relallvisible", "relallfrozen", "relfrozenxid", "relminmxid")
"""Columns of `pg_class` that tell how many rows a table has, or how many transactions there were."""
TELLING = (
    "^pg_stat_get_", "^pg_stat_reset", "^pg_relation_size$", "^pg_table_size$", "^pg_indexes_size$",
    "^pg_total_relation_size$", "^pg_database_size$", "^pg_tablespace_size$", "^pg_sequence_last_value$",
    "^pg_get_sequence_data$", "^pg_mcv_list_items$", "^pg_clear_", "^pg_restore_",
    "^pg_lock_status$", "^pg_blocking_pids$", "^pg_safe_snapshot_blocking_pids$", "^pg_prepared_xact$",
    "^pg_current_", "^txid_current", "^pg_control_", "^pg_last_", "^pg_xact_commit_", "^pg_get_multixact_members$",
    "^pg_notification_queue_usage$",
)  # fmt: skip
"""Functions that tell of rows, of what others do, how much and when, or forget or invent it; the views beside them are
closed, too."""
ENDING = ("^pg_terminate_backend$", "^pg_cancel_backend$")
"""Functions that end what another connection of the same role does."""
_LASTING = ("^pg_(try_)?advisory_lock",)
"""Locks that outlive their transaction: a pooled connection would hold one against everybody."""
_LARGE_OBJECTS = ("^lo_creat$", "^lo_create$", "^lo_from_bytea$")
_CLOSE = """
DO $closing$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT oid::regprocedure AS told FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND proname ~ ANY (ARRAY[{functions}])
          AND has_function_privilege('public', oid, 'execute')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one.told);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO pg_monitor', one.told);
    END LOOP;
    FOR one IN SELECT oid::regclass AS told FROM pg_class
        WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'v'
          AND relname ~ '^pg_(stat|statio|stats|sequences)(_|$)'
          AND has_table_privilege('public', oid, 'select')
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', one.told);
        EXECUTE format('GRANT SELECT ON %s TO pg_monitor', one.told);
    END LOOP;
    IF EXISTS (SELECT FROM unnest(ARRAY[{hidden}]) c WHERE has_column_privilege('public', 'pg_class', c, 'select')) THEN
        REVOKE SELECT ON pg_class FROM PUBLIC;
        GRANT SELECT ON pg_class TO pg_monitor;
        EXECUTE (
            SELECT format('GRANT SELECT (%s) ON pg_class TO PUBLIC', string_agg(quote_ident(attname), ', '))
            FROM pg_attribute
            WHERE attrelid = 'pg_class'::regclass AND attnum > 0 AND attname <> ALL (ARRAY[{hidden}])
        );
    END IF;
END $closing$;
"""


def closing(database: str) -> str:
    """The SQL that takes what a server gives every role and no table of grants can take. For its superuser to run.

    Making large objects; and making temporary tables, which would stand before real ones where a name is looked up, and
    would wait in a pooled connection for the next officer. The worker takes rows in by them. What statistics tell of
    rows that a policy hides, and of what others ask. Ending the connections of others, and locks that stay.
    """
    functions = ", ".join(f"'{one}'" for one in (*_LARGE_OBJECTS, *TELLING, *ENDING, *_LASTING))
    hidden = ", ".join(f"'{one}'" for one in HIDDEN)
    return _CLOSE.format(functions=functions, hidden=hidden) + (
        f' REVOKE TEMPORARY ON DATABASE "{database}" FROM PUBLIC;'
        f' GRANT TEMPORARY ON DATABASE "{database}" TO {ROLES["worker"]}'
    )


if __name__ == "__main__":
    sys.stdout.write(closing(sys.argv[1]).strip() + ";\n")
