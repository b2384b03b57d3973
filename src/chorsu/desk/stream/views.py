"""The live stream: server-sent events of what one officer sees, resumable at any entry."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chorsu.desk.account.factors import lacks_factor
from chorsu.desk.stream.asking import asked
from chorsu.desk.stream.cursors import Cursor, Sealer, opened
from chorsu.desk.stream.feed import MOST_LINES, newest_records
from chorsu.desk.stream.gate import Reader
from chorsu.desk.stream.hub import the_hub
from chorsu.desk.stream.pulse import Pulse
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

__all__ = ["absent", "stream"]

_RETRY_MILLISECONDS = 1_000
_FRAMED = 256
"""Deliveries whose events are kept at hand for the next of their streams."""
_HERE = "@"
"""Stands where the cursor comes; in no cursor, and the first of an event is the place."""


async def stream(request: HttpRequest) -> HttpResponseBase:
    """Answer with a stream that never ends; 401 without a sign-in, 403 from a page that is not ours."""
    if request.headers.get("Origin", settings.CHORSU_OFFICERS_URL) != settings.CHORSU_OFFICERS_URL:
        return HttpResponse("not from this page\n", status=403, content_type="text/plain")
    resumed = opened(_resumes(request))
    reader = await _back(request, resumed) or await _who(request)
    if reader is None:
        response: HttpResponseBase = HttpResponse("sign in first\n", status=401, content_type="text/plain")
    else:
        response = StreamingHttpResponse(_events(request, reader, resumed), content_type="text/event-stream")
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
    response["Access-Control-Allow-Origin"] = settings.CHORSU_OFFICERS_URL
    response["Access-Control-Allow-Credentials"] = "true"
    patch_vary_headers(response, ("Origin", "Cookie"))
    return response


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing else is served here, no page either that could say so."""
    del request, exception
    return HttpResponse("nothing is here\n", status=404, content_type="text/plain")


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


async def _events(request: HttpRequest, reader: Reader, resumed: Cursor | None) -> AsyncIterator[bytes]:
    """The events of a stream. What is sent, and when, depends on nothing that the viewer does not see."""
    hub, actor, seals = the_hub(), reader.actor, Sealer(reader.actor.user, reader.holder)
    await hub.ready()
    yield f"retry: {_RETRY_MILLISECONDS}\n\n".encode()
    language = translation.get_language() or "en"
    feeds = request.GET.get("only") != "ring"
    async with hub.channel(actor, language) as channel:
        bell = Bell(actor, language, channel.quiet)
        cursor = _standing(resumed, actor, hub.position)
        begins = cursor or Cursor(channel.position, tuple(await asked(newest_records, actor)))
        position, shown = begins.position, _Shown(actor, begins.records)
        yield _event("reload", seals.seal(position, shown.records), "") if _resumes(request) and not cursor else b""
        if gone := _gone(await shown.gone()):
            yield gone
        yield _rung(await bell.opening())
        pulse = Pulse()
        while True:
            takes_back = False
            for _, upto, delivery in await _brought(hub, channel, position, pulse.next):
                if not await _may_leave(request, reader, delivery, feeds=feeds):
                    yield _event("reload", seals.seal(position, shown.records), "")
                    return
                position = upto
                takes_back = takes_back or delivery.takes_back
                shown.add(delivery.records)
                rung = _rung(await bell.after(delivery, partial(hub.serves, reader)))
                yield rung + (_entries(delivery.lines, seals.seal(position, shown.records)) if feeds else b"")
            if takes_back and (gone := _gone(await shown.gone())):
                yield gone
            if pulse.beats():
                # A release that ends leaves no entry in the journal.
                yield _gone(await shown.gone()) + _event("ping", seals.seal(position, shown.records), "")
                if not await hub.serves(reader):
                    yield _event("reload", seals.seal(position, shown.records), "")
                    return
                # Somebody may have come on duty, or gone.
                yield _rung(await bell.beat())


def _resumes(request: HttpRequest) -> str:
    """The cursor that a client goes on from; empty where it begins."""
    return request.headers.get("Last-Event-ID") or request.GET.get("after", "")


def _standing(cursor: Cursor | None, actor: Actor, newest: int) -> Cursor | None:
    """The cursor, where it was sealed for this actor and the journal is as long as it says."""
    known = cursor is not None and cursor.viewer == actor.user and cursor.position <= newest
    return cursor if known else None


async def _brought(hub: Hub, channel: Channel, position: int, until: float) -> list[Stretch]:
    """What comes beyond a position, as soon as something does, or nothing when it is time for a heartbeat."""
    if position < channel.since:
        return [await hub.catch_up(channel, position, channel.since)]
    found = await channel.after(position, until)
    if found and found[0].after < position:
        # A stream that was further than its channel: a part of this stretch has reached it before.
        return [await hub.catch_up(channel, position, found[0].upto)]
    return found


def _entries(lines: tuple[str, ...], cursor: str) -> bytes:
    """The lines of a delivery; the last one carries the cursor, so that a line that breaks off is sent again."""
    if not lines:
        return b""
    before, behind = _framed(lines)
    return before + cursor.encode() + behind


@lru_cache(maxsize=_FRAMED)
def _framed(lines: tuple[str, ...]) -> tuple[bytes, bytes]:
    """The lines of a delivery as events, for all its streams: what stands before the cursor, and what behind it."""
    before, behind = _event("entry", _HERE, lines[-1]).split(_HERE.encode(), 1)
    return b"".join(_event("entry", None, line) for line in lines[:-1]) + before, behind


def _rung(news: str | None) -> bytes:
    return b"" if news is None else _event("ring", None, news)


def _gone(records: Iterable[uuid.UUID]) -> bytes:
    return b"".join(_event("gone", None, str(record)) for record in records)


class _Shown:
    """The records that a viewer has on the screen, so that one taken back, or released until now, is taken out."""

    def __init__(self, actor: Actor, records: Iterable[uuid.UUID]) -> None:
        self._actor = actor
        self._records = {record: record.bytes for record in records}

    @property
    def records(self) -> Iterable[bytes]:
        """What is on the screen, oldest first, as a cursor holds it."""
        return self._records.values()

    def add(self, records: Iterable[uuid.UUID]) -> None:
        """Note what was sent; the screen keeps no more than the newest."""
        for record in records:
            self._records.pop(record, None)
            self._records[record] = record.bytes
        while len(self._records) > 2 * MOST_LINES:
            del self._records[next(iter(self._records))]

    async def gone(self) -> list[uuid.UUID]:
        """Those that the viewer no longer sees, each once."""
        seen = await the_hub().gate.still_seen(self._actor, list(self._records))
        gone = [record for record in self._records if record not in seen]
        for record in gone:
            del self._records[record]
        return gone


def _event(kind: str, cursor: str | None, text: str) -> bytes:
    data = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return (f"event: {kind}\n" + (f"id: {cursor}\n" if cursor else "") + data + "\n").encode()
