"""SQL as the officers' role, with a seal of one's own: nothing is hung on another's record, and nobody else signs."""

import psycopg
import pytest

from cast import actor
from chorsu.handling.grants import TABLES
from chorsu.handling.ties import ANSWERED, LOOSE, SIGNED, TIES
from fabricating import fabricated, insert, provided_by
from sealing import saying_as

ASKED = {"records_permission"}
"""What is made by whoever asks, for the provider of another's record."""
WRITTEN = sorted(table for table in TIES if "INSERT" in TABLES[table].app and table not in ASKED)
PLACES = [(table, column) for table in WRITTEN for column in TIES[table]]
TIED = """
    SELECT f.conrelid::regclass::text, a.attname FROM pg_constraint f
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f'
      AND EXISTS (SELECT FROM pg_attribute p WHERE p.attrelid = f.conrelid AND p.attname = 'provider_id')
      AND EXISTS (SELECT FROM pg_attribute p WHERE p.attrelid = f.confrelid AND p.attname = 'provider_id')
"""


@pytest.fixture
def thief(bank):
    return actor("stranger-c")


@pytest.fixture
def victim(bank):
    return actor("border-officer")


def parents(owner, table, provider, *, besides=None):
    """What a row of the table hangs on, by column: rows of this provider's; one column of another's, `besides`."""
    besides = besides or {}
    return {
        column: provided_by(owner, parent.split()[0], besides.get(column, provider), TIES)["id"]
        for column, parent in TIES[table].items()
    }


def row_of(owner, table, who, hung):
    signed = dict.fromkeys(SIGNED.get(table, ()), who.user)
    if table == "records_erasure":  # which somebody else proposed
        said = {"ground": "court", "words": "decision 7", "proposed_by": who.user + 1}
        insert(
            owner,
            "records_erasure_proposal",
            fabricated(owner, "records_erasure_proposal", provider_id=who.agency, seizure=hung["seizure"], **said),
        )
        hung = hung | said
    whole = {"provider_id": who.agency, "audience": [who.agency], "only_for": [who.agency]}
    has = {
        name
        for (name,) in owner.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
        ).fetchall()
    }
    return fabricated(owner, table, **{name: whole[name] for name in whole if name in has}, **signed, **hung)


@pytest.mark.parametrize(("table", "column"), PLACES, ids=["-".join(place) for place in PLACES])
def test_nothing_is_hung_on_what_is_anothers(thief, victim, connect, table, column):
    owner, app = connect("owner"), connect("app")
    own = row_of(owner, table, thief, parents(owner, table, thief.agency))
    other = row_of(owner, table, thief, parents(owner, table, thief.agency, besides={column: victim.agency}))
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege)
    if table == "records_receipt":  # given by a recipient, for a tombstone of another's
        own = other = None
    if own is not None:
        with saying_as(app, thief):
            insert(app, table, own)
    if other is not None:
        with refused, saying_as(app, thief):
            insert(app, table, other)


def test_no_row_is_moved_to_what_is_anothers(thief, victim, connect):
    owner, app = connect("owner"), connect("app")
    mine = provided_by(owner, "records_lot", thief.agency, TIES)
    theirs = provided_by(owner, "records_seizure", victim.agency, TIES)
    own = provided_by(owner, "records_seizure", thief.agency, TIES)
    move = "UPDATE records_lot SET seizure_id = %s WHERE id = %s"
    with saying_as(app, thief):
        assert app.execute(move, [own["id"], mine["id"]]).rowcount == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
        app.execute(move, [theirs["id"], mine["id"]])


def test_an_erasure_erases_what_its_own_provider_provides(thief, victim, connect):
    """Also where the row was there already: the door asks whose the record is."""
    owner, app = connect("owner"), connect("app")
    mine, theirs = (provided_by(owner, "records_seizure", who.agency, TIES)["id"] for who in (thief, victim))
    for record in (mine, theirs):
        provided_by(owner, "records_erasure", thief.agency, {}, seizure=record)
    with saying_as(app, thief):
        for record in (mine, theirs):
            app.execute("SELECT * FROM records_erase(%s)", [record]).fetchall()
    assert owner.execute("SELECT id FROM records_seizure").fetchall() == [(theirs,)]


@pytest.mark.parametrize("table", sorted(SIGNED.keys() & set(WRITTEN) - {"records_receipt"}))
def test_nobody_else_signs_a_row(thief, victim, connect, table):
    owner, app = connect("owner"), connect("app")
    row = row_of(owner, table, thief, parents(owner, table, thief.agency))
    forged = row | dict.fromkeys(SIGNED[table], victim.user)
    unsigned = row | dict.fromkeys(SIGNED[table])
    for other in (forged, unsigned):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
            insert(app, table, other)
    with saying_as(app, thief):
        insert(app, table, row)


def test_nobody_answers_in_the_name_of_another(thief, victim, connect):
    owner, app = connect("owner"), connect("app")
    (asked,) = (
        provided_by(owner, "records_permission", thief.agency, TIES, authority=victim.agency, asked_by=victim.user)[
            "id"
        ]
        for _ in range(1)
    )
    answer = "UPDATE records_permission SET state = 'granted', answered_by = %s WHERE id = %s"
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
        app.execute(answer, [victim.user, asked])
    with saying_as(app, thief):
        assert app.execute(answer, [thief.user, asked]).rowcount == 1


def test_every_tie_between_rows_of_providers_is_listed(bank, connect):
    found = set(connect("owner").execute(TIED).fetchall())
    listed = {(table, column) for table, tied in TIES.items() for column in tied} | LOOSE.keys()
    written = {(table, column) for table, column in found if "INSERT" in TABLES[table].app}
    assert written
    assert written <= listed


def test_every_name_that_an_officers_process_writes_is_its_own(bank, connect):
    """A new column that says by whom is either listed, or its reason to be free stands here."""
    free = {
        ("newsroom_item", "approved_by"),  # by a trigger, with the second person
        ("records_release_rule", "approved_by"), ("records_release_rule", "off_by"),  # the same
        ("records_erasure", "proposed_by"),  # the same
        ("directory_invitation", "confirmed_by"), ("directory_token", "confirmed_by"),  # the same
        ("exchange_message", "sent_by"), ("exchange_message", "released_by"),  # the same
    }  # fmt: skip
    columns = (
        connect("owner")
        .execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND data_type = 'integer' AND (column_name = 'by' OR column_name LIKE '%%\\_by')"
        )
        .fetchall()
    )
    listed = {(table, column) for names in (SIGNED, ANSWERED) for table, which in names.items() for column in which}
    unlisted = {
        (table, column)
        for table, column in columns
        if "INSERT" in TABLES[table].app and not table.startswith("intake_")
    }
    assert unlisted - listed - free == set()


def test_a_claim_is_decided_by_a_provider_of_either_report(thief, victim, connect):
    """Who sees both may ask them; nobody else decides by SQL what the page refuses."""
    owner, app = connect("owner"), connect("app")
    ends = [provided_by(owner, "records_seizure", victim.agency, TIES)["id"] for _ in "ab"]
    owner.execute("UPDATE records_seizure SET audience = audience || %s, only_for = NULL", [thief.agency])
    claim = fabricated(owner, "records_link", a_id=ends[0], b_id=ends[1], drop_id=ends[0])
    insert(owner, "records_link", claim)
    decide = "UPDATE records_link SET state = 'rejected', decided_by = %s"
    with saying_as(app, thief):
        assert app.execute("SELECT count(*) FROM records_link").fetchone() == (1,)
        assert app.execute(decide, [thief.user]).rowcount == 0
    with saying_as(app, victim):
        assert app.execute(decide, [victim.user]).rowcount == 1
