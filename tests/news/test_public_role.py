"""The public role, with its own credentials and any SQL, reads nothing unpublished and writes votes alone."""

import psycopg
import pytest
from psycopg import sql

from chorsu.journal.sequencer import sequence_batch
from chorsu.newsroom.services import withdraw_item
from chorsu.newsroom.texts import Text

SECRET = "secretcanary"
READABLE = {"newsroom_publication", "newsroom_tally"}
TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname !~ '^pg_toast' ORDER BY 1, 2
"""
ATTEMPTS = """
SELECT query_to_xml('SELECT * FROM newsroom_item', true, false, '')
SELECT table_to_xml('newsroom_deed', true, false, '')
SELECT schema_to_xml('public', true, false, '')
SELECT database_to_xml(true, false, '')
SELECT cursor_to_xml('c', 1, true, false, '')
SELECT rolpassword FROM pg_authid
SELECT passwd FROM pg_shadow
SELECT * FROM pg_stats WHERE tablename <> 'newsroom_publication' AND schemaname = 'public'
SELECT stavalues1::text FROM pg_statistic
SELECT query FROM pg_stat_activity
SELECT pg_read_file('postgresql.conf')
SELECT pg_read_binary_file('global/pg_control')
SELECT pg_ls_dir('.')
SELECT * FROM pg_ls_waldir()
SELECT * FROM pg_hba_file_rules
SELECT sourcefile FROM pg_settings
SELECT lo_import('/etc/passwd')
SELECT lo_create(0)
SELECT lo_from_bytea(0, 'x')
SELECT lo_export(1, '/tmp/x')
SELECT newsroom_take_vote()
SELECT journal_is_append_only()
SELECT set_config('chorsu.viewer', '1,2,3', false), count(*) FROM newsroom_item
SET ROLE chorsu_app
SET ROLE chorsu_owner
SET ROLE chorsu_door
SET ROLE chorsu_worker
SET ROLE postgres
SET SESSION AUTHORIZATION postgres
SET session_replication_role = replica
COPY newsroom_item TO STDOUT
COPY (SELECT * FROM newsroom_item) TO STDOUT
COPY newsroom_vote TO STDOUT
COPY newsroom_publication TO '/tmp/x'
COPY newsroom_publication FROM PROGRAM 'true'
COPY newsroom_publication TO PROGRAM 'cat'
CREATE EXTENSION dblink
CREATE EXTENSION postgres_fdw
CREATE EXTENSION file_fdw
CREATE EXTENSION pageinspect
CREATE EXTENSION hstore
CREATE TABLE public.t (a int)
CREATE SCHEMA s
CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE SERVER x FOREIGN DATA WRAPPER postgres_fdw
CREATE DATABASE x
CREATE ROLE x
CREATE POLICY x ON newsroom_item TO PUBLIC USING (true)
CREATE TRIGGER x BEFORE INSERT ON newsroom_vote FOR EACH ROW EXECUTE FUNCTION newsroom_take_vote()
CREATE SUBSCRIPTION x CONNECTION '' PUBLICATION y
CREATE PUBLICATION x FOR ALL TABLES
ALTER TABLE newsroom_item DISABLE ROW LEVEL SECURITY
ALTER TABLE newsroom_publication DISABLE ROW LEVEL SECURITY
ALTER ROLE chorsu_public BYPASSRLS
ALTER ROLE chorsu_public SUPERUSER
ALTER SYSTEM SET log_statement = 'all'
GRANT chorsu_app TO chorsu_public
GRANT SELECT ON newsroom_item TO chorsu_public
LOCK TABLE newsroom_item
INSERT INTO newsroom_vote (item_id, voter, stars) VALUES (gen_random_uuid(), 'x', 3) RETURNING *
INSERT INTO newsroom_vote SELECT item_id, decode(repeat('00', 32), 'hex'), 3 FROM newsroom_vote
INSERT INTO newsroom_vote VALUES (gen_random_uuid(), decode(repeat('00', 32), 'hex'), 3)
UPDATE newsroom_vote SET stars = 5
DELETE FROM newsroom_vote
UPDATE newsroom_tally SET votes = 99
DELETE FROM newsroom_tally
UPDATE newsroom_publication SET title = 'x'
DELETE FROM newsroom_publication
TRUNCATE newsroom_publication
MERGE INTO newsroom_publication p USING newsroom_tally t ON p.item_id = t.item_id WHEN MATCHED THEN DELETE
""".strip().splitlines()
"""Every one of these must be refused or show nothing that is not in public."""


@pytest.fixture
def secrets(newsdesk, connect, as_role):
    """Secrets in every table of the newsroom and the journal, in the sign-ins and the sessions; one public item."""
    public = newsdesk.published()
    text = Text(f"{SECRET} title", SECRET, SECRET)
    newsdesk.draft(en=text, ru=None)
    newsdesk.released(en=text, ru=None)
    withdrawn = newsdesk.published(en=text, ru=None)
    owner = connect("owner")
    vote = "INSERT INTO newsroom_vote VALUES (%s, %s, 5)"
    connect("public").execute(vote, [withdrawn.pk, SECRET[:8].encode() * 4])
    newsdesk.do(newsdesk.one, withdraw_item, withdrawn, reason=SECRET)
    with as_role("worker"):
        sequence_batch()
    owner.execute("UPDATE directory_user SET password = %s", [SECRET])
    owner.execute("INSERT INTO django_session VALUES (%s, %s, now())", [SECRET, SECRET])
    owner.execute("ANALYZE")
    return public


def attempt(connection, statement):
    """What a statement gives, as text; nothing where it is refused."""
    try:
        if statement.startswith("COPY") and "STDOUT" in statement:
            with connection.cursor().copy(statement) as copy:
                return b"".join(copy).decode()
        cursor = connection.execute(statement)
        return repr(cursor.fetchall()) if cursor.description else "done"
    except psycopg.Error:
        return ""


def content(owner):
    """All rows of all tables, to see that nothing was changed."""
    names = [name for schema, name in owner.execute(TABLES).fetchall() if schema == "public"]
    return {
        name: sorted(map(repr, owner.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name))).fetchall()))
        for name in names
    }


def test_only_published_snapshots_and_tallies_can_be_read(secrets, connect):
    owner, public = connect("owner"), connect("public")
    readable = set()
    for schema, name in owner.execute(TABLES).fetchall():
        statement = sql.SQL("SELECT * FROM {}.{}").format(sql.Identifier(schema), sql.Identifier(name))
        rows = attempt(public, statement.as_string())
        assert SECRET not in rows, name
        if rows and schema == "public":
            readable.add(name)
    assert readable == READABLE
    assert public.execute("SELECT DISTINCT item_id FROM newsroom_publication").fetchall() == [(secrets.pk,)]
    assert public.execute("SELECT item_id FROM newsroom_tally").fetchall() == []
    assert owner.execute("SELECT count(*) FROM newsroom_tally").fetchone() == (1,)


def test_no_statement_shows_or_changes_what_is_not_public(secrets, connect):
    owner = connect("owner")
    before = content(owner)
    for statement in ATTEMPTS:
        public = connect("public")
        given = attempt(public, statement)
        assert SECRET not in given, statement
        assert given in {"", "[]"} or statement.startswith("SELECT"), statement
        assert public.execute("SELECT current_user").fetchone() == ("chorsu_public",), statement
        public.close()
    assert content(owner) == before
    assert owner.execute("SELECT count(*) FROM pg_largeobject_metadata").fetchone() == (0,)


def test_the_secrets_are_there_to_be_found(secrets, connect):
    found = {name for name, rows in content(connect("owner")).items() if SECRET in "".join(rows)}
    assert {"newsroom_item", "newsroom_deed", "directory_user", "django_session"} <= found


def test_rows_of_a_set_viewer_stay_closed(secrets, connect):
    public = connect("public")
    public.execute("SELECT set_config('chorsu.viewer', '1,2,100,101,110', false)")
    public.execute("SELECT set_config('chorsu.provides', '1,2,100,101,110', false)")
    for name in ("newsroom_item", "newsroom_deed", "records_seizure", "journal_entry"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(name)))


def test_a_vote_is_the_one_thing_it_writes(secrets, connect):
    owner, public = connect("owner"), connect("public")
    before = content(owner)
    public.execute("INSERT INTO newsroom_vote VALUES (%s, %s, 4)", [secrets.pk, b"v" * 32])
    after = content(owner)
    assert {name for name in before if before[name] != after[name]} == {"newsroom_vote", "newsroom_tally"}
    assert public.execute("SELECT votes, stars FROM newsroom_tally").fetchall() == [(1, 4)]


@pytest.mark.parametrize(("voter", "stars"), [(b"v" * 31, 4), (b"v" * 32, 0), (b"v" * 32, 6), (b"v" * 32, None)])
def test_a_vote_that_is_none_is_refused(secrets, connect, voter, stars):
    with pytest.raises(psycopg.errors.IntegrityError):
        connect("public").execute("INSERT INTO newsroom_vote VALUES (%s, %s, %s)", [secrets.pk, voter, stars])


def test_other_databases_are_closed(installation, connect):
    names = connect("owner").execute("SELECT datname FROM pg_database WHERE NOT datname LIKE 'test%'").fetchall()
    for (name,) in names:
        try:
            other = psycopg.connect(installation.url("public", name), autocommit=True)
        except psycopg.OperationalError:
            continue
        with other:
            assert name == "chorsu"
            assert attempt(other, "SELECT * FROM newsroom_publication") == "[]"
            assert attempt(other, "SELECT * FROM directory_user") == ""
            assert attempt(other, "SELECT lo_create(0)") == ""
