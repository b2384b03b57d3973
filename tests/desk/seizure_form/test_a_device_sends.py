"""What a device's queue sends arrives exactly once, as the officer who entered it, or is answered with what is wrong."""

import datetime as dt

import pytest
from django.test import Client

from builders.pictures import huge_png, photograph
from chorsu.directory.models import State
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7


def test_one_seizure_is_recorded_with_all_that_was_told(enter, send, recorded):
    answer = send(enter("border-officer"), narrative="In the spare wheel.", persons={"detained": "2", "minor": "1"})
    assert answer.status_code == 201
    (seizure,) = recorded()
    assert answer.json() == {"record": f"/records/{seizure.pk}/"}
    (lot,) = seizure.lots.all()
    assert (lot.substance, lot.quantity, lot.unit, lot.state) == ("heroin", 1.25, "kg", "weighed")
    assert (seizure.country, seizure.place_id, seizure.narrative) == ("UZ", "1215957", "In the spare wheel.")
    assert seizure.seized_at.isoformat() == "2026-01-14T21:40:00+00:00"


def test_the_same_number_again_is_answered_with_what_it_became(enter, send, recorded):
    client, number = enter("border-officer"), uuid7()
    first = send(client, number=number)
    again = send(client, number=number)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert len(recorded()) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"narrative": "something else"},
        {"lots": [{"kind": "drug", "substance_text": "opium", "quantity": "9", "unit": "kg"}]},
        {"audience": {"who": "members", "chosen": [], "until": ""}},
        {"photographs": [photograph()]},
        {"date": "no date"},
    ],
)
def test_the_same_number_with_other_content_is_never_said_to_have_arrived(enter, send, recorded, other):
    client, number = enter("border-officer"), uuid7()
    assert send(client, number=number).status_code == 201
    answer = send(client, number=number, **other)
    assert answer.status_code == 409
    assert set(answer.json()["errors"]) == {"submission"}
    assert "arrived before with other content" in answer.json()["errors"]["submission"]
    assert len(recorded()) == 1


def test_what_arrived_has_arrived_also_when_its_release_has_passed_meanwhile(enter, send, recorded, monkeypatch):
    client, number = enter("border-officer"), uuid7()
    audience = {"who": "members", "chosen": [], "until": now().date().isoformat()}
    assert send(client, number=number, audience=audience).status_code == 201
    later = now() + dt.timedelta(days=3)
    for place in ("sending", "views"):
        monkeypatch.setattr(f"chorsu.desk.seizure_form.{place}.now", lambda: later)
    assert send(client, number=number, audience=audience).status_code == 200


def test_another_agencys_device_may_have_made_the_same_number(enter, send, recorded):
    number = uuid7()
    assert send(enter("border-officer"), number=number).status_code == 201
    police = enter("example-police-kg")
    assert send(police, number=number, mark="example-police-kg", place={"text": "Ош"}).status_code == 201
    assert len(recorded()) == len(recorded("example-police-kg")) == 1


def test_nobody_signed_in_is_told_to_sign_in_and_nothing_is_recorded(enter, send, recorded):
    enter("border-officer")
    assert send(Client()).status_code == 401
    assert recorded() == []


def test_an_entry_of_one_officer_is_not_taken_from_another(enter, send, recorded):
    assert send(enter("stranger-c"), mark="border-officer").status_code == 409
    assert recorded() == recorded("stranger-c") == []


def test_what_is_wrong_is_said_by_field_in_the_officers_language(enter, send, recorded):
    answer = send(enter("border-officer", "ru"), date="", lots=[{"kind": "drug", "quantity": "-1"}])
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"date", "lots.1.substance", "lots.1.quantity"}
    assert answer.json()["errors"]["date"].startswith("Дата: ")
    assert recorded() == []


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"submission": "no number"}', "[" * 100_000])
def test_what_cannot_be_read_is_answered_and_never_an_accident(enter, body):
    from cast import actor
    from chorsu.desk.seizure_form.device import mark_of

    headers = {"X-Chorsu-Officer": mark_of(actor("border-officer"))}
    answer = enter("border-officer").post("/hand-in/seizure/send/", {"submission": body}, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_a_photograph_that_is_none_leaves_nothing_behind(enter, send, recorded):
    answer = send(enter("border-officer"), photographs=[b"no picture"])
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"photographs"}
    assert recorded() == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no picture", "no picture"),
        (b"", "no picture"),
        (photograph(noise=True)[:200_000], "broken or cut off"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "HEIC"),
        (huge_png(20_000), "more pixels"),
        (photograph() + bytes(26 << 20), "larger than 25 MB"),
    ],
    ids=["words", "empty", "cut", "heic", "bomb", "heavy"],
)
def test_of_a_photograph_the_true_reason_is_said(enter, send, data, reason):
    assert reason in send(enter("border-officer"), photographs=[data]).json()["errors"]["photographs"]


def test_too_much_text_is_no_matter_of_photographs(enter, send, recorded):
    answer = send(enter("border-officer"), further="x" * (1 << 20))
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.json()["errors"]["submission"]
    assert recorded() == []


@pytest.mark.parametrize("offset", ["--5", "-", "+-3", "٣٠٠", "1e3", "", "99999", [], {}, None, True, 1e99, "5-"])
def test_any_clock_of_a_device_is_answered(enter, send, offset):
    assert send(enter("border-officer"), offset=offset).status_code == 201


def test_too_large_a_request_is_refused_before_it_is_read(enter):
    client = enter("border-officer")
    answer = client.generic("POST", "/hand-in/seizure/send/", b"", CONTENT_LENGTH=str(1 << 40))
    assert answer.status_code == 413


def test_without_the_token_nothing_is_taken(enter, send, recorded):
    assert send(enter("border-officer", enforce_csrf_checks=True)).status_code == 403
    assert recorded() == []


def test_it_is_marked_as_the_officer_chose(enter, send, recorded):
    kazakhstan = State.objects.get(code="KZ").pk
    client = enter("border-officer")
    assert send(client).status_code == 201
    assert recorded("liaison-a") == []
    send(client, audience={"who": "chosen", "chosen": [str(kazakhstan)], "until": "2099-01-01"})
    assert len(recorded("liaison-a")) == 1


@pytest.mark.parametrize(
    "audience",
    [
        {"who": "chosen", "chosen": []},
        {"who": "king"},
        {"who": "provider", "until": "2001-01-01"},
        {"who": "chosen", "chosen": ["0"]},
    ],
)
def test_a_choice_that_makes_no_sense_is_not_guessed(enter, send, recorded, audience):
    answer = send(enter("border-officer"), audience=audience)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"audience"}
    assert recorded() == []


def test_who_is_signed_in_is_told_by_a_mark_and_not_by_name(enter):
    told = enter("border-officer").get("/start/standing/").json()["officer"]
    assert len(told) == 20
    assert told != enter("stranger-c").get("/start/standing/").json()["officer"]
    assert Client().get("/start/standing/").json() == {"officer": ""}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, "02:40 UTC+05:00"),
        ({"offset": 180}, "02:40 UTC+03:00"),
        ({"offset": -300}, "02:40 UTC−05:00"),
        ({"offset": None, "place": {"text": "", "latitude": 55.75, "longitude": 37.62}, "time": "02:40"}, None),
    ],
)
def test_a_record_shows_the_time_by_the_clock_at_the_place(enter, send, said, shown):
    client = enter("border-officer")
    page = client.get(send(client, **said).json()["record"]).text
    if shown is None:
        assert "UTC" not in page[page.index("Date") : page.index("Place")]
    else:
        assert shown in page
    assert "2026-01-14" not in page
