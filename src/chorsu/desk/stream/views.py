"""The live stream: server-sent events of what one officer sees, resumable at any entry."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chorsu.desk.account.factors import lacks_factor
from chorsu.desk.stream.asking import asked
from chorsu.desk.stream.cursors import Cursor, opened, seal, unseal
from chorsu.desk.stream.feed import MOST_LINES, newest_records
from chorsu.desk.stream.gate import Reader
from chorsu.desk.stream.hub import the_hub
from chorsu.desk.stream.ring import Bell
from chorsu.directory.overseers import OVERSEERS
from chorsu.directory.selectors import actor_of
from chorsu.directory.sessions import digest_of
from chorsu.handling.rules import NOBODY, Actor, Role

if TYPE_CHECKING:
    import uuid
    from collections.abc import AsyncIterator, Iterable

    from django.http import HttpRequest

    from chorsu.desk.stream.channel import Channel, Stretch
    from chorsu.desk.stream.feed import Delivery
    from chorsu.desk.stream.hub import Hub
    from chorsu.directory.models import User

__all__ = ["stream"]

_HEARTBEAT_SECONDS = 15.0
_RETRY_MILLISECONDS = 1_000


async def stream(request: HttpRequest) -> HttpResponseBase:
    """Answer with a stream that never ends; 401 without a sign-in, 403 from a page that is not ours."""
    if request.headers.get("Origin", settings.CHORSU_OFFICERS_URL) != settings.CHORSU_OFFICERS_URL:
        return HttpResponse("not from this page\n", status=403, content_type="text/plain")
    resumed = opened(request.headers.get("Last-Event-ID") or request.GET.get("after", ""))
    reader = await _back(request, resumed) or await _who(request)
    if reader is None:
        response: HttpResponseBase = HttpResponse("sign in first\n", status=401, content_type="text/plain")
    else:
        response = StreamingHttpResponse(_events(request, reader), content_type="text/event-stream")
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
    response["Access-Control-Allow-Origin"] = settings.CHORSU_OFFICERS_URL
    response["Access-Control-Allow-Credentials"] = "true"
    patch_vary_headers(response, ("Origin", "Cookie"))
    return response


async def _who(request: HttpRequest) -> Reader | None:
    """Who asks; None where nobody does who may be told anything. Asked again, it tells whether it still is that one."""

    def ask() -> Reader | None:
        user = cast("User", get_user(request))
        actor = NOBODY if lacks_factor(user) else actor_of(user)
        key = request.session.session_key or ""
        return None if actor == NOBODY else Reader(replace(actor, name=""), user.agency_id, key)

    return await asked(ask)


async def _back(request: HttpRequest, cursor: Cursor | None) -> Reader | None:
    """Whom the cursor's stream was open for, where this session's bearer still serves so; else None."""
    key = request.session.session_key
    if cursor is None or cursor.holder is None or not key or cursor.holder.session != digest_of(key):
        return None
    if not frozenset(Role).issuperset(cursor.holder.roles):  # sealed before an upgrade that knows such a role no more
        return None
    hub, agency, roles = the_hub(), cursor.holder.agency, frozenset(map(Role, cursor.holder.roles))
    principals, provides = await hub.eyes(agency, roles)
    actor = Actor(cursor.viewer, "", principals, provides, roles, agency=None if roles & OVERSEERS else agency)
    reader = Reader(actor, agency, key)
    return reader if await hub.gate.serves(reader) else None


async def _still(request: HttpRequest, reader: Reader) -> bool:
    """Whether the session still belongs to this reader, in every respect."""
    request.session = type(request.session)(reader.session)
    return await _who(request) == reader


async def _may_leave(request: HttpRequest, reader: Reader, delivery: Delivery, *, feeds: bool) -> bool:
    """Whether a delivery may still leave for whom it was made; what leaves, where it `feeds`, is entered first."""
    if delivery.unsettles and not await _still(request, reader):
        return False
    return not (delivery.lines and feeds) or await the_hub().gate.leaves(reader, delivery)


async def _events(request: HttpRequest, reader: Reader) -> AsyncIterator[str]:
    """The events of a stream. What is sent, and when, depends on nothing that the viewer does not see."""
    hub, actor, holder = the_hub(), reader.actor, reader.holder
    await hub.ready()
    resumed = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    cursor = unseal(resumed, actor.user)
    yield f"retry: {_RETRY_MILLISECONDS}\n\n"
    language = translation.get_language() or "en"
    feeds = request.GET.get("only") != "ring"
    async with hub.channel(actor, language) as channel:
        bell = Bell(actor, language, channel.quiet)
        if cursor is None or cursor.position > hub.position:
            cursor = Cursor(channel.position, tuple(await asked(newest_records, actor)))
            yield _event("reload", seal(cursor.position, actor.user, cursor.records, holder), "") if resumed else ""
        position, shown = cursor.position, _Shown(actor, cursor.records)
        if gone := _gone(await shown.gone()):
            yield gone
        yield _rung(await bell.opening())
        beat = time.monotonic() + _HEARTBEAT_SECONDS * random.uniform(0.5, 1)  # noqa: S311 — a thousand not at once
        while True:
            takes_back = False
            for _, upto, delivery in await _brought(hub, channel, position, beat):
                if not await _may_leave(request, reader, delivery, feeds=feeds):
                    yield _event("reload", seal(position, actor.user, shown.records, holder), "")
                    return
                position = upto
                takes_back = takes_back or delivery.takes_back
                shown.add(delivery.records)
                yield _rung(await bell.after(delivery, partial(hub.serves, reader)))
                if feeds and delivery.lines:
                    yield _entries(delivery, seal(position, actor.user, shown.records, holder))
            if takes_back and (gone := _gone(await shown.gone())):
                yield gone
            if time.monotonic() >= beat:
                beat = time.monotonic() + _HEARTBEAT_SECONDS
                # A release that ends leaves no entry in the journal.
                yield _gone(await shown.gone()) + _event("ping", seal(position, actor.user, shown.records, holder), "")
                if not await hub.serves(reader):
                    yield _event("reload", seal(position, actor.user, shown.records, holder), "")
                    return
                # Somebody may have come on duty, or gone.
                yield _rung(await bell.beat())


async def _brought(hub: Hub, channel: Channel, position: int, until: float) -> list[Stretch]:
    """What comes beyond a position, as soon as something does, or nothing when it is time for a heartbeat."""
    if position < channel.since:
        return [await hub.catch_up(channel, position, channel.since)]
    found = await channel.after(position, max(0.0, until - time.monotonic()))
    if found and found[0].after < position:
        # A stream that was further than its channel: a part of this stretch has reached it before.
        return [await hub.catch_up(channel, position, found[0].upto)]
    return found


def _entries(delivery: Delivery, cursor: str) -> str:
    """The lines of a delivery; the last one carries the cursor, so that a line that breaks off is sent again."""
    last = len(delivery.lines) - 1
    return "".join(_event("entry", cursor if at == last else None, line) for at, line in enumerate(delivery.lines))


def _rung(news: str | None) -> str:
    return "" if news is None else _event("ring", None, news)


def _gone(records: Iterable[uuid.UUID]) -> str:
    return "".join(_event("gone", None, str(record)) for record in records)


class _Shown:
    """The records that a viewer has on the screen, so that one taken back, or released until now, is taken out."""

    def __init__(self, actor: Actor, records: Iterable[uuid.UUID]) -> None:
        self._actor = actor
        self._records = dict.fromkeys(records)

    @property
    def records(self) -> tuple[uuid.UUID, ...]:
        """What is on the screen, oldest first."""
        return tuple(self._records)

    def add(self, records: Iterable[uuid.UUID]) -> None:
        """Note what was sent; the screen keeps no more than the newest."""
        for record in records:
            self._records.pop(record, None)
            self._records[record] = None
        while len(self._records) > 2 * MOST_LINES:
            del self._records[next(iter(self._records))]

    async def gone(self) -> list[uuid.UUID]:
        """Those that the viewer no longer sees, each once."""
        seen = await the_hub().gate.still_seen(self._actor, list(self._records))
        gone = [record for record in self._records if record not in seen]
        for record in gone:
            del self._records[record]
        return gone


def _event(kind: str, cursor: str | None, text: str) -> str:
    data = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {kind}\n" + (f"id: {cursor}\n" if cursor else "") + data + "\n"
