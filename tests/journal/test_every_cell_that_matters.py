"""One cell of every column that the journal could commit to is changed: it is named, or the docs say that it is not covered."""

import re
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from builders.everything import done_in_every_room
from chorsu.config.rebuilding import rooms
from chorsu.journal.contents import check

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parents[2] / "docs" / "reference" / "verify.md"
TABLES = (
    "records_report", "records_seizure", "records_lot", "records_persons", "records_persons_before", "records_version",
    "records_link", "records_photograph", "returns_return", "returns_figure", "returns_version", "cooperation_event",
    "cooperation_delegate", "cooperation_recommendation", "cooperation_instrument", "cooperation_version",
    "directory_post", "newsroom_deed", "exchange_log_entry", "exchange_hand_over",
    "exchange_commitment", "exchange_commitment_change", "journal_entry", "journal_salt",
)  # fmt: skip
OTHERWISE = {
    r"_int\d": "coalesce({c}, '{{}}') || 77777",
    r"_text|_varchar": "coalesce({c}, '{{}}') || ARRAY['x']::{t}",
    r"_uuid": "coalesce({c}, '{{}}') || gen_random_uuid()",
    r"bool": "NOT coalesce({c}, false)",
    r"int\d|float\d|numeric": "coalesce({c}, 0) + 1",
    r"text|varchar|bpchar": "coalesce(reverse(nullif({c}, reverse({c}))), repeat('x', greatest(1, length({c}))), 'x')",
    r"timestamptz": "coalesce({c}, now()) + interval '1 day'",
    r"date": "coalesce({c}, current_date) + 1",
    r"uuid": "gen_random_uuid()",
    r"jsonb": "'{{\"x\": 1}}'::jsonb",
    r"bytea": "sha256('x')",
}
"""Another value, by the type of the column; `{c}` is the one that stands."""


def columns(connection, table):
    return connection.execute(
        "SELECT a.attname, t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
        " WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''",
        [table],
    ).fetchall()


def first(connection, table):
    """A condition that names the row of the smallest key: the first in time, wherever it lies."""
    rows = connection.execute(
        "SELECT quote_ident(a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
        " AND a.attnum = ANY (i.indkey) WHERE i.indrelid = %s::regclass AND i.indisprimary",
        [table],
    )
    names = ", ".join(name for (name,) in rows)
    values = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY {names} LIMIT 1').fetchone()
    return f"({names}) = ({', '.join(sql.Literal(value).as_string() for value in values)})"


def changed(connection, table, column, kind, row):
    """Change one cell; whether that was possible at all (what no row can say needs no naming)."""
    said = next(said for form, said in OTHERWISE.items() if re.fullmatch(form, kind))
    value = said.format(c=f'"{column}"', t=f"{kind.lstrip('_')}[]")
    try:
        connection.execute(f'CREATE TEMP TABLE kept AS SELECT * FROM "{table}"')
        connection.execute(f'UPDATE "{table}" SET "{column}" = {value} WHERE {row}')
    except (psycopg.errors.IntegrityError, psycopg.errors.StringDataRightTruncation):
        connection.execute("DROP TABLE kept")
        return False
    return True


def put_back(connection, table):
    names = ", ".join(f'"{name}"' for name, _ in columns(connection, table))
    connection.execute(f'DELETE FROM "{table}"')
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM kept')
    connection.execute("DROP TABLE kept")


def not_covered():
    """Table and column of what the docs say is not covered."""
    lines = re.findall(r"^\| `(\w+)` \| (.*?) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    return {(table, column) for table, named in lines for column in re.findall(r"`(\w+)`", named)}


def test_each_is_named_or_said_to_be_not_covered(  # noqa: PLR0917 — fixtures
    bank, as_role, settings, tmp_path, installation, database_name
):
    settings.CHORSU_HOME = tmp_path
    done_in_every_room(as_role)
    unnamed, known = set(), set()
    with installation.cluster.connect(database_name) as connection, as_role("worker"):
        connection.execute("SET session_replication_role = replica")
        for table in TABLES:
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0], table
            row = first(connection, table)
            for column, kind in columns(connection, table):
                known.add((table, column))
                if not changed(connection, table, column, kind, row):
                    continue
                if check(rooms()).good:
                    unnamed.add((table, column))
                put_back(connection, table)
    assert sorted(unnamed - not_covered()) == []
    assert sorted(not_covered() - known) == []
