"""What is refused, sent twice or tied to what was closed meanwhile: the words stand on the page, and nothing goes twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.messages import KZ, UZ, does, draft, enter_colleague, sent
from builders.releasing import agency
from builders.seizures import record
from cast import actor
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.saying import About, Question
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7
from chorsu.records.services import recall

FORM = {
    "kind": "request", "channel": "operational", "precedence": "0", "urgency": "7d", "language": "en",
    "subject": "Who owns this lorry?", "body": "It crossed at Termez.", "personal": "no", "marking": "channel",
}  # fmt: skip
REPLY = {"kind": "reply", "channel": "operational", "precedence": "0", "language": "en", "personal": "no",
         "subject": "Re: Who owns this lorry?", "body": "A firm of Almaty."}  # fmt: skip


def own(who):
    with viewing(actor(who)):
        return list(Message.objects.filter(provider_id=actor(who).agency).order_by("id"))


@pytest.mark.parametrize("said", [{"subject": ""}, {"body": "Call +998 90 123 45 67"}, {"language": "en"}])
def test_a_translation_that_is_refused_stands_in_its_form(enter, said):
    one = sent(language="en")
    words = {"language": "ru", "subject": "Чей это грузовик?", "body": "Он прошёл Термез.", "personal": "no"} | said
    answer = enter("border-officer").post(f"/exchange/{one.pk}/translate/", words)
    assert answer.status_code == 422
    assert words["body"] in answer.text
    assert f'value="{words["subject"]}"' in answer.text


def test_an_answer_that_is_refused_stands_in_its_form(enter):
    one = sent()
    words = REPLY | {"kind": "refusal", "ground": "running-case", "subject": ""}
    answer = enter("liaison-a").post(f"/exchange/{one.pk}/answer/", words)
    assert answer.status_code == 422
    assert "A firm of Almaty." in answer.text
    assert 'value="running-case" selected' in answer.text
    assert 'value="refusal" checked' in answer.text


def test_the_address_of_an_act_leads_to_its_message(enter):
    one = sent()
    answer = enter("liaison-a").get(f"/exchange/{one.pk}/translate/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/exchange/{one.pk}/")
    assert enter("stranger-c").get(f"/exchange/{one.pk}/translate/").status_code == 404


@pytest.mark.parametrize("kind", ["request", "spontaneous"])
def test_an_answer_sent_twice_is_one(enter, kind):
    one, client = sent(kind=kind), enter("liaison-a")
    form = client.get(f"/exchange/{one.pk}/").text
    number = form.split('name="number" value="')[1].split('"')[0]
    for line in ("Sent.", "It was sent before, and not again."):
        words = REPLY | {"number": number, "do": "send"}
        assert line in client.post(f"/exchange/{one.pk}/answer/", words, follow=True).text
    assert [each.body for each in own("liaison-a")] == ["A firm of Almaty."]


def test_an_answer_kept_twice_is_one_draft_with_the_newest_words(enter):
    one, client, number = sent(), enter("liaison-a"), str(uuid7())
    for body in ("A firm", "A firm of Almaty."):
        client.post(f"/exchange/{one.pk}/answer/", REPLY | {"number": number, "do": "keep", "body": body})
    assert [(each.state, each.body) for each in own("liaison-a")] == [("draft", "A firm of Almaty.")]


def test_an_answer_of_another_kind_under_a_number_that_stands_is_asked_about_once(enter):
    one, client, number = sent(), enter("liaison-a"), str(uuid7())
    client.post(f"/exchange/{one.pk}/answer/", REPLY | {"number": number, "do": "keep"})
    refusal = REPLY | {"kind": "refusal", "ground": "running-case", "do": "send"}
    asked = client.post(f"/exchange/{one.pk}/answer/", refusal | {"number": number})
    assert (asked.status_code, "A firm of Almaty." in asked.text) == (422, True)
    again = asked.text.split('name="number" value="')[1].split('"')[0]
    assert "Sent." in client.post(f"/exchange/{one.pk}/answer/", refusal | {"number": again}, follow=True).text


def test_other_words_after_an_answer_are_another_one(enter):
    one, client, number = sent(kind="spontaneous"), enter("liaison-a"), str(uuid7())
    for body in ("A firm", "A firm of Almaty."):
        client.post(f"/exchange/{one.pk}/answer/", REPLY | {"number": number, "do": "send", "body": body})
    assert [each.body for each in own("liaison-a")] == ["A firm", "A firm of Almaty."]


@pytest.fixture
def tied(bank, as_role):
    """A record of Kazakhstan that the border guard sees, and what takes it back."""
    with as_role("worker"):
        (seizure,) = record([{}], provider=KZ, audience=[agency(UZ)])
    return seizure, lambda: does("liaison-a", recall, seizure=seizure.pk, principals=[agency(UZ)], reason="no longer")


def test_what_was_recalled_while_one_wrote_is_untied_and_the_words_stay(enter, tied):
    seizure, take_back = tied
    client = enter("border-officer")
    take_back()
    words = FORM | {"about": "event", "value": "this", "records": str(seizure.pk), "to": [agency(KZ)], "do": "keep"}
    answer = client.post("/exchange/new/", words)
    assert answer.status_code == 422
    assert "It crossed at Termez." in answer.text
    assert "from here it goes without" in answer.text
    assert answer.context["values"]["records"] == ""


def test_a_draft_that_was_tied_to_it_opens_untied_and_goes(enter, tied):
    seizure, take_back = tied
    one = draft(to=(KZ,), question=Question(About.EVENT, "this", (seizure.pk,)))
    take_back()
    client = enter("border-officer")
    assert "not open to you" in client.post(f"/exchange/{one.pk}/send/", follow=True).text
    page = client.get(f"/exchange/drafts/{one.pk}/")
    assert "from here it goes without" in page.text
    sent_on = FORM | {"about": "event", "value": "this", "records": page.context["values"]["records"], "do": "send"}
    assert "Sent." in client.post(f"/exchange/drafts/{one.pk}/", sent_on | {"to": [agency(KZ)]}, follow=True).text


def test_what_waits_for_a_second_officer_is_not_said_to_be_sent(enter, as_role):
    enter_colleague(as_role)
    does("liaison-b", sending.set_four_eyes, authority=agency(UZ), wanted=True)
    one, client = sent(), enter("border-officer")
    changed = client.post(f"/exchange/drafts/{one.pk}/", FORM | {"to": [agency(KZ)]}, follow=True).text
    assert "it waits for a second officer" in changed
    assert "is given back first" in client.post(f"/exchange/{one.pk}/discard/", follow=True).text
    again = client.post(f"/exchange/{one.pk}/send/", follow=True).text
    assert "It waits for a second officer of your authority" in again
    assert not {"It was sent before", "sent in the meantime"} & {changed, again}


@pytest.mark.parametrize(
    "more",
    [{"precedence": "3"}, {"kind": "alert"}, {"about": "lot", "value": "LOT-222"}, {"language": "ru"}, {"files": 1}],
)
def test_a_form_that_says_more_than_what_was_sent_is_kept_and_asked_about(enter, more):
    client, said = enter("border-officer"), FORM | {"to": [agency(KZ)], "do": "send", "number": str(uuid7())}
    said |= {"about": "lot", "value": "LOT-111"}
    assert "Sent." in client.post("/exchange/new/", said, follow=True).text
    assert "It was sent before, and not again." in client.post("/exchange/new/", said, follow=True).text
    if "files" in more:
        more = {"files": SimpleUploadedFile("a.txt", b"Lorries")}
    again = client.post("/exchange/new/", said | more)
    assert again.status_code == 422
    assert "this form was sent before with other words" in again.text
    assert [(one.kind, one.precedence) for one in own("border-officer")] == [("request", 0)]


def test_a_form_sent_twice_with_its_file_is_one(enter):
    client, said = enter("border-officer"), FORM | {"to": [agency(KZ)], "do": "send", "number": str(uuid7())}
    for line in ("Sent.", "It was sent before, and not again."):
        files = {"files": SimpleUploadedFile("a.txt", b"Lorries")}
        assert line in client.post("/exchange/new/", said | files, follow=True).text
    assert len(own("border-officer")) == 1


def test_a_refusal_on_another_ground_is_not_said_to_be_sent(enter):
    one, client, number = sent(kind="request"), enter("liaison-a"), str(uuid7())
    refusal = REPLY | {"kind": "refusal", "number": number, "do": "send", "ground": "running-case"}
    assert "Sent." in client.post(f"/exchange/{one.pk}/answer/", refusal, follow=True).text
    assert "sent before" in client.post(f"/exchange/{one.pk}/answer/", refusal, follow=True).text
    assert "sent before" not in client.post(
        f"/exchange/{one.pk}/answer/", refusal | {"ground": "safety"}, follow=True
    ).text  # fmt: skip
