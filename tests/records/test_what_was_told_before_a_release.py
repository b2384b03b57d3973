"""What a record said before it was corrected is read by those who saw it then, however far it is released later."""

import datetime as dt

import pytest

from builders.seizures import LAW, follow, record
from cast import actor
from chorsu.config.rebuilding import rooms
from chorsu.directory.models import State
from chorsu.handling.viewer import viewing
from chorsu.journal.contents import check
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.filters import Filter
from chorsu.records.listing import with_lots
from chorsu.records.models import PersonsBefore, Seizure, Version
from chorsu.records.persons import counted
from chorsu.records.picture import picture
from chorsu.records.selectors import history
from chorsu.records.selectors import record as one_record

EARLY, LATE = "liaison-a", "stranger-c"
CELLS = (("date", "2024-03-01"), ("quantity", "1.2"), ("unit", "kg"))


def state(code):
    return State.objects.get(code=code).pk


def does(service, **said):
    officer = actor("border-officer")
    with viewing(officer):
        return service(actor=officer, at=now(), **said)


@pytest.fixture
def seizure(bank, as_role):
    """A seizure that Kazakhstan sees from the beginning."""
    with as_role("worker"):
        lot = {"substance": "heroin", "quantity": 1.2, "unit": "kg", "kg": 1.2, "kg_basis": "mass"}
        (found,) = record([lot], audience=[state("KZ")], cells=CELLS)
    return found


def corrects(seizure, quantity):
    changes = {"lots": {1: {"quantity": quantity}}, "persons": {"detained": int(float(quantity))}}
    does(services.correct, seizure=seizure.pk, changes=changes, reason="weighed again", transfer=LAW)


def releases(seizure, code="TM"):
    does(services.release_to, seizure=seizure.pk, principals=[state(code)], until=None, transfer=LAW)


def versions(who):
    with viewing(actor(who)):
        return [one.content["lots"][0]["quantity"] for one in Version.objects.all()]


def cells(seizure, who):
    with viewing(actor(who)):
        (found,) = with_lots([seizure.pk])
        return found.source_cells


def told(seizure, who):
    officer = actor(who)
    with viewing(officer):
        events = history(one_record(seizure.pk, officer))
        return [(event.reason, event.before is not None) for event in events if event.kind == "seizure.corrected"]


def test_a_version_goes_to_those_who_saw_it_and_not_to_those_released_to_later(seizure):
    corrects(seizure, "2")
    releases(seizure)
    assert versions(EARLY) == [1.2]
    assert versions(LATE) == []
    corrects(seizure, "3")
    assert versions(EARLY) == [1.2, 2.0]


def test_who_was_released_to_sees_what_is_corrected_from_then_on(seizure):
    releases(seizure)
    corrects(seizure, "2")
    assert versions(LATE) == [1.2]


def test_counts_of_persons_before_go_the_same_way(seizure):
    corrects(seizure, "2")
    corrects(seizure, "3")
    releases(seizure)
    with viewing(actor(LATE)):
        assert not PersonsBefore.objects.exists()
        assert counted([seizure.pk])[seizure.pk] == {"detained": 3}
    with viewing(actor(EARLY)):
        assert PersonsBefore.objects.exists()


def test_the_history_says_to_who_came_later_that_it_was_corrected_and_not_from_what_nor_why(seizure, as_role):
    corrects(seizure, "2")
    releases(seizure)
    with as_role("worker"):
        follow()
    assert told(seizure, EARLY) == [("weighed again", True)]
    assert told(seizure, LATE) == [("", False)]


def test_the_cells_as_received_tell_what_was_corrected_and_stay_with_those_who_saw_them(seizure):
    corrects(seizure, "2")
    releases(seizure)
    with viewing(actor(LATE)):
        assert Seizure.objects.values_list("source_cells", flat=True).get() == []
    assert cells(seizure, LATE) == []
    assert cells(seizure, EARLY) == cells(seizure, "border-officer") == [list(cell) for cell in CELLS]


def test_cells_of_a_record_that_was_never_corrected_go_where_it_goes(seizure):
    releases(seizure)
    corrects(seizure, "2")
    assert cells(seizure, LATE) == [list(cell) for cell in CELLS]


def test_a_version_kept_later_holds_cells_and_stays_with_those_who_see_them(seizure):
    corrects(seizure, "2")
    releases(seizure)
    corrects(seizure, "3")
    assert versions(LATE) == []
    assert cells(seizure, EARLY) == [list(cell) for cell in CELLS]


def test_as_of_a_day_who_came_later_reads_what_it_first_could(seizure, connect):
    corrects(seizure, "2")
    releases(seizure)
    long_ago = now() - dt.timedelta(days=30)
    connect("owner").execute("UPDATE records_seizure SET recorded_at = %s", [long_ago])
    asked = Filter(known_on=(now() - dt.timedelta(days=2)).date())
    found = {}
    for who in (EARLY, LATE):
        with viewing(actor(who)):
            found[who] = round(picture(asked).total().kg, 3)
    assert found == {EARLY: 1.2, LATE: 2.0}


def test_the_bank_still_agrees_with_the_journal(seizure, as_role):
    corrects(seizure, "2")
    releases(seizure)
    corrects(seizure, "3")
    releases(seizure, "RU")
    with as_role("worker"):
        follow()
        found = check(rooms())
    assert [fault for fault in found.faults if str(seizure.report_id) not in fault] == []
    assert found.chain.good
