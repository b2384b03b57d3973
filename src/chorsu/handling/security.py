"""Compiles the table of grants and policies to SQL and applies it, as the owner, after every migration.

Applying is idempotent and runs in one transaction: what a table no longer grants is revoked. A table that is not in
the table of grants keeps no grant at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.handling.crowds import CROWDS
from chorsu.handling.doors import DOORS, OF_MIGRATIONS, PATH, callable_by
from chorsu.handling.grants import TABLES, Table
from chorsu.handling.rules import EVERYBODY, MEMBERS, Role
from chorsu.handling.sql import provided_sql, provides_sql, role_sql, viewer_sql, visible_sql
from chorsu.handling.ties import checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.backends.utils import CursorWrapper

__all__ = ["ROLES", "apply", "statements", "without_policies"]

ROLES = {"app": "chorsu_app", "worker": "chorsu_worker", "public": "chorsu_public", "door": "chorsu_door"}
"""Database role of each kind of process; the owner applies and is none of them."""

_BY_COLUMN = {"app", "public"}
"""Who reads and changes the columns of a table and no more. A right to the whole table is one to where each row lies
and in which transaction it came, too, which count the rows that a policy hides; and one to lock it, too."""


def statements(columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The SQL that makes grants and policies what the table of them says, of tables that exist with their `columns`."""
    roles = ", ".join(ROLES.values())
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {roles}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {roles}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {roles}"
    for name in sorted(columns.keys() & TABLES.keys()):
        yield from _grants(name, TABLES[name], columns[name])
        yield from _policies(name, TABLES[name])


def _grants(name: str, table: Table, columns: Sequence[str]) -> Iterator[str]:
    every = ", ".join(f'"{column}"' for column in columns)
    for kind, role in ROLES.items():
        privileges = getattr(table, kind)
        if kind in _BY_COLUMN:
            privileges = re.sub(r"\b(SELECT|UPDATE)\b(?! \()", rf"\1 ({every})", privileges)
        if privileges:
            yield f'GRANT {privileges} ON "{name}" TO {role}'


def without_policies(app: str) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    """What a migration does before it takes columns back that policies name: the app's tables lose theirs, closed.

    Policies come back with `apply`, after the last migration.
    """

    def drop(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        existing = set(schema_editor.connection.introspection.table_names())
        for name in sorted(existing & TABLES.keys()):
            if name.startswith(f"{app}_"):
                for policy in _NAMES:
                    schema_editor.execute(f'DROP POLICY IF EXISTS {policy} ON "{name}"')

    return drop


_NAMES = ("app_select", "app_insert", "app_update", "app_delete", "worker_all", "door_all", "public_select")


def _policies(name: str, table: Table) -> Iterator[str]:
    for policy in _NAMES:
        yield f'DROP POLICY IF EXISTS {policy} ON "{name}"'
    if table.rows is None:
        yield f'ALTER TABLE "{name}" DISABLE ROW LEVEL SECURITY'
        return
    words = {"visible": visible_sql(), "provided": provided_sql(), "viewer": viewer_sql(), "everybody": EVERYBODY}
    words |= {"provides": provides_sql(), "members": MEMBERS, "data_protection": role_sql(Role.DATA_PROTECTION)}
    words |= {"analyst": role_sql(Role.ANALYST), "liaison": role_sql(Role.LIAISON), "duty": role_sql(Role.DUTY)}
    acts = ("select", "insert", "update", "delete", "public")
    select, insert, update, delete, public = (getattr(table.rows, act).format(**words) for act in acts)
    app, worker, door = ROLES["app"], ROLES["worker"], ROLES["door"]
    yield f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY'
    yield f'CREATE POLICY app_select ON "{name}" FOR SELECT TO {app} USING ({select})'
    made, kept = checked(name, new=True), checked(name, new=False)
    yield f'CREATE POLICY app_insert ON "{name}" FOR INSERT TO {app} WITH CHECK (({insert}){made})'
    yield f'CREATE POLICY app_update ON "{name}" FOR UPDATE TO {app} USING ({update}) WITH CHECK (({update}){kept})'
    yield f'CREATE POLICY app_delete ON "{name}" FOR DELETE TO {app} USING ({delete})'
    yield f'CREATE POLICY public_select ON "{name}" FOR SELECT TO {ROLES["public"]} USING ({public})'
    yield f'CREATE POLICY worker_all ON "{name}" TO {worker} USING (true) WITH CHECK (true)'
    yield f'CREATE POLICY door_all ON "{name}" TO {door} USING (true) WITH CHECK (true)'


def apply(connection: BaseDatabaseWrapper) -> None:
    """Make the database's grants and policies what the table says; `connection` is the owner's.

    Nobody needs a right to a sequence: those of identity columns move by themselves.
    """
    with transaction.atomic(using=connection.alias):
        existing = set(connection.introspection.table_names())
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname, array_agg(attname::text ORDER BY attnum) FROM pg_attribute JOIN pg_class c"
                " ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
                " AND attnum > 0 AND NOT attisdropped GROUP BY relname"
            )
            for statement in statements(dict(cursor.fetchall())):
                cursor.execute(statement)
            for door in (*DOORS, *CROWDS):
                if door.reads <= existing:
                    for statement in door.statements(ROLES["door"], ROLES["app"]):
                        cursor.execute(statement)
            cursor.execute(
                "SELECT proname, oid::regprocedure::text FROM pg_proc WHERE proname = ANY (%s)", [list(OF_MIGRATIONS)]
            )
            for name, function in cursor.fetchall():
                for statement in callable_by(function, ROLES["door"], *(ROLES[kind] for kind in OF_MIGRATIONS[name])):
                    cursor.execute(statement)
            _fix_paths(cursor)


def _fix_paths(cursor: CursorWrapper) -> None:
    """Every function that runs with its owner's rights looks names up where nobody puts others before them."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND pg_get_userbyid(proowner) = %s AND NOT coalesce(proconfig, '{}') @> ARRAY[%s]",
        [ROLES["door"], f"search_path={PATH}"],
    )
    for (function,) in cursor.fetchall():
        cursor.execute(f"SET LOCAL ROLE {ROLES['door']}")
        cursor.execute(f"ALTER FUNCTION {function} SET search_path = {PATH}")
        cursor.execute("RESET ROLE")
