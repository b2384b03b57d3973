"""What rings, on a live stream: told when a line opens, whenever it changes, and looked at again on each heartbeat.

It holds no word of a message and is no entry of the feed: whoever opens the message is entered then.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation

from chorsu.desk.duty.standing import calls_for
from chorsu.desk.stream.asking import asked
from chorsu.exchange.duty.ringing import unheard
from chorsu.handling.viewer import viewing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from chorsu.desk.stream.feed import Delivery
    from chorsu.handling.rules import Actor
    from chorsu.ui.shapes import Call

__all__ = ["Bell", "Quiet"]

_QUIET_SECONDS = 10.0


class Quiet:
    """When it was last found that nothing rings at the authorities of one set of eyes: shared by all their streams."""

    def __init__(self) -> None:
        self._since = float("-inf")
        self.asking = asyncio.Lock()

    @property
    def lasts(self) -> bool:
        """Whether that was a moment ago."""
        return time.monotonic() - self._since < _QUIET_SECONDS

    def found(self, *, silent: bool) -> None:
        """Note what was found."""
        self._since = time.monotonic() if silent else float("-inf")


class Bell:
    """What rings at one reader, and what of it the page has been told."""

    def __init__(self, actor: Actor, language: str, quiet: Quiet) -> None:
        self._actor, self._language, self._quiet = actor, language, quiet
        self._told: list[str] | None = None

    async def news(self) -> str | None:
        """What rings now as HTML, empty where nothing does; None where the page knows it."""
        return await asked(self._ask) if self._actor.provides else None

    async def opening(self) -> str | None:
        """What rings when the line opens; of many that open together, one asks where nothing does."""
        async with self._quiet.asking:
            if self._quiet.lasts:
                self._told = []
                return ""
            return await self.news()

    async def after(self, delivery: Delivery, serves: Callable[[], Awaitable[bool]]) -> str | None:
        """What rings after a delivery that may have changed it, for a reader who still serves."""
        return await self.news() if delivery.rings and await serves() else None

    async def beat(self) -> str | None:
        """The same, asked of the database only where something rings, or for a while nobody asked."""
        if self._told != []:
            return await self.news()
        async with self._quiet.asking:
            return None if self._quiet.lasts else await self.news()

    def _ask(self) -> str | None:
        with translation.override(self._language), viewing(self._actor):
            self._quiet.found(silent=not unheard(self._actor).exists())
            calls = [] if self._quiet.lasts else calls_for(self._actor)
            ringing = [call.href for call in calls]
            if ringing == self._told:
                return None
            self._told = ringing
            return _rendered(calls)


def _rendered(calls: list[Call]) -> str:
    return render_to_string("ui/parts/ring.html", {"calls": calls}).strip() if calls else ""
