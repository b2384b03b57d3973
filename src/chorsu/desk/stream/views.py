"""The live stream: server-sent events of what one officer sees, resumable at any entry."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import aget_user, get_user
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chorsu.desk.account.factors import lacks_factor
from chorsu.desk.stream.cursors import Cursor, seal, unseal
from chorsu.desk.stream.feed import MOST_LINES, newest_records, still_seen
from chorsu.desk.stream.hub import asked, the_hub
from chorsu.desk.stream.noting import Reader, note_delivery
from chorsu.directory.selectors import actor_of, term_of
from chorsu.directory.sessions import bearer_of
from chorsu.handling.rules import NOBODY, Actor

if TYPE_CHECKING:
    import uuid
    from collections.abc import AsyncIterator, Iterable

    from django.http import HttpRequest

    from chorsu.desk.stream.feed import Delivery

__all__ = ["stream"]

_HEARTBEAT_SECONDS = 15.0
_RETRY_MILLISECONDS = 1_000


async def stream(request: HttpRequest) -> HttpResponseBase:
    """Answer with a stream that never ends; 401 without a sign-in, 403 from a page that is not ours."""
    if request.headers.get("Origin", settings.CHORSU_OFFICERS_URL) != settings.CHORSU_OFFICERS_URL:
        return HttpResponse("not from this page\n", status=403, content_type="text/plain")
    actor, reader = await _who(request)
    if actor == NOBODY:
        response: HttpResponseBase = HttpResponse("sign in first\n", status=401, content_type="text/plain")
    else:
        response = StreamingHttpResponse(_events(request, actor, reader), content_type="text/event-stream")
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
    response["Access-Control-Allow-Origin"] = settings.CHORSU_OFFICERS_URL
    response["Access-Control-Allow-Credentials"] = "true"
    patch_vary_headers(response, ("Origin", "Cookie"))
    return response


async def _who(request: HttpRequest) -> tuple[Actor, Reader]:
    """Who asks, as the rule and as the audit trail know it.

    The connection goes back to the pool at once: a stream must not hold one for as long as it lasts.
    """
    try:
        user = await aget_user(request)
        if await sync_to_async(lacks_factor)(user):
            return NOBODY, Reader.of(user)
        return await sync_to_async(actor_of)(user), Reader.of(user)
    finally:
        await sync_to_async(_release)()


def _release() -> None:
    connection.close()


def _still(request: HttpRequest, actor: Actor) -> bool:
    """Whether the session still belongs to this actor, in every respect. Asks the database in its thread."""
    request.session = type(request.session)(request.session.session_key)
    user = get_user(request)
    return not lacks_factor(user) and actor_of(user) == actor


def _serves_on(request: HttpRequest, actor: Actor, reader: Reader) -> bool:
    """Whether the session lives and its bearer serves as before: the short question, asked before each delivery.

    What else an actor is made of changes by acts that unsettle the stream.
    """
    user = bearer_of(request.session.session_key or "")
    term = term_of(user) if user is not None and user.pk == actor.user else None
    return term is not None and term.agency_id == reader.agency and set(term.roles) == actor.roles


async def _may_leave(request: HttpRequest, actor: Actor, reader: Reader, delivery: Delivery) -> bool:
    """Whether a delivery may still leave for whom it was made; what leaves is entered first.

    A stream has no end at which to enter what it sent.
    """
    if not (delivery.lines or delivery.unsettles):
        return True

    def enter() -> bool:
        if not (_still(request, actor) if delivery.unsettles else _serves_on(request, actor, reader)):
            return False
        if delivery.lines:
            note_delivery(reader, delivery)
        return True

    return await asked(enter)


async def _events(request: HttpRequest, actor: Actor, reader: Reader) -> AsyncIterator[str]:
    """The events of a stream. What is sent, and when, depends on nothing that the viewer does not see."""
    hub = the_hub()
    await hub.ready()
    language = translation.get_language() or "en"
    resumed = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    cursor = unseal(resumed, actor.user)
    yield f"retry: {_RETRY_MILLISECONDS}\n\n"
    if cursor is None or cursor.position > hub.position:
        cursor = Cursor(hub.position, tuple(await asked(newest_records, actor)))
        yield _event("reload", seal(cursor.position, actor.user, cursor.records), "") if resumed else ""
    position, shown = cursor.position, _Shown(actor, cursor.records)
    if gone := _gone(await shown.gone()):
        yield gone
    beat = time.monotonic() + _HEARTBEAT_SECONDS
    while True:
        newest = await hub.wait_beyond(position, max(0.0, beat - time.monotonic()))
        takes_back = False
        while position < newest:
            before = position
            position, delivery = await hub.deliver(actor, position, newest, language)
            if not await _may_leave(request, actor, reader, delivery):
                yield _event("reload", seal(before, actor.user, shown.records), "")
                return
            takes_back = takes_back or delivery.takes_back
            shown.add(delivery.records)
            if delivery.lines:
                yield _entries(delivery, seal(position, actor.user, shown.records))
        if takes_back and (gone := _gone(await shown.gone())):
            yield gone
        if time.monotonic() >= beat:
            beat = time.monotonic() + _HEARTBEAT_SECONDS
            # A release that ends leaves no entry in the journal.
            yield _gone(await shown.gone()) + _event("ping", seal(position, actor.user, shown.records), "")
            if not await asked(_still, request, actor):
                yield _event("reload", seal(position, actor.user, shown.records), "")
                return


def _entries(delivery: Delivery, cursor: str) -> str:
    """The lines of a delivery; the last one carries the cursor, so that a line that breaks off is sent again."""
    last = len(delivery.lines) - 1
    return "".join(_event("entry", cursor if at == last else None, line) for at, line in enumerate(delivery.lines))


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
        seen = await asked(still_seen, self._actor, list(self._records))
        gone = [record for record in self._records if record not in seen]
        for record in gone:
            del self._records[record]
        return gone


def _event(kind: str, cursor: str | None, text: str) -> str:
    data = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {kind}\n" + (f"id: {cursor}\n" if cursor else "") + data + "\n"
