"""Recommendations, instruments and persons on their pages."""

import re

import pytest

from builders.cooperation import event, in_text, instrument, posts, recommendation
from cast import actor
from chorsu.cooperation.models import Instrument, Recommendation
from chorsu.directory.models import Post
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7

TEXT = "Hold training courses for officers on finding illicit precursors"
AGAIN = "Courses of training for officers on the finding of illicit precursors should be held"


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_what_repeats_another_is_joined_by_one_press_and_counted(enter):
    first, second = (recommendation(text, status="adopted") for text in (TEXT, AGAIN))
    client = enter("duty-officer")
    assert "1 pair may be one recommendation" in text_of(client.get("/cooperation/recommendations/"))
    page = client.get(f"/cooperation/recommendations/{first.pk}/").content.decode()
    assert f"/cooperation/recommendations/{second.pk}/join/" in page
    client.post(f"/cooperation/recommendations/{second.pk}/join/", {"other": str(first.pk), "shown": str(first.pk)})
    said = text_of(client.get("/cooperation/recommendations/"))
    assert "adopted 2 times, implemented 0" in said
    assert "pair may be" not in said
    client.post(f"/cooperation/recommendations/{second.pk}/part/")
    assert text_of(client.get("/cooperation/recommendations/")).count("adopted 1 time, implemented 0") == 2


def test_how_far_it_is_wants_what_shows_it(enter):
    one, client = recommendation(TEXT, status="adopted"), enter("duty-officer")
    address = f"/cooperation/recommendations/{one.pk}/"
    assert "nothing shows that it is implemented" in text_of(
        client.post(f"{address}follow/", {"status": "implemented"}, follow=True)
    )
    said = client.post(
        f"{address}follow/",
        {"status": "implemented", "evidence": "Order 12", "link": "https://example.org/12"},
        follow=True,
    )
    assert 'href="https://example.org/12"' in said.content.decode()
    assert "implemented (1)" in text_of(client.get("/cooperation/recommendations/")).casefold()


def test_the_list_keeps_its_filter_in_the_address(enter):
    recommendation("One", owner="Example customs", due_on=None)
    recommendation("Two", status="adopted", owner="Example police")
    client = enter("stranger-c")
    assert "Two" not in text_of(client.get("/cooperation/recommendations/?owner=Example+customs")).split("Columns")[1]
    assert "No recommendation answers this" in text_of(client.get("/cooperation/recommendations/?status=implemented"))


def test_a_recommendation_and_an_instrument_are_entered_from_their_event(enter):
    meeting, client = event("Meeting", "10-18", status="held"), enter("duty-officer")
    assert (
        f'<option value="{meeting.pk}" selected'
        in client.get(f"/cooperation/recommendations/new/?event={meeting.pk}").content.decode()
    )
    client.post(
        "/cooperation/recommendations/new/",
        {"text": TEXT, "status": "adopted", "event": str(meeting.pk), "who": "members"},
    )
    client.post(
        "/cooperation/instruments/new/",
        {
            "title": "Example Declaration",
            "kind": "declaration",
            "parties": "A\nB",
            "event": str(meeting.pk),
            "who": "members",
        },
    )
    said = text_of(enter("stranger-c").get(f"/cooperation/{meeting.pk}/"))
    assert TEXT in said
    assert "Example Declaration" in said


@pytest.mark.parametrize("kind", ["recommendations", "instruments"])
def test_wrong_fields_come_back_and_strange_addresses_are_absent(enter, kind):
    client = enter("duty-officer")
    assert client.post(f"/cooperation/{kind}/new/", {"who": "members", "kind": "declaration"}).status_code == 422
    assert client.get(f"/cooperation/{kind}/new/?event=x").status_code == 200
    assert client.get(f"/cooperation/{kind}/{uuid7()}/").status_code == 404
    assert client.post(f"/cooperation/{kind}/{uuid7()}/undo/").status_code == 404
    assert (
        client.post(
            f"/cooperation/{kind}/new/",
            {"who": "members", "text": "x", "title": "x", "kind": "declaration", "event": "x"},
        ).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("kind", "more"),
    [("recommendations", {"text": TEXT}), ("instruments", {"title": "Example", "kind": "declaration"})],
)
def test_a_form_sent_twice_enters_once(enter, kind, more):
    client = enter("duty-officer")
    number = re.search(r'name="number" value="([^"]+)"', client.get(f"/cooperation/{kind}/new/").content.decode())[1]
    answers = [client.post(f"/cooperation/{kind}/new/", more | {"who": "members", "number": number}) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/cooperation/{kind}/{number}/"}


@pytest.mark.parametrize("kind", ["recommendations", "instruments", "people"])
def test_a_null_character_finds_what_the_words_beside_it_find(enter, kind):
    recommendation("Example one")
    instrument("Example one")
    posts("Example Oneov")
    client = enter("duty-officer")
    assert "Example" in text_of(client.get(f"/cooperation/{kind}/?text=exam%00ple"))
    assert client.get(f"/cooperation/{kind}/?text=%00").status_code == 200


def test_an_empty_who_is_who_promises_nothing(enter):
    page = enter("duty-officer").get("/cooperation/people/")
    assert "Accept what was read from a public text" in text_of(page)
    assert "Hand in a text" not in text_of(page)


def test_a_hidden_one_and_none_are_one_page(enter):
    hidden = [recommendation(TEXT, audience=()), instrument("Inside", audience=())]
    client = enter("stranger-c")
    for one, kind in zip(hidden, ("recommendations", "instruments"), strict=True):
        for tail in ("", "change/"):
            assert client.get(f"/cooperation/{kind}/{one.pk}/{tail}").status_code == 404
        assert "Inside" not in text_of(client.get(f"/cooperation/{kind}/"))
        assert TEXT not in text_of(client.get(f"/cooperation/{kind}/"))


def test_an_instrument_is_changed_and_undone(enter):
    one, client = instrument("Example Declaration", parties=("A",), in_force=True), enter("duty-officer")
    address = f"/cooperation/instruments/{one.pk}/"
    client.post(
        f"{address}change/",
        {"title": "Other", "kind": "agreement", "parties": "A\nB", "in_force": "no", "version": "1"},
    )
    client.post(f"{address}undo/", {"version": "2"})
    with viewing(actor("stranger-c")):
        stored = Instrument.objects.get()
    assert (stored.title, stored.parties, stored.in_force) == ("Example Declaration", ["A"], True)


def test_a_change_of_a_recommendation_keeps_its_event(enter):
    meeting = event("Meeting", "10-18", status="held")
    one, client = recommendation(TEXT, event=meeting.pk, status="adopted"), enter("duty-officer")
    page = client.get(f"/cooperation/recommendations/{one.pk}/change/").content.decode()
    assert f'<option value="{meeting.pk}" selected' in page
    client.post(
        f"/cooperation/recommendations/{one.pk}/change/", {"text": "Other", "event": str(meeting.pk), "version": "1"}
    )
    with viewing(actor("stranger-c")):
        stored = Recommendation.objects.get()
    assert (stored.text, stored.event_id, stored.status) == ("Other", meeting.pk, "adopted")


def test_who_is_who_shows_words_and_takes_a_post_back(enter):
    text = "Director A. Exampleov spoke."
    (post,) = posts("A. Exampleov", organisation="Example centre", span=in_text(text, "Director A. Exampleov"))
    posts("Marked Primerov", public=False)
    client = enter("duty-officer")
    said = text_of(client.get("/cooperation/people/"))
    assert "Director A. Exampleov" in said
    assert "Primerov" not in said
    assert "Nobody answers this" in text_of(client.get("/cooperation/people/?text=nobody"))
    said = text_of(client.post(f"/cooperation/people/{post.pk}/withdraw/", follow=True))
    assert "Nobody yet" in said
    client.post(f"/cooperation/people/{post.pk}/restore/")
    with viewing(actor("duty-officer")):
        assert not Post.objects.get(pk=post.pk).withdrawn
    assert "Take this post back" not in text_of(enter("stranger-c").get("/cooperation/people/"))
