"""A draft is its authority's, a sent message its two sides'; each side does what is its own, and nobody else anything."""

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from builders.messages import (
    AT,
    KZ,
    TJ,
    acknowledged,
    answered,
    delivery,
    does,
    draft,
    enter_colleague,
    said,
    seen,
    sent,
)
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.exchange.messages.models import Message
from chorsu.handling.viewer import viewing
from chorsu.intake.services import store
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.ids import uuid7

pytestmark = pytest.mark.usefixtures("bank")
STRANGERS = ("stranger-c", "example-police-kg", "analyst", "press-one", "example-drug-control-tj")


def test_a_draft_is_seen_by_its_authority_alone():
    one = draft()
    assert seen(one, "border-officer")
    assert seen(one, "liaison-b")  # who provides for every authority of the state
    assert not any(seen(one, who) for who in ("liaison-a", *STRANGERS))


def test_a_sent_message_is_seen_by_its_two_sides_alone():
    one = sent()
    assert all(seen(one, who) for who in ("border-officer", "liaison-b", "liaison-a"))
    assert not any(seen(one, who) for who in STRANGERS)


def test_a_draft_is_changed_and_discarded_by_its_authority_until_it_is_sent(as_role):
    colleague, one = enter_colleague(as_role), draft()
    changed = does(colleague, writing.change_draft, identifier=one.pk, said=said("Whose lorry is this?"))
    assert (changed.subject, len(changed.writers)) == ("Whose lorry is this?", 2)
    with pytest.raises(AbsentError):
        does("liaison-a", writing.change_draft, identifier=one.pk, said=said())
    does("border-officer", sending.send_message, identifier=one.pk)
    for who, error in (("border-officer", InputError), ("liaison-a", RefusedError), ("stranger-c", AbsentError)):
        with pytest.raises(error):
            does(who, writing.change_draft, identifier=one.pk, said=said("Something else"))
    other = draft()
    does(colleague, writing.discard_draft, identifier=other.pk, store=store())
    assert not seen(other, "border-officer")


def test_a_draft_sent_twice_by_a_form_is_written_once():
    number = uuid7()
    first, again = (does("border-officer", writing.write_message, said=said(), number=number) for _ in range(2))
    assert first.pk == again.pk == number


@pytest.mark.parametrize("act", ["acknowledge", "assign"])
def test_only_the_addressee_takes_a_message_in_hand(act):
    one = sent()
    parts = {"officer": actor("liaison-a").user} if act == "assign" else {}
    for who in ("border-officer", *STRANGERS):
        with pytest.raises(AbsentError):
            does(who, getattr(receiving, act), message=one.pk, **parts)
    done = does("liaison-a", getattr(receiving, act), message=one.pk, **parts)
    assert done.acknowledged_at or done.assigned_to == actor("liaison-a").user


def test_a_message_is_given_to_officers_of_the_addressee_alone():
    one = sent()
    for who in ("example-police-kz", "border-officer"):
        with pytest.raises(InputError):
            does("liaison-a", receiving.assign, message=one.pk, officer=actor(who).user)


def test_it_is_acknowledged_once():
    one = sent()
    acknowledged(one)
    with pytest.raises(InputError):
        acknowledged(one)


def test_only_who_asked_gives_more_time():
    one = sent()
    more = {"message": one.pk, "addressee": agency(KZ), "amount": 2, "reason": "the archive is closed"}
    with pytest.raises(RefusedError):
        does("liaison-a", receiving.extend, **more)
    with pytest.raises(AbsentError):
        does("stranger-c", receiving.extend, **more)
    before = delivery(one).due_at
    assert (does("border-officer", receiving.extend, **more).due_at - before).total_seconds() == 7200
    for wrong in ({"amount": 0}, {"amount": 1000}, {"reason": " "}):
        with pytest.raises(InputError):
            does("border-officer", receiving.extend, **more | wrong)


def test_only_the_addressee_answers():
    one = sent()
    for who in ("border-officer", *STRANGERS):
        with pytest.raises(AbsentError):
            answered(one, "reply", who=who)
    assert answered(one, "reply").thread == one.thread
    assert delivery(one).state == "answered"


def test_nobody_writes_for_another_authority():
    with pytest.raises(RefusedError):
        does("border-officer", writing.write_message, said=said(), provider=agency(KZ))
    with pytest.raises(RefusedError):
        does("stranger-c", writing.write_message, said=said(), provider=agency(TJ))
    one = does("liaison-b", writing.write_message, said=said(), provider=agency("example-border-uz"))
    assert one.provider_id == agency("example-border-uz")


@pytest.mark.parametrize(
    "wrong",
    [{"subject": " "}, {"subject": "x" * 301}, {"kind": "letter"}, {"channel": "secret"}, {"language": "xx"},
     {"urgency": "1h"}, {"precedence": 9}, {"body": "x" * 20_001}, {"use": ("H9",)}, {"kind": "reply"}],
)  # fmt: skip
def test_what_stands_in_no_list_is_refused_in_one_line(wrong):
    with pytest.raises(InputError) as error:
        draft(**wrong)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("to", [(), ("example-border-uz",), (999_999,), (2,)])
def test_a_message_goes_to_authorities_and_groups_that_take_part(to):
    one = draft(to=to)
    with pytest.raises(InputError):
        does("border-officer", sending.send_message, identifier=one.pk)


def test_the_handling_is_that_of_the_channel_unless_more_is_said():
    with viewing(actor("liaison-a")):
        assert not Message.objects.exists()
    strategic, own = sent(channel="strategic"), sent(channel="strategic", use=("H1",), dissemination=("H2",))
    operational = sent(channel="operational")
    with viewing(actor("liaison-a")):
        kept = {one.pk: (one.use_codes, one.dissemination_codes) for one in Message.objects.all()}
    assert kept[strategic.pk] == (["H0"], [])
    assert kept[own.pk] == kept[operational.pk] == (["H0", "H1"], ["H2"])


HOSTILE = {
    "a change in the other side's name": "INSERT INTO exchange_delivery_change (id, delivery_id, number, kind, at, by,"
    " by_name, reason, ground, state) SELECT gen_random_uuid(), id, 1, 'extended', now(), directory_sealed(), '', '',"
    " '', 'open' FROM exchange_delivery",
    "a delivery of another's message": "INSERT INTO exchange_delivery (id, message_id, thread, sender, addressee, asks,"
    " answers, kind, precedence, urgency, state, received_at, acknowledged_name, ground, level, version, synthetic,"
    " provider_id, audience, exclusions) SELECT gen_random_uuid(), message_id, thread, sender, addressee + 1, '', '',"
    " kind, 0, '', 'told', now(), '', '', 0, 0, false, sender, ARRAY[sender, addressee + 1], '{}' FROM exchange_delivery",
    "an acknowledgement by somebody else": "INSERT INTO exchange_delivery_change (id, delivery_id, number, kind, at, by,"
    " by_name, reason, ground, state) SELECT gen_random_uuid(), id, 1, 'acknowledged', now(), 1, '', '', '', 'open'"
    " FROM exchange_delivery",
    "a change undone": "DELETE FROM exchange_delivery_change",
    "whom it went to": "UPDATE exchange_delivery SET addressee = addressee + 1",
}


@pytest.mark.parametrize("statement", HOSTILE.values(), ids=HOSTILE)
def test_by_sql_an_addressee_does_no_more(statement):
    sent()
    with viewing(actor("liaison-a")), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(statement)


def test_by_sql_an_addressee_changes_no_word_of_a_message():
    one = sent()
    with viewing(actor("liaison-a")), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_message SET subject = 'x'")
        assert cursor.rowcount == 0
    assert seen(one, "liaison-a")
    assert one.sent_at == AT


REWRITTEN = (
    "subject = 'x'",
    "body = 'x'",
    "state = 'draft'",
    "sent_at = now()",
    "use_codes = '{H0}'",
    "writers = '{}'",
)


@pytest.mark.parametrize("change", REWRITTEN)
def test_by_sql_not_even_its_sender_rewrites_what_was_sent(change):
    one = sent()
    with viewing(actor("border-officer")), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(f"UPDATE exchange_message SET {change} WHERE id = %s", [one.pk])
    recalled = does("border-officer", sending.recall_message, identifier=one.pk, reason="by mistake")
    with viewing(actor("border-officer")), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("UPDATE exchange_message SET state = 'sent' WHERE id = %s", [recalled.pk])


def test_a_number_that_is_somebody_elses_gives_way_and_tells_nothing():
    theirs = draft()
    mine = does("stranger-c", writing.write_message, said=said(), number=theirs.pk)
    assert mine.pk != theirs.pk
    assert (mine.thread, seen(theirs, "border-officer")) == (mine.pk, True)
