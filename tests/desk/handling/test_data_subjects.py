"""A data subject's request has a clock; the data-protection officer reads it and no record; providers reply to theirs."""

import datetime as dt

from chorsu.directory.models import Agency
from chorsu.records.subjects.services import deadline


def test_the_way_of_a_request(enter):
    officer, border, stranger = enter("data-protection"), enter("border-officer"), enter("stranger-c", "ru")
    today = dt.datetime.now(tz=dt.UTC).date()
    said = {"act": "receive", "name": "A. Person", "identifier": "AB 123", "asks": "access", "received": str(today)}
    assert border.post("/handling/subjects/act/", said).status_code == 404
    assert officer.post("/handling/subjects/act/", said).status_code == 302
    (request,) = officer.get("/handling/subjects/").context["requests"]
    assert (request["one"].due_at.date() - today) == deadline()
    assert "A. Person" not in border.get("/handling/subjects/").text
    asked = {"act": "forward", "request": request["one"].pk, "to": Agency.objects.get(code="example-border-uz").pk}
    assert stranger.post("/handling/subjects/act/", asked).status_code == 404
    assert officer.post("/handling/subjects/act/", asked).status_code == 302
    assert "A. Person" not in stranger.get("/handling/subjects/").text
    (seen,) = border.get("/handling/subjects/").context["requests"]
    forwarded = seen["forwards"][0][0].pk
    words = {"act": "reply", "forward": forwarded, "words": "nothing is kept"}
    assert stranger.post("/handling/subjects/act/", words).status_code == 404
    assert border.post("/handling/subjects/act/", words).status_code == 302
    assert "nothing is kept" in officer.get("/handling/subjects/").text
    closing = {"act": "answer", "request": request["one"].pk, "words": "told that nothing is kept"}
    assert border.post("/handling/subjects/act/", closing).status_code == 404
    assert officer.post("/handling/subjects/act/", closing).status_code == 302
    assert "told that nothing is kept" in officer.get("/handling/subjects/").text


def test_what_must_be_answered_first_stands_first_and_what_is_answered_last(enter):
    officer = enter("data-protection")
    today = dt.datetime.now(tz=dt.UTC).date()
    for name, ago in (("later", 2), ("answered", 29), ("first", 20)):
        day = str(today - dt.timedelta(days=ago))
        officer.post("/handling/subjects/act/", {"act": "receive", "name": name, "asks": "access", "received": day})
    found = {one["one"].name: one["one"].pk for one in officer.get("/handling/subjects/").context["requests"]}
    officer.post("/handling/subjects/act/", {"act": "answer", "request": found["answered"], "words": "told"})
    names = [one["one"].name for one in officer.get("/handling/subjects/").context["requests"]]
    assert names == ["first", "later", "answered"]
