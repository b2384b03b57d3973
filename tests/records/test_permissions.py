"""A recipient asks; the provider answers with ground and conditions; a grant changes the marking, a refusal nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from builders.seizures import record, seen_by
from cast import actor
from chorsu.desk.handling.passing import carry_out_passings
from chorsu.directory.models import Agency, State
from chorsu.handling.rules import COURT, Act, decide
from chorsu.handling.viewer import viewing
from chorsu.journal.models import OutboxRow
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records import services
from chorsu.records.models import Permission, Seizure
from chorsu.records.permissions.selectors import asked_of, of_record, waiting
from chorsu.records.permissions.services import answer, ask


def state(code):
    return State.objects.get(code=code).pk


@pytest.fixture
def marked(bank, as_role, connect):
    """A seizure released to Kazakhstan under the codes given."""

    def make(use=("H0",), dissemination=()):
        with as_role("worker"):
            (found,) = record([{}], audience=[state("KZ")])
        connect("owner").execute(
            "UPDATE records_seizure SET use_codes = %s, dissemination_codes = %s", [list(use), list(dissemination)]
        )
        return found

    return make


def asks(seizure, kind, *codes, who="liaison-a"):
    officer = actor(who)
    with viewing(officer):
        said = {"purpose": "case 17", "deadline": "3d", "to": [state(code) for code in codes]}
        return ask(seizure=seizure.pk, kind=kind, actor=officer, at=now(), **said)


def answers(one, *, granted, ground="", conditions="", until=None, who="border-officer"):
    officer = actor(who)
    with viewing(officer):
        return answer(
            permission=one.pk,
            granted=granted,
            ground=ground,
            conditions=conditions,
            until=until,
            actor=officer,
            at=now(),
        )


def may(who, seizure, act, purpose="", at=None):
    officer = replace(actor(who), purpose=purpose)
    with viewing(officer):
        return decide(officer, Seizure.objects.get(pk=seizure.pk).marking, act, at or now()).allowed


def test_use_in_court_is_asked_and_a_grant_lets_that_authority_alone(marked, as_role):
    seizure = marked(use=["H0", "H1"])
    assert not may("liaison-a", seizure, Act.USE, COURT)
    answers(asks(seizure, "court"), granted=True, conditions="not in public session")
    assert may("liaison-a", seizure, Act.USE, COURT)
    assert not may("example-police-kz", seizure, Act.USE, COURT)
    with viewing(actor("liaison-a")):
        (kept,) = of_record(seizure.pk)
        assert (kept.state, kept.conditions, kept.answered_name) == (
            "granted",
            "not in public session",
            actor("border-officer").name,
        )
    with as_role("worker"):
        kinds = list(OutboxRow.objects.filter(record_id=kept.pk).order_by("id").values_list("kind", flat=True))
        assert kinds == ["permission.asked", "permission.granted"]


def test_passing_on_under_h2_waits_for_the_provider(marked, as_role):
    seizure = marked(dissemination=["H2"])
    one = asks(seizure, "pass-on", "TM")
    with as_role("worker"):
        assert carry_out_passings() == 0
    assert seen_by(actor("stranger-c")) == set()
    answers(one, granted=True)
    assert seen_by(actor("stranger-c")) == {seizure.pk}
    assert not may("liaison-a", seizure, Act.PASS_ON)


def test_a_permission_that_names_nobody_is_for_good_and_for_that_authority(marked):
    seizure = marked(dissemination=["H2"])
    answers(asks(seizure, "pass-on"), granted=True)
    assert may("liaison-a", seizure, Act.PASS_ON)
    assert not may("example-police-kz", seizure, Act.PASS_ON)


@pytest.mark.parametrize(("kind", "act", "purpose"), [("court", Act.USE, COURT), ("pass-on", Act.PASS_ON, "")])
def test_a_permit_ends_on_its_day_by_the_rule_itself(marked, kind, act, purpose):
    seizure, end = marked(use=["H0", "H1"], dissemination=["H2"]), now() + dt.timedelta(days=3)
    answers(asks(seizure, kind), granted=True, until=end)
    assert may("liaison-a", seizure, act, purpose, at=end - dt.timedelta(seconds=1))
    assert not may("liaison-a", seizure, act, purpose, at=end)
    assert may("liaison-a", seizure, Act.SEE, at=end)


def test_a_permit_whose_day_is_not_said_ends_with_the_review_and_none_lasts_beyond(marked):
    seizure = marked(use=["H0", "H1"])
    with viewing(actor("border-officer")):
        review = Seizure.objects.get(pk=seizure.pk).review_by
    one = asks(seizure, "court")
    with pytest.raises(InputError):
        answers(one, granted=True, until=review + dt.timedelta(seconds=1))
    answers(one, granted=True)
    with viewing(actor("border-officer")):
        assert Permission.objects.get().until == review
        (permit,) = Seizure.objects.get().marking.handling.court_permits
        assert permit.until == review


def test_after_its_end_a_permit_is_asked_for_again(marked, connect):
    seizure = marked(use=["H0", "H1"])
    answers(asks(seizure, "court"), granted=True)
    with pytest.raises(RefusedError):
        asks(seizure, "court")
    connect("owner").execute(
        """UPDATE records_seizure SET court_permits = jsonb_set(court_permits, '{0,until}', '"2020-01-01T00:00:00Z"')"""
    )
    assert asks(seizure, "court").state == "asked"


def test_a_permit_of_before_permits_had_an_end_permits_no_more(marked, connect):
    seizure = marked(use=["H0", "H1"])
    kazakhstan = str(state("KZ"))
    connect("owner").execute("UPDATE records_seizure SET court_permits = jsonb_build_array(%s::int)", [kazakhstan])
    assert not may("liaison-a", seizure, Act.USE, COURT)


def test_a_refusal_has_a_ground_and_changes_nothing(marked):
    seizure = marked(dissemination=["H2"])
    one = asks(seizure, "pass-on", "TM")
    with pytest.raises(InputError):
        answers(one, granted=False)
    answers(one, granted=False, ground="running-case")
    assert seen_by(actor("stranger-c")) == set()
    assert not may("liaison-a", seizure, Act.PASS_ON)
    with pytest.raises(InputError):
        answers(one, granted=True)


def test_without_h2_it_is_passed_on_at_once_and_the_provider_is_told(marked, as_role):
    seizure = marked()
    assert asks(seizure, "pass-on", "TM").state == "told"
    with as_role("worker"):
        assert carry_out_passings() == 1
    assert seen_by(actor("stranger-c")) == {seizure.pk}
    with viewing(actor("border-officer")):
        assert [one.state for one in asked_of(actor("border-officer"))] == ["passed"]
        assert waiting(actor("border-officer")) == 0


def test_what_was_recalled_meanwhile_is_not_passed_on(marked, as_role):
    seizure, officer = marked(), actor("border-officer")
    asks(seizure, "pass-on", "TM")
    with viewing(officer):
        services.recall(seizure=seizure.pk, principals=None, reason="wrong", actor=officer, at=now())
    with as_role("worker"):
        carry_out_passings()
    assert seen_by(actor("stranger-c")) == set()
    with viewing(officer):
        assert Permission.objects.get().state == "void"


def test_a_third_party_always_needs_permission(marked, as_role):
    seizure = marked()
    officer = actor("liaison-a")
    centre = Agency.objects.get(code="example-centre").pk
    with viewing(officer):
        one = ask(seizure=seizure.pk, kind="pass-on", to=[centre], purpose="x", deadline="8h", actor=officer, at=now())
    assert one.state == "asked"
    assert seen_by(actor("analyst")) == set()


def test_nobody_else_sees_or_answers_it(marked):
    seizure = marked(dissemination=["H2"])
    one = asks(seizure, "pass-on", "TM")
    with viewing(actor("example-police-kz")):
        assert of_record(seizure.pk) == []
    with pytest.raises(AbsentError):
        answers(one, granted=True, who="stranger-c")
    with pytest.raises(AbsentError):
        answers(one, granted=True, who="liaison-a")
    with pytest.raises(AbsentError):
        asks(seizure, "pass-on", "TM", who="stranger-c")
    with pytest.raises(RefusedError):
        asks(seizure, "pass-on", "TM", who="border-officer")


def test_what_the_marking_allows_is_not_asked(marked):
    with pytest.raises(RefusedError):
        asks(marked(), "court")
