"""What one set of eyes sees of the journal, stretch after stretch: made once, heard by all streams of those eyes."""

from __future__ import annotations

import asyncio
from collections import deque
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
        self._heard = asyncio.Condition()

    async def bring(self, upto: int, delivery: Delivery | None) -> None:
        """Take the channel on to an entry; a delivery wakes its streams."""
        if delivery is not None:
            self._brought.append(Stretch(self.position, upto, delivery))
            while len(self._brought) > _KEPT:
                self.since = self._brought.popleft().upto
        self.position = upto
        if delivery is not None:
            async with self._heard:
                self._heard.notify_all()

    async def after(self, position: int, seconds: float) -> list[Stretch]:
        """What was brought beyond a position, in order; nothing after so many seconds."""
        async with self._heard:
            try:
                # Asked with the lock held: what is brought while it is waited for wakes nobody a second time.
                await asyncio.wait_for(self._heard.wait_for(lambda: bool(self._beyond(position))), seconds)
            except TimeoutError:
                return []
        return self._beyond(position)

    def _beyond(self, position: int) -> list[Stretch]:
        return [one for one in self._brought if one.upto > position]
