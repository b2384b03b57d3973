"""What one set of eyes sees of the journal, stretch after stretch: made once, heard by all streams of those eyes."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from chorsu.desk.stream.ring import Quiet

if TYPE_CHECKING:
    from chorsu.desk.stream.feed import Delivery
    from chorsu.handling.rules import Actor

__all__ = ["Channel", "Stretch"]

_KEPT = 256
"""Deliveries that a channel keeps for streams that are slower than others."""


class Stretch(NamedTuple):
    """What the entries (after, upto] of the journal bring."""

    after: int
    upto: int
    delivery: Delivery


class Channel:
    """Deliveries in order, from `since` up to `position`; a stream that stands before `since` finds its own way there.

    Streams are woken by what is brought, not by what they do not see.
    """

    def __init__(self, actor: Actor, language: str, position: int) -> None:
        self.actor, self.language = actor, language
        self.since = self.position = position
        self.streams = 0
        self.quiet = Quiet()
        self.apart: dict[tuple[int, int], asyncio.Future[Delivery]] = {}
        self._brought: deque[Stretch] = deque()
        self._waiting: set[asyncio.Future[None]] = set()

    def bring(self, upto: int, delivery: Delivery | None) -> None:
        """Take the channel on to an entry; a delivery wakes its streams, all in the same turn of the loop."""
        if delivery is not None:
            if delivery.takes_back:
                self._forget()
            self._brought.append(Stretch(self.position, upto, delivery))
            while len(self._brought) > _KEPT:
                self.since = self._brought.popleft().upto
        self.position = upto
        if delivery is not None:
            for one in self._waiting:
                _wake(one)

    async def after(self, position: int, until: float) -> list[Stretch]:
        """What was brought beyond a position, in order.

        Nothing when the loop's clock says `until`, or when what lies beyond was thrown away while it was waited for.
        """
        if found := self._beyond(position):
            return found
        loop = asyncio.get_running_loop()
        woken = loop.create_future()
        self._waiting.add(woken)
        late = loop.call_at(until, _wake, woken)
        try:
            await woken
        finally:
            late.cancel()
            self._waiting.discard(woken)
        return self._beyond(position)

    def _forget(self) -> None:
        """Throw away what was rendered before: it may be of a record that these eyes see no more."""
        if self._brought:
            self.since = self._brought[-1].upto
        self._brought.clear()
        self.apart.clear()

    def _beyond(self, position: int) -> list[Stretch]:
        if position < self.since:
            return []
        newest_first = takewhile(lambda one: one.upto > position, reversed(self._brought))
        return list(newest_first)[::-1]


def _wake(one: asyncio.Future[None]) -> None:
    if not one.done():
        one.set_result(None)
