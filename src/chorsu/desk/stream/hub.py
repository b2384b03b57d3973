"""One listener a process: hears the journal's announcements and wakes every stream that waits.

The hub keeps the newest number and nothing else. Work for viewers who may see the same is
done once: deliveries are shared by the set of principals.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.urls import set_urlconf

from chorsu.desk.stream.feed import STEP, deliver
from chorsu.journal.selectors import head
from chorsu.journal.sequencer import ENTRY_CHANNEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from chorsu.desk.stream.feed import Delivery
    from chorsu.handling.rules import Actor

__all__ = ["Hub", "asked", "the_hub"]

_RETRY_SECONDS = 1.0
_CACHED = 256
logger = logging.getLogger(__name__)
_Key = tuple[frozenset[int], frozenset[int], int, int, str]


class Hub:
    """The newest number of the journal, a wait for it to grow, and shared deliveries."""

    def __init__(self) -> None:
        self.position = 0
        self._grown = asyncio.Condition()
        self._listener: asyncio.Task[None] | None = None
        self._deliveries: dict[_Key, asyncio.Future[Delivery]] = {}

    async def ready(self) -> None:
        """Start listening on first use, and know the present position."""
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        await self._advance(await asked(head))

    async def wait_beyond(self, position: int, seconds: float) -> int:
        """The newest number as soon as it is beyond `position`, or after `seconds` whatever it is."""
        async with self._grown:
            try:
                await asyncio.wait_for(self._grown.wait_for(lambda: self.position > position), seconds)
            except TimeoutError:
                return self.position
        return self.position

    async def deliver(self, actor: Actor, after: int, upto: int, language: str) -> tuple[int, Delivery]:
        """What the entries after a position bring, at most `STEP` entries on, and the position then reached.

        Computed once for all who may see the same.
        """
        upto = min(upto, after + STEP)
        key = (actor.principals, actor.provides, after, upto, language)
        future = self._deliveries.get(key)
        if future is None:
            future = asyncio.ensure_future(asked(deliver, actor, after, upto, language))
            self._deliveries[key] = future
            while len(self._deliveries) > _CACHED:
                del self._deliveries[next(iter(self._deliveries))]
        return upto, await asyncio.shield(future)

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listening:
                    await listening.execute(f"LISTEN {ENTRY_CHANNEL}")
                    await self._advance(await asked(head))
                    async for _ in listening.notifies():
                        await self._advance(await asked(head))
            except psycopg.OperationalError:
                logger.warning("the database is away; trying again")
                await asyncio.sleep(_RETRY_SECONDS)

    async def _advance(self, position: int) -> None:
        async with self._grown:
            if position > self.position:
                self.position = position
                self._grown.notify_all()


async def asked[**P, T](question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The answer of the database, asked in a thread with the addresses of the officers' pages.

    The connection goes back to the pool at once: a stream must not hold one for as long as it lasts.
    """

    def ask() -> T:
        set_urlconf(settings.CHORSU_PAGES_URLCONF)
        try:
            return question(*args, **kwargs)
        finally:
            set_urlconf(None)
            connection.close()

    return await sync_to_async(ask, thread_sensitive=False)()


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
