"""Rows made of nothing but what a table asks for, to try a policy with: no service would write them."""

import uuid

from psycopg import sql

__all__ = ["fabricated", "insert", "provided_by"]

_COLUMNS = """
    SELECT column_name, data_type, character_maximum_length FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL
      AND is_generated = 'NEVER' AND is_identity = 'NO'
"""
_VALUES = {
    "integer": 1,
    "smallint": 1,
    "bigint": 1,
    "double precision": 1.0,
    "boolean": False,
    "jsonb": "{}",
    "ARRAY": "{}",
    "date": "2026-01-02",
    "timestamp with time zone": "2026-01-02T03:04:05Z",
    "bytea": bytes(32),
}


def fabricated(connection, table, **said):
    """A row of a table, by column: what is said, and something for every other column that must hold something."""
    row = {}
    for name, kind, longest in connection.execute(_COLUMNS, [table]).fetchall():
        anew = uuid.uuid4()
        row[name] = anew if kind == "uuid" else _VALUES[kind] if kind in _VALUES else anew.hex[: longest or 32]
    return row | said


def provided_by(connection, table, provider, ties, **said):
    """A row of a provider's, and before it every row that it hangs on (`ties`, by table), each inserted."""
    marking = {"provider_id": provider, "audience": [provider], "only_for": [provider]}
    columns = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    ).fetchall()
    hung = {
        column: provided_by(connection, parent, provider, ties)["id"]
        for column, parent in ties.get(table, {}).items()
        if column not in said
    }
    said = {name: marking[name] for (name,) in columns if name in marking} | hung | said
    row = fabricated(connection, table, **said)
    insert(connection, table, row)
    return row


def insert(connection, table, row):
    """Insert it."""
    names = sql.SQL(", ").join(map(sql.Identifier, row))
    signs = sql.SQL(", ").join([sql.Placeholder()] * len(row))
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), names, signs), [*row.values()]
    )
