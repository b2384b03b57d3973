"""Where an authority wants four eyes a second officer releases; what was sent can be taken back, with a reason."""

import pytest
from django.db import connection
from django.db.utils import IntegrityError, ProgrammingError

from builders.messages import KZ, UZ, answered, attached, delivery, does, draft, enter_colleague, said, seen, sent
from builders.releasing import agency
from cast import actor
from chorsu.exchange.attachments.services import detach
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.exchange.messages.models import Message
from chorsu.handling.viewer import viewing
from chorsu.intake.services import store
from chorsu.kernel.errors import AbsentError, InputError, RefusedError


@pytest.fixture
def four_eyes(bank, as_role):
    """The border guard wants four eyes; the sign-in name of a second officer."""
    does("liaison-b", sending.set_four_eyes, authority=agency(UZ), wanted=True)
    return enter_colleague(as_role)


def test_it_waits_for_a_second_officer(four_eyes):
    one = sent()
    assert (one.state, seen(one, "liaison-a")) == ("waiting", False)
    with pytest.raises(RefusedError):
        does("border-officer", sending.release_message, identifier=one.pk)
    with pytest.raises(AbsentError):
        does("liaison-a", sending.release_message, identifier=one.pk)
    released = does(four_eyes, sending.release_message, identifier=one.pk)
    assert (released.state, released.released_by, released.sent_by) == (
        "sent", actor(four_eyes).user, actor("border-officer").user,
    )  # fmt: skip
    assert seen(one, "liaison-a")


def test_whoever_changed_a_word_is_no_second_officer(four_eyes):
    one = draft()
    does(four_eyes, writing.change_draft, identifier=one.pk, said=said("Another word"))
    does("border-officer", sending.send_message, identifier=one.pk)
    with pytest.raises(RefusedError):
        does(four_eyes, sending.release_message, identifier=one.pk)
    does("liaison-b", sending.release_message, identifier=one.pk)


def test_it_is_given_back_with_a_reason_and_sent_again(four_eyes):
    one = sent()
    with pytest.raises(InputError):
        does(four_eyes, sending.return_message, identifier=one.pk, reason=" ")
    back = does(four_eyes, sending.return_message, identifier=one.pk, reason="which lorry?")
    assert (back.state, back.returned_why) == ("draft", "which lorry?")
    does("border-officer", writing.change_draft, identifier=one.pk, said=said("The white lorry"))
    assert does("border-officer", sending.send_message, identifier=one.pk).state == "waiting"


def test_why_it_was_given_back_is_read_by_no_addressee(four_eyes):
    one = sent()
    does(four_eyes, sending.return_message, identifier=one.pk, reason="which lorry?")
    does("liaison-b", sending.set_four_eyes, authority=agency(UZ), wanted=False)
    does("border-officer", sending.send_message, identifier=one.pk)
    with viewing(actor("liaison-a")):
        assert Message.objects.get(pk=one.pk).returned_why == ""


def test_a_draft_that_was_given_back_can_be_discarded(four_eyes):
    one = sent()
    does(four_eyes, sending.return_message, identifier=one.pk, reason="not needed")
    does("border-officer", writing.discard_draft, identifier=one.pk, store=store())
    assert not seen(one, "border-officer")


def test_whoever_took_a_file_off_is_no_second_officer(four_eyes):
    one = draft()
    file = attached(one, "list.txt", b"white lorry\n")
    does(four_eyes, detach, message=one.pk, attachment=file.pk, store=store())
    does("border-officer", sending.send_message, identifier=one.pk)
    with pytest.raises(RefusedError):
        does(four_eyes, sending.release_message, identifier=one.pk)


def test_nobody_alone_adds_words_to_what_was_released(four_eyes):
    words = {"language": "ru", "subject": "Чей это грузовик?", "body": "Белый."}
    one = sent()
    with pytest.raises(InputError):
        does(four_eyes, receiving.translate, message=one.pk, **words)
    does(four_eyes, sending.release_message, identifier=one.pk)
    with pytest.raises(RefusedError):
        does("border-officer", receiving.translate, message=one.pk, **words)
    assert does("liaison-a", receiving.translate, message=one.pk, **words).provider_id == agency(KZ)


def test_the_database_asks_for_two_persons(four_eyes):
    one = sent()
    with viewing(actor("border-officer")), connection.cursor() as cursor, pytest.raises(IntegrityError):
        cursor.execute(
            "UPDATE exchange_message SET state = 'sent', sent_at = now(), \"to\" = '{}', released_by = %s WHERE id = %s",
            [actor("border-officer").user, one.pk],
        )


HOSTILE = {
    "its writers forgotten": "UPDATE exchange_message SET writers = '{{}}' WHERE id = %s",
    "a writer who was none": "UPDATE exchange_message SET writers = writers || {other} WHERE id = %s",
    "released in another's name": "UPDATE exchange_message SET released_by = {other} WHERE id = %s",
    "sent in another's name": "UPDATE exchange_message SET sent_by = {other} WHERE id = %s",
}


@pytest.mark.parametrize("wish", HOSTILE)
def test_by_sql_nobody_writes_or_releases_in_another_s_name(four_eyes, wish):
    one, other = sent(), actor(four_eyes).user
    with viewing(actor("border-officer")), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute(HOSTILE[wish].format(other=other), [one.pk])


def test_by_sql_a_second_person_changes_no_word_without_becoming_a_writer(four_eyes):
    one = sent()
    with viewing(actor(four_eyes)), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("UPDATE exchange_message SET body = 'other words' WHERE id = %s", [one.pk])


def test_who_says_how_an_authority_sends(bank):
    for who in ("border-officer", "liaison-a"):
        with pytest.raises(RefusedError):
            does(who, sending.set_four_eyes, authority=agency(UZ), wanted=True)
    assert sent().state == "sent"


def test_a_recalled_message_is_read_by_nobody_else(bank):
    one = sent()
    with pytest.raises(RefusedError):
        does("liaison-a", sending.recall_message, identifier=one.pk, reason="x")
    with pytest.raises(AbsentError):
        does("stranger-c", sending.recall_message, identifier=one.pk, reason="x")
    with pytest.raises(InputError):
        does("border-officer", sending.recall_message, identifier=one.pk, reason="")
    does("border-officer", sending.recall_message, identifier=one.pk, reason="sent by mistake")
    assert (seen(one, "border-officer"), seen(one, "liaison-a")) == (True, False)
    assert delivery(one, who="liaison-a").state == "withdrawn"
    with pytest.raises(InputError):
        does("border-officer", sending.recall_message, identifier=one.pk, reason="again")


def test_what_was_answered_stays_answered_after_a_recall(bank):
    one = sent()
    answered(one, "reply")
    does("border-officer", sending.recall_message, identifier=one.pk, reason="the case is closed")
    assert delivery(one, KZ).state == "answered"
