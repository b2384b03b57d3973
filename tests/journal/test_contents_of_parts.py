"""A record with parts, lots and identifiers marked more narrowly agrees with its entries; tampering with any is found.

What a room does not answer for is counted by its kind, and never taken for a fault.
"""

import pytest
from django.db import transaction
from django.test import Client

from builders.identified import HANDLE, PHONE
from builders.releasing import act, agency, state
from builders.rows import seizure_row
from builders.seizures import LAW, follow, record
from cast import actor
from chorsu.config.rebuilding import rooms
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import User
from chorsu.handling.viewer import viewing
from chorsu.intake.services import store
from chorsu.journal.contents import check
from chorsu.kernel.clock import now
from chorsu.records import services
from chorsu.records.batches import restore_these, withdraw_these
from chorsu.records.bulk import SourceRow
from chorsu.records.models import Tombstone
from chorsu.records.parts import mark_part
from chorsu.records.permissions.services import answer, ask
from chorsu.records.recalls.services import acknowledge
from chorsu.records.release_rules.services import Wanted, make_rule
from chorsu.records.sanitising import Coarsening, sanitise
from chorsu.records.subjects.services import receive
from chorsu.records.transfers.deciding import TransferSaid
from chorsu.records.updates import revert, update
from staff import enter_staff

OWNER, OTHER = "border-officer", "liaison-a"
SPOT = {"place": "Термез", "admin1": "UZ-SU", "place_id": "termez-uz", "latitude": 37.2242, "longitude": 67.2783}
TOLD = [PHONE, (*HANDLE, True)]


def answering():
    """The rooms, but for that of reports: those of the builders were never handed in."""
    return {noun: room for noun, room in rooms().items() if noun != "report"}


def parted_by_many_acts(as_role):
    """A record with a place, a lot and an identifier marked more narrowly, through many acts; everything numbered."""
    said = {**SPOT, "flags": ("ambiguous_place", "damaged_text"), "details": {"narrative": "слова"}}
    own = {**said, "details": {"identifiers": [(*HANDLE, True)], "narrative": "слова"}}
    with as_role("worker"):
        first, _ = record([[{**said, "quantity": 2.0}, {**said, "quantity": 5.0}], own], audience=[state("KZ")])
    act(services.correct, OWNER, first, changes={"identifiers": TOLD[:1]}, reason="a phone", transfer=LAW)
    act(services.correct, OWNER, first, changes={"identifiers": TOLD}, reason="a handle", transfer=LAW)
    for part in ("place", "narrative", "lots.2"):
        act(mark_part, OWNER, first, part=part, only_for=[state("KZ")])
    act(services.correct, OWNER, first, changes={"place": "Денау"}, reason="it was there")
    with as_role("worker"), transaction.atomic():
        withdraw_these([first.pk], reason="twice", actor=None, at=now())
        restore_these([first.pk], reason="it was not", actor=None, at=now())
        again = SourceRow((seizure_row(2, **said, quantity=3.0), seizure_row(2, **said, quantity=5.0)))
        update({first.pk: again}, report=first.report, reason="sent again", actor=None, at=now())
        revert([first.pk], reason="sent by mistake", actor=None, at=now())
    with as_role("worker"):
        follow()
    return first


@pytest.fixture
def parted(standing):
    return standing(parted_by_many_acts)


@pytest.fixture
def faults(as_role):
    def run():
        with as_role("worker"):
            return check(answering()).faults

    return run


@pytest.fixture
def tamper(installation, database_name):
    """Runs SQL as the superuser, past every trigger and policy."""

    def run(statement, *values):
        with installation.cluster.connect(database_name) as connection:
            connection.execute("SET session_replication_role = replica")
            assert connection.execute(statement, values).rowcount

    return run


def test_it_agrees_with_what_was_entered(parted, faults):
    assert faults() == []


TAMPERED = {
    "a withheld value": "UPDATE records_withheld SET values = jsonb_set(values, '{place}', '\"X\"') WHERE part = 'place' AND seizure_id = %s",
    "for whom a part is": "UPDATE records_withheld SET only_for = only_for || 1 WHERE part = 'place' AND seizure_id = %s",
    "the doubts of a part": "UPDATE records_withheld SET flags = flags || '{joint_region}'::varchar[] WHERE part = 'place' AND seizure_id = %s",
    "the cells": "UPDATE records_withheld SET values = '{}' WHERE part = 'source' AND seizure_id = %s",
    "a part": "DELETE FROM records_withheld WHERE part = 'narrative' AND seizure_id = %s",
    "a value laid over a withheld one": "UPDATE records_seizure SET place = 'X' WHERE id = %s",
    "a doubt laid over": "UPDATE records_seizure SET flags = flags || '{ambiguous_place}'::varchar[] WHERE id = %s",
    "for whom a lot is": "UPDATE records_lot SET only_for = NULL WHERE number = 2 AND seizure_id = %s",
    "an identifier": "UPDATE records_identifier SET normal = 'x' WHERE kind = 'phone' AND seizure_id = %s",
    "an identifier taken away": "DELETE FROM records_identifier WHERE kind = 'phone' AND seizure_id = %s",
    "its provider's own": "UPDATE records_identifier SET written = 'x' WHERE kind = 'handle' AND seizure_id = %s",
    "its provider's own taken away": "DELETE FROM records_identifier WHERE kind = 'handle' AND seizure_id = %s",
    "whose an identifier is": "UPDATE records_identifier SET only_for = NULL WHERE kind = 'handle' AND seizure_id = %s",
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_the_journal_is_found(parted, faults, tamper, what):
    tamper(TAMPERED[what], parted.pk)
    assert [fault for fault in faults() if str(parted.pk) in fault]


def test_a_tie_that_was_changed_is_found(parted, faults, tamper, as_role):
    made = act(sanitise, OWNER, parted, how=Coarsening(), keep=lambda raw: store().keep([raw], most=10_000))
    with as_role("worker"):
        follow()
    assert faults() == []
    tamper("UPDATE records_sanitised SET how = how || '{\"words\": true}' WHERE version_id = %s", made.pk)
    assert [fault for fault in faults() if "seizure.sanitised" in fault]


COUNTED = {
    "transfer.allowed", "permission.asked", "permission.refused", "recall.acknowledged", "release-rule.made",
    "subject.received", "view.as", "directory.group.made",
}  # fmt: skip
"""Kinds of which no room tells what the bank now says."""


def test_one_of_each_is_told_of_or_counted(parted, faults, as_role):
    enter_staff(as_role)
    act(services.correct, OWNER, parted, changes={"persons": {"detained": 1}}, reason="one man")
    law = TransferSaid(basis="agreement of 2024", purpose="a joint operation")
    act(services.release_to, OWNER, parted, principals=[state("TM")], until=None, transfer=law)
    asked = act(ask, OTHER, parted, kind="third-party", to=[agency("example-centre")], purpose="case 1", deadline="8h")
    border, liaison = actor(OWNER), actor(OTHER)
    with viewing(border):
        said = {"granted": False, "ground": "no-consent", "conditions": "", "until": None}
        answer(permission=asked.pk, actor=border, at=now(), **said)
        rule = Wanted(name="all", to_audience=(state("KZ"),))
        make_rule(agency=agency("example-border-uz"), wanted=rule, actor=border, at=now())
    client = Client()
    client.force_login(User.objects.get(username=OWNER))
    assert client.get(f"/records/{parted.pk}/seen-by/{agency('example-customs-kz')}/").status_code == 200
    act(services.recall, OWNER, parted, principals=[state("KZ")], reason="no longer")
    with viewing(liaison):
        acknowledge(tombstone=Tombstone.objects.get(seizure_id=parted.pk, part="").pk, actor=liaison, at=now())
    protector = actor("protector")
    with viewing(protector):
        receive(
            name="A. B.",
            identifier="",
            asks="access",
            words="what is held",
            received_at=now(),
            actor=protector,
            at=now(),
        )
        enter_act("group.made", "group", 1, actor=protector, content={"name": "a group"}, at=now())
    with as_role("worker"):
        follow()
        found = check(answering())
    assert found.faults == []
    assert found.unknown.keys() == COUNTED
