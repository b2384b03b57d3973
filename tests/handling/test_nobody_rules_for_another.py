"""SQL as the officers' role: no row says of another authority how it hands in or sends, nor that it asked or took out."""

import psycopg
import pytest

from cast import actor
from chorsu.handling.grants import TABLES
from chorsu.handling.rules import EVERYBODY
from chorsu.handling.ties import OWN
from chorsu.handling.viewer import viewing
from chorsu.intake.standing import rules_of
from fabricating import fabricated, insert, provided_by
from sealing import saying_as

NAMING = """
    SELECT table_name, column_name FROM information_schema.columns c WHERE table_schema = 'public'
    AND column_name IN ('agency', 'authority') AND EXISTS (SELECT FROM information_schema.columns p
    WHERE (p.table_name, p.column_name) = (c.table_name, 'provider_id'))
"""
OTHERS = {
    "records_permission": "whose request it is: of its own policy",
    "records_taken_out": "who took a file out: of its own policy",
    "records_tombstone": "whom a record was taken back from, by its provider",
}
"""Tables whose column names another than the provider of the row, each with its reason."""


@pytest.fixture
def thief(bank):
    return actor("stranger-c")


@pytest.fixture
def victim(bank):
    return actor("border-officer")


def test_every_column_that_says_whose_a_row_is_is_held_to_its_provider(connect, bank):
    found = dict(connect("owner").execute(NAMING).fetchall())
    assert {name: found[name] for name in found if name not in OTHERS} == OWN


@pytest.mark.parametrize("table", sorted(OWN))
def test_nobody_makes_or_turns_a_row_into_one_of_another(thief, victim, connect, table):
    app, column = connect("app"), OWN[table]
    mine = fabricated(connect("owner"), table, provider_id=thief.agency, audience=[thief.agency, victim.agency])
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
        insert(app, table, mine | {column: victim.agency})
    with saying_as(app, thief):
        insert(app, table, mine | {column: thief.agency})
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
        app.execute(f"UPDATE {table} SET {column} = %s", [victim.agency])


def test_the_default_marking_of_another_cannot_be_set_to_oneself(thief, victim, connect):
    table, app = "intake_standing_rules", connect("app")
    said = {"provider_id": thief.agency, "agency": victim.agency, "audience": [victim.agency]}
    row = fabricated(connect("owner"), table, to_audience=[thief.agency], **said)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
        insert(app, table, row)
    with viewing(victim):
        assert rules_of(victim.agency).audience == ()


@pytest.mark.parametrize("as_whom", [EVERYBODY, "state"])
def test_nobody_asks_or_takes_out_in_the_name_of_more_than_ones_own_authority(thief, victim, connect, as_whom):
    owner, app = connect("owner"), connect("app")
    number = as_whom if as_whom == EVERYBODY else max(thief.principals - thief.provides - {EVERYBODY})
    seizure = provided_by(owner, "records_seizure", victim.agency, {"records_seizure": {"report_id": "records_report"}})
    owner.execute("UPDATE records_seizure SET audience = %s, only_for = NULL", [[thief.agency]])
    asked = {"provider_id": victim.agency, "seizure_id": seizure["id"], "asked_by": thief.user, "state": "asked"}
    taken = {"provider_id": victim.agency, "by": thief.user}
    rows = {"records_permission": asked, "records_taken_out": taken}
    for table, said in rows.items():
        assert "INSERT" in TABLES[table].app
        row = fabricated(owner, table, **said)
        named = {"audience": [number]} if "audience" in row else {}
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, thief):
            insert(app, table, row | named | {"authority": number})
        named = {"audience": [thief.agency]} if "audience" in row else {}
        with saying_as(app, thief):
            insert(app, table, row | named | {"authority": thief.agency})
