"""A database put back as it was: quicker than a new clone, which costs the disk a thousand files for every test.

What a test wrote is deleted, what it changed of the rows that a new installation has is put back, sequences start
again, whoever is still connected is cut off. Where more than rows may have changed, the caller makes a new clone.

How a database was can be kept more than once, under several names: when it was new, and when a scene stood in it.
"""

from dataclasses import dataclass, field
from time import monotonic, sleep

from psycopg import sql

__all__ = ["KEPT", "Rewound"]

KEPT = "as_it_was"
"""What the names of schemas begin with in which rows are kept."""
_NEW = f"{KEPT}_new"
_MOST_GROWN = 40 << 20
"""Bytes a database may have grown before a new clone is quicker than deleting."""
_PATIENCE = 5
_CUT_OFF = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
_TABLES = f"""
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^{KEPT}_' ORDER BY 1
"""
_SHAPE = " UNION ALL ".join(
    f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}"
    for name in ("pg_class", "pg_attribute", "pg_proc", "pg_policy", "pg_trigger", "pg_constraint")
)
# The room of temporary tables is made by whoever first needs one, and stays.
_SHAPE += " UNION ALL SELECT 'pg_namespace', count(*), max(xmin::text::bigint) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'"
_COLUMNS = (
    "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = %s::regclass"
)
_COLUMNS += " AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"


@dataclass
class Rewound:
    """One database and how it was: its shape and its size; its rows are kept in it, with the way back."""

    shape: list = field(default_factory=list)
    size: int = 0
    kept: set = field(default_factory=set)

    @classmethod
    def of(cls, connection):
        """Remember a new database."""
        found = cls()
        found.keep(connection, _NEW)
        return found

    def keep(self, connection, name):
        """Copy the rows that the database has now into a schema of this name."""
        _cut_off_others(connection)
        before = _size(connection)
        if self.kept and _shape(connection) != self.shape:
            raise ValueError(name, "changed more than rows")
        connection.execute(f"CREATE SCHEMA {name}")
        seeded, empty = {}, []
        for place, (table,) in enumerate(connection.execute(_TABLES).fetchall()):
            if connection.execute(f"SELECT NOT EXISTS (SELECT FROM {table})").fetchone()[0]:
                empty.append(table)
                continue
            connection.execute(f"CREATE UNLOGGED TABLE {name}.t{place} AS TABLE {table}")
            seeded[table] = (f"{name}.t{place}", connection.execute(_COLUMNS, [table]).fetchone()[0])
        connection.execute(_way_back(name, empty, seeded, _sequences(connection)))
        if not self.kept:
            connection.execute("ANALYZE")
        self.shape = _shape(connection)
        self.size = max(self.size, before) + _size(connection) - before
        self.kept.add(name)

    def restore(self, connection, name=_NEW):
        """Put the database back as it was; whether that was possible."""
        _cut_off_others(connection)
        if name not in self.kept or _shape(connection) != self.shape or _size(connection) > self.size + _MOST_GROWN:
            return False
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            connection.execute(f"SELECT {name}.back()")
        return True


def _cut_off_others(connection):
    """Until nobody else is connected; asked again and again, for the database itself looks ten times a second."""
    until = monotonic() + _PATIENCE
    while connection.execute(_CUT_OFF).fetchone()[0] and monotonic() < until:
        sleep(0.001)


def _way_back(name, empty, seeded, sequences):
    """A function that puts everything back, table by table: one statement for all of them takes longest to plan."""
    steps = [f"IF EXISTS (SELECT FROM {table}) THEN DELETE FROM {table}; END IF;" for table in empty]
    for table, (kept, columns) in seeded.items():
        steps.append(
            f"IF EXISTS (TABLE {table} EXCEPT ALL TABLE {kept}) OR EXISTS (TABLE {kept} EXCEPT ALL TABLE {table}) THEN"
            f" DELETE FROM {table};"
            f" INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {kept}; END IF;"
        )
    for sequence, value, called in sequences:
        quoted = sql.Literal(sequence).as_string(None)
        steps.append(f"PERFORM setval({quoted}, {value}, {called});")
    body = "\n".join(steps)
    return f"CREATE FUNCTION {name}.back() RETURNS void LANGUAGE plpgsql AS $back$BEGIN\n{body}\nEND$back$"


def _shape(connection):
    return connection.execute(_SHAPE).fetchall()


def _size(connection):
    return connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]


def _sequences(connection):
    names = connection.execute(
        "SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) FROM pg_sequences ORDER BY 1"
    ).fetchall()
    found = []
    for (name,) in names:
        value, called = connection.execute(
            sql.SQL("SELECT last_value, is_called FROM {}").format(sql.SQL(name))
        ).fetchone()
        found.append((name, value, called))
    return found
