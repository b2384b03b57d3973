"""The duty desk on pages: what waits and who has it, who is on duty, the log, the hand-over, in both languages."""

import datetime as dt

import pytest

from builders.commitments import UZC, accepted, fulfilled
from builders.messages import KZ, TJ, acknowledged, answered, does, enter_colleague, sent
from builders.releasing import act, agency, state
from builders.rosters import on_duty
from builders.seizures import record
from builders.shifts import handed_over, logged
from builders.trail import waiting
from cast import actor
from chorsu.desk.duty.desk import MOST_UNSIGNED
from chorsu.directory.models import Duty
from chorsu.exchange.duty.handing import UNSIGNED, raise_unsigned
from chorsu.exchange.messages import sending
from chorsu.exchange.models import HandOver, LogEntry
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.permissions.services import ask
from chorsu.records.services import recall


@pytest.fixture
def night(bank, as_role):
    """An officer of Kazakhstan's customs."""
    return enter_colleague(as_role, "kz-night", KZ)


def panel(text, title):
    """The part of a page under a heading."""
    return text.split(f"{title}</h2>")[1].split("</section>")[0]


def test_it_shows_what_waits_with_who_has_it_and_how_long(enter, night):
    acknowledged(sent(subject="In hand", at=now() - dt.timedelta(hours=2)), at=now())
    sent(subject="At once", precedence=3, kind="alert", at=now())
    sent(subject="Whose is it?", at=now() - dt.timedelta(hours=9))
    waits = panel(enter("liaison-a").get("/duty/").text, "What waits").replace("\xa0", " ")
    places = [
        waits.index(words)
        for words in ("FLASH", "At once", "Whose is it?", "late by 1 hour", "In hand", "Aigul Example-Sarsen")
    ]
    assert places == sorted(places)
    assert waits.count("nobody yet") == 2
    assert "Nothing waits" in panel(enter("stranger-c").get("/duty/").text, "What waits")


@pytest.mark.parametrize("path", ["/duty/", "/duty/hand-over/"])
def test_it_says_till_when_by_the_clock_of_the_state(enter, night, path):
    sent(subject="Whose is it?", at=dt.datetime(2026, 3, 2, 21, 30, tzinfo=dt.UTC), urgency="8h")
    waits = panel(enter("liaison-a").get(path).text, "What waits" if path == "/duty/" else "as it is written down")
    assert "2026-03-03 10:30 UTC+05:00" in waits.split("answer by")[1]


@pytest.mark.parametrize(("language", "nobody"), [("en", "Nobody is entered"), ("ru", "Никто не внесён")])
def test_it_says_who_is_on_duty_in_each_state_and_where_nobody_is_entered(enter, night, language, nobody):
    on_duty(night, now() - dt.timedelta(hours=1), at=now() - dt.timedelta(hours=1))
    title = "On duty now" if language == "en" else "Сейчас на дежурстве"
    shown = panel(enter("stranger-c", language).get("/duty/").text, title)
    assert "Example Kz-Night" in shown
    assert 'href="tel:+77172000000"' in shown
    assert "Қазақша" in shown
    assert shown.count(nobody) == 7  # the centre and six states
    local = now().astimezone(dt.timezone(dt.timedelta(hours=5)))
    assert f"{local:%H:}" in shown


def test_a_line_goes_into_the_log_and_a_call_with_its_caller(enter, night):
    message = sent(subject="Whose is it?", at=now())
    liaison = enter("liaison-a")
    assert (
        "Entry 1 stands in the log."
        in liaison.post("/duty/log/", {"words": "The line to Termez is down"}, follow=True).text
    )
    call = {"words": "A train is late", "caller": "Railway", "telephone": "+7 7172 1", "told_by": "the gate"}
    page = liaison.post(
        "/duty/log/", call | {"about": f"message:{message.pk}", "called": "2026-01-02T03:04"}, follow=True
    ).text
    log = panel(page, "Log of the shift")
    assert log.index("A train is late") < log.index("The line to Termez is down")
    assert "2026-01-02 03:04 UTC+05:00" in log
    assert f"/exchange/{message.pk}/" in log
    assert "A train is late" in enter(night).get("/duty/log/").text
    assert "A train is late" not in enter("example-police-kz").get("/duty/log/").text


def test_a_correction_stands_beside_what_it_corrects(enter, night):
    wrong = logged("12 kg", who="liaison-a", at=now())
    page = enter(night).post("/duty/log/", {"words": "1.2 kg", "corrects": str(wrong.pk)}, follow=True).text
    assert "corrects 1" in page
    assert "corrected by 2" in page
    assert enter("stranger-c").post("/duty/log/", {"words": "x", "corrects": str(wrong.pk)}).status_code == 404


def test_what_is_no_entry_keeps_every_word(enter):
    answer = enter("liaison-a").post("/duty/log/", {"words": "A train is late", "told_by": "the gate"})
    assert answer.status_code == 422
    assert "Of a call say who called" in answer.text
    assert "A train is late" in answer.text
    with viewing(actor("liaison-a")):
        assert not LogEntry.objects.exists()


def test_an_entry_sent_twice_is_one_and_other_words_are_asked_about(enter):
    client, number = enter("liaison-a"), str(uuid7())
    for _ in range(2):
        client.post("/duty/log/", {"words": "A train is late", "caller": "Example-Karim", "number": number})
    changed = client.post("/duty/log/", {"words": "Two trains are late", "number": number})
    assert changed.status_code == 422
    assert "this form was sent before with other words" in changed.text
    assert 'value="Two trains are late"' in changed.text
    client.post("/duty/log/", {"words": "Two trains are late", "number": changed.context["number"]})
    with viewing(actor("liaison-a")):
        assert list(LogEntry.objects.order_by("number").values_list("words", flat=True)) == [
            "A train is late", "Two trains are late",
        ]  # fmt: skip


def test_words_about_what_is_not_open_stay(enter):
    answer = enter("liaison-a").post("/duty/log/", {"words": "A train is late", "about": f"message:{uuid7()}"})
    assert answer.status_code == 422
    assert "What it is about is not open to you" in answer.text
    assert 'value="A train is late"' in answer.text


def test_the_roster_is_kept_in_local_time_by_those_who_may(enter, night):
    form = {
        "authority": agency(KZ), "officer": actor(night).user, "since": "2030-01-01T20:00", "until": "2030-01-02T08:00",
        "languages": ["kk", "ru"], "telephone": "+7 7172 000",
    }  # fmt: skip
    assert "say who is on duty there" in enter(night).post("/duty/roster/", form).text
    page = enter("liaison-a").post("/duty/roster/", form, follow=True).text
    assert "2030-01-01 20:00 UTC+05:00" in page
    with viewing(actor("liaison-a")):
        duty = Duty.objects.get()
    assert duty.since == dt.datetime(2030, 1, 1, 15, tzinfo=dt.UTC)
    again = enter("liaison-a").post("/duty/roster/", form)
    said = "on duty then already, from 2030-01-01 20:00 UTC+05:00 to 2030-01-02 08:00 UTC+05:00"
    assert (again.status_code, said in again.text) == (422, True)
    assert "say who is on duty there" in enter("stranger-c").post(f"/duty/roster/{duty.pk}/off/", follow=True).text
    assert enter("liaison-a").post(f"/duty/roster/{uuid7()}/off/").status_code == 404
    assert "Taken off" in enter("liaison-a").post(f"/duty/roster/{duty.pk}/off/", follow=True).text
    assert enter("liaison-a").get(f"/duty/roster/?authority={agency(TJ)}").status_code == 404


def test_nobody_is_chosen_for_the_roster_beforehand(enter, night):
    form = {"authority": agency(KZ), "officer": "", "since": "2030-01-01T20:00", "until": "2030-01-02T08:00"}
    liaison = enter("liaison-a")
    assert '<option value="">Choose an officer</option>' in liaison.get("/duty/roster/").text
    answer = liaison.post("/duty/roster/", form | {"languages": ["ru"], "telephone": "+7 7172 000"})
    assert answer.status_code == 422
    assert "Choose an officer of that authority who can open its messages." in answer.text


def test_a_telephone_that_is_too_long_is_called_so(enter, night):
    form = {"officer": actor(night).user, "since": "2030-01-01T20:00", "until": "2030-01-02T08:00", "languages": ["ru"]}
    answer = enter("liaison-a").post("/duty/roster/", form | {"telephone": "+7 7172 000" * 10})
    assert (answer.status_code, "The telephone number is too long" in answer.text) == (422, True)


def test_a_shift_is_handed_over_read_and_signed(enter, night, as_role):
    message = sent(subject="Whose is it?", at=now())
    taken = sent(subject="Taken back", at=now())
    liaison, next_one = enter("liaison-a"), enter(night)
    assert "Whose is it?" in liaison.get("/duty/hand-over/").text
    page = liaison.post("/duty/hand-over/", {"words": "Watch the bridge"}, follow=True).text
    assert "You wrote it: the next officer signs." in page
    does("border-officer", sending.recall_message, identifier=taken.pk, reason="by mistake", at=now())
    with viewing(actor(night)):
        one = HandOver.objects.get()
    assert "Read and sign" in next_one.get("/duty/").text
    read = next_one.get(f"/duty/hand-over/{one.pk}/").text
    assert "Watch the bridge" in read
    assert f"/exchange/{message.pk}/" in read
    assert "Taken back" not in read
    assert "not open to you any more" in read
    assert "Another officer" in liaison.post(f"/duty/hand-over/{one.pk}/", follow=True).text
    assert "Signed: the shift is yours." in next_one.post(f"/duty/hand-over/{one.pk}/", follow=True).text
    assert "Read and sign" not in next_one.get("/duty/").text
    assert "Somebody signed it" in next_one.post(f"/duty/hand-over/{one.pk}/", follow=True).text
    for who in ("border-officer", "duty-officer"):
        assert enter(who).get(f"/duty/hand-over/{one.pk}/").status_code == 404


@pytest.mark.parametrize("called", ["0001-01-01T00:00", "1200-05-01T10:00", "9999-12-31T23:00", "yesterday"])
def test_a_call_at_no_moment_is_refused(enter, night, called):
    answer = enter("liaison-a").post("/duty/log/", {"words": "x", "caller": "Border post", "called": called})
    assert (answer.status_code, "Write day and time." in answer.text) == (422, True)


@pytest.mark.parametrize("until", ["9999-12-31T23:00-12:00", "0001-01-01T00:00", "2200-01-01T00:00"])
def test_a_duty_till_no_moment_is_refused(enter, night, until):
    form = {"officer": actor(night).user, "since": "2030-01-01T20:00", "until": until, "languages": ["ru"]}
    answer = enter("liaison-a").post("/duty/roster/", form | {"telephone": "+7 7172 000"})
    assert (answer.status_code, "Write day and time." in answer.text) == (422, True)


def test_a_shift_is_handed_over_once_under_the_number_of_its_form(enter, night):
    officer, number = enter(night), str(uuid7())
    for _ in range(2):
        page = officer.post("/duty/hand-over/", {"number": number, "words": "One lorry"}, follow=True).text
    assert "It was handed over before, and not again." in page
    other = officer.post("/duty/hand-over/", {"number": number, "words": "Two lorries"})
    assert (other.status_code, "sent before with other words" in other.text, "Two lorries" in other.text) == (
        422,
        True,
        True,
    )
    assert number not in other.text
    enter("stranger-c").post("/duty/hand-over/", {"number": number, "words": "Ours"})
    for who, words in ((night, ["One lorry"]), ("stranger-c", ["Ours"])):
        with viewing(actor(who)):
            assert list(HandOver.objects.values_list("words", flat=True)) == words


def test_where_nobody_of_the_authority_is_on_duty_its_desk_says_so(enter, night):
    told = "Nobody of your authority is on"
    assert told in enter("liaison-a").get("/duty/").text
    on_duty(night, now() - dt.timedelta(hours=1), at=now() - dt.timedelta(hours=1))
    assert told not in enter("liaison-a").get("/duty/").text


def test_several_hand_overs_without_a_signature_take_one_line_each_and_are_folded(enter, night):
    for _ in range(3):
        handed_over(who=night, at=now())
    assert "2 more hand-overs wait for a signature" in enter("liaison-a").get("/duty/").text


def test_whoever_is_alone_in_an_authority_is_told_before_handing_over(enter, bank, as_role):
    told = "No other officer of your authority can sign it now"
    assert told in enter("stranger-c").get("/duty/hand-over/").text
    enter_colleague(as_role, "tm-night", "example-customs-tm")
    assert told not in enter("stranger-c").get("/duty/hand-over/").text


def test_a_hand_over_says_something(enter):
    answer = enter("liaison-a").post("/duty/hand-over/", {"words": " \n "})
    assert answer.status_code == 422
    assert "Write what the next officer must know" in answer.text
    with viewing(actor("liaison-a")):
        assert not HandOver.objects.exists()


def test_a_form_that_is_refused_is_answered_with_a_page_that_rings(enter):
    sent(kind="alert", precedence=3, at=now())
    liaison = enter("liaison-a")
    for address, said in (
        ("/duty/log/", {"words": ""}),
        ("/duty/hand-over/", {"words": ""}),
        ("/exchange/watches/new/", {"name": "x", "substances": "no such thing", "do": "keep"}),
        ("/exchange/new/", {"subject": ""}),
    ):
        answer = liaison.post(address, said)
        assert answer.status_code == 422, address
        ring = answer.text.split("<chorsu-ring")[1].split("</chorsu-ring>")[0]
        assert "/acknowledge/" in ring, address


def test_a_hand_over_lists_what_is_promised_and_late_and_keeps_it(enter, as_role):
    enter_colleague(as_role, "uzc-night", UZC)
    enter_colleague(as_role, "uzc-day", UZC)
    at = now() - dt.timedelta(days=12)
    promise = accepted(at=at, first=(at + dt.timedelta(days=7)).date(), subject="Synthetic drugs")
    night, day = enter("uzc-night"), enter("uzc-day")
    promised = panel(night.get("/duty/hand-over/").text, "We promised: due today or late")
    assert promised.index("Synthetic drugs") < promised.index("→")
    night.post("/duty/hand-over/", {"words": "All quiet"})
    fulfilled(promise, at=now())
    assert "Synthetic drugs" not in night.get("/duty/hand-over/").text
    with viewing(actor("uzc-day")):
        one = HandOver.objects.get()
    day.post(f"/duty/hand-over/{one.pk}/")
    read = panel(day.get(f"/duty/hand-over/{one.pk}/").text, "We promised: due that day or late")
    assert "Synthetic drugs" in read
    assert "Late" in read
    assert f"/exchange/commitments/{promise.pk}/" in read
    assert "We promised" not in enter("stranger-c").get("/duty/hand-over/").text


def test_an_unsigned_hand_over_is_told_to_the_liaison_officer_of_the_state(enter, as_role):
    handed_over("Only we", at=now() - UNSIGNED)
    with as_role("worker"):
        raise_unsigned(now())
    liaison = enter("liaison-b")
    assert "Nobody has signed a hand-over" in liaison.get("/exchange/").text
    assert "Nobody has signed the hand-over of <bdi>Bek Example-Usta" in liaison.get("/duty/").text
    with viewing(actor("liaison-b")):
        one = HandOver.objects.get()
    assert "An officer of that authority signs it." in liaison.get(f"/duty/hand-over/{one.pk}/").text
    assert "hand-over" not in enter("liaison-a").get("/exchange/").text


def test_however_many_wait_for_a_signature_the_desk_names_some_and_counts_all(enter):
    for number in range(30):
        handed_over(f"n{number}", who="liaison-a", at=now())
    page = enter("liaison-a").get("/duty/").text
    assert page.count('href="/duty/hand-over/') <= MOST_UNSIGNED + 4
    assert "29 more hand-overs wait for a signature" in page


def test_the_trail_counts_what_the_desk_and_a_hand_over_tell_of(enter, connect):
    answered(one := sent(at=now(), subject="Whose is it"), "reply", at=now())
    assert one.subject in enter("liaison-a").get(f"/duty/?about=message:{one.pk}").text
    assert waiting(connect)[-1]["shown"] == 1
    other = sent(at=now(), subject="Whose lorry")
    left = handed_over(who="liaison-a", at=now())
    assert other.subject in enter("liaison-a").get(f"/duty/hand-over/{left.pk}/").text
    entry = waiting(connect)[-1]
    assert (entry["opened"], entry["shown"]) == ([left.pk], 1)


def test_permissions_asked_for_and_receipts_owed_stand_on_the_desk_and_on_the_signed_sheet(enter, night, as_role):
    with as_role("worker"):
        (asked,) = record([{}], audience=[state("UZ")], provider=KZ)
        (gone,) = record([{}], audience=[state("KZ")])
    act(ask, "border-officer", asked, to=[agency(UZC)], kind="third-party", purpose="a case", deadline="8h")
    act(recall, "border-officer", gone, principals=[state("KZ")], reason="a mistake")
    sent(subject="Only to read", kind="spontaneous", at=now())
    liaison = enter("liaison-a")
    for path, title in (("/duty/", "What waits"), ("/duty/hand-over/", "as it is written down")):
        waits = panel(liaison.get(path).text, title).replace("\xa0", " ")
        assert "Permission to " in waits
        assert "answer owed" in waits
        assert "7 hours, 59 minutes left" in waits
        assert "receipt wanted" in waits
        assert waits.index("answer owed") < waits.index("Only to read")
        assert waits.count("nobody yet") == 3
    liaison.post("/duty/hand-over/", {"words": "All quiet"})
    with viewing(actor("liaison-a")):
        one = HandOver.objects.get()
    left = panel(enter(night).get(f"/duty/hand-over/{one.pk}/").text, "What stood open")
    assert "answer owed" in left
    assert "answer by" in left
    assert "receipt wanted" in left


def test_the_desk_and_the_signed_sheet_say_that_a_clock_stands(enter, night):
    asked = sent(subject="Whose is it?", at=now())
    answered(asked, kind="clarification", at=now())
    liaison = enter("liaison-a")
    assert "the clock stands until the asker answers" in panel(liaison.get("/duty/").text, "What waits")
    liaison.post("/duty/hand-over/", {"words": "All quiet"})
    with viewing(actor("liaison-a")):
        one = HandOver.objects.get()
    left = panel(enter(night).get(f"/duty/hand-over/{one.pk}/").text, "What stood open")
    assert "the clock stands until the asker answers" in left


def test_what_was_typed_of_a_call_is_shown_again(enter):
    answer = enter("liaison-a").post("/duty/log/", {"words": "A train is late", "telephone": "+7 7172 1"})
    assert answer.status_code == 422
    assert 'value="+7 7172 1"' in answer.text.split("<details open>")[1].split("</details>")[0]
