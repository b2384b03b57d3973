"""A call is claimed, spoken before one moment with nothing locked, and kept: no machine holds it, no killed worker loses it."""

import datetime as dt

import pytest
from django.db import connections

from builders import messages
from builders.calls import hostile, registered, worked
from chorsu.exchange.hooks import calling
from chorsu.exchange.hooks.calling import DEAD_AFTER, call_next
from chorsu.exchange.hooks.models import Call
from chorsu.kernel.clock import now

SLOW = {
    "a header of a byte now and then": (b"HTTP/1.1 204 x\r\n", *[b"a"] * 25),
    "goes on without an end": (b"HTTP/1.1 100 Continue\r\n\r\n",) * 25,
    "a line of a byte now and then": tuple(b"HTTP/1.1 204 taken, taken, taken"[i : i + 1] for i in range(25)),
}


@pytest.mark.parametrize("pieces", SLOW.values(), ids=SLOW)
def test_a_machine_that_answers_slowly_is_not_waited_for(administrator, machine, as_role, monkeypatch, pieces):
    monkeypatch.setattr(calling, "_SECONDS", 1.0)
    with hostile(*pieces, apart=0.3) as slow:
        registered(administrator, slow)
        messages.sent(at=now())
        worked(as_role)
        assert slow.got == 1
        assert slow.gave < len(pieces) / 2
    with as_role("worker"):
        assert (Call.objects.get().tries, Call.objects.get().said) == (1, "no answer in time")


def test_while_it_is_spoken_nothing_is_locked_and_no_other_worker_makes_it(administrator, machine, as_role, connect):
    hook, found, other, at = registered(administrator, machine), [], connect("worker"), now() + dt.timedelta(seconds=1)

    def meanwhile():
        # Both are refused at once where they are locked, and say nothing then.
        other.execute("SELECT id FROM exchange_hook WHERE id = %s FOR UPDATE NOWAIT", [hook["id"]])
        found.extend(other.execute("SELECT tries, next_at > %s FROM exchange_hook_call FOR UPDATE NOWAIT", [at]))
        found.append(call_next(at))
        connections["default"].close()

    machine.meanwhile = meanwhile
    messages.sent(at=now())
    worked(as_role, at)
    assert found == [(1, True), 0]
    assert len(machine.calls) == 1
    with as_role("worker"):
        assert Call.objects.get().done_at == at


@pytest.fixture
def killed(as_role, monkeypatch):
    """A worker that is told to stop while it connects."""

    def stop(*_said, **_more):
        raise SystemExit

    def work(at):
        with monkeypatch.context() as dying, as_role("worker"):
            dying.setattr("socket.create_connection", stop)
            with pytest.raises(SystemExit):
                call_next(at)
            return Call.objects.get().next_at

    return work


def test_a_call_whose_worker_was_killed_is_made_again_later(administrator, machine, as_role, killed):
    registered(administrator, machine)
    messages.sent(at=now())
    at = now() + dt.timedelta(seconds=1)
    again = killed(at)
    worked(as_role, at)
    assert machine.calls == []
    worked(as_role, again)
    assert len(machine.calls) == 1
    with as_role("worker"):
        assert (Call.objects.get().tries, Call.objects.get().done_at) == (2, again)


def test_a_call_that_kills_every_worker_is_given_up_too(administrator, machine, as_role, killed):
    registered(administrator, machine)
    messages.sent(at=now())
    first = at = now() + dt.timedelta(seconds=1)
    for _ in range(60):
        later = killed(at)
        if later is None:
            break
        assert later > at
        at = later
    assert DEAD_AFTER <= at - first < DEAD_AFTER + dt.timedelta(hours=1)
    with as_role("worker"):
        assert Call.objects.get().dead_at == at
