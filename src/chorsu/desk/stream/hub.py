"""One listener a process: hears the journal's announcements and brings every channel what its eyes see of them.

A stretch of the journal is looked through for all channels in one transaction; only for those that see something of it
a delivery is made, in a second one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError

from chorsu.desk.stream.asking import asked
from chorsu.desk.stream.channel import Channel, Stretch
from chorsu.desk.stream.feed import STEP, deliver, deliveries
from chorsu.desk.stream.gate import Gate
from chorsu.directory.selectors import eyes_of
from chorsu.journal.selectors import head
from chorsu.journal.sequencer import ENTRY_CHANNEL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from chorsu.desk.stream.gate import Reader
    from chorsu.handling.rules import Actor, Role

__all__ = ["Hub", "the_hub"]

_RETRY_SECONDS = 1.0
_EYES_SECONDS = 10.0
_APART = 64
"""Stretches kept for streams that come back together, as after a restart."""
_AWAY = (OperationalError, InterfaceError, psycopg.OperationalError)
"""What tells that the database is away, for all channels alike."""
logger = logging.getLogger(__name__)
type _Seeing = tuple[frozenset[int], frozenset[int]]
_Eyes = tuple[int | None, frozenset[int], frozenset[int], "frozenset[Role]", str]


class Hub:
    """The newest number of the journal, the channels that follow it, and the gate before the streams."""

    def __init__(self) -> None:
        self.position = 0
        self.gate = Gate()
        self._grown = asyncio.Event()
        self._channels: dict[_Eyes, Channel] = {}
        self._eyes: dict[tuple[int | None, frozenset[Role]], tuple[float, asyncio.Future[_Seeing]]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._known: asyncio.Future[int] | None = None

    async def ready(self) -> None:
        """Start listening on first use, and know the present position."""
        if self._known is None or any(task.done() for task in self._tasks):
            for task in self._tasks:
                task.cancel()
            self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._follow)]
            self._known = asyncio.ensure_future(asked(head))
        self._advance(await asyncio.shield(self._known))

    @asynccontextmanager
    async def channel(self, actor: Actor, language: str) -> AsyncIterator[Channel]:
        """The channel of what this actor sees, kept while somebody holds it.

        Whoever has watches alone, whose alerts nobody else sees, has a channel alone; the others share one by their
        eyes, in which nobody is any one person.
        """
        if not await self.gate.watches_alone(actor):
            actor = replace(actor, user=None)
        eyes = (actor.user, actor.principals, actor.provides, actor.roles, language)
        found = self._channels.setdefault(eyes, Channel(actor, language, self.position))
        found.streams += 1
        try:
            yield found
        finally:
            found.streams -= 1
            if not found.streams:
                self._channels.pop(eyes, None)

    async def catch_up(self, channel: Channel, position: int, upto: int) -> Stretch:
        """What the entries beyond a position bring, for a stream that stands apart from its channel; `STEP` at most."""
        upto = min(upto, position + STEP)
        found = channel.apart.get((position, upto))
        if found is None or _failed(found):
            found = asyncio.ensure_future(asked(deliver, channel.actor, position, upto, channel.language))
            channel.apart[position, upto] = found
            while len(channel.apart) > _APART:
                del channel.apart[next(iter(channel.apart))]
        return Stretch(position, upto, await asyncio.shield(found))

    async def serves(self, reader: Reader) -> bool:
        """Whether a reader still serves as when the stream was opened, and sees with the same eyes.

        An actor changes by acts that unsettle streams, but for groups and agencies that end by themselves: these are
        asked for once a while for all readers of the same agency and roles.
        """
        return await self.gate.serves(reader) and await self._same_eyes(reader)

    async def _same_eyes(self, reader: Reader) -> bool:
        actor = reader.actor
        return await self.eyes(reader.agency, actor.roles) == (actor.principals, actor.provides)

    async def eyes(self, agency: int | None, roles: frozenset[Role]) -> _Seeing:
        """Principals and providers of whoever serves an agency in these roles; as of some seconds ago at most."""
        standing = (agency, roles)
        known = self._eyes.get(standing)
        if known is None or known[0] < time.monotonic() - _EYES_SECONDS or _failed(known[1]):
            known = self._eyes[standing] = (time.monotonic(), asyncio.ensure_future(asked(eyes_of, *standing)))
        return await asyncio.shield(known[1])

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listening:
                    await listening.execute(f"LISTEN {ENTRY_CHANNEL}")
                    self._advance(await asked(head))
                    async for _ in listening.notifies():
                        self._advance(await asked(head))
            except (psycopg.OperationalError, DatabaseError):
                logger.warning("the database is away; trying again")
                await asyncio.sleep(_RETRY_SECONDS)

    def _advance(self, position: int) -> None:
        if position > self.position:
            self.position = position
            self._grown.set()

    async def _follow(self) -> None:
        """Bring the channels on whenever the journal has grown; what fails is tried again, nothing is passed over."""
        while True:
            await self._grown.wait()
            self._grown.clear()
            try:
                while await self._step():
                    pass
            except Exception:
                logger.exception("the journal cannot be followed; trying again")
                await asyncio.sleep(_RETRY_SECONDS)
                self._grown.set()

    async def _step(self) -> int:
        """One stretch for every channel that is behind; how many were."""
        behind: defaultdict[int, list[Channel]] = defaultdict(list)
        for channel in self._channels.values():
            if channel.position < self.position:
                behind[channel.position].append(channel)
        failed: list[BaseException] = []
        for position, channels in behind.items():
            failed += await _taken_on(channels, min(self.position, position + STEP))
        if failed:
            raise failed[0]
        return len(behind)


def _failed(asking: asyncio.Future[Any]) -> bool:
    return asking.done() and (asking.cancelled() or asking.exception() is not None)


async def _taken_on(channels: Sequence[Channel], upto: int) -> list[BaseException]:
    """Take channels on together, or each alone: one whose delivery cannot be made holds up no other. What failed."""
    (error,) = await asyncio.gather(_bring(channels, upto), return_exceptions=True)
    if error is None:
        return []
    if len(channels) == 1 or isinstance(error, _AWAY):
        return [error]
    alone = (_bring([channel], upto) for channel in channels)
    return [one for one in await asyncio.gather(*alone, return_exceptions=True) if one is not None]


async def _bring(channels: Sequence[Channel], upto: int) -> None:
    """Take channels that stand at the same place on, with what it brings them."""
    eyes = [(channel.actor, channel.language) for channel in channels]
    brought = await asked(deliveries, eyes, channels[0].position, upto)
    for channel, delivery in zip(channels, brought, strict=True):
        channel.bring(upto, delivery)


def _address() -> str:
    database = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        dbname=database["NAME"],
        user=database["USER"],
        password=database["PASSWORD"],
        host=database["HOST"],
        port=database["PORT"] or None,
    )


_hub: Hub | None = None


def the_hub() -> Hub:
    """The hub of this process; made inside the event loop."""
    global _hub  # noqa: PLW0603 — one a process is the point
    if _hub is None:
        _hub = Hub()
    return _hub
