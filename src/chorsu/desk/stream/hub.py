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

from chorsu.desk.stream.feed import STEP, rendered_between
from chorsu.journal.selectors import head
from chorsu.journal.sequencer import ENTRY_CHANNEL

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["Hub", "the_hub"]

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
        self._deliveries: dict[_Key, asyncio.Future[list[str]]] = {}

    async def ready(self) -> None:
        """Start listening on first use, and know the present position."""
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        await self._advance(await sync_to_async(_head, thread_sensitive=False)())

    async def wait_beyond(self, position: int, seconds: float) -> int:
        """The newest number as soon as it is beyond `position`, or after `seconds` whatever it is."""
        async with self._grown:
            try:
                await asyncio.wait_for(self._grown.wait_for(lambda: self.position > position), seconds)
            except TimeoutError:
                return self.position
        return self.position

    async def deliver(self, actor: Actor, after: int, upto: int, language: str) -> tuple[int, list[str]]:
        """The rendered lines after a position, at most `STEP` entries on, and the position then reached.

        Computed once for all who may see the same.
        """
        upto = min(upto, after + STEP)
        key = (actor.principals, actor.provides, after, upto, language)
        future = self._deliveries.get(key)
        if future is None:
            work = sync_to_async(_rendered, thread_sensitive=False)(actor, after, upto, language)
            future = asyncio.ensure_future(work)
            self._deliveries[key] = future
            while len(self._deliveries) > _CACHED:
                del self._deliveries[next(iter(self._deliveries))]
        return upto, await asyncio.shield(future)

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listening:
                    await listening.execute(f"LISTEN {ENTRY_CHANNEL}")
                    await self._advance(await sync_to_async(_head, thread_sensitive=False)())
                    async for _ in listening.notifies():
                        await self._advance(await sync_to_async(_head, thread_sensitive=False)())
            except psycopg.OperationalError:
                logger.warning("the database is away; trying again")
                await asyncio.sleep(_RETRY_SECONDS)

    async def _advance(self, position: int) -> None:
        async with self._grown:
            if position > self.position:
                self.position = position
                self._grown.notify_all()


def _head() -> int:
    try:
        return head()
    finally:
        connection.close()


def _rendered(actor: Actor, after: int, upto: int, language: str) -> list[str]:
    set_urlconf(settings.CHORSU_PAGES_URLCONF)
    try:
        return rendered_between(actor, after, upto, language)
    finally:
        set_urlconf(None)
        connection.close()


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
