"""An alert rings in the live stream of those who see it, without a word of its record; one's own in one's own alone."""

import datetime as dt

import pytest
from django.db import connection

from builders.messages import KZ, enter_colleague
from builders.releasing import act, state
from builders.seizures import follow, record
from builders.watches import alerts, does, made
from cast import actor
from chorsu.desk.stream import hub as hubs
from chorsu.desk.stream.feed import deliver
from chorsu.desk.stream.hub import Hub
from chorsu.desk.stream.narrowing import Narrowed
from chorsu.desk.stream.ringing import newest_alerts, pressing_alerts
from chorsu.exchange.watches.acting import acknowledge, escalate
from chorsu.exchange.watches.reports import DIGEST_FROM
from chorsu.exchange.watches.ringing import end_quiet_hours
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import head
from chorsu.records.services import correct
from loops import run_apart

pytestmark = pytest.mark.usefixtures("bank")


def heard(who, after=0):
    """The lines of alerts that somebody's stream brings."""
    lines = deliver(actor(who), after, head(), "en").lines
    return [line for line in lines if 'data-entry="alert' in line or 'data-entry="quiet' in line]


def arrives(as_role, count=1):
    with as_role("worker"):
        record([{"quantity": 5.0 + one, "kg": 5.0 + one} for one in range(count)], audience=[state("KZ")])
        follow()


def test_it_rings_where_it_is_seen_and_nowhere_else(as_role):
    enter_colleague(as_role, "colleague-kz", KZ)
    made(name="Shared"), made(name="Alone", shared=False)
    arrives(as_role)
    told = {who: " ".join(heard(who)) for who in ("liaison-a", "colleague-kz", "border-officer", "stranger-c")}
    assert "Shared" in told["liaison-a"]
    assert "Alone" in told["liaison-a"]
    assert "Shared" in told["colleague-kz"]
    assert "Alone" not in told["colleague-kz"]
    assert told["border-officer"] == told["stranger-c"] == ""
    assert "heroin" not in told["liaison-a"].lower()


def test_many_ring_in_one_line(as_role):
    made()
    arrives(as_role, 20)
    (line,) = heard("liaison-a")
    assert "20 alerts" in line


def test_what_is_sent_up_rings_again(as_role):
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    made()
    arrives(as_role)
    (alert,) = alerts()
    before = head()
    does("liaison-a", escalate, identifier=alert.pk)
    with as_role("worker"):
        follow()
    (line,) = heard("kz-duty", before)
    assert "Sent up" in line


def test_in_quiet_hours_it_waits_and_is_told_in_one_line_when_they_end(as_role):
    made(quiet=(dt.time(0, 0), dt.time(0, 0)))
    made(name="Urgent", quiet=(dt.time(0, 0), dt.time(0, 0)), precedence=2)
    arrives(as_role, 3)
    assert [line for line in heard("liaison-a") if "Urgent" not in line] == []
    assert len(heard("liaison-a")) == 3
    before = head()
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_alert SET waits_until = now() WHERE waits_until IS NOT NULL")
    now = dt.datetime.now(tz=dt.UTC)
    with as_role("worker"):
        assert [end_quiet_hours(now), end_quiet_hours(now)] == [1, 0]
        follow()
    (line,) = heard("liaison-a", before)
    assert "3 alerts came in quiet hours" in line


DAY_LONG = (dt.time(0, 0), dt.time(0, 0))


@pytest.fixture
def digest(as_role, request):
    """The alert of a large report, of an urgent watch with such quiet hours, acknowledged an hour ago."""
    made(precedence=2, rings_from=3, quiet=request.param)
    with as_role("worker"):
        told = record(
            [{"seizure_date": dt.date(2024, 1, 1) + dt.timedelta(days=7 * one)} for one in range(DIGEST_FROM)],
            audience=[state("KZ")],
        )
        follow()
    (alert,) = alerts()
    does("liaison-a", acknowledge, identifier=alert.pk)
    return alert, told


def grows(as_role, told, **columns):
    """One record more comes to a digest, an hour later, after these columns were what they would be by then."""
    hour = "now() - interval '1 hour'"
    said = ", ".join(f"{name} = {value}" for name, value in ({"grown_at": hour} | columns).items())
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchange_alert SET {said}")
        cursor.execute("DELETE FROM exchange_alert_record WHERE record = %s", [told[0].pk])
    act(correct, "border-officer", told[0], changes={"lots": {1: {"quantity": "900"}}}, reason="weighed anew")
    before = head()
    with as_role("worker"):
        follow()
    return before


@pytest.mark.parametrize("digest", [DAY_LONG], indirect=True)
def test_a_digest_that_is_new_again_in_quiet_hours_waits_for_their_end(as_role, digest):
    before = grows(as_role, digest[1], waits_until="NULL", held_until="NULL")
    (alert,) = alerts()
    assert (alert.state, heard("liaison-a", before)) == ("new", [])
    assert alert.waits_until > dt.datetime.now(tz=dt.UTC)
    with as_role("worker"):
        assert end_quiet_hours(alert.waits_until) == 1
        follow()
    assert len(heard("liaison-a", before)) == 1


@pytest.mark.parametrize("digest", [None], indirect=True)
def test_a_digest_that_came_in_quiet_hours_and_is_new_again_after_them_rings(as_role, digest):
    hours_ago = "now() - interval '3 hours'"
    before = grows(as_role, digest[1], waits_until=hours_ago, held_until=hours_ago)
    (line,) = heard("liaison-a", before)
    assert "Heroin" in line


def test_what_waited_stands_on_top_once_its_quiet_hours_are_over(as_role):
    made(quiet=DAY_LONG, precedence=2, rings_from=3)
    arrives(as_role)
    with viewing(actor("liaison-a")):
        assert pressing_alerts(actor("liaison-a"), Narrowed(), 10) == []
    with as_role("owner"), connection.cursor() as cursor:
        cursor.execute("UPDATE exchange_alert SET waits_until = now() - interval '1 second'")
    with viewing(actor("liaison-a")):
        assert len(pressing_alerts(actor("liaison-a"), Narrowed(), 10)) == 1
        assert len(newest_alerts(actor("liaison-a"), Narrowed(), 10)) == 1
    before, (alert,) = head(), alerts()
    does("liaison-a", acknowledge, identifier=alert.pk)
    with as_role("worker"):
        follow()
    assert len(heard("liaison-a", before)) == 1


def test_who_has_watches_alone_has_a_channel_alone(as_role, monkeypatch):
    monkeypatch.setattr(hubs, "_hub", None)
    enter_colleague(as_role, "colleague-kz", KZ, ("liaison", "officer"))
    roles = actor("liaison-a").roles
    enter_colleague(as_role, "third-kz", KZ, tuple(roles))
    enter_colleague(as_role, "fourth-kz", KZ, tuple(roles))
    made(name="Alone", shared=False)

    async def channels():
        hub, found = Hub(), {}
        for who in ("liaison-a", "third-kz", "fourth-kz"):
            one = await hubs.asked(actor, who)
            async with hub.channel(one, "en") as channel:
                found[who] = channel
                async with hub.channel(one, "en") as again:
                    assert again is channel
                if who == "third-kz":
                    fourth = await hubs.asked(actor, "fourth-kz")
                    async with hub.channel(fourth, "en") as other:
                        assert other is channel
        return found

    found = run_apart(channels())
    assert found["liaison-a"].actor.user == actor("liaison-a").user
    assert found["third-kz"].actor.user is None
