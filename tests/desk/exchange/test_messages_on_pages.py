"""A request from the form to its answer: the desk with its clock, the thread, what each act says, in both languages."""

import datetime as dt

import pytest

from builders.commitments import UZC, accepted, fulfilled
from builders.messages import AT, KZ, TJ, UZ, delivery, does, enter_colleague, sent
from builders.releasing import agency
from builders.seizures import record
from cast import actor
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.escalating import remind_and_escalate
from chorsu.exchange.messages.models import Message
from chorsu.handling.grounds import grounds
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

FORM = {
    "kind": "request", "channel": "operational", "precedence": "2", "urgency": "8h", "language": "en",
    "subject": "Who owns this lorry?", "body": "It crossed at Termez.", "about": "consignment", "value": "white lorry",
    "personal": "no", "marking": "channel", "do": "send",
}  # fmt: skip


def written(client, **said):
    """Fill the form in and send it; the answer, and the message as its sender's newest."""
    answer = client.post("/exchange/new/", FORM | {"to": [agency(KZ)]} | said, follow=True)
    with viewing(actor("border-officer")):
        return answer, Message.objects.order_by("-id").first()


def test_from_the_form_to_the_answer(enter):
    border, liaison = enter("border-officer"), enter("liaison-a")
    answer, one = written(border)
    assert "Sent." in answer.text
    desk = liaison.get("/exchange/").text
    assert "Who owns this lorry?" in desk
    assert "Waits for us (1)" in desk
    assert "7 hours, 59 minutes left" in desk.replace("\xa0", " ")
    assert "IMMEDIATE" in desk
    page = liaison.get(f"/exchange/{one.pk}/").text
    assert "It crossed at Termez." in page
    assert "H2" in page
    said = {
        "kind": "reply",
        "subject": "Re",
        "body": "A firm in Almaty.",
        "language": "en",
        "personal": "no",
        "do": "send",
    }
    assert "Sent." in liaison.post(f"/exchange/{one.pk}/answer/", said, follow=True).text
    thread = border.get(f"/exchange/{one.pk}/").text
    assert "A firm in Almaty." in thread
    assert "in time" in thread
    assert "Opened" in thread
    assert "Waits for us (0)" in liaison.get("/exchange/").text


def test_a_refusal_shows_its_ground_in_the_readers_language(enter):
    _answer, one = written(enter("border-officer"))
    said = {
        "kind": "refusal",
        "subject": "Re",
        "ground": "running-case",
        "language": "en",
        "personal": "no",
        "do": "send",
    }
    enter("liaison-a").post(f"/exchange/{one.pk}/answer/", said)
    assert grounds("permission")["running-case"].ru in enter("border-officer", "ru").get(f"/exchange/{one.pk}/").text


def test_what_is_refused_keeps_every_word(enter):
    border = enter("border-officer")
    answer = border.post("/exchange/new/", FORM | {"subject": " ", "to": [agency(KZ)]})
    assert answer.status_code == 422
    assert "Write a subject" in answer.text
    assert "It crossed at Termez." in answer.text
    answer, one = written(border, personal="yes")
    assert "Not sent, kept as a draft." in answer.text
    assert one.state == "draft"
    assert "It crossed at Termez." in answer.text
    sent_now = FORM | {"to": [agency(KZ)], "personal": "yes", "basis": "Example agreement", "purpose": "the case"}
    assert "Sent." in border.post(f"/exchange/drafts/{one.pk}/", sent_now, follow=True).text


def test_a_refusal_without_a_ground_is_kept_as_it_is(enter):
    one = sent(at=now())
    liaison, words = enter("liaison-a"), {"kind": "refusal", "subject": "Re", "body": "It would end our own case."}
    answer = liaison.post(f"/exchange/{one.pk}/answer/", FORM | words | {"personal": "no", "do": "send"}, follow=True)
    assert "Not sent, kept as a draft." in answer.text
    assert "Choose the ground" in answer.text
    assert "It would end our own case." in answer.text
    assert 'value="refusal" selected' in answer.text
    assert delivery(one).state == "open"


def test_an_addressee_reads_of_no_other_on_any_page(enter):
    one = sent(to=(KZ, TJ), at=now())
    liaison = enter("liaison-a")
    for address in ("/exchange/", f"/exchange/{one.pk}/", "/exchange/statistics/", "/exchange/?tab=sent"):
        assert "Tajikistan" not in liaison.get(address).text, address
    assert enter("border-officer").get(f"/exchange/{one.pk}/").text.count("Tajikistan") >= 1
    other = enter("example-drug-control-tj").get(f"/exchange/{one.pk}/").text
    assert "Kazakhstan" not in other


def test_acts_on_the_thread_each_say_what_they_did(enter):
    one = sent(at=now())
    liaison, border = enter("liaison-a"), enter("border-officer")

    def does_it(client, act, **said):
        return client.post(f"/exchange/{one.pk}/{act}/", said, follow=True).text

    assert "Acknowledged: the sender sees it." in does_it(liaison, "acknowledge")
    assert "Given to that officer" in does_it(liaison, "assign", officer=actor("liaison-a").user)
    translated = does_it(liaison, "translate", language="ru", subject="Чей грузовик?", body="Белый.")
    assert "Чей грузовик?" in translated
    assert "Чей грузовик?" not in border.get(f"/exchange/{one.pk}/").text
    more = {"addressee": agency(KZ), "amount": 3, "reason": "the archive is closed"}
    assert "More time is given" in does_it(border, "extend", **more)
    assert "the archive is closed" in liaison.get(f"/exchange/{one.pk}/").text
    assert "Only the authority that sent it" in does_it(liaison, "recall", reason="x")
    assert "Taken back:" in does_it(border, "recall", reason="by mistake")
    gone = liaison.get(f"/exchange/{one.pk}/").text
    assert "took a message back" in gone
    assert "Who owns this lorry?" not in gone
    assert "by mistake" not in gone


def test_a_second_officer_releases_on_the_page(enter, as_role):
    colleague = enter(enter_colleague(as_role))
    assert "a second officer" in enter("liaison-b").post("/exchange/four-eyes/", {"wanted": "yes"}, follow=True).text
    does("liaison-b", sending.set_four_eyes, authority=agency(UZ), wanted=True)
    answer, one = written(enter("border-officer"))
    assert "waits for a second officer" in answer.text
    assert "You wrote on it" in answer.text
    page = colleague.post(f"/exchange/{one.pk}/return/", {"reason": "which lorry?"}, follow=True)
    assert "which lorry?" in page.text
    enter("border-officer").post(f"/exchange/drafts/{one.pk}/", FORM | {"to": [agency(KZ)]})
    assert "Released and sent." in colleague.post(f"/exchange/{one.pk}/release/", follow=True).text
    assert delivery(one).state == "open"


def test_a_question_is_built_from_a_record(enter, as_role):
    with as_role("worker"):
        (seizure,) = record([{}], audience=[agency(KZ)])
    border = enter("border-officer")
    link = f"/exchange/new/?record={seizure.pk}"
    assert link in border.get(f"/records/{seizure.pk}/").text
    form = border.get(link)
    values = form.context["values"]
    assert values["records"] == str(seizure.pk)
    said = {name: values[name] for name in ("subject", "value", "records", "about")}
    _answer, one = written(border, **said, to=[agency(KZ), agency(TJ)], personal="no")
    assert f"/records/{seizure.pk}/" in enter("liaison-a").get(f"/exchange/{one.pk}/").text
    assert f"/records/{seizure.pk}/" not in enter("example-drug-control-tj").get(f"/exchange/{one.pk}/").text
    assert enter("stranger-c").get(link).context["values"]["records"] == ""


def test_a_reminder_stands_beside_the_desk_and_tells_the_centre_no_word(enter, as_role):
    sent(subject="A secret question")
    with as_role("worker"):
        remind_and_escalate(AT.replace(day=3))
    assert "Nobody has taken it in hand" in enter("liaison-a").get("/exchange/").text
    centre = enter("duty-officer").get("/exchange/").text
    assert "Still waiting: to the centre" in centre
    assert "A secret question" not in centre


@pytest.mark.parametrize(("language", "word"), [("en", "Nothing here"), ("ru", "Здесь ничего нет")])
def test_an_empty_desk_says_what_will_stand_there(enter, language, word):
    for tab in ("waiting", "out", "sent", "drafts"):
        assert word in enter("stranger-c", language).get(f"/exchange/?tab={tab}").text


def test_a_filter_holds_the_desk_to_what_is_asked(enter):
    sent(subject="First", at=now())
    sent(subject="Second", kind="alert", precedence=3, at=now())
    liaison = enter("liaison-a")
    text = liaison.get("/exchange/").text
    assert text.index("Second") < text.index("First")  # FLASH is on top
    for query, shown, hidden in (("kind=alert", "Second", "First"), ("precedence=0", "First", "Second")):
        text = liaison.get(f"/exchange/?{query}").text
        assert (f">{shown}" in text, f">{hidden}" in text) == (True, False)
    assert ">First" in liaison.get(f"/exchange/?other={agency(UZ)}").text
    assert "Nothing answers this filter" in liaison.get(f"/exchange/?other={agency(TJ)}").text
    assert "Nothing answers this filter" in liaison.get("/exchange/?late=1").text
    assert "Nothing answers this filter" in liaison.get("/exchange/?mine=1").text
    for strange in ("other=x", "kind=x", "precedence=99", "tab=x", "page=x"):
        assert liaison.get(f"/exchange/?{strange}").status_code == 200


def test_the_statistics_agree_with_what_was_done(enter):
    one = sent(at=now())
    enter("liaison-a").post(
        f"/exchange/{one.pk}/answer/",
        {"kind": "refusal", "subject": "Re", "ground": "safety", "language": "en", "personal": "no", "do": "send"},
    )
    (pair,) = enter("border-officer").get("/exchange/statistics/").context["pairs"]
    assert (pair.sent, pair.in_time, pair.refused, dict(pair.grounds)) == (1, 1, 1, {"safety": 1})
    assert "it would endanger a person: 1" in enter("analyst").get("/exchange/statistics/").text
    assert enter("stranger-c").get("/exchange/statistics/").context["pairs"] == []


def test_the_statistics_say_how_commitments_are_kept(enter):
    at = now() - dt.timedelta(days=20)
    one = accepted(at=at, first=(at + dt.timedelta(days=4)).date())
    fulfilled(one, at=at)
    liaison = enter("liaison-b").get("/exchange/statistics/")
    ours = next(pair for pair in liaison.context["kept"] if pair.sender == agency(UZC))
    assert (ours.addressee, ours.promised, ours.in_time) == (agency(KZ), ours.missing + 1, 1)
    assert "How commitments are kept" in liaison.text
    assert enter("analyst").get("/exchange/statistics/").context["kept"] == liaison.context["kept"]
    for who in ("stranger-c", "border-officer"):
        page = enter(who).get("/exchange/statistics/")
        assert (page.context["kept"], "Nothing fell due in this time" in page.text) == ([], True)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"body": "He calls from +998 90 123 45 67."}, "“+998 90 123 45 67” in it is a telephone number."),
        ({"body": "Write to a@example.org"}, "“a@example.org” in it is an address of mail."),
        ({"body": "He sells as @example_shop"}, "“@example_shop” in it is an account."),
        ({"value": "0x" + "a1" * 20}, "in it is a wallet."),
        ({"about": "subject", "value": "Example firm"}, "Its question is about a person or firm."),
        ({"personal": "yes"}, "It is said to name persons."),
    ],
)
def test_a_refusal_for_persons_says_what_was_found(enter, said, line):
    answer, one = written(enter("border-officer"), **said)
    assert one.state == "draft"
    assert f"{line} It goes to another state: state the agreement" in answer.text


def test_the_address_of_a_draft_leads_to_the_message_that_it_became(enter):
    border = enter("border-officer")
    _answer, one = written(border)
    address = f"/exchange/drafts/{one.pk}/"
    assert border.get(address).headers["Location"] == f"/exchange/{one.pk}/"
    page = border.post(address, FORM | {"subject": "Another"}, follow=True).text
    assert "it was sent in the meantime" in page
    assert "Another" not in page
    for who in ("liaison-a", "stranger-c"):
        assert enter(who).get(address).status_code == 404
