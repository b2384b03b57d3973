"""The pages of commitments: proposing, answering, what is due and sent, what the duty desk and a message's form offer."""

import datetime as dt

import pytest

from answers import signed_in
from builders.commitments import UZC, accepted, fulfilled, lines, proposed
from builders.messages import KZ, acknowledged, does
from builders.releasing import agency
from builders.returns import nil
from builders.seizures import record
from cast import actor
from chorsu.exchange.commitments import fulfilling
from chorsu.exchange.commitments.models import Commitment
from chorsu.exchange.commitments.promising import end
from chorsu.exchange.commitments.reminding import remind_of_commitments
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.sending import recall_message
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records.services import recall

pytestmark = pytest.mark.usefixtures("bank")

DAY = dt.timedelta(days=1)
PAGE = "/exchange/commitments/"


def text_of(answer):
    return " ".join(answer.content.decode().split())


def recent(**more):
    """A weekly commitment in force for three weeks, the first two periods due."""
    at = now() - 21 * DAY
    return accepted(at=at, first=(at + 6 * DAY).date(), **more)


def form(**more):
    first = (now() + 20 * DAY).date().isoformat()
    sent = {"partner": agency(KZ), "way": "mutual", "subject": "Synthetic drugs", "substances": "", "every": "monthly"}
    return sent | {"first": first, "grace": "2", "channel": "thematic", "basis": "Agreement, art. 4"} | more


def test_an_empty_list_says_what_to_do():
    assert "Propose a commitment" in text_of(signed_in("liaison-b").get(PAGE))
    officer = text_of(signed_in("border-officer").get(PAGE))
    assert "Liaison and duty officers propose them" in officer
    assert "/commitments/new/" not in officer


def test_it_is_proposed_by_the_form_and_accepted_by_a_button():
    answer = signed_in("liaison-b").post(f"{PAGE}new/", form(substances="mdma, героин"), follow=True)
    assert "Proposed: nothing is promised until the other side accepts it." in text_of(answer)
    with viewing(actor("liaison-a")):
        one = Commitment.objects.get()
    assert (one.substances, one.grace, one.channel) == (["heroin", "mdma"], 2, "thematic")
    other = signed_in("liaison-a")
    assert f"{PAGE}{one.pk}/accept/" in text_of(other.get(f"{PAGE}{one.pk}/"))
    assert "Accepted: from now on it is promised." in text_of(other.post(f"{PAGE}{one.pk}/accept/", follow=True))
    assert "In force" in text_of(signed_in("liaison-b").get(PAGE))


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"partner": ""}, "Choose another authority"),
        ({"first": ""}, "Name the first day due"),
        ({"first": "tomorrow"}, "Write the day as"),
        ({"grace": "x"}, "days of grace"),
        ({"substances": "zyxamine"}, "One of the substances is not known"),
        ({"basis": " "}, "Name the agreement"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong, line):
    answer = signed_in("liaison-b").post(f"{PAGE}new/", form(contact="Anvar") | wrong)
    assert answer.status_code == 422
    assert line in text_of(answer)
    assert 'value="Anvar"' in text_of(answer)


def test_it_is_declined_with_a_ground_that_the_other_side_reads():
    one = proposed(at=now())
    signed_in("liaison-a").post(f"{PAGE}{one.pk}/decline/", {"ground": "safety", "words": ""})
    shown = text_of(signed_in("liaison-b").get(f"{PAGE}{one.pk}/"))
    assert "Declined" in shown
    assert "it would endanger a person" in shown


def test_what_is_due_stands_on_both_desks_with_its_state_and_its_figures():
    one = recent(way="asks")
    ours, theirs = signed_in("liaison-a").get(PAGE), signed_in("liaison-b").get(PAGE)
    states = lines(one, now(), side=KZ)
    due = sum(state != "open" for state in states)
    assert (states[0], due >= 2) == ("missed", True)
    assert (
        f"of {due} that fell due: 0 sent in time, 0 sent late, {due} missing"
        in ours.context["our_figures"]
        == theirs.context["their_figures"]
    )
    assert ours.context["our_figures"] in text_of(ours)
    tones = {"missed": "bad", "late": "bad", "open": "note"}
    assert [row.cells[1].value.tone for row in ours.context["ours"].rows] == [tones[state] for state in states]
    assert ours.context["theirs"] is None
    assert len(theirs.context["theirs"].rows) == len(states)
    assert "To send" in text_of(signed_in("liaison-a").get(f"{PAGE}{one.pk}/"))
    assert "To send" not in text_of(signed_in("liaison-b").get(f"{PAGE}{one.pk}/"))


def test_what_is_sent_ahead_of_its_day_is_counted_on_that_day_as_in_the_statistics():
    one = recent()
    for period in (1, 2, 3, 4):
        fulfilled(one, period=period, at=now())
    shown = signed_in("liaison-a").get(PAGE).context["our_figures"]
    kept = signed_in("liaison-a").get("/exchange/statistics/").context["kept"]
    pair = next(one for one in kept if one.sender == agency(KZ))
    assert shown.startswith(f"of {pair.promised} that fell due: {pair.in_time} sent in time, {pair.late} sent late")


def test_a_period_shows_the_message_that_was_sent_and_when_it_was_received():
    one = recent()
    told = fulfilled(one, at=now())
    page = signed_in("liaison-a").get(f"{PAGE}{one.pk}/")
    assert f"/exchange/{told.pk}/" in text_of(page)
    assert "not opened yet" in text_of(page)
    acknowledged(told, at=now())
    assert "not opened yet" not in text_of(signed_in("liaison-b").get(f"{PAGE}{one.pk}/"))


def test_a_message_is_tied_or_nothing_is_said_or_taken_back_on_its_page():
    one, client = recent(), signed_in("liaison-b")
    told = fulfilled(one, at=now())
    act = f"{PAGE}{one.pk}"
    of = {"side": agency(UZC), "period": "1"}
    assert "The period is open again." in text_of(client.post(f"{act}/unfulfil/", of, follow=True))
    again = client.post(f"{act}/fulfil/", {"period": "2", "message": told.pk}, follow=True)
    assert "The message fulfils that period." in text_of(again)
    assert "nothing to report. The other side" in text_of(client.post(f"{act}/nothing/", of, follow=True))
    assert "is not open" in text_of(client.post(f"{act}/nothing/", of, follow=True))
    for wrong in ({}, {"message": "x"}):
        unread = client.post(f"{act}/fulfil/", {"period": "3"} | wrong, follow=True)
        assert "Choose the message from the list." in text_of(unread)
    assert client.post(f"{act}/fulfil/", {"period": "3", "message": one.pk}).status_code == 404
    assert client.post(f"{act}/other/").status_code == 404


def test_the_form_of_a_message_offers_what_is_open_and_sends_it_so():
    one, client = recent(), signed_in("liaison-b")
    page = client.get(f"/exchange/new/?fulfils={one.pk}:1")
    assert (page.context["values"]["subject"], page.context["values"]["kind"]) == ("Synthetic drugs", "spontaneous")
    assert [number for _, rows in page.context["to"] for number, _, chosen in rows if chosen] == [agency(KZ)]
    assert [code for code, _, chosen in page.context["fulfils"] if chosen] == [f"{one.pk}:1"]
    said = {"kind": "spontaneous", "subject": "March", "personal": "no", "to": agency(KZ), "precedence": "0"}
    said |= {"fulfils": f"{one.pk}:1", "language": "en", "channel": "operational"}
    client.post("/exchange/new/", said | {"do": "keep"})
    with viewing(actor("liaison-b")):
        (kept,) = Message.objects.all()
    assert [code for code, _, chosen in client.get(f"/exchange/drafts/{kept.pk}/").context["fulfils"] if chosen]
    client.post(f"/exchange/drafts/{kept.pk}/", said | {"do": "send"})
    assert "Sent late" in text_of(client.get(f"{PAGE}{one.pk}/"))
    assert "Fulfils" not in text_of(signed_in("border-officer").get("/exchange/new/"))


def test_what_it_was_to_fulfil_and_can_not_is_said():
    one, client = recent(), signed_in("liaison-b")
    does("liaison-b", fulfilling.say_nothing_to_report, at=now(), identifier=one.pk, side=agency(UZC), period=1)
    said = {"kind": "spontaneous", "subject": "March", "personal": "no", "to": agency(KZ), "precedence": "0"}
    said |= {"fulfils": f"{one.pk}:1", "language": "en", "channel": "operational", "do": "send"}
    assert "The period that it was to fulfil is not open" in text_of(client.post("/exchange/new/", said, follow=True))


def test_the_duty_desk_and_the_reminders_lead_to_it(as_role):
    one = recent()
    with as_role("worker"):
        assert remind_of_commitments(now())
    client = signed_in("liaison-b")
    assert "We promised: due today or late" in text_of(client.get("/duty/"))
    desk = text_of(client.get("/exchange/"))
    assert "What we promised is late" in desk
    assert f"{PAGE}{one.pk}/" in desk
    assert "Promised" not in text_of(signed_in("border-officer").get("/duty/"))


def test_data_in_the_bank_are_chosen_on_its_page_and_a_withdrawal_opens_the_period(as_role):
    with as_role("worker"):
        (seizure,) = record([{}], provider=UZC, audience=[agency(KZ)])
    one, client = recent(), signed_in("liaison-b")
    told = nil(who="liaison-b", provider=UZC, audience=[agency(KZ)])
    shown = text_of(client.get(f"{PAGE}{one.pk}/"))
    assert "Data in the bank fulfil" in shown
    for number, period in ((f"report:{seizure.report_id}", "1"), (f"statement:{told.pk}", "2")):
        assert f'value="{number}"' in shown
        done = client.post(f"{PAGE}{one.pk}/give/", {"period": period, "data": number}, follow=True)
        assert "These data fulfil that period." in text_of(done)
        again = client.post(f"{PAGE}{one.pk}/give/", {"period": "3", "data": number}, follow=True)
        assert "fulfils another period already" in text_of(again)
    partner = text_of(signed_in("liaison-a").get(f"{PAGE}{one.pk}/"))
    assert f"/records/?report={seizure.report_id}" in partner
    assert f"/returns/{told.pk}/" in partner
    assert lines(one, now())[:2] == ["sent-late", "sent-late"]
    assert partner.count("lies in the data bank, open to them") == 2
    does("liaison-b", recall, at=now(), seizure=seizure.pk, principals=[agency(KZ)], reason="no longer")
    for who in ("liaison-a", "liaison-b"):
        told_by = text_of(signed_in(who).get(f"{PAGE}{one.pk}/"))
        assert ("closed to them by now" in told_by, told_by.count("open to them")) == (True, 1)
    client.post(f"/returns/{told.pk}/withdraw/", {"reason": "wrong month"})
    assert lines(one, now())[:2] != ["sent-late", "sent-late"]
    assert lines(one, now())[0] == "sent-late"
    for wrong in ("", "report:x", "statement:", f"other:{told.pk}"):
        unread = client.post(f"{PAGE}{one.pk}/give/", {"period": "2", "data": wrong}, follow=True)
        assert "Choose the hand-in or the return from the list." in text_of(unread)
    assert client.post(f"{PAGE}{one.pk}/give/", {"period": "2", "data": f"report:{one.pk}"}).status_code == 404


def reminders(client):
    """How many reminders of promises the exchange shows, and what my desk says is due."""
    told = [one for one in client.get("/exchange/").context["told"] if one.promised]
    return len(told), "promised and due" in text_of(client.get("/"))


def test_a_reminder_goes_with_what_it_reminds_of_and_comes_back_with_it(as_role):
    at = now() - 21 * DAY
    one, client = proposed(at=at, first=(at + 6 * DAY).date(), way="gives"), signed_in("liaison-b")
    with as_role("worker"):
        late = remind_of_commitments(now())
    assert (late, reminders(client)) == (len(lines(one, now())) - 1, (late, True))
    told = fulfilled(one, at=now())
    assert reminders(client) == (late - 1, True)
    for number in range(2, late + 2):
        does(
            "liaison-b", fulfilling.say_nothing_to_report, at=now(), identifier=one.pk, side=agency(UZC), period=number
        )
    assert reminders(client) == (0, False)
    does("liaison-b", recall_message, at=now(), identifier=told.pk, reason="wrong table")
    assert reminders(client) == (1, True)
    does("liaison-b", end, at=now(), identifier=one.pk, words="over")
    assert reminders(client) == (0, False)


@pytest.mark.parametrize("who", ["stranger-c", "border-officer", "analyst", "auditor", "administrator"])
def test_it_is_absent_for_everybody_else(who):
    one, client = recent(), signed_in(who)
    assert client.get(f"{PAGE}{one.pk}/").status_code == 404
    assert client.post(f"{PAGE}{one.pk}/end/", {"words": "x"}).status_code == 404
    assert "Synthetic" not in text_of(client.get(PAGE))
