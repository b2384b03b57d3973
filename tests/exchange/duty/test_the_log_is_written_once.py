"""The shift log: in order, in one's own name, never rewritten, and read by its own authority alone, also by SQL."""

import psycopg
import pytest

from at_once import at_once
from builders.messages import AT, UZ, enter_colleague, hours, sent
from builders.releasing import agency
from builders.seizures import follow, record
from builders.shifts import logged
from cast import actor
from chorsu.exchange.duty import selectors
from chorsu.exchange.models import LogEntry
from chorsu.handling.viewer import viewing
from chorsu.journal.models import EntryRow
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7
from sealing import saying_as
from staff import enter_staff

pytestmark = pytest.mark.usefixtures("bank")


def log(who):
    """The words that somebody reads, of every log."""
    with viewing(actor(who)):
        return list(LogEntry.objects.order_by("provider_id", "number").values_list("words", flat=True))


def test_entries_stand_in_order_with_what_came_by_telephone(as_role):
    colleague = enter_colleague(as_role)
    logged("One")
    logged(
        "Two",
        who=colleague,
        at=hours(1),
        caller="Example-Karim, railway",
        telephone="+998 71 000",
        called_at=AT,
        told_by="the gate",
    )
    with viewing(actor("border-officer")):
        found = [(one.number, one.words, one.by_name, one.caller) for one in selectors.log_of(agency(UZ))]
    assert found == [
        (2, "Two", "Example Colleague", "Example-Karim, railway"),
        (1, "One", "Bek Example-Usta", ""),
    ]  # fmt: skip


def test_a_log_is_its_authoritys_alone(as_role):
    users = enter_staff(as_role)
    logged("Ours")
    logged("Theirs", who="liaison-b")
    assert log("border-officer") == ["Ours"]
    assert log("liaison-b") == ["Theirs"]  # the liaison officer of the same state, of another authority
    for who in ("liaison-a", "duty-officer", "analyst", "stranger-c", *users):
        assert log(who) == [], who
    assert list(LogEntry.objects.all()) == []  # nobody looks


def test_its_entries_in_the_journal_are_seen_by_who_sees_them(as_role):
    one = logged()
    with as_role("worker"):
        follow()

    def entered(who):
        with viewing(actor(who)):
            return EntryRow.objects.filter(record_id=one.pk).only("kind").count()

    assert {who: entered(who) for who in ("border-officer", "liaison-b", "liaison-a")} == {
        "border-officer": 1, "liaison-b": 0, "liaison-a": 0,
    }  # fmt: skip


def test_a_correction_is_a_new_entry_of_the_same_log_that_names_the_old_one():
    wrong, other = logged("12 kg"), logged("Theirs", who="liaison-b")
    right = logged("1.2 kg", corrects=wrong.pk)
    assert (right.number, right.corrects) == (2, wrong.pk)
    for named in (other.pk, uuid7()):
        with pytest.raises(AbsentError):
            logged(corrects=named)


def test_what_it_is_tied_to_is_seen_by_its_writer(as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=[])
    message = sent()
    assert logged(tied_to="record", about=seizure.pk).about == seizure.pk
    assert logged(tied_to="message", about=message.pk).about == message.pk
    assert logged(who="liaison-a", tied_to="message", about=message.pk).about == message.pk
    for said in (
        {"tied_to": "record", "about": seizure.pk}, {"tied_to": "message", "about": message.pk}, {"tied_to": "", "about": message.pk},
        {"tied_to": "x", "about": message.pk}, {"tied_to": "message"},
    ):  # fmt: skip
        with pytest.raises(InputError):
            logged(who="stranger-c", **said)


def test_what_is_no_entry_is_refused(as_role):
    enter_staff(as_role)
    call = {"caller": "Somebody", "called_at": AT}
    for words, said in (
        (" ", {}), ("x" * 4_001, {}), ("x", {"caller": "Somebody"}), ("x", {"telephone": "1"}), ("x", {"called_at": AT}),
        ("x", {"told_by": "the gate"}), ("x", call | {"called_at": hours(1)}), ("x", call | {"caller": "x" * 201}),
    ):  # fmt: skip
        with pytest.raises(InputError):
            logged(words, **said)
    with pytest.raises(RefusedError):
        logged(who="auditor")
    assert log("border-officer") == []


def test_two_who_write_at_once_both_get_their_number():
    at_once(logged, times=4)
    with viewing(actor("border-officer")):
        assert sorted(LogEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_by_sql_nothing_of_it_is_rewritten_and_nobody_writes_for_another(connect):
    one, other = logged(), logged(who="liaison-b")
    app, officer, liaison = connect("app"), actor("border-officer"), actor("liaison-b")
    for statement in ("UPDATE exchange_log_entry SET words = 'x'", "DELETE FROM exchange_log_entry"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, officer):
            app.execute(statement)
    insert = (
        "INSERT INTO exchange_log_entry (id, provider_id, audience, exclusions, number, words, caller, telephone, told_by, tied_to,"
        " corrects, at, by, by_name, version) VALUES (gen_random_uuid(), %s, '{}', '{}', 77, 'x', '', '', '', '', %s, now(), %s, 'x', 1)"
    )
    refused = psycopg.errors.InsufficientPrivilege
    for who, authority, corrects, by, error in (
        (officer, UZ, None, liaison, refused),
        (liaison, UZ, None, liaison, refused),  # which its state's liaison officer provides for
        (officer, "example-customs-uz", None, officer, refused),
        (officer, UZ, other.pk, officer, psycopg.errors.ForeignKeyViolation),
    ):
        with pytest.raises(error), saying_as(app, who):
            app.execute(insert, [agency(authority), corrects, by.user])
    with saying_as(app, officer):
        app.execute(insert, [agency(UZ), one.pk, officer.user])
