"""Whoever leaves, moves or is signed out while the live stream is open is sent nothing more, however busy it is."""

import asyncio

import pytest

from builders.seizures import follow, record
from cast import actor
from chorsu.desk.stream import hub as hubs
from chorsu.desk.stream import pulse
from chorsu.desk.stream.views import stream
from chorsu.directory.models import Agency, State, User
from chorsu.directory.sessions import end_sessions
from chorsu.directory.staffing import leave, move
from chorsu.handling.rules import Role
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from contracts.test_nothing_leaks_in_the_stream import cursor_of, request_of
from loops import run_apart
from staff import actors, enter_staff

READER = "liaison-a"
SECONDS = 20.0


@pytest.fixture
def busy(bank, as_role, monkeypatch):
    """Opens a reader's stream, lets one record come, does something, and lets another come: what was sent of both.

    No heartbeat comes in between.
    """
    monkeypatch.setattr(hubs, "_hub", None)
    monkeypatch.setattr(pulse, "_SECONDS", 600.0)

    def comes():
        with as_role("worker"):
            (seizure,) = record([{}], audience=[State.objects.get(code="KZ").pk])
            follow()
        return str(seizure.pk)

    def hear(happens, *, follows=True):
        with viewing(actor(READER)):
            cursor = cursor_of(READER)
        request = request_of(READER, cursor)
        first = comes()

        async def listen():
            response = await stream(request)
            pieces, told = aiter(response), ""
            while first not in told:
                told += (await asyncio.wait_for(anext(pieces), SECONDS)).decode()
            await asyncio.to_thread(happens)
            second = await asyncio.to_thread(comes) if follows else "reload"
            rest = ""
            try:
                while second not in rest:
                    rest += (await asyncio.wait_for(anext(pieces), SECONDS)).decode()
            except StopAsyncIteration:
                pass
            return second, rest

        return run_apart(listen())

    return hear


def threaded(as_role, act):
    """An act in a thread of its own, closed behind it and followed by the sequencer."""

    def do():
        act()
        with as_role("worker"):
            follow()

    return do


@pytest.fixture
def administrator(bank, as_role):
    return actors(enter_staff(as_role))["admin-kz"]


def test_whoever_stays_is_sent_the_next_record(busy):
    second, rest = busy(lambda: None)
    assert second in rest
    assert "event: reload" not in rest


def test_whoever_was_signed_out_everywhere_is_not_sent_the_next_record(busy):
    def go():
        with viewing(actor(READER)):
            end_sessions(User.objects.get(username=READER))

    second, rest = busy(go)
    assert second not in rest
    assert "event: reload" in rest


def test_whoever_has_left_is_told_so_before_anything_else_comes(busy, as_role, administrator):
    def go():
        with viewing(administrator):
            leave(actor=administrator, number=User.objects.get(username=READER).pk, on=now(), at=now())

    _, rest = busy(threaded(as_role, go), follows=False)
    assert "event: reload" in rest
    assert "event: entry" not in rest


def test_whoever_moves_begins_anew_as_whom_they_are_now(busy, as_role, administrator):
    def go():
        police, reader = Agency.objects.get(code="example-police-kz"), User.objects.get(username=READER).pk
        with viewing(administrator):
            move(actor=administrator, number=reader, agency=police, roles=[Role.OFFICER], on=now(), at=now())

    _, rest = busy(threaded(as_role, go), follows=False)
    assert "event: reload" in rest
    assert "event: entry" not in rest
