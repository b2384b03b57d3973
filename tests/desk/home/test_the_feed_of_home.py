"""The feed that home opens with: records, alerts and messages, narrowed by the address, what presses on top."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders.messages import acknowledged, answered, delivery, does, sent
from builders.releasing import act, state
from builders.seizures import follow, record
from builders.watches import alerts, made
from builders.watches import does as watches_do
from cast import actor
from chorsu.desk.stream.feed import deliver
from chorsu.directory.models import User
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.saying import About, Question
from chorsu.exchange.watches.acting import acknowledge, escalate
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import head
from chorsu.kernel.clock import now
from chorsu.records import services

pytestmark = pytest.mark.usefixtures("bank")


def page(who, path="/"):
    client = Client()
    client.force_login(User.objects.get(username=who))
    return client.get(path)


def lines(who, query="", *, top=False):
    """The keys of the lines that somebody's feed opens with, newest first."""
    told = page(who, f"/feed/?{query}").text
    pinned, below = told.split("data-feed-list")
    return re.findall(r'data-entry="([^"]+)"', pinned.split("data-feed-pinned")[1] if top else below)


def kinds(keys):
    return [key.split("-")[0] if key[:5] in {"alert", "messa"} else "record" for key in keys]


@pytest.fixture
def world(as_role):
    """One record that answers a watch, and the alert; a request, and a FLASH alert of another authority."""
    made(precedence=1)
    with as_role("worker"):
        records = record([{}, {"substance": "cannabis-resin", "substance_group": "cannabis"}], audience=[state("KZ")])
        follow()
    request, flash = sent(at=now()), sent(kind="alert", precedence=3, at=now())
    return records, request, flash


def test_it_opens_with_all_three_kinds_and_what_presses_on_top(world):
    assert sorted(kinds(lines("liaison-a"))) == ["alert", "message", "record", "record"]
    assert kinds(lines("liaison-a", top=True)) == ["message"]
    assert kinds(lines("liaison-a", "feed-pins=no")).count("message") == 2
    assert lines("stranger-c") == lines("stranger-c", top=True) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("feed=records", ["record", "record"]),
        ("feed=alerts", ["alert"]),
        ("feed=messages", ["message"]),
        ("feed-least=1", ["alert"]),
        ("feed=records&feed-place=UZ", ["record", "record"]),
        ("feed=records&feed-place=KZ", []),
        ("feed=records&feed-family=cannabis", ["record"]),
        ("feed-place=KZ", ["message"]),
        ("feed-family=opioids", ["alert", "message", "record"]),
        ("feed-family=cannabis", ["message", "record"]),
        ("feed=alerts&feed-place=UZ-SU", ["alert"]),
    ],
)
def test_the_address_narrows_it(world, query, expected):
    assert sorted(kinds(lines("liaison-a", query))) == expected


@pytest.fixture
def tied(as_role):
    """A request about a record that its addressee sees, one about a record that it does not, and the records."""
    with as_role("worker"):
        (seen,), (hidden,) = record([{}], audience=[state("KZ")]), record([{"country": "TJ", "admin1": "TJ-KT"}])
        follow()
    asks = [
        sent(at=now(), question=Question(About.EVENT, "that lorry", (one.pk,)), precedence=2, subject=f"About {one.pk}")
        for one in (seen, hidden)
    ]
    return (seen, hidden), [f"message-{delivery(one).pk}" for one in asks]


def both(query):
    """The lines of messages, on top and below, that the feed of Kazakhstan opens with."""
    found = {*lines("liaison-a", query), *lines("liaison-a", query, top=True)}
    return {one for one in found if one.startswith("message")}


def test_a_message_is_narrowed_by_the_record_that_it_is_tied_to(tied):
    (seen, _), (of_seen, of_hidden) = tied
    assert both("feed-place=UZ") == both("feed-family=opioids") == {of_seen, of_hidden}
    assert both("feed-place=KZ") == both("feed-family=cannabis") == {of_hidden}
    act(services.recall, "border-officer", seen, principals=None, reason="x")
    assert both("feed-place=KZ") == {of_seen, of_hidden}


def test_an_unseen_record_narrows_nothing_for_whom_it_is_hidden(tied):
    _, (_, of_hidden) = tied
    assert of_hidden in both("feed-place=TJ") & both("feed-place=UZ") & both("feed-family=cannabis")


def test_an_answer_is_about_what_was_asked(tied):
    (seen, _), _ = tied
    with viewing(actor("border-officer")):
        request = Message.objects.get(subject=f"About {seen.pk}")
    reply = answered(request, "reply", at=now(), body="Ours.")
    key = f"message-{delivery(reply, 'example-border-uz').pk}"
    assert key in lines("border-officer", "feed-place=UZ")
    assert key not in lines("border-officer", "feed-place=KZ")


def test_the_page_says_which_messages_stay(world):
    told = "Messages tied to no record that you see are shown, too."
    assert told in page("liaison-a", "/feed/?feed-place=KZ").text
    assert told not in page("liaison-a", "/feed/").text


def test_a_live_line_tells_what_is_seen_of_its_records_now(tied, as_role):
    (seen, _), (of_seen, of_hidden) = tied
    made()
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()

    def told():
        found = "".join(deliver(actor("liaison-a"), 0, head(), "en").lines)
        return dict(re.findall(r'data-entry="((?:alert|message)-[^"]+)"[^>]* data-tells="([^"]*)"', found))

    (alert,) = (f"alert-{one.pk}" for one in alerts())
    assert told() == {alert: "UZ-SU|opioids", of_seen: "UZ-SU|opioids", of_hidden: ""}
    act(services.recall, "border-officer", seen, principals=None, reason="x")
    assert told() == {alert: "UZ-SU|opioids", of_seen: "", of_hidden: ""}


def test_the_page_is_told_what_the_address_asks(world):
    told = page("liaison-a", "/?feed-place=UZ&feed-family=opioids&feed-least=2").text
    assert 'data-least="2" data-place="UZ" data-family="opioids" data-pins' in told


@pytest.mark.parametrize("query", ["feed=x", "feed-least=9", "feed-place=QQ", "feed-place=UZ-XX", "feed-family=tea"])
def test_an_address_that_cannot_be_meant_says_so(query):
    for path in ("/", "/feed/"):
        assert page("liaison-a", f"{path}?{query}").status_code == 400


def test_a_line_holds_no_word_of_a_message_or_of_an_alerts_record(world):
    told = page("liaison-a", "/feed/?feed=messages").text + page("liaison-a", "/feed/?feed=alerts").text
    assert "Who owns this lorry?" not in told
    assert "Termez" not in told.split("data-feed-pinned")[1]
    assert "Request for information" in told
    assert "FLASH" in told


def test_what_arrives_live_is_the_line_that_the_page_opens_with(world, as_role):
    with as_role("worker"):
        follow()
    sent_live = "".join(deliver(actor("liaison-a"), 0, head(), "en").lines)
    live = re.findall(r'data-entry="([^"]+)"', sent_live)
    assert sorted(live) == sorted(lines("liaison-a", "feed-pins=no"))


def test_what_is_acknowledged_is_drawn_anew_and_leaves_the_top(world, as_role):
    _, _, flash = world
    with as_role("worker"):
        follow()
    before = head()
    acknowledged(flash, at=now())
    (alert,) = alerts()
    does("liaison-a", acknowledge, at=now(), identifier=alert.pk)
    with as_role("worker"):
        follow()
    told = deliver(actor("liaison-a"), before, head(), "en").lines
    assert len(told) == 2
    assert all("data-follows" in line and "data-pinned" not in line for line in told)
    assert lines("liaison-a", top=True) == []


def test_a_message_taken_back_is_a_line_that_leads_nowhere(world, as_role):
    _, _, flash = world
    with as_role("worker"):
        follow()
    before = head()
    does("border-officer", sending.recall_message, at=now(), identifier=flash.pk, reason="wrong")
    with as_role("worker"):
        follow()
    (line,) = deliver(actor("liaison-a"), before, head(), "en").lines
    assert "taken back" in line
    assert "<a " not in line


def test_an_alert_tells_where_it_lies_to_who_sees_the_record_now(world, as_role):
    (alert,) = alerts()
    address = f"/feed/places/{alert.pk}/"
    assert page("liaison-a", address).json() == {"places": ["UZ-SU"]}
    assert page("stranger-c", address).status_code == 404
    for one in world[0]:
        act(services.recall, "border-officer", one, principals=None, reason="x")
    assert page("liaison-a", address).json() == {"places": []}


def test_opening_home_asks_no_more_with_many_than_with_few(world, as_role):
    client = Client()
    client.force_login(User.objects.get(username="liaison-a"))
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    with as_role("worker"):
        record([{} for _ in range(40)], audience=[state("KZ")])
        follow()
    for _ in range(8):
        sent(at=now())
    with CaptureQueriesContext(connection) as many:
        assert client.get("/").status_code == 200
    assert len(many) <= len(few)


def test_what_presses_stays_on_top_however_much_was_answered_since(bank):
    hour = dt.timedelta(hours=1)
    one = sent(precedence=2, at=now() - 2 * hour)
    for _ in range(12):
        answered(sent(precedence=2, at=now() - hour), "reply", at=now())
    (top,) = lines("liaison-a", top=True)
    assert str(delivery(one).pk) in top or str(one.pk) in top


def test_an_alert_that_was_sent_up_now_is_news_when_the_page_is_opened_anew(as_role):
    for number in range(35):
        made(name=f"Heroin {number}")
    with as_role("worker"):
        record([{}], audience=[state("KZ")])
        follow()
    oldest = alerts()[0]
    assert f"alert-{oldest.pk}" not in lines("liaison-a")
    watches_do("liaison-a", escalate, identifier=oldest.pk)
    assert lines("liaison-a")[0] == f"alert-{oldest.pk}"
