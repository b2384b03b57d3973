"""By SQL as the officers' role a recipient finds no entry about whom a record reaches but its own release."""

import psycopg
import pytest
from django.db import connection

from builders.releasing import act, agency, state
from builders.seizures import follow, record
from cast import actor
from chorsu.handling.entries import PROVIDERS_OWN
from chorsu.handling.viewer import viewing
from chorsu.records.services import exclude, recall, release_to

OWNER, FIRST, SECOND = "border-officer", "liaison-a", "stranger-c"


def kinds(who):
    """The kinds of entries that an officer reads about all records, in their order."""
    with viewing(actor(who)), connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM journal_entry WHERE kind LIKE 'seizure.%' ORDER BY number")
        return [kind for (kind,) in cursor.fetchall()]


@pytest.fixture
def released(bank, as_role):
    """A record that one state sees from the start, then another, then a third no longer."""
    with as_role("worker"):
        (told,) = record([{}], audience=[state("KZ")])
    act(release_to, OWNER, told, principals=[state("TJ")], until=None)
    act(release_to, OWNER, told, principals=[state("TM"), state("KG")], until=None)
    act(recall, OWNER, told, principals=[state("TJ")], reason="no longer")
    act(exclude, OWNER, told, principals=[agency("example-police-kg")], reason="no longer")
    with as_role("worker"):
        follow()
    return told


def test_a_recipient_finds_its_own_release_and_of_others_nothing(released):
    assert kinds(FIRST) == ["seizure.recorded"]
    assert kinds(SECOND) == ["seizure.recorded", "seizure.released"]


def test_the_provider_finds_all_of_them(released):
    assert kinds(OWNER) == [
        "seizure.recorded", "seizure.released", "seizure.released", "seizure.recalled", "seizure.excluded",
    ]  # fmt: skip
    assert {*kinds(OWNER)} - {*PROVIDERS_OWN} == {"seizure.recorded"}


@pytest.mark.parametrize("asked", ["SELECT told_to FROM journal_entry", "SELECT e.* FROM journal_entry e"])
def test_whom_else_a_release_reaches_is_no_column_that_an_officer_reads(released, asked):
    with (
        viewing(actor(SECOND)),
        connection.cursor() as cursor,
        pytest.raises(Exception, match="permission denied") as e,
    ):
        cursor.execute(asked)
    assert isinstance(e.value.__cause__, psycopg.errors.InsufficientPrivilege)
