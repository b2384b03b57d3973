"""The live stream tells whoever is on duty what rings: as a line opens, when it begins, when it ends; nobody else, no word."""

import asyncio
from time import monotonic

import pytest
from django.test import AsyncRequestFactory

from builders.messages import KZ, acknowledged, enter_colleague, sent
from builders.seizures import follow, record
from chorsu.desk.stream import hub as hubs
from chorsu.desk.stream.asking import asked
from chorsu.desk.stream.views import stream
from chorsu.directory.models import State
from chorsu.journal.selectors import head
from chorsu.kernel.clock import now
from contracts.test_nothing_leaks_in_the_stream import request_of
from loops import run_apart

SECONDS, QUIET = 20.0, 0.7
"""How long what was done may take to reach the line, and how long the line is heard from then on."""


class Heard:
    """What a stream sends, piece by piece."""

    def __init__(self, pieces):
        self.pieces, self.coming = pieces, None

    async def until_quiet(self):
        """What has come once the line was brought all that was done, and then nothing for a while."""
        said, done, until = "", await asked(head), monotonic() + SECONDS
        while True:
            if self.coming is None or self.coming.done():
                self.coming = asyncio.ensure_future(anext(self.pieces))
            try:
                said += (await asyncio.wait_for(asyncio.shield(self.coming), QUIET)).decode()
            except TimeoutError:
                lines = hubs.the_hub()._channels.values()  # noqa: SLF001 — an opened line has no other sign of it
                if all(line.position >= done for line in lines):
                    return said
                assert monotonic() < until


@pytest.fixture
def line(bank, as_role, monkeypatch):
    """What a stream of what rings sends from its opening on, while acts are done one after the other."""
    monkeypatch.setattr(hubs, "_hub", None)

    def hear(who, *acts):
        hubs._hub = None  # noqa: SLF001 — one a process; each loop of the test has its own
        request = request_of(who)
        request.GET = AsyncRequestFactory().get("/stream", {"only": "ring"}).GET

        def do(act):
            act()
            with as_role("worker"):
                follow()

        async def listen():
            heard = Heard(aiter(await stream(request)))
            told = [await heard.until_quiet()]
            for act in acts:
                await asyncio.to_thread(do, act)
                told.append(await heard.until_quiet())
            heard.coming.cancel()
            return told

        return run_apart(listen())

    return hear


def flash():
    return sent(kind="alert", precedence=3, subject="A secret alert", at=now())


def test_it_begins_and_ends_at_whoever_is_on_duty(line, as_role):
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    messages = []
    opened, begun, ended = line(
        "kz-duty",
        lambda: messages.append(flash()),
        lambda: acknowledged(messages[0], at=now()),
    )  # fmt: skip
    assert "event: ring\ndata: \n\n" in opened
    assert "event: ring" in begun
    assert f"/exchange/{messages[0].pk}/acknowledge/" in begun
    assert "Example border guard, Uzbekistan" in begun
    assert "A secret alert" not in begun
    assert "event: ring\ndata: \n\n" in ended


def test_a_line_that_opens_again_tells_what_rings_now(line):
    one = flash()
    (opened,) = line("liaison-a")
    assert str(one.pk) in opened
    acknowledged(one, at=now())
    (opened,) = line("liaison-a")
    assert "event: ring\ndata: \n\n" in opened


def test_whoever_is_not_on_duty_there_hears_nothing(line, as_role):
    enter_colleague(as_role, "kz-duty", KZ, ("duty",))
    enter_colleague(as_role, "kz-day", KZ)
    for who in ("kz-day", "stranger-c"):
        _opened, begun = line(who, flash)
        assert "ring" not in begun


def test_a_line_of_what_rings_brings_no_records(line, as_role):
    def comes():
        with as_role("worker"):
            record([{}], audience=[State.objects.get(code="KZ").pk])

    opened, brought = line("liaison-a", comes)
    assert "event: ring" in opened
    assert "event: entry" not in brought
