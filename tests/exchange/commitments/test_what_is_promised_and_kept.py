"""Proposing, accepting, ending; what fulfils a period, and what opens it again; who may do which."""

import datetime as dt

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from builders.commitments import FIRST, UZC, accepted, fulfilled, lines, proposed, report, stands
from builders.messages import AT, KZ, TJ, UZ, acknowledged, does, draft, enter_colleague, seen
from builders.releasing import agency
from cast import actor
from chorsu.exchange.commitments import fulfilling, promising, selectors
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.periods import State
from chorsu.exchange.commitments.selectors import may_fulfil
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.models import Message
from chorsu.handling.viewer import viewing
from chorsu.journal.models import OutboxRow
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7

pytestmark = pytest.mark.usefixtures("bank")

DAY = dt.timedelta(days=1)
NEXT = dt.datetime(2026, 3, 11, 12, tzinfo=dt.UTC)
"""The day after the first is due."""


def state_of(one, who="liaison-b"):
    with viewing(actor(who)):
        return Commitment.objects.get(pk=one.pk).state


def test_nothing_is_promised_until_it_is_accepted():
    one = proposed()
    assert (one.state, lines(one, NEXT)) == ("proposed", [])
    does("liaison-a", promising.accept, at=AT + DAY, identifier=one.pk)
    assert state_of(one) == "standing"
    assert lines(one, NEXT) == [State.LATE, State.OPEN]
    assert lines(one, NEXT, side=KZ) == [State.LATE, State.OPEN]


def test_however_many_came_and_went_since_what_is_in_force_stays_in_sight(monkeypatch):
    monkeypatch.setattr(selectors, "MOST", 2)
    one = accepted()
    for number in range(5):
        at = AT + DAY + dt.timedelta(minutes=number)
        other = proposed(at=at)
        if number:
            does("liaison-b", promising.end, at=at, identifier=other.pk, words="Not needed")
    with viewing(actor("liaison-b")):
        found = [(each.one.state, each.one.pk == one.pk) for each in selectors.seen(NEXT)]
        assert found == [("proposed", False), ("standing", True), ("ended", False), ("ended", False)]
        assert [line.period.number for _, line in selectors.owed_by(agency(UZC), NEXT)] == [1, 2]
        assert [each.one.pk for each in selectors.in_force(NEXT)] == [one.pk]


def test_what_was_due_before_it_was_accepted_is_not_owed():
    one = proposed()
    does("liaison-a", promising.accept, at=NEXT, identifier=one.pk)
    assert [line.period.number for line in stands(one, NEXT).lines[agency(KZ)]] == [2]


def test_what_one_promises_alone_stands_at_once_and_the_other_side_sees_it():
    one = proposed(way="gives")
    assert lines(one, NEXT, who="liaison-a") == [State.LATE, State.OPEN]
    assert lines(one, NEXT, side=KZ) == []
    with pytest.raises(InputError):
        does("liaison-a", promising.accept, identifier=one.pk)


def test_what_is_asked_of_the_other_side_is_owed_by_that_side_alone():
    one = accepted(way="asks")
    assert (lines(one, NEXT), lines(one, NEXT, side=KZ)) == ([], [State.LATE, State.OPEN])


def test_declined_on_a_ground_or_in_words_it_is_never_owed():
    one = proposed()
    with pytest.raises(InputError):
        does("liaison-a", promising.decline, identifier=one.pk, ground="", words=" ")
    does("liaison-a", promising.decline, identifier=one.pk, ground="safety", words="")
    assert (state_of(one), lines(one, NEXT)) == ("declined", [])
    with pytest.raises(InputError):
        does("liaison-a", promising.accept, identifier=one.pk)


@pytest.mark.parametrize("who", ["liaison-a", "liaison-b"])
def test_either_side_ends_it_with_words(who):
    one = accepted()
    with pytest.raises(InputError):
        does(who, promising.end, identifier=one.pk, words=" ")
    does(who, promising.end, at=NEXT, identifier=one.pk, words="the agreement ended")
    assert lines(one, NEXT + 30 * DAY) == [State.LATE]
    with pytest.raises(InputError):
        does(who, promising.end, identifier=one.pk, words="again")


def test_a_proposal_is_taken_back_by_its_side_alone():
    one = proposed()
    with pytest.raises(RefusedError):
        does("liaison-a", promising.end, identifier=one.pk, words="no")
    assert does("liaison-b", promising.end, identifier=one.pk, words="by mistake").state == "ended"


def test_liaison_and_duty_officers_promise_and_nobody_else(as_role):
    with pytest.raises(RefusedError):
        proposed("border-officer")
    assert proposed("liaison-b", provider=UZ).provider_id == agency(UZ)
    assert proposed(enter_colleague(as_role, "duty-b", UZ, ("duty",))).provider_id == agency(UZ)
    with pytest.raises(RefusedError):
        proposed("liaison-a", provider=UZ)
    with pytest.raises(RefusedError):
        does("liaison-b", promising.accept, identifier=proposed().pk)


@pytest.mark.parametrize("who", ["stranger-c", "analyst", "duty-officer", "border-officer"])
def test_nobody_else_sees_it(who):
    one = accepted()
    fulfilled(one)
    with viewing(actor(who)):
        assert not Commitment.objects.exists()
        assert not CommitmentChange.objects.exists()
    with pytest.raises(AbsentError):
        does(who, promising.end, identifier=one.pk, words="x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"partner": UZC}, {"every": "daily"}, {"way": "both"}, {"subject": " "}, {"basis": ""}, {"grace": 4},
        {"substances": ("nonsense",)}, {"channel": "x"}, {"last": FIRST - DAY}, {"since": FIRST + DAY},
        {"first": dt.date(1999, 1, 1)},
    ],
)  # fmt: skip
def test_what_is_no_commitment_is_refused(wrong):
    with pytest.raises(InputError):
        proposed(**wrong)
    assert proposed(grace=3, substances=("heroin", "mdma"), last=FIRST).substances == ["heroin", "mdma"]


def test_a_message_to_the_other_side_fulfils_a_period_and_its_delivery_says_received():
    one = accepted()
    told = fulfilled(one, at=AT + DAY)
    line, _ = stands(one, NEXT).lines[agency(UZC)]
    assert (line.state, line.sent_at, line.received_at, line.days) == (State.IN_TIME, AT + DAY, None, 0)
    acknowledged(told, at=NEXT)
    assert stands(one, NEXT, "liaison-a").lines[agency(UZC)][0].received_at == NEXT
    assert lines(one, NEXT, side=KZ) == [State.LATE, State.OPEN]


def test_sent_late_is_said_with_its_days():
    one = accepted()
    fulfilled(one, at=NEXT + 2 * DAY)
    line = stands(one, NEXT + 3 * DAY).lines[agency(UZC)][0]
    assert (line.state, line.days) == (State.SENT_LATE, 3)


@pytest.mark.parametrize("period", [0, 2, 99])
def test_what_is_not_open_is_fulfilled_by_nothing(period):
    one = accepted()
    with pytest.raises(InputError):
        fulfilled(one, period)
    fulfilled(one)
    with pytest.raises(InputError):
        fulfilled(one)


def test_a_message_to_somebody_else_a_draft_or_one_of_another_fulfils_nothing():
    one = accepted()
    with pytest.raises(InputError):
        fulfilled(one, message=report(to=(TJ,)))
    with pytest.raises(InputError):
        fulfilled(one, message=draft(who="liaison-b", kind="spontaneous"))
    with pytest.raises(AbsentError):
        fulfilled(one, message=report("liaison-a", to=(UZC,)))
    with pytest.raises(AbsentError):
        fulfilled(one, message=report("border-officer", to=(TJ,)), who="liaison-a")


def test_a_message_taken_back_opens_its_period_again():
    one = accepted()
    told = fulfilled(one)
    does("liaison-b", sending.recall_message, at=AT + DAY, identifier=told.pk, reason="wrong table")
    assert lines(one, AT + DAY) == [State.OPEN]
    fulfilled(one, at=AT + DAY)
    assert lines(one, AT + DAY) == [State.IN_TIME]


def test_nothing_to_report_counts_as_sent_and_is_taken_back():
    one, of = accepted(), {"side": agency(UZC), "period": 1}
    does("liaison-b", fulfilling.say_nothing_to_report, identifier=one.pk, **of)
    (line,) = stands(one, AT).lines[agency(UZC)]
    assert (line.state, line.nothing, line.delivery) == (State.IN_TIME, True, None)
    with pytest.raises(RefusedError):
        does("liaison-a", fulfilling.unfulfil, identifier=one.pk, words="", **of)
    does("liaison-b", fulfilling.unfulfil, identifier=one.pk, words="there was", **of)
    assert lines(one, AT) == [State.OPEN]


def test_its_writer_says_what_a_message_fulfils_and_it_is_when_it_is_sent():
    one = accepted()
    written = draft(who="liaison-b", kind="spontaneous", to=(KZ, TJ), fulfils=(one.pk, 1))
    assert lines(one, AT) == [State.OPEN]
    does("liaison-b", sending.send_message, identifier=written.pk)
    assert lines(one, AT) == [State.IN_TIME]
    with viewing(actor("example-drug-control-tj")):
        assert Message.objects.get(pk=written.pk).fulfils is None


def test_after_a_second_officer_released_it(as_role):
    one = accepted()
    does("liaison-b", sending.set_four_eyes, authority=agency(UZC), wanted=True)
    written = draft(who="liaison-b", kind="spontaneous", fulfils=(one.pk, 1))
    does("liaison-b", sending.send_message, identifier=written.pk)
    assert lines(one, AT) == [State.OPEN]
    does(enter_colleague(as_role, code=UZC), sending.release_message, at=AT + DAY, identifier=written.pk)
    assert lines(one, AT + DAY) == [State.IN_TIME]


@pytest.mark.parametrize("wrong", ["addressee", "period", "commitment"])
def test_what_can_not_be_fulfilled_so_keeps_the_message_from_going(wrong):
    one = accepted()
    tie = {"addressee": (one.pk, 1), "period": (one.pk, 2), "commitment": (uuid7(), 1)}[wrong]
    written = draft(who="liaison-b", kind="spontaneous", to=(TJ if wrong == "addressee" else KZ,), fulfils=tie)
    with pytest.raises(InputError):
        does("liaison-b", sending.send_message, identifier=written.pk)
    assert not seen(written, "liaison-a")


def test_each_act_is_an_entry_of_the_journal(as_role):
    one = accepted()
    told = fulfilled(one)
    does("liaison-b", sending.recall_message, identifier=told.pk, reason="x")
    does("liaison-b", fulfilling.say_nothing_to_report, identifier=one.pk, side=agency(UZC), period=1)
    does("liaison-b", promising.end, identifier=one.pk, words="x")
    with as_role("worker"):
        kinds = list(OutboxRow.objects.filter(record_id=one.pk).order_by("version").values_list("kind", flat=True))
    assert kinds == [f"commitment.{kind}" for kind in (
        "proposed", "accepted", "fulfilled", "unfulfilled", "nothing-to-report", "ended"
    )]  # fmt: skip


INSERT = (
    "INSERT INTO exchange_commitment_change (id, commitment_id, number, kind, at, by, by_name, words, ground, side, period,"
    " message, state) VALUES (gen_random_uuid(), %s, %s, %s, now(), %s, '', '', '', %s, %s, %s, %s)"
)


def by_sql(who, statement, values):
    with viewing(actor(who)), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def test_nobody_accepts_for_the_other_side_nor_moves_it_without_an_act_by_sql():
    one, me = proposed(), actor("liaison-b").user
    with pytest.raises(ProgrammingError, match="row-level security"):
        by_sql("liaison-b", INSERT, [one.pk, 2, "accepted", me, None, None, None, "standing"])
    with pytest.raises(ProgrammingError, match="newest act"):
        by_sql("liaison-b", "UPDATE exchange_commitment SET state = 'standing', version = 2 WHERE id = %s", [one.pk])
    with pytest.raises(ProgrammingError, match="permission denied"):
        by_sql("liaison-b", "UPDATE exchange_commitment SET grace = 3 WHERE id = %s", [one.pk])
    does("liaison-a", promising.accept, identifier=one.pk)
    with pytest.raises(ProgrammingError, match="row-level security"):
        by_sql("liaison-b", INSERT, [one.pk, 3, "nothing-to-report", me, agency(KZ), 1, None, "standing"])
    with pytest.raises(ProgrammingError, match="row-level security"):
        by_sql("liaison-b", INSERT, [one.pk, 3, "reminded", me, agency(UZC), 1, None, "standing"])
    elsewhere = report(to=(TJ,))
    with pytest.raises(ProgrammingError, match="row-level security"):
        by_sql("liaison-b", INSERT, [one.pk, 3, "fulfilled", me, agency(UZC), 1, elsewhere.pk, "standing"])
    told = report()
    assert by_sql("liaison-b", INSERT, [one.pk, 3, "fulfilled", me, agency(UZC), 1, told.pk, "standing"]) == 1


def test_what_was_sent_before_it_was_promised_fulfils_nothing():
    old = report(at=AT - dt.timedelta(days=40))
    one = accepted()
    with pytest.raises(InputError) as refused:
        fulfilled(one, message=old)
    assert refused.value.what == "is older than the commitment"


def test_one_message_fulfils_one_thing():
    one, other = accepted(), accepted(subject="Precursors")
    told = fulfilled(one)
    with pytest.raises(InputError) as refused:
        fulfilled(other, message=told)
    assert refused.value.what == "fulfils something already"


def test_one_message_fulfils_one_thing_whenever_that_is_said():
    one, other, told = accepted(), accepted(subject="Precursors"), report()
    later = NEXT + 7 * DAY
    fulfilled(one, 2, message=told, at=later)
    with pytest.raises(InputError) as refused:
        fulfilled(other, message=told, at=later)
    assert refused.value.what == "fulfils something already"


def test_a_period_opened_again_gives_its_message_back():
    one = accepted()
    told = fulfilled(one)
    with viewing(actor("liaison-b")):
        assert told not in may_fulfil(one, agency(UZC), NEXT)
    does("liaison-b", fulfilling.unfulfil, at=NEXT, identifier=one.pk, side=agency(UZC), period=1, words="wrong")
    with viewing(actor("liaison-b")):
        assert told in may_fulfil(one, agency(UZC), NEXT)
