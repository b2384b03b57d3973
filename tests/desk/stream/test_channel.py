"""A channel brings its streams what its eyes see, in order, and tells apart who has had what."""

import asyncio

from chorsu.desk.stream import channel as channels
from chorsu.desk.stream.channel import Channel
from chorsu.desk.stream.feed import Delivery
from chorsu.handling.rules import NOBODY
from loops import run_apart

SOON, LATE = 0.2, 20.0


def delivery(line="x", *, takes_back=False):
    return Delivery((line,), (), (), takes_back=takes_back, unsettles=False)


def within(seconds):
    return asyncio.get_running_loop().time() + seconds


def lines(found):
    return [one.delivery.lines[0] for one in found]


def test_a_stream_hears_what_lies_beyond_its_place_and_nothing_twice():
    async def go():
        channel = Channel(NOBODY, "en", 10)
        channel.bring(12, delivery("a"))
        channel.bring(15, None)
        channel.bring(20, delivery("b"))
        return [lines(await channel.after(place, within(SOON))) for place in (10, 12, 15, 20)], channel.position

    assert run_apart(go()) == ([["a", "b"], ["b"], ["b"], []], 20)


def test_what_its_eyes_do_not_see_wakes_no_stream():
    async def go():
        channel = Channel(NOBODY, "en", 0)
        waiting = asyncio.create_task(channel.after(0, within(LATE)))
        await asyncio.sleep(0)
        for number in range(1, 6):
            channel.bring(number, None)
        await asyncio.sleep(SOON)
        asleep = not waiting.done()
        channel.bring(6, delivery())
        return asleep, await waiting

    asleep, found = run_apart(go())
    assert asleep
    assert [(one.after, one.upto) for one in found] == [(5, 6)]


def test_what_it_keeps_no_more_lies_before_it(monkeypatch):
    monkeypatch.setattr(channels, "_KEPT", 2)

    async def go():
        channel = Channel(NOBODY, "en", 0)
        for number in (1, 2, 3):
            channel.bring(number, delivery(str(number)))
        return channel.since, lines(await channel.after(channel.since, within(SOON)))

    assert run_apart(go()) == (1, ["2", "3"])


def test_what_was_rendered_before_something_was_taken_back_is_heard_by_nobody_any_more():
    async def go():
        channel = Channel(NOBODY, "en", 10)
        late, heard = (asyncio.create_task(channel.after(place, within(LATE))) for place in (10, 12))
        await asyncio.sleep(0)
        channel.bring(12, delivery("a"))
        channel.bring(15, None)
        channel.bring(20, delivery("b", takes_back=True))
        return channel.since, lines(await late), lines(await heard), lines(await channel.after(12, within(SOON)))

    assert run_apart(go()) == (12, [], ["b"], ["b"])
