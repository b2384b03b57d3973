"""A watch fires once for an event: not for a second report of it, a re-load, or a correction that changes nothing."""

from dataclasses import replace

import pytest
from django.db import OperationalError, connection

from at_once import at_once
from builders.releasing import act, state
from builders.seizures import follow, record
from builders.watches import alerts, asks, does, made, members, reasons
from chorsu.exchange.watches import raising
from chorsu.exchange.watches.criteria import Criteria
from chorsu.exchange.watches.models import Alert, AlertRecord
from chorsu.exchange.watches.raising import raise_alerts
from chorsu.exchange.watches.watching import WatchSaid, change_watch, end_watch
from chorsu.journal.models import CursorRow, EntryRow
from chorsu.journal.sequencer import sequence_batch
from chorsu.matching.tasks import match_new_records
from chorsu.records.models import Link
from chorsu.records.searching.meaning import descendants
from chorsu.records.services import correct, decide_link, recall, release_to, restore, withdraw
from chorsu.vocabulary.substances import substances

pytestmark = pytest.mark.usefixtures("bank")
FINE, ROUGH = {"quantity": 13.847, "kg": 13.847}, {"quantity": 13.8, "kg": 13.8}
OPIUM = {"substance": "opium", "substance_group": "opioids"}


def arrive(as_role, *rows, follows=True, **said):
    """Records that come, and what the workers do then."""
    with as_role("worker"):
        found = record(list(rows), **({"audience": [state("KZ")]} | said))
        if follows:
            follow()
    return found


def followed(as_role):
    with as_role("worker"):
        follow()


def test_what_answers_fires_and_says_why(as_role):
    watch = made(criteria=asks(substances=["heroin"], places=["UZ"], least_kg=1.0))
    told, _other = arrive(as_role, FINE, OPIUM)
    (alert,) = alerts()
    assert (alert.watch_id, alert.record, alert.state) == (watch.pk, told.pk, "new")
    assert reasons(alert) == [("quantity:heroin 13.847 kg", "place:UZ")]


def test_what_was_there_before_the_watch_is_no_news(as_role):
    arrive(as_role, FINE)
    made()
    followed(as_role)
    assert alerts() == []


def test_what_was_there_but_had_not_been_followed_up_is_no_news_either(as_role):
    with as_role("worker"):
        record([FINE], audience=[state("KZ")])
        sequence_batch()
    made()
    followed(as_role)
    assert alerts() == []


def test_a_second_report_of_the_event_is_put_to_the_alert(as_role):
    made()
    (fine,) = arrive(as_role, FINE)
    (rough,) = arrive(as_role, ROUGH, provider="example-customs-kz")
    with as_role("worker"):
        assert Link.objects.get().state == "same"
    (alert,) = alerts()
    assert members(alert) == {fine.pk, rough.pk}


def test_two_reports_of_the_event_in_one_batch_fire_once(as_role):
    made()
    arrive(as_role, FINE, follows=False)
    arrive(as_role, ROUGH, provider="example-customs-kz")
    assert len(alerts()) == 1


def test_that_it_is_another_event_makes_it_fire_after_all(as_role):
    made()
    arrive(as_role, FINE)
    (rough,) = arrive(as_role, ROUGH, provider="example-customs-kz")
    with as_role("worker"):
        link = Link.objects.get().pk
    does("liaison-a", decide_link, link=link, decision="reject")
    followed(as_role)
    first, second = alerts()
    assert (second.record, members(second)) == (rough.pk, {rough.pk})
    assert rough.pk not in members(first)


def test_a_report_of_the_event_that_is_not_seen_keeps_no_alert_back(as_role):
    made()
    arrive(as_role, FINE, audience=[])
    assert alerts() == []
    (rough,) = arrive(as_role, ROUGH, provider="example-customs-kz")
    (alert,) = alerts()
    assert (alert.record, members(alert)) == (rough.pk, {rough.pk})


def test_a_correction_that_changes_nothing_of_what_is_asked_does_not_fire(as_role):
    (told,) = arrive(as_role, FINE)
    made()
    act(correct, "border-officer", told, changes={"place": "Denov"}, reason="misread")
    followed(as_role)
    assert alerts() == []


def test_a_correction_by_which_it_answers_fires_once(as_role):
    (told,) = arrive(as_role, FINE)
    made(criteria=asks(substances=["heroin"], least_kg=20.0))
    for kg in ("25", "30"):
        act(correct, "border-officer", told, changes={"lots": {1: {"quantity": kg}}}, reason="weighed anew")
        followed(as_role)
        assert [one.record for one in alerts()] == [told.pk]


def test_a_release_fires_once(as_role):
    (told,) = arrive(as_role, FINE, audience=[])
    made()
    for again in (False, True):
        if again:
            act(recall, "border-officer", told, principals=[state("KZ")], reason="moved")
        act(release_to, "border-officer", told, principals=[state("KZ")], until=None)
        followed(as_role)
        assert [one.record for one in alerts()] == [told.pk]


def test_a_release_to_somebody_else_does_not_fire(as_role):
    (told,) = arrive(as_role, FINE)
    made()
    act(release_to, "border-officer", told, principals=[state("TJ")], until=None)
    followed(as_role)
    assert alerts() == []


def test_what_is_withdrawn_and_handed_in_again_does_not_fire_again(as_role):
    made()
    cells = [("Date", "05.03.2024"), ("Substance", "heroin")]
    (told,) = arrive(as_role, FINE, cells=cells)
    act(withdraw, "border-officer", told, reason="wrong file")
    (again,) = arrive(as_role, FINE, cells=cells)
    act(withdraw, "border-officer", again, reason="wrong file")
    act(restore, "border-officer", told, reason="it was right")
    followed(as_role)
    (alert,) = alerts()
    assert members(alert) == {told.pk, again.pk}


def test_reading_the_journal_again_raises_nothing(as_role):
    made()
    arrive(as_role, FINE)
    with as_role("worker"):
        CursorRow.objects.filter(consumer=raising.CONSUMER).update(number=0)
        follow()
        assert EntryRow.objects.filter(kind="alert.raised").count() == Alert.objects.count() == 1


def test_one_that_is_off_or_ended_does_not_fire_and_one_that_asks_anew_does(as_role):
    off, ended, other = made(), made(), made(criteria=asks(substances=["cocaine"]))
    heroin = WatchSaid("Heroin", asks(substances=["heroin"]), shared=True)
    arrive(as_role, OPIUM)  # the workers know the three of them
    does("liaison-a", change_watch, identifier=off.pk, said=replace(heroin, on=False))
    does("liaison-a", end_watch, identifier=ended.pk)
    does("liaison-a", change_watch, identifier=other.pk, said=heroin)
    arrive(as_role, FINE)
    assert [one.watch_id for one in alerts()] == [other.pk]


def test_a_group_and_a_substance_above_are_answered_by_what_is_below(as_role):
    parent = next(one.code for one in substances() if "heroin" in descendants(one.code) and one.code != "heroin")
    made(criteria=Criteria(substances=frozenset({parent})))
    arrive(as_role, FINE)
    assert len(alerts()) == 1


@pytest.fixture
def waiting(bank, as_role):
    """Watches, and a record that has been matched and that no worker has asked them of."""
    for number in range(5):
        made(name=f"Heroin {number}")
    with as_role("worker"):
        record([FINE], audience=[state("KZ")])
        while sequence_batch() or match_new_records():
            pass


def test_two_workers_at_once_raise_each_once(as_role, waiting):
    with as_role("worker"):
        at_once(raise_alerts)
        assert raise_alerts() == 0
        assert Alert.objects.count() == AlertRecord.objects.count() == 5


def test_a_worker_killed_in_the_middle_leaves_nothing_half_done(
    as_role, waiting, installation, database_name, monkeypatch
):
    store = raising.Keeping.store

    def killed(keeping):
        store(keeping)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (process,) = cursor.fetchone()
        with installation.cluster.connect(database_name) as killer:
            killer.execute("SELECT pg_terminate_backend(%s)", [process])
        Alert.objects.count()

    with as_role("worker"):
        with monkeypatch.context() as patched:
            patched.setattr(raising.Keeping, "store", killed)
            with pytest.raises(OperationalError):
                raise_alerts()
        connection.close()
        assert Alert.objects.count() == 0
        while raise_alerts():
            pass
        assert Alert.objects.count() == AlertRecord.objects.count() == 5
