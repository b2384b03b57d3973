"""No role changes or removes an entry of the audit trail, its closed spans, or reads it without being an auditor."""

import psycopg
import pytest

from sealing import saying

ENTRY = (
    "INSERT INTO journal_trail (number, act_id, act, page, status, at, opened, purpose, hash)"
    " VALUES (1, gen_random_uuid(), 'read', 'record', 200, now(), '{}', '', '\\x00')"
)
HOSTILE = (
    "UPDATE journal_trail SET act = 'list'",
    "DELETE FROM journal_trail",
    "TRUNCATE journal_trail",
    "UPDATE journal_trail_seal SET last = 99",
    "DELETE FROM journal_trail_seal",
    "TRUNCATE journal_trail_seal",
)


@pytest.fixture
def owner(connect):
    owner = connect("owner")
    owner.execute(ENTRY)
    owner.execute("INSERT INTO journal_trail_seal (last, first, head, at) VALUES (0, 0, '\\x00', now())")
    return owner


@pytest.mark.parametrize("role", ["owner", "app", "worker", "public"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_entry_stays(owner, connect, role, hostile):
    with pytest.raises(psycopg.Error):
        connect(role).execute(hostile)
    assert owner.execute("SELECT act FROM journal_trail").fetchall() == [("read",)]
    assert owner.execute("SELECT last FROM journal_trail_seal").fetchall() == [(0,)]


@pytest.mark.parametrize("table", ["journal_trail", "journal_trail_words", "journal_trail_seal"])
def test_only_an_auditor_reads_it(owner, connect, table):
    owner.execute(
        "INSERT INTO journal_trail_words (act_id, at, salt, said) VALUES (gen_random_uuid(), now(), '\\x00', '{}')"
    )
    seen = {}
    for roles in ("", "officer", "administrator", "officer,auditor", "data-protection"):
        with connect("app").transaction(), connect("app") as app, saying(app, roles=roles):
            seen[roles] = app.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    assert seen == {"": 0, "officer": 0, "administrator": 0, "officer,auditor": 1, "data-protection": 1}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM journal_trail_outbox",
        "DELETE FROM journal_trail_outbox",
        "DELETE FROM journal_trail_words",
        "UPDATE journal_trail_words SET said = '{}'",
        "INSERT INTO journal_trail (number, act_id, act, page, at, hash) VALUES (2, gen_random_uuid(), 'x', 'x', now(), '')",
        "INSERT INTO journal_trail_seal (last, first, head, at) VALUES (9, 1, '', now())",
        "SELECT journal_trail_close(now() - interval '2 years')",
    ],
)
def test_the_officers_process_can_only_add_to_the_outbox(owner, connect, statement):
    app = connect("app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying(app, roles="auditor"):
        app.execute(statement)


def test_words_are_erased_for_the_data_protection_officer_alone(owner, connect):
    act = owner.execute("SELECT act_id FROM journal_trail").fetchone()[0]
    owner.execute("INSERT INTO journal_trail_words VALUES (%s, now(), '\\x00', '{}')", [act])
    app = connect("app")
    for roles, gone in (("auditor", 0), ("", 0), ("data-protection", 1)):
        with saying(app, roles=roles):
            assert app.execute("SELECT journal_trail_erase_words('{1}')").fetchone() == (gone,), roles
