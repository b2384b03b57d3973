"""What was handed in, or a return, as what fulfils a period: of whom, since when, once, and read by the other side."""

import datetime as dt

import pytest
from django.db.utils import ProgrammingError

from builders.commitments import UZC, lines, proposed, stands
from builders.messages import AT, KZ, TJ, does
from builders.releasing import agency
from builders.returns import nil
from builders.seizures import record
from cast import actor
from chorsu.exchange.commitments import fulfilling
from chorsu.exchange.commitments.giving import What, fulfil_by_data, may_give, reopened_by_withdrawal
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.periods import State
from chorsu.exchange.commitments.standing import standing
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import Report

DAY = dt.timedelta(days=1)


@pytest.fixture
def promise(bank):
    """What customs promise alone, the first of it due in two days and the second in nine."""
    at = now() - DAY
    return proposed(at=at, first=(at + 3 * DAY).date(), way="gives")


@pytest.fixture
def handed(bank, as_role):
    """What was handed in by an authority for others."""

    def hand_in(*others, provider=UZC):
        with as_role("worker"):
            (one,) = record([{}], provider=provider, audience=[agency(code) for code in others])
            return one.report

    return hand_in


def given(one, report, *, who="liaison-b", period=1, what=What.REPORT, at=None):
    said = {"identifier": one.pk, "period": period, "what": what, "number": report.pk}
    return does(who, fulfil_by_data, at=at or now(), **said)


def offered(one, who="liaison-b"):
    with viewing(actor(who)):
        found = standing(Commitment.objects.get(pk=one.pk), now())
        return [each.number for each in may_give(found, agency(UZC), now())]


def test_a_hand_in_fulfils_a_period_and_both_sides_see_it(promise, handed):
    report = handed(KZ)
    assert offered(promise) == [report.pk]
    given(promise, report)
    for who in ("liaison-b", "liaison-a"):
        line = stands(promise, now(), who).lines[agency(UZC)][0]
        assert (line.state, line.act.report, line.delivery) == (State.IN_TIME, report.pk, None)
    assert offered(promise) == []


def test_a_return_fulfils_it_too(promise):
    one = nil(who="liaison-b", provider=UZC, audience=[agency(KZ)])
    assert offered(promise) == [one.pk]
    given(promise, one, what=What.RETURN)
    assert lines(promise, now())[0] == State.IN_TIME


def refused(one, report, **said):
    with pytest.raises(InputError) as error:
        given(one, report, **said)
    return error.value.what


def test_what_the_other_side_can_not_read_fulfils_nothing(promise, handed):
    for report in (handed(), handed(TJ)):
        assert offered(promise) == []
        assert refused(promise, report) == "is not read by the other side"
    hidden = nil(who="liaison-b", provider=UZC)
    assert refused(promise, hidden, what=What.RETURN) == "is not read by the other side"
    given(promise, handed(KZ))


def test_what_is_older_than_the_period_fulfils_nothing(bank, handed, as_role):
    at = now() - 9 * DAY
    one, report = proposed(at=at, first=(at + 3 * DAY).date(), way="gives"), handed(KZ)
    with as_role("owner"):
        Report.objects.filter(pk=report.pk).update(received_at=at - DAY)
    assert offered(one) == []
    assert refused(one, report) == "is older than the period"
    with as_role("owner"):
        Report.objects.filter(pk=report.pk).update(received_at=at + DAY)
    assert refused(one, report, period=2) == "is older than the period"
    given(one, report, period=1)
    assert lines(one, now())[0] == State.SENT_LATE


def test_one_hand_in_fulfils_one_thing(promise, handed):
    report = handed(KZ)
    other = proposed(at=promise.at, first=promise.first, way="gives", subject="Precursors")
    given(promise, report)
    assert refused(other, report) == "fulfils something already"
    assert offered(other) == []
    does("liaison-b", fulfilling.unfulfil, at=now(), identifier=promise.pk, side=agency(UZC), period=1, words="x")
    given(other, report)


def test_data_of_another_authority_fulfil_nothing(promise, handed):
    ours, theirs = handed(KZ, provider="example-border-uz"), handed(UZC, provider=KZ)
    with pytest.raises(RefusedError):
        given(promise, ours)
    for who in ("liaison-b", "stranger-c"):
        with pytest.raises(AbsentError):
            given(promise, theirs, who=who)
    with pytest.raises(RefusedError):
        given(promise, theirs, who="liaison-a")


def test_what_is_withdrawn_opens_its_period_again(promise, handed, as_role):
    report = handed(KZ)
    given(promise, report)
    with as_role("owner"):
        Report.objects.filter(pk=report.pk).update(withdrawn_at=now())
    of = {"what": What.REPORT, "number": report.pk, "provider": agency(UZC)}
    does("liaison-b", reopened_by_withdrawal, at=now(), **of)
    assert lines(promise, now())[0] == State.OPEN
    assert refused(promise, report) == "was withdrawn"


def test_nobody_ties_the_data_of_another_by_sql(promise, handed):
    theirs, mine = handed(UZC, provider=KZ), handed(KZ)
    me = actor("liaison-b")
    said = {"commitment_id": promise.pk, "number": 2, "kind": "fulfilled", "at": AT, "by": me.user, "period": 1}
    said |= {"side": agency(UZC), "state": "standing"}
    with pytest.raises(ProgrammingError, match="row-level security"), viewing(me):
        CommitmentChange.objects.create(**said, report=theirs.pk)
    with viewing(me):
        assert CommitmentChange.objects.create(**said, report=mine.pk).pk
