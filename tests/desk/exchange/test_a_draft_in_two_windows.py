"""A draft that was changed since its form was opened is not written over unasked."""

import re

from builders.messages import draft
from builders.releasing import agency
from cast import actor
from chorsu.exchange.messages.models import Message
from chorsu.handling.viewer import viewing

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
