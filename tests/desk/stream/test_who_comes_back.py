"""A stream that comes back with its cursor is opened for the same reader as one that is asked in full, or not at all."""

import asyncio

import pytest

from chorsu.desk.stream import hub as hubs
from chorsu.desk.stream.cursors import opened, seal
from chorsu.desk.stream.views import _back, _who
from chorsu.directory.models import Term, User
from chorsu.directory.sessions import end_sessions
from chorsu.handling.viewer import viewing
from contracts.test_nothing_leaks_in_the_stream import actor, request_of
from loops import run_apart


@pytest.fixture
def comes(bank, monkeypatch):
    """Who asks in full, and who comes back with the cursor of that stream, here or with another's session."""
    monkeypatch.setattr(hubs, "_hub", None)

    def come(happens=lambda: None, other=None, **holder):
        request = request_of("liaison-a")
        request.session.modified = False
        another = request_of(other) if other else request

        async def ask():
            reader = await _who(request)
            cursor = opened(seal(41, reader.actor.user, (), reader.holder._replace(**holder)))
            await asyncio.to_thread(happens)
            hubs._hub = None  # noqa: SLF001 — a server that was killed and comes back
            return reader, await _back(another, cursor)

        return run_apart(ask())

    return come


def test_the_same_reader_comes_back(comes):
    reader, back = comes()
    assert back == reader


def test_a_cursor_opens_no_other_session(comes):
    assert comes(other="stranger-c")[1] is None


def test_nobody_comes_back_who_was_signed_out(comes):
    def out():
        with viewing(actor("liaison-a")):
            end_sessions(User.objects.get(username="liaison-a"))

    assert comes(out)[1] is None


def test_nobody_comes_back_in_other_roles(comes, as_role):
    def changed():
        with as_role("owner"):
            Term.objects.filter(user__username="liaison-a").update(roles=["officer"])

    assert comes(changed)[1] is None


def test_a_cursor_with_a_role_that_is_no_more_is_asked_in_full(comes):
    assert comes(roles=("officer", "keeper-of-the-seal"))[1] is None
