"""The rows of every table by COPY: out of one snapshot, and into a schema that stands at the same migrations.

By COPY and not by `pg_dump`, so that a backup goes into a server of another version, under another owner's name, and
into a newer program, which then migrates it; and so that every row is counted on its way. Runs as the owner.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Table", "applied", "head", "is_empty", "load", "sequences", "snapshot", "tables", "take", "tally"]

PART = 8 << 20
"""Bytes of a part of a table, as held in memory."""
_LEFT_OUT = ("django_migrations", "django_session")
"""Not taken: the first says what the schema is, which a restore makes itself; sign-ins end with a restore."""
_TABLES = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0
      AND NOT a.attisdropped AND a.attgenerated = '' AND c.relname <> ALL (%s)
    GROUP BY c.relname ORDER BY c.relname
"""
type Table = tuple[str, list[str]]
"""A table and its columns."""


@contextmanager
def snapshot(address: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection that sees the database as it stands now, for as long as the block lasts."""
    with psycopg.connect(address, connect_timeout=10) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield connection


def tables(connection: psycopg.Connection[Any]) -> list[Table]:
    """Every table of ours with its columns, in the order of their names."""
    return [(name, list(columns)) for name, columns in connection.execute(_TABLES, [list(_LEFT_OUT)])]


def applied(connection: psycopg.Connection[Any]) -> dict[str, list[str]]:
    """The migrations that made the schema, by app."""
    found: dict[str, list[str]] = {}
    for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name"):
        found.setdefault(app, []).append(name)
    return found


def is_empty(connection: psycopg.Connection[Any]) -> bool:
    """Whether no table stands in the database yet."""
    found = connection.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone()
    return bool(found and found[0] and not tables(connection))


def sequences(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """The last number given by each sequence that gave one."""
    names = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace ORDER BY relname"
    )
    found = {}
    for (name,) in names.fetchall():
        row = connection.execute(
            sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
        ).fetchone()
        if row and row[1]:
            found[name] = row[0]
    return found


def head(connection: psycopg.Connection[Any]) -> dict[str, Any]:
    """Number and hash of the newest entry of the journal."""
    found = connection.execute("SELECT number, hash FROM journal_entry ORDER BY number DESC LIMIT 1").fetchone()
    return {"entries": found[0], "head": bytes(found[1]).hex()} if found else {"entries": 0, "head": bytes(32).hex()}


def take(connection: psycopg.Connection[Any], table: Table) -> Iterator[bytes]:
    """The rows of a table as the text of COPY, in parts that end with a row."""
    waiting = bytearray()
    with connection.cursor() as cursor, cursor.copy(_copy(table, "TO STDOUT")) as copy:
        for block in copy:
            waiting += block
            if len(waiting) >= PART:
                yield bytes(waiting)
                waiting.clear()
    if waiting:
        yield bytes(waiting)


def load(
    connection: psycopg.Connection[Any], rows: Iterable[tuple[Table, Iterable[bytes]]], numbers: Mapping[str, int]
) -> None:
    """Make the rows of each table these, in one transaction of the caller's; what was there goes.

    `numbers` are the last ones that sequences gave.
    """
    names = [sql.Identifier(name) for name, _ in tables(connection)]
    for name in names:
        # No trigger of ours acts on rows that come back: what it did then is among them.
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
    connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
    for table, parts in rows:
        with connection.cursor() as cursor, cursor.copy(_copy(table, "FROM STDIN")) as copy:
            for part in parts:
                copy.write(part)
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for sequence, last in numbers.items():
        connection.execute("SELECT setval(quote_ident(%s)::regclass, %s)", [sequence, last])
    for name in names:
        connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))


def tally(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows each table holds."""
    found = {}
    for name, _ in tables(connection):
        row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        found[name] = row[0] if row else 0
    return found


def _copy(table: Table, way: str) -> sql.Composed:
    name, columns = table
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) {}").format(sql.Identifier(name), listed, sql.SQL(way))
