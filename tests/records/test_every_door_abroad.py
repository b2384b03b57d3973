"""Whichever way personal data newly reach another state, a basis is stated first, or the record stays at home."""

import pytest
from django.db import transaction

from builders.releasing import act, agency, state
from builders.rows import source_row
from builders.seizures import LAW, follow, record, seen_by
from cast import actor
from chorsu.handling.rules import MEMBERS, Marking
from chorsu.handling.viewer import viewing
from chorsu.journal.models import OutboxRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.kernel.ids import uuid7
from chorsu.records.listing import with_lots
from chorsu.records.models import Identifier, Permission, Persons, Seizure, Transfer
from chorsu.records.parts import mark_part
from chorsu.records.permissions.services import answer, ask, carry_out
from chorsu.records.release_rules.applying import release_by_rule
from chorsu.records.release_rules.services import Wanted, make_rule
from chorsu.records.sanitising import Coarsening, sanitise
from chorsu.records.services import correct, release_to
from chorsu.records.store import Kept
from chorsu.records.submitting import Submission, submit
from chorsu.records.transfers.deciding import transfers_of, waiting_for_basis
from chorsu.records.transfers.releasing import state_basis, state_basis_of_report
from chorsu.records.transfers.said import NeedsBasisError
from chorsu.records.updates import update

OWNER, HOME, ABROAD = "border-officer", "liaison-b", "liaison-a"
PHONE = ("phone", "+998901234567", "+998 90 123 45 67")
CASE = ("case", "12-34", "12-34")


def kept(seizure):
    with viewing(actor(OWNER)):
        return [(one.basis, one.to) for one in transfers_of(seizure.pk)]


def send(*, audience, transfer=None, persons=None):
    officer, provider = actor(OWNER), agency("example-border-uz")
    what = Submission(uuid7(), "form", uuid7().hex * 2, 9, source_row().lots, (), persons or {"detained": 2})
    marking = Marking(provider, frozenset({provider, *audience}))
    with viewing(officer):
        return submit(actor=officer, marking=marking, submission=what, at=now(), transfer=transfer)


def test_what_is_handed_in_without_a_basis_stays_in_its_own_state(bank, as_role):
    done = send(audience=[MEMBERS])
    assert done.held
    assert seen_by(actor(ABROAD)) == set()
    assert seen_by(actor(OWNER)) == {done.seizure.pk}
    with viewing(actor(OWNER)):
        assert Seizure.objects.get().marking.named == {agency("example-border-uz"), state("UZ")}
        assert waiting_for_basis(done.seizure.pk).to == [MEMBERS]
    assert kept(done.seizure) == []
    with as_role("worker"):
        assert OutboxRow.objects.filter(kind="transfer.held").count() == 1


def test_with_a_basis_it_goes_on_and_the_decision_is_kept(bank):
    done = send(audience=[state("KZ")], transfer=LAW)
    assert not done.held
    assert seen_by(actor(ABROAD)) == {done.seizure.pk}
    assert kept(done.seizure) == [(LAW.basis, [state("KZ")])]


def test_what_tells_of_nobody_goes_where_it_was_meant_to(bank, as_role):
    assert not send(audience=[MEMBERS], persons={"detained": 0}).held
    with as_role("worker"):
        record([{"details": {"identifiers": (CASE,)}}], audience=[MEMBERS], transfer=None)
    assert len(seen_by(actor(ABROAD))) == 2


def test_a_basis_stated_later_lets_it_go_to_whom_it_was_meant_for(bank):
    done = send(audience=[MEMBERS, state("KZ")])
    act(state_basis, OWNER, done.seizure, transfer=LAW)
    assert seen_by(actor(ABROAD)) == {done.seizure.pk}
    with viewing(actor(OWNER)):
        assert waiting_for_basis(done.seizure.pk) is None
    with pytest.raises(InputError):
        act(state_basis, OWNER, done.seizure, transfer=LAW)


def test_of_a_table_one_basis_lets_all_rows_go_and_rows_without_persons_go_at_once(bank, as_role):
    rows = [{"details": {"persons": {"detained": 1}}}, {"details": {"identifiers": (PHONE,)}}, {}]
    with as_role("worker"):
        first, second, plain = record(rows, audience=[state("KZ")], transfer=None)
    assert seen_by(actor(ABROAD)) == {plain.pk}
    officer = actor(OWNER)
    with viewing(officer):
        assert state_basis_of_report(report=first.report_id, transfer=LAW, actor=officer, at=now()) == 2
        assert state_basis_of_report(report=first.report_id, transfer=LAW, actor=officer, at=now()) == 0
    assert seen_by(actor(ABROAD)) == {first.pk, second.pk, plain.pk}


@pytest.mark.parametrize("changes", [{"persons": {"detained": 1}}, {"identifiers": [PHONE]}])
def test_a_correction_that_adds_persons_to_what_is_abroad_needs_a_basis(bank, as_role, changes):
    with as_role("worker"):
        abroad, home = record([{}, {}], audience=[state("KZ")])[0], record([{}], audience=[state("UZ")])[0]
    with pytest.raises(NeedsBasisError):
        act(correct, OWNER, abroad, changes=changes, reason="told later")
    act(correct, OWNER, home, changes=changes, reason="told later")
    act(correct, OWNER, abroad, changes=changes, reason="told later", transfer=LAW)
    assert kept(abroad) == [(LAW.basis, [state("KZ")])]
    act(correct, OWNER, abroad, changes={"persons": {"detained": 5}}, reason="counted again")


def test_a_correction_of_what_only_the_provider_sees_takes_nothing_abroad(bank, as_role):
    with as_role("worker"):
        (abroad,) = record([{}], audience=[state("KZ")])
    act(correct, OWNER, abroad, changes={"persons": {"minor": 1}}, reason="told later")
    act(correct, OWNER, abroad, changes={"identifiers": [(*PHONE, True)]}, reason="told later")
    assert kept(abroad) == []


def test_a_permission_that_lets_it_go_on_to_another_state_needs_a_basis(bank, as_role):
    with as_role("worker"):
        (told,) = record([{"details": {"persons": {"detained": 1}}}], audience=[state("KZ")])
    asked = act(ask, ABROAD, told, kind="third-party", to=[agency("example-police-kg")], purpose="p", deadline="8h")
    said = {"granted": True, "ground": "", "conditions": "", "until": None}
    officer = actor(OWNER)
    with viewing(officer), pytest.raises(NeedsBasisError):
        answer(permission=asked.pk, actor=officer, at=now(), **said)
    with viewing(officer):
        assert Permission.objects.get().state == "asked"
        answer(permission=asked.pk, actor=officer, at=now(), transfer=LAW, **said)
    assert (LAW.basis, [agency("example-police-kg")]) in kept(told)


@pytest.mark.parametrize(("to", "state_of_it"), [("example-police-kg", "asked"), ("example-police-kz", "passed")])
def test_who_passes_it_on_to_a_third_state_asks_first_and_within_its_own_state_does_not(bank, as_role, to, state_of_it):
    with as_role("worker"):
        (told,) = record([{"details": {"persons": {"detained": 1}}}], audience=[agency("example-customs-kz")])
    asked = act(ask, ABROAD, told, kind="pass-on", to=[agency(to)], purpose="p", deadline="8h")
    assert asked.state == "told"
    with as_role("worker"):
        assert carry_out(permission=asked, actor=actor(ABROAD), at=now()).state == state_of_it


def rule(**said):
    officer, wanted = actor(OWNER), Wanted(name="all", to_audience=(MEMBERS,), without_persons=False, **said)
    with viewing(officer):
        return make_rule(agency=agency("example-border-uz"), wanted=wanted, actor=officer, at=now())


def test_a_standing_rule_releases_persons_on_its_basis_alone(bank, as_role):
    with pytest.raises(NeedsBasisError):
        rule()
    rule(basis="agreement of 2006", purpose="joint analysis")
    with as_role("worker"):
        (told,) = record([{"details": {"persons": {"detained": 1}}}])
        follow()
        while release_by_rule():
            pass
    assert seen_by(actor(ABROAD)) == {told.pk}
    assert kept(told) == [("agreement of 2006", [MEMBERS])]


def test_a_rule_for_records_without_persons_leaves_those_with_a_phone(bank, as_role):
    officer, wanted = actor(OWNER), Wanted(name="none", to_audience=(MEMBERS,))
    with viewing(officer):
        make_rule(agency=agency("example-border-uz"), wanted=wanted, actor=officer, at=now())
    with as_role("worker"):
        _told, plain = record([{"details": {"identifiers": (PHONE,)}}, {}])
        follow()
        while release_by_rule():
            pass
    assert seen_by(actor(ABROAD)) == {plain.pk}


def test_a_sanitised_version_with_the_words_of_a_source_that_tells_of_persons_needs_a_basis(bank, as_role):
    with as_role("worker"):
        (told,) = record([{"details": {"persons": {"detained": 1}, "narrative": "two were held"}}])
    made = [
        act(sanitise, OWNER, told, how=Coarsening(words=words), keep=lambda data: Kept(uuid7().hex * 2, len(data)))
        for words in (True, False)
    ]
    with pytest.raises(NeedsBasisError):
        act(release_to, OWNER, made[0], principals=[state("KZ")], until=None)
    act(release_to, OWNER, made[1], principals=[state("KZ")], until=None)
    act(release_to, OWNER, made[0], principals=[state("KZ")], until=None, transfer=LAW)
    assert seen_by(actor(ABROAD)) == {one.pk for one in made}


def told_anew(as_role, found, transfer):
    details = {"persons": {"detained": 3}, "identifiers": (PHONE,)}
    with as_role("worker"), transaction.atomic():
        rows = {found.pk: source_row(2, details=details)}
        return update(rows, report=found.report, reason="again", actor=None, at=now(), transfer=transfer)


def test_what_a_later_sheet_adds_of_persons_stays_at_home_until_a_basis_is_stated(bank, as_role):
    with as_role("worker"):
        (found,) = record([{}], audience=[state("KZ")])
    assert told_anew(as_role, found, None).held == 1
    for who, number in ((ABROAD, 0), (OWNER, 1)):
        with viewing(actor(who)):
            assert (Persons.objects.count(), Identifier.objects.count()) == (number, number)
    act(state_basis, OWNER, found, transfer=LAW)
    with viewing(actor(ABROAD)):
        assert (Persons.objects.get().count, Identifier.objects.get().normal) == (3, PHONE[1])
        assert not Transfer.objects.exists()


def test_with_a_basis_a_later_sheet_tells_at_once(bank, as_role):
    with as_role("worker"):
        (found,) = record([{}], audience=[state("KZ")])
    assert told_anew(as_role, found, LAW).held == 0
    with viewing(actor(ABROAD)):
        assert Persons.objects.get().count == 3
    assert kept(found) == [(LAW.basis, [state("KZ")])]


def with_words(as_role, transfer=LAW, audience=("KZ",)):
    rows = [{"details": {"narrative": "An invented driver told of a second car."}}, {}]
    with as_role("worker"):
        return record(rows, audience=[state(code) for code in audience], transfer=transfer)


def test_words_ask_for_a_basis_too_and_without_one_stay_in_their_own_state(bank, as_role):
    told, silent = with_words(as_role, transfer=None)
    assert seen_by(actor(ABROAD)) == {silent.pk}
    assert told.pk in seen_by(actor(HOME))
    with viewing(actor(OWNER)):
        assert waiting_for_basis(told.pk).to == [state("KZ")]
    act(state_basis, OWNER, told, transfer=LAW)
    assert seen_by(actor(ABROAD)) == {told.pk, silent.pk}


def test_a_release_and_a_correction_of_words_ask_for_a_basis(bank, as_role):
    told, silent = with_words(as_role, audience=())
    with pytest.raises(NeedsBasisError):
        act(release_to, OWNER, told, principals=[state("KZ")], until=None)
    act(release_to, OWNER, told, principals=[state("KZ")], until=None, transfer=LAW)
    act(release_to, OWNER, silent, principals=[state("KZ")], until=None)
    changes = {"narrative": "The driver is named there."}
    with pytest.raises(NeedsBasisError):
        act(correct, OWNER, silent, changes=changes, reason="more is known")
    act(correct, OWNER, silent, changes=changes, reason="more is known", transfer=LAW)
    assert kept(silent) == [(LAW.basis, [state("KZ")])]


def test_words_that_a_later_sheet_tells_stay_at_home_with_its_row_until_a_basis_is_stated(bank, as_role):
    words = "An invented driver told of a second car."
    with as_role("worker"):
        (found,) = record([{}], audience=[state("KZ")])
    with as_role("worker"), transaction.atomic():
        rows = {found.pk: source_row(2, details={"narrative": words})}
        assert update(rows, report=found.report, reason="again", actor=None, at=now(), transfer=None).held == 1

    def read(who):
        with viewing(actor(who)):
            (one,) = with_lots([found.pk])
            return one.narrative, bool(one.source_cells)

    assert read(ABROAD) == ("", False)
    assert read(OWNER) == read(HOME) == (words, True)
    act(state_basis, OWNER, found, transfer=LAW)
    assert read(ABROAD) == (words, True)


def test_words_withheld_from_other_states_need_none_until_they_are_opened(bank, as_role):
    told, _silent = with_words(as_role, audience=())
    act(mark_part, OWNER, told, part="narrative", only_for=[state("UZ")])
    act(release_to, OWNER, told, principals=[state("KZ")], until=None)
    with pytest.raises(NeedsBasisError):
        act(mark_part, OWNER, told, part="narrative", only_for=None)
    act(mark_part, OWNER, told, part="narrative", only_for=None, transfer=LAW)
    with viewing(actor(ABROAD)):
        assert Seizure.objects.get(pk=told.pk).narrative
