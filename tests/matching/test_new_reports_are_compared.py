"""What arrives is compared with the bank; a second reading, a correction and a withdrawal leave what should be there."""

from builders.seizures import follow, record
from cast import actor
from chorsu.handling.viewer import viewing
from chorsu.journal.models import CursorRow, EntryRow
from chorsu.kernel.clock import now
from chorsu.records.models import Link
from chorsu.records.services import correct, restore, withdraw


def links():
    return {(link.a_id, link.b_id, link.drop_id, link.state, tuple(link.via)) for link in Link.objects.all()}


def test_two_reports_of_one_event_are_linked_and_the_rough_one_is_not_counted(twice, as_role):
    fine, rough = twice
    with as_role("worker"):
        link = Link.objects.get()
        assert {link.a_id, link.b_id} == {fine.pk, rough.pk}
        assert (link.state, link.drop_id) == ("same", rough.pk)
        assert any(reason.startswith("date_equal:") for reason in link.reasons)
        assert EntryRow.objects.filter(kind="link.proposed", record_id=link.pk).count() == 1


def test_reports_of_different_quantities_are_not_linked(bank, as_role):
    with as_role("worker"):
        record([{"quantity": 13.847, "kg": 13.847}], audience=[2])
        record([{"quantity": 7.21, "kg": 7.21}], provider="example-customs-kz", audience=[2])
        follow()
        assert links() == set()


def test_reading_the_journal_again_changes_nothing(twice, as_role):
    with as_role("worker"):
        before = links()
        CursorRow.objects.filter(consumer="matching").update(number=0)
        follow()
        assert links() == before
        assert EntryRow.objects.filter(kind="link.proposed").count() == 1


def test_the_order_of_arrival_does_not_matter(bank, as_role):
    reports = [
        ([{"quantity": 13.8, "kg": 13.8}], "example-customs-kz"),
        ([{"quantity": 13.847, "kg": 13.847}], "example-border-uz"),
    ]
    with as_role("worker"):
        for rows, provider in reports:
            record(rows, provider=provider, audience=[2])
            follow()
        link = Link.objects.get()
        assert link.state == "same"
        assert link.drop.lots.get().quantity == 13.8


def test_a_correction_is_compared_anew(twice, as_role):
    _fine, rough = twice
    with viewing(actor("liaison-a")):
        changes = {"lots": {1: {"quantity": "2.5"}}, "seized_on": "2024-01-09"}
        correct(seizure=rough.pk, changes=changes, reason="another case", actor=actor("liaison-a"), at=now())
    with as_role("worker"):
        follow()
        assert links() == set()


def test_what_is_withdrawn_stands_for_nothing_until_it_is_restored(twice, as_role):
    fine, rough = twice
    officer = actor("border-officer")
    with viewing(officer):
        withdraw(seizure=fine.pk, reason="entered twice", actor=officer, at=now())
    with as_role("worker"):
        follow()
        assert not Link.objects.filter(drop=rough).exists()
    with viewing(officer):
        restore(seizure=fine.pk, reason="it was not", actor=officer, at=now())
    with as_role("worker"):
        follow()
        assert Link.objects.get().drop_id == rough.pk


def test_the_same_sum_of_cash_makes_no_event(bank, as_role):
    cash = {"substance": None, "quantity": 1500.0, "unit": None, "kg": None, "details": {"kind": "cash"}}
    with as_role("worker"):
        record([[{"quantity": 13.847, "kg": 13.847}, cash]], audience=[2])
        record([[{"quantity": 7.21, "kg": 7.21}, cash], [cash]], provider="example-customs-kz", audience=[2])
        follow()
        assert links() == set()
