"""What is watched for, that it is, how often it fired: the authority's that owns the watch, or its officer's alone."""

import json

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from builders.messages import KZ, enter_colleague
from builders.releasing import act, agency, state
from builders.seizures import follow, record
from builders.watches import alerts, asks, does, made, members, reasons
from cast import actor
from chorsu.config.rebuilding import rooms
from chorsu.exchange.watches.acting import acknowledge, escalate, note
from chorsu.exchange.watches.watching import end_watch
from chorsu.handling.viewer import viewing
from chorsu.journal.contents import check
from chorsu.journal.models import EntryRow
from chorsu.kernel.errors import AbsentError
from chorsu.records.models import Report
from chorsu.records.parts import mark_part
from chorsu.records.services import recall, release_to, withdraw
from sealing import saying_as

pytestmark = pytest.mark.usefixtures("bank")
OTHERS = ("border-officer", "stranger-c", "analyst", "administrator", "auditor", "duty-officer")
MADE_BY = ("officer", "officer_name", "acknowledged_name")


def readable(who):
    """All that an officer reads of watches and their alerts, and the kinds of entries about them."""
    tables = [model._meta.db_table for model in apps.get_app_config("exchange").get_models()]  # noqa: SLF001
    found = {}
    with viewing(actor(who)), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t")
            found[table] = [json.loads(row) for (row,) in cursor.fetchall()]
        cursor.execute(
            "SELECT kind FROM journal_entry WHERE kind LIKE 'watch.%%' OR kind LIKE 'alert.%%' ORDER BY number"
        )
        found["journal"] = [kind for (kind,) in cursor.fetchall()]
    return {name: rows for name, rows in found.items() if rows}


@pytest.fixture
def fired(bank, as_role):
    """A shared watch and one of an officer's own, both answered, with something done to the alert of the first."""
    enter_colleague(as_role, "colleague-kz", KZ)
    shared, alone = made(name="Shared"), made(name="Alone", shared=False)
    with as_role("worker"):
        record([{}], audience=[state("KZ"), state("TJ"), agency("example-centre")])
        follow()
    (one,) = [one for one in alerts() if one.watch_id == shared.pk]
    does("liaison-a", note, identifier=one.pk, words="seen before")
    with as_role("worker"):
        follow()
    return shared, alone


@pytest.mark.parametrize("who", OTHERS)
def test_others_read_nothing_of_it(fired, who):
    assert readable(who) == {}


def test_its_officer_reads_both_and_a_colleague_the_shared_one(fired):
    shared, alone = fired
    for who, own in (("liaison-a", {shared.pk, alone.pk}), ("colleague-kz", {shared.pk})):
        read = readable(who)
        assert {row["id"] for row in read["exchange_watch"]} == set(map(str, own))
        assert {row["watch_id"] for row in read["exchange_alert"]} == set(map(str, own))
        assert len(read["exchange_alert_record"]) == len(own)
        assert len(read["exchange_alert_change"]) == 1
        assert read["journal"].count("watch.made") == read["journal"].count("alert.raised") == len(own)


def test_nobody_else_acts_on_them(fired):
    shared, alone = fired
    by_watch = {one.watch_id: one.pk for one in alerts()}
    for who, watch in (("border-officer", shared), ("stranger-c", shared), ("colleague-kz", alone)):
        for service, identifier in (
            (acknowledge, by_watch[watch.pk]),
            (escalate, by_watch[watch.pk]),
            (end_watch, watch.pk),
        ):
            with pytest.raises(AbsentError):
                does(who, service, identifier=identifier)
    does("colleague-kz", acknowledge, identifier=by_watch[shared.pk])


@pytest.mark.parametrize(
    "hostile",
    [
        "UPDATE exchange_watch SET shared = true",
        "UPDATE exchange_watch SET criteria = '{}'",
        "UPDATE exchange_alert SET state = 'acknowledged'",
    ],
)
def test_by_sql_nothing_of_anothers_is_changed(fired, connect, hostile):
    app = connect("app")
    for who in ("stranger-c", "border-officer"):
        with saying_as(app, actor(who)):
            assert app.execute(hostile).rowcount == 0


@pytest.mark.parametrize(
    "hostile",
    [
        "UPDATE exchange_watch SET officer = 1",
        "UPDATE exchange_watch SET provider_id = 1",
        "DELETE FROM exchange_watch",
        "UPDATE exchange_alert SET officer = NULL",
        "UPDATE exchange_alert SET record = gen_random_uuid()",
        "DELETE FROM exchange_alert",
        "DELETE FROM exchange_alert_record",
        "UPDATE exchange_alert_change SET note = ''",
    ],
)
def test_by_sql_no_officer_changes_whose_it_is_or_what_was_raised(fired, connect, hostile):
    app = connect("app")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, actor("liaison-a")):
        app.execute(hostile)


def test_nobody_makes_a_watch_in_anothers_name(fired, connect):
    app = connect("app")
    copied = (
        "INSERT INTO exchange_watch SELECT (jsonb_populate_record(NULL::exchange_watch, to_jsonb(w) || jsonb_build_object("
        "'id', gen_random_uuid(), 'officer', %s::int))).* FROM exchange_watch w LIMIT 1"
    )
    for officer in (actor("colleague-kz").user,):
        with pytest.raises(psycopg.Error) as refused, saying_as(app, actor("liaison-a")):
            app.execute(copied, [officer])
        assert "named" in str(refused.value) or isinstance(refused.value, psycopg.errors.InsufficientPrivilege)


def test_a_withheld_lot_or_part_makes_nobody_fire_who_does_not_see_it(as_role):
    made("liaison-a", name="inside"), made("stranger-c", name="outside")
    made("stranger-c", name="route", criteria=asks(route=["AF"]))
    opium = {"substance": "opium", "origin": "AF", "quantity": 5.0, "kg": 5.0}
    with as_role("worker"):
        (told,) = record([[opium, {"origin": "AF"}]], audience=[])
    act(mark_part, "border-officer", told, part="lots.2", only_for=[state("KZ")])
    act(mark_part, "border-officer", told, part="route", only_for=[state("KZ")])
    act(release_to, "border-officer", told, principals=[state("KZ"), state("TM")], until=None)
    with as_role("worker"):
        follow()
    assert [len(alerts(who)) for who in ("liaison-a", "stranger-c")] == [1, 0]


def test_a_part_narrowed_later_gives_no_reason_any_more(as_role):
    made("stranger-c", criteria=asks(route=["AF"]))
    with as_role("worker"):
        (told,) = record([{"origin": "AF"}], audience=[state("TM"), state("KZ")])
        follow()
    (alert,) = alerts("stranger-c")
    assert reasons(alert, "stranger-c") == [("route:AF",)]
    act(mark_part, "border-officer", told, part="route", only_for=[state("KZ")])
    assert reasons(alert, "stranger-c") == [()]


@pytest.mark.parametrize(
    ("service", "said"), [(recall, {"principals": None, "reason": "moved"}), (withdraw, {"reason": "moved"})]
)
def test_what_is_taken_back_leaves_a_tombstone_without_reasons(as_role, service, said):
    made()
    with as_role("worker"):
        (told,) = record([{}], audience=[state("KZ")])
        follow()
    if "principals" in said:
        said = said | {"principals": [state("KZ")]}
    act(service, "border-officer", told, **said)
    (alert,) = alerts()
    assert (reasons(alert), members(alert)) == ([], {told.pk})


def test_no_row_of_an_alert_holds_a_word_of_its_record(fired):
    read = readable("liaison-a")
    text = json.dumps([row for name, rows in read.items() if name.startswith("exchange_alert") for row in rows])
    assert "heroin" not in text
    assert "UZ" not in text


def test_the_journal_agrees_with_the_bank_and_names_what_was_changed_behind_it(fired, as_role, connect):
    shared, _alone = fired
    does("liaison-a", end_watch, identifier=shared.pk)
    with as_role("worker"):
        follow()
        before = check(rooms()).faults
        assert before == [f"{Report.objects.get().pk} stands in version 1, of which no entry tells"]  # by the builder
        assert EntryRow.objects.filter(kind__startswith="watch.").count() == 3
    connect("owner").execute('UPDATE exchange_watch SET criteria = \'{"places": ["UZ"]}\' WHERE shared')
    connect("owner").execute("UPDATE exchange_alert SET held_until = now()")
    with as_role("worker"):
        found = check(rooms()).faults
    assert len(set(found) - set(before)) == 3
