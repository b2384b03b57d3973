"""A draft that was changed since its form was opened is not written over unasked."""

import re

from builders.messages import KZ, UZ, draft, enter_colleague, sent
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages.models import Message
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7

FORM = {
    "kind": "request", "channel": "operational", "precedence": "0", "urgency": "8h", "language": "en",
    "subject": "Who owns this lorry?", "personal": "no", "marking": "channel", "do": "keep",
}  # fmt: skip


def seen(page):
    return re.search(r'name="seen" value="([^"]+)"', page).group(1)


def kept(one):
    with viewing(actor("border-officer")):
        return Message.objects.get(pk=one.pk).body


def test_the_second_is_told_keeps_its_words_and_may_put_them_in(enter):
    one = draft()
    border, address = enter("border-officer"), f"/exchange/drafts/{one.pk}/"
    both = FORM | {"to": [agency("example-customs-kz")], "seen": seen(border.get(address).text)}
    assert border.post(address, both | {"body": "first"}).status_code == 302
    refused = border.post(address, both | {"body": "second"})
    assert refused.status_code == 422
    assert "this draft was changed in the meantime" in refused.text
    assert ">second</textarea>" in refused.text
    assert kept(one) == "first"
    assert border.post(address, both | {"body": "second", "seen": seen(refused.text)}).status_code == 302
    assert kept(one) == "second"


def test_another_fault_does_not_hide_it(enter):
    one = draft()
    border, address = enter("border-officer"), f"/exchange/drafts/{one.pk}/"
    both = FORM | {"to": [agency("example-customs-kz")], "seen": seen(border.get(address).text)}
    border.post(address, both | {"body": "first"})
    wrong = border.post(address, both | {"body": "second", "subject": ""})
    assert "Write a subject" in wrong.text
    again = border.post(address, both | {"body": "second", "seen": seen(wrong.text)})
    assert "this draft was changed in the meantime" in again.text
    assert kept(one) == "first"


def test_a_moment_that_is_none_asks_for_nothing(enter):
    one = draft()
    answer = enter("border-officer").post(
        f"/exchange/drafts/{one.pk}/", FORM | {"to": [agency("example-customs-kz")], "body": "x", "seen": "yesterday"}
    )
    assert answer.status_code == 302
    assert kept(one) == "x"


def test_the_same_words_sent_twice_are_kept_once(enter):
    one = draft()
    border, address = enter("border-officer"), f"/exchange/drafts/{one.pk}/"
    both = FORM | {"to": [agency("example-customs-kz")], "seen": seen(border.get(address).text), "body": "first"}
    assert [border.post(address, both).status_code for _ in range(2)] == [302, 302]
    assert border.post(address, both | {"precedence": "3"}).status_code == 422


def number_in(page):
    return re.search(r'name="number" value="([^"]+)"', page).group(1)


def test_the_form_that_began_a_draft_does_not_write_over_a_colleague(enter, as_role):
    enter_colleague(as_role, "uz-day", UZ)
    border, colleague, address = enter("border-officer"), enter("uz-day"), "/exchange/new/"
    first = FORM | {
        "to": [agency("example-customs-kz")],
        "number": number_in(border.get(address).text),
        "body": "first",
    }
    place = border.post(address, first).headers["Location"]
    theirs = FORM | {"to": [agency("example-customs-kz")], "seen": seen(colleague.get(place).text), "body": "theirs"}
    assert colleague.post(place, theirs).status_code == 302
    (one,) = drafts()
    for do in ("keep", "send"):
        refused = border.post(address, first | {"body": "second", "do": do})
        assert (refused.status_code, ">second</textarea>" in refused.text) == (422, True)
        assert "this draft was changed in the meantime" in refused.text
        assert kept(one) == "theirs"
    border.post(address, first | {"body": "second", "seen": seen(refused.text)})
    assert kept(one) == "second"


def test_the_form_that_began_a_draft_may_go_on_where_nobody_else_wrote(enter):
    border, address = enter("border-officer"), "/exchange/new/"
    first = FORM | {"to": [agency("example-customs-kz")], "number": number_in(border.get(address).text)}
    assert [border.post(address, first | {"body": body}).status_code for body in ("first", "second")] == [302, 302]
    assert [one.body for one in drafts()] == ["second"]


def test_the_form_that_began_an_answer_does_not_write_over_a_colleague(enter, as_role):
    enter_colleague(as_role, "kz-day", KZ)
    asked, day, liaison = sent(), enter("kz-day"), enter("liaison-a")
    address, number = f"/exchange/{asked.pk}/answer/", str(uuid7())
    reply = FORM | {"kind": "reply", "number": number, "body": "first"}
    place = day.post(address, reply).headers["Location"]
    assert liaison.post(place, reply | {"seen": seen(liaison.get(place).text), "body": "theirs"}).status_code == 302
    for do in ("keep", "send"):
        refused = day.post(address, reply | {"body": "second", "do": do})
        assert (refused.status_code, "second</textarea>" in refused.text) == (422, True)
        with viewing(actor("liaison-a")):
            assert [(one.state, one.body) for one in Message.objects.filter(answers=asked.pk)] == [("draft", "theirs")]
    again = {"seen": seen(refused.text), "number": number_in(refused.text), "body": "second"}
    assert day.post(address, reply | again).status_code == 302
    with viewing(actor("liaison-a")):
        assert [one.body for one in Message.objects.filter(answers=asked.pk)] == ["second"]


def drafts():
    with viewing(actor("border-officer")):
        return list(Message.objects.filter(state="draft"))
