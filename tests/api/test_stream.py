"""A program follows the stream by its token: it is told which records came and went, goes on where it stood, no more."""

import asyncio
import contextlib
import json
import re

import pytest
from django.test import AsyncRequestFactory

from builders.seizures import follow, record
from builders.trail import waiting
from cast import actor
from chorsu.config.machine_stream import _may_leave, stream
from chorsu.desk.stream import hub as hubs
from chorsu.desk.stream.feed import deliver
from chorsu.directory.models import State
from chorsu.directory.tokens import bear, revoke
from chorsu.handling.rules import NOBODY
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import head
from chorsu.kernel.clock import now
from chorsu.records import services
from loops import run_apart
from programs import token_of

OWNER, STRANGER, READER = "border-officer", "stranger-c", "liaison-a"
SECONDS = 30.0


@pytest.fixture
def life(bank, as_role, monkeypatch):
    """What happens to a record, each step followed by the sequencer."""
    monkeypatch.setattr(hubs, "_hub", None)  # put back afterwards

    def step(act, **said):
        officer = actor(OWNER)
        with viewing(officer):
            act(actor=officer, at=now(), **said)
        with as_role("worker"):
            follow()

    return step


def asked(secret="", cursor=""):
    said = {"Authorization": f"Bearer {secret}"} if secret else {}
    return AsyncRequestFactory().get("/api/v1/stream", headers=said | ({"Last-Event-ID": cursor} if cursor else {}))


def events(text):
    found = re.findall(r"event: (\w+)\nid: (\S+)\ndata: (.*)\n\n", text)
    return [(kind, cursor, json.loads(data)) for kind, cursor, data in found]


def heard(secret, cursor="", *, until="event: records", seconds=SECONDS):
    """The events of a stream until one of a kind comes, or for a while."""

    async def listen():
        answer = await stream(asked(secret, cursor))
        if answer.status_code != 200:
            return answer
        heard = []

        async def read():
            async for chunk in answer.streaming_content:
                heard.append(chunk.decode())
                if until in "".join(heard):
                    return

        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(read(), seconds)
        return "".join(heard)

    hubs._hub = None  # noqa: SLF001 — one a loop
    return run_apart(listen())


def told(as_role, **said):
    with as_role("worker"):
        found = record([{}], **said)
        follow()
    return found[0]


def test_without_a_token_for_it_there_is_no_stream(life):
    assert heard("").status_code == 401
    assert heard("chorsu_forged").status_code == 401
    answer = heard(token_of(READER, "read")[1])
    assert answer.status_code == 403
    assert json.loads(answer.content)["type"] == "urn:chorsu:problem:refused"


def test_it_goes_on_where_it_stood_and_names_what_came(life, as_role, connect):
    _token, secret = token_of(READER, "stream")
    ((kind, cursor, _),) = events(heard(secret, until="event: ready"))
    assert kind == "ready"
    one = told(as_role, audience=[State.objects.get(code="KZ").pk])
    ((kind, later, said),) = events(heard(secret, cursor))
    assert (kind, said) == ("records", {"records": [str(one.pk)]})
    entry = waiting(connect)[-1]
    assert (entry["act"], entry["page"], entry["opened"]) == ("stream", "api-stream", [one.pk])
    assert events(heard(secret, later, until="never", seconds=1)) == []


def test_another_hears_nothing_of_it(life, as_role):
    secret = token_of(STRANGER, "stream")[1]
    ((_, cursor, _),) = events(heard(secret, until="event: ready"))
    told(as_role, audience=[State.objects.get(code="KZ").pk])
    assert events(heard(secret, cursor, until="never", seconds=2)) == []
    ((kind, _, _),) = events(heard(token_of(OWNER, "stream")[1], cursor, until="event: reset"))
    assert kind == "reset"  # one viewer's cursor opens for no other


def test_what_was_taken_back_meanwhile_is_told_as_gone(life, as_role):
    secret = token_of(READER, "stream")[1]
    ((_, cursor, _),) = events(heard(secret, until="event: ready"))
    one = told(as_role, audience=[State.objects.get(code="KZ").pk])
    ((_, cursor, _),) = events(heard(secret, cursor))
    life(services.recall, seizure=one.pk, principals=None, reason="x")
    ((kind, _, said),) = events(heard(secret, cursor, until="event: gone"))
    assert (kind, said) == ("gone", {"records": [str(one.pk)]})


def test_a_token_that_was_ended_brings_nothing_more(life, as_role):
    token, secret = token_of(READER, "stream")
    ((_, cursor, _),) = events(heard(secret, until="event: ready"))
    one = told(as_role, audience=[State.objects.get(code="KZ").pk])

    assert str(one.pk) in heard(secret, cursor)
    with viewing(NOBODY):
        bearing = bear(secret, at=now())
    brought = deliver(bearing.actor, 0, head(), "en")
    assert _may_leave(bearing, brought)
    with viewing(actor(READER)):
        revoke(actor=actor(READER), token=token.pk, at=now())
    assert not _may_leave(bearing, brought)  # of one that is open
    assert heard(secret, cursor).status_code == 401
