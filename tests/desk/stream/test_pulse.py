"""Streams that open one after the other do not all beat at once, and those that do beat in the same moment."""

import asyncio

from chorsu.desk.stream import pulse
from chorsu.desk.stream.pulse import Pulse
from loops import run_apart


def test_a_thousand_beat_on_a_few_moments_and_none_late():
    async def go():
        began = asyncio.get_running_loop().time()
        return began, [Pulse().next for _ in range(1_000)]

    began, moments = run_apart(go())
    assert 10 <= len(set(moments)) <= 17
    assert began + 7.5 <= min(moments) <= max(moments) <= began + 15.5


def test_it_beats_once_and_then_not_until_the_next(monkeypatch):
    monkeypatch.setattr(pulse, "_SECONDS", 2.0)

    async def go():
        one = Pulse()
        early = one.beats()
        await asyncio.sleep(max(0.0, one.next - asyncio.get_running_loop().time()))
        return early, one.beats(), one.beats()

    assert run_apart(go()) == (False, True, False)
