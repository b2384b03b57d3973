"""The plan on its pages: entered, moved, held, cancelled, undone and taken along; hidden and absent are one."""

import re

import icalendar
import pytest

from builders.cooperation import day, event
from cast import actor
from chorsu.cooperation.models import Event
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7


def form(**more):
    """The fields of the form of an event."""
    return {
        "title": "Working group on precursors",
        "kind": "meeting",
        "since": "2022-10-24",
        "until_day": "2022-10-25",
        "standing": "held",
        "place": "Almaty",
        "country": "KZ",
        "mode": "hybrid",
        "organisers": "Example office\n\nExample centre",
        "states": "Kazakhstan\nУзбекистан",
        "member-name": ["Exampleov Anvar", ""],
        "member-title": ["Colonel", ""],
        "member-post": ["Deputy director", ""],
        "member-organisation": ["Example centre", ""],
        "member-acting_for": ["the director", ""],
        "member-head": ["1", ""],
        "count-category": ["delegates", "participants"],
        "count-qualifier": ["more-than", ""],
        "count-number": ["1 080", ""],
        "count-expected": ["", ""],
        "who": "members",
    } | more


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def only():
    with viewing(actor("duty-officer")):
        return Event.objects.get()


def test_an_event_is_entered_by_form_and_shown_with_everything_that_was_said(enter):
    answer = enter("duty-officer").post("/cooperation/new/", form(), follow=True)
    said = text_of(answer)
    for words in (
        "24–25 October 2022",
        "Deputy director",
        "the director",
        "more than 1,080",
        "Kazakhstan, Uzbekistan",
        "Hybrid",
        "stood in no plan",
    ):
        assert words in said
    assert text_of(enter("stranger-c").get(f"/cooperation/{only().pk}/")).count("Exampleov Anvar") == 1


@pytest.mark.parametrize(
    "more",
    [
        {"since": ""},
        {"since": "x"},
        {"title": ""},
        {"states": "Utopia"},
        {"count-number": ["many", ""]},
        {"until_day": "2022-10-01"},
        {"who": "nobody"},
    ],
)
def test_what_is_wrong_comes_back_with_the_form_filled(enter, more):
    answer = enter("duty-officer").post("/cooperation/new/", form(**more))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert "Deputy director" in answer.content.decode()
    with viewing(actor("duty-officer")):
        assert not Event.objects.exists()


def test_a_new_event_is_for_its_own_agency_unless_said_otherwise(enter):
    page = enter("duty-officer").get("/cooperation/new/").content.decode()
    assert re.search(r'value="provider" checked', page)


def test_more_rows_keep_what_was_written(enter):
    answer = enter("duty-officer").post("/cooperation/new/", form(more="1"))
    assert answer.status_code == 200
    assert answer.content.decode().count('name="member-name"') == 3


def test_the_half_shows_clashes_and_who_is_double_booked(enter):
    event("First", "10-18", "10-19", people=("Anvar Exampleov",))
    event("Second", "10-19", people=("Exampleov Anvar Karimovich",))
    said = text_of(enter("stranger-c").get("/cooperation/?half=2022-H2"))
    assert "Week of 17 October 2022" in said
    assert said.count("double-booked") == 3
    assert "No event in this half-year" in text_of(enter("stranger-c").get("/cooperation/?half=2023-H1"))
    assert enter("stranger-c").get("/cooperation/?half=2022").status_code == 404


def test_an_event_is_moved_held_cancelled_and_undone_by_its_provider(enter):
    one, client = event("First", "10-18", "10-19"), enter("duty-officer")
    address = f"/cooperation/{one.pk}/"
    said = text_of(
        client.post(
            f"{address}move/",
            {"since": "2022-11-01", "until_day": "2022-11-02", "reason": "the host asked"},
            follow=True,
        )
    )
    assert "first planned: 18–19 October 2022" in said
    said = text_of(client.post(f"{address}cancel/", {"reason": ""}, follow=True))
    assert "Reason: say why in a few words" in said
    client.post(f"{address}cancel/", {"reason": "no host"})
    assert only().status == "cancelled"
    client.post(f"{address}undo/", {"version": str(only().version)})
    assert only().status == "moved"
    client.post(
        f"{address}hold/",
        {"since": "2022-11-01", "count-category": "participants", "count-qualifier": "", "count-number": "61"},
    )
    assert (only().status, only().until_day, only().counts[0]["number"]) == ("held", day("11-01"), 61)


def test_a_double_click_enters_an_event_once(enter):
    client = enter("duty-officer")
    number = re.search(r'name="number" value="([^"]+)"', client.get("/cooperation/new/").content.decode())[1]
    first = client.post("/cooperation/new/", form(number=number))
    second = client.post("/cooperation/new/", form(number=number), follow=True)
    assert first["Location"] == second.redirect_chain[0][0]
    assert "Nothing is entered twice" in text_of(second)
    assert str(only().pk) == number


def test_a_form_that_comes_back_keeps_its_number(enter):
    client, number = enter("duty-officer"), str(uuid7())
    for more in ({"title": ""}, {"more": "1"}):
        assert f'name="number" value="{number}"' in (
            client.post("/cooperation/new/", form(number=number, **more)).content.decode()
        )


@pytest.mark.parametrize("strange", ["9" * 5000, "\x00", "²", "x"])
def test_ticks_that_can_be_nobodys_come_back_with_the_form(enter, strange):
    answer = enter("duty-officer").post("/cooperation/new/", form(who="chosen", chosen=strange))
    assert answer.status_code == 422


@pytest.mark.parametrize("year", ["1900", "9999"])
def test_a_day_in_no_year_of_a_plan_is_said_in_one_line(enter, year):
    answer = enter("duty-officer").post("/cooperation/new/", form(since=f"{year}-12-31", until_day=f"{year}-12-31"))
    assert "Days: that year is in no plan; check both days" in text_of(answer)


def test_a_withdrawn_event_is_taken_out_of_calendars_and_offers_no_entry(enter):
    one, client = event("First", "10-18"), enter("duty-officer")
    address = f"/cooperation/{one.pk}/"
    assert "Enter an instrument" in text_of(client.get(address))
    client.post(f"{address}withdraw/", {"reason": "\x00"})
    assert b"STATUS:CANCELLED" in client.get(f"{address}event.ics").content
    for words in ("Enter a recommendation", "Enter an instrument"):
        assert words not in text_of(client.get(address))


def test_a_reason_that_is_too_long_is_one_line(enter):
    one = event("First", "10-18")
    for language, line in (
        ("en", "Reason: say why in a few words; at most 2000 characters"),
        ("ru", "Причина: скажите в нескольких словах, почему; не более 2000 знаков"),
    ):
        answer = enter("duty-officer", language).post(
            f"/cooperation/{one.pk}/withdraw/", {"reason": "x" * 20_000}, follow=True
        )
        assert line in text_of(answer)


def test_a_filter_that_nothing_answers_can_be_cleared(enter):
    event("First", "10-18")
    answer = enter("stranger-c").get("/cooperation/?half=2022-H2&status=held")
    assert "No event answers this" in text_of(answer)
    assert "No event in this half-year" not in text_of(answer)
    assert re.search(r'href="/cooperation/\?half=2022-H2"[^>]*>\s*Clear all', answer.content.decode())


def test_participants_of_a_planned_event_are_expected_first(enter):
    client = enter("duty-officer")

    def offered(page):
        chosen = re.findall(r'name="count-expected".*?</select>', page)
        return [re.findall(r'<option value="(1?)"( selected)?', one) for one in chosen]

    page = client.get("/cooperation/new/").content.decode()
    assert offered(page)[-1] == [("1", " selected"), ("", "")]
    page = client.post("/cooperation/new/", form(standing="planned", more="1")).content.decode()
    assert offered(page)[0] == [("1", ""), ("", " selected")]
    page = client.post("/cooperation/new/", form(more="1")).content.decode()
    assert offered(page)[-1] == [("", " selected"), ("1", "")]


def test_every_field_of_a_row_has_a_label_that_stays(enter):
    page = enter("duty-officer").get("/cooperation/new/").content.decode()
    cells = re.findall(r"<td[^>]*>.*?</td>", page, re.DOTALL)
    assert len(cells) == 20
    for cell in cells:
        assert re.search(r'<label><span class="named">[^<]+</span><(input|select)', cell)
        assert "placeholder" not in cell


def test_taking_back_is_one_word_in_russian(enter):
    one, client = event("Рабочая группа", "10-18", "10-19"), enter("duty-officer", "ru")
    pages = [client.get(f"/cooperation/{one.pk}/"), client.post(f"/cooperation/{one.pk}/withdraw/", follow=True)]
    for page in pages:
        assert "тозва" not in text_of(page)
        assert re.search("[Сс]н(ять|ято|ята) с учёта", text_of(page))


def test_a_change_over_a_newer_version_is_refused(enter):
    one, client = event("First", "10-18"), enter("duty-officer")
    client.post(f"/cooperation/{one.pk}/change/", form(version="1"))
    answer = client.post(f"/cooperation/{one.pk}/change/", form(title="Other", version="1"))
    assert answer.status_code == 422
    assert "somebody changed it in the meantime" in text_of(answer)


def test_a_withdrawn_event_says_so_and_comes_back(enter):
    one, client = event("First", "10-18"), enter("duty-officer")
    client.post(f"/cooperation/{one.pk}/withdraw/", {"reason": "entered twice"})
    assert "Its provider took this back" in text_of(client.get(f"/cooperation/{one.pk}/"))
    assert "No event in this half-year" in text_of(client.get("/cooperation/?half=2022-H2"))
    client.post(f"/cooperation/{one.pk}/restore/")
    assert "First" in text_of(client.get("/cooperation/?half=2022-H2"))


def test_hidden_and_absent_events_are_one(enter):
    one, client = event("Inside", "10-18", audience=()), enter("stranger-c")
    for tail in ("", "change/", "event.ics"):
        answers = [client.get(f"/cooperation/{each}/{tail}") for each in (one.pk, uuid7())]
        assert {answer.status_code for answer in answers} == {404}
    assert client.post(f"/cooperation/{one.pk}/cancel/", {"reason": "x"}).status_code == 404
    assert b"Inside" not in client.get("/cooperation/plan.ics?half=2022-H2").content


def test_a_recipient_is_offered_no_act_and_is_refused_one(enter):
    one, client = event("First", "10-18"), enter("stranger-c")
    assert 'value="Cancel' not in client.get(f"/cooperation/{one.pk}/").content.decode()
    assert client.get(f"/cooperation/{one.pk}/change/").status_code == 404
    said = text_of(client.post(f"/cooperation/{one.pk}/cancel/", {"reason": "x"}, follow=True))
    assert "only the provider of a record may do this" in said
    assert only().status == "planned"


def test_the_plan_is_taken_along_as_icalendar(enter):
    event("First; with, signs", "10-18", "10-19")
    event("Inside", "10-20", audience=())
    answer = enter("stranger-c").get("/cooperation/plan.ics?half=2022-H2")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (one,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(one["summary"]) == "First; with, signs"
    assert str(one["url"]).endswith(f"/cooperation/{str(one['uid']).split('@')[0]}/")


def test_words_of_an_event_are_never_markup(enter):
    one = event("<script>alert(1)</script>\u202e", "10-18", note="<b>bold</b>")
    page = enter("duty-officer").get(f"/cooperation/{one.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "<b>bold</b>" not in page


def test_the_pages_speak_russian(enter):
    one = event("Рабочая группа", "10-18", "10-19")
    said = text_of(enter("duty-officer", "ru").get(f"/cooperation/{one.pk}/"))
    assert "18–19 октября 2022 г." in said
    assert "Отменить мероприятие" in said


def test_more_members_than_a_delegation_has_are_refused_and_none_is_lost(enter):
    names = [f"Exampleov {number}" for number in range(201)]
    answer = enter("duty-officer").post("/cooperation/new/", form(**{"member-name": names}))
    assert answer.status_code == 422
    assert answer.text.count('value="Exampleov ') == 201
    with viewing(actor("duty-officer")):
        assert not Event.objects.exists()


def test_who_may_be_double_booked_is_not_said_to_be_free(enter):
    event("First", "10-18", "10-19", people=("Anvar Exampleov",))
    event("Second", "10-19", people=("A. Exampleov",))
    said = text_of(enter("stranger-c").get("/cooperation/?half=2022-H2"))
    assert "perhaps double-booked" in said
    assert "Nobody named is at two events" not in said
