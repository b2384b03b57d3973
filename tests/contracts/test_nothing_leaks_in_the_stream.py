"""The live stream of somebody who does not see a record sends nothing when it comes, changes or is taken back."""

import asyncio
import contextlib
import re

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import AsyncRequestFactory

from builders.seizures import follow, record
from cast import actor
from chorsu.desk.stream import hub as hubs
from chorsu.desk.stream.cursors import seal
from chorsu.desk.stream.views import stream
from chorsu.directory.models import State, User
from chorsu.directory.sessions import SessionStore
from chorsu.handling.viewer import viewing
from chorsu.journal.selectors import head
from chorsu.kernel.clock import now
from chorsu.records import services
from loops import run_apart

OWNER, STRANGER, READER = "border-officer", "stranger-c", "liaison-a"
QUIET_SECONDS, LONGEST_SECONDS = 2.0, 20.0
OPENED = "retry: 1000\n\nevent: ring\ndata: \n\n"
"""What a line tells as it opens: that nothing rings."""


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


def request_of(username, cursor=""):
    user = User.objects.get(username=username)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    request = AsyncRequestFactory().get("/stream", {"after": cursor} if cursor else {})
    request.session, request.user = session, user

    async def auser():
        return user

    request.auser = auser
    return request


def heard(username, cursor, until=""):
    """What a stream that goes on at a cursor sends at first; as soon as `until` is in it, or after a while."""
    request = request_of(username, cursor)
    hubs._hub = None  # noqa: SLF001 — one a process; each loop of the test has its own

    async def listen():
        response, told = await stream(request), []

        async def read():
            async for piece in response:
                told.append(piece.decode())
                if until and until in "".join(told):
                    return

        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(read(), LONGEST_SECONDS if until else QUIET_SECONDS)
        return "".join(told)

    return run_apart(listen())


def cursor_of(username, *records):
    with viewing(actor(username)):
        return seal(head(), actor(username).user, records)


def test_a_line_that_comes_back_tells_a_stranger_nothing_of_what_was_taken_back(life, as_role):
    with as_role("worker"):
        (hidden,) = record([{}], audience=[State.objects.get(code="KZ").pk])
        follow()
    strangers, readers = cursor_of(STRANGER), cursor_of(READER, hidden.pk)
    life(services.correct, seizure=hidden.pk, changes={"place": "Bukhara"}, reason="x")
    life(services.recall, seizure=hidden.pk, principals=None, reason="x")
    life(services.withdraw, seizure=hidden.pk, reason="x")
    assert f"event: gone\ndata: {hidden.pk}" in heard(READER, readers, str(hidden.pk))
    assert heard(STRANGER, strangers) == OPENED


def test_a_record_that_comes_reaches_its_reader_alone(life, as_role):
    strangers, readers = cursor_of(STRANGER), cursor_of(READER)
    with as_role("worker"):
        (hidden,) = record([{}], audience=[State.objects.get(code="KZ").pk])
        follow()
    assert str(hidden.pk) in heard(READER, readers, str(hidden.pk))
    assert heard(STRANGER, strangers) == OPENED


def test_the_cursor_of_another_opens_no_more_than_none(life, as_role):
    with as_role("worker"):
        (hidden,) = record([{}])
        follow()
    theirs = cursor_of(OWNER, hidden.pk)
    of_theirs, of_none = (heard(STRANGER, cursor) for cursor in (theirs, "A" * len(theirs)))
    assert str(hidden.pk) not in of_theirs
    assert re.findall("event: (.*)", of_theirs) == re.findall("event: (.*)", of_none) == ["reload", "ring"]
