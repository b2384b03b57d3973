"""No role changes or removes an entry, not even the owner."""

import psycopg
import pytest

ENTRY = (
    "INSERT INTO journal_entry (number, act_id, kind, record_id, version, at, commitment, hash)"
    " VALUES (1, gen_random_uuid(), 'x', gen_random_uuid(), 1, now(), '\\x00', '\\x00')"
)


@pytest.mark.parametrize("role", ["owner", "app", "worker", "public"])
@pytest.mark.parametrize(
    "hostile", ["UPDATE journal_entry SET kind = 'y'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"]
)
def test_an_entry_stays(connect, role, hostile):
    owner = connect("owner")
    owner.execute(ENTRY)
    with pytest.raises(psycopg.Error):
        connect(role).execute(hostile)
    assert owner.execute("SELECT kind FROM journal_entry").fetchall() == [("x",)]
