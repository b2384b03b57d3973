"""What a machine answers, however odd, fails its own call and no other's; what is kept of it can be printed."""

import datetime as dt

import pytest

from builders import messages
from builders.calls import HOOKS, hostile, registered, worked
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.kernel.clock import now

ODD = {
    "a status that is none": b"NO\0PE\r\n\r\n",
    "a number that is none": b"HTTP/1.1 abc\0 x\r\n\r\n",
    "signs that turn a line around": b"\x9b\x85\xad\x1b[2J" + b"x" * 5_000 + b"\r\n\r\n",
    "a header without an end": b"HTTP/1.1 204 x\r\n" + b"a" * 70_000 + b"\r\n\r\n",
    "headers without an end": b"HTTP/1.1 204 x\r\n" + b"a: b\r\n" * 200 + b"\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
def test_an_odd_answer_fails_its_own_call_and_no_other(administrator, machine, as_role, answer):
    with hostile(answer) as odd:
        bad = registered(administrator, odd)
        registered(administrator, machine)
        message, at = messages.sent(at=now()), now() + dt.timedelta(seconds=1)
        worked(as_role, at)
        worked(as_role, at + dt.timedelta(minutes=1))
    assert odd.got == 2
    assert [str(message.pk) in body.decode() for _, _, body in machine.calls] == [True]
    (call,) = administrator.get(f"{HOOKS}/{bad['id']}/calls").json()
    assert (call["tries"], call["done_at"]) == (2, None)
    assert 0 < len(call["said"]) <= 200
    assert call["said"].isprintable()
    with as_role("worker"):
        assert Call.objects.get(pk=call["id"]).next_at == at + dt.timedelta(minutes=3)
        assert Hook.objects.get(pk=bad["id"]).rests_until == at + dt.timedelta(minutes=3)


def test_what_goes_wrong_in_a_way_nobody_thought_of_fails_that_call(administrator, machine, as_role, monkeypatch):
    registered(administrator, machine)
    messages.sent(at=now())
    with monkeypatch.context() as broken:
        broken.setattr("socket.create_connection", lambda *_, **__: [].pop())
        worked(as_role)
    with as_role("worker"):
        assert (Call.objects.get().tries, Call.objects.get().said) == (1, "IndexError")
    worked(as_role, now() + dt.timedelta(minutes=2))
    assert len(machine.calls) == 1
