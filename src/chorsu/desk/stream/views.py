"""The live stream: server-sent events of what one officer sees, resumable at any entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import aget_user
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chorsu.desk.stream.cursors import seal, unseal
from chorsu.desk.stream.hub import the_hub
from chorsu.directory.selectors import actor_of
from chorsu.handling.rules import NOBODY, Actor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from django.http import HttpRequest

__all__ = ["stream"]

_HEARTBEAT_SECONDS = 15.0
_RETRY_MILLISECONDS = 1_000


async def stream(request: HttpRequest) -> HttpResponseBase:
    """Answer with a stream that never ends; 401 without a sign-in, 403 from a page that is not ours."""
    if request.headers.get("Origin", settings.CHORSU_OFFICERS_URL) != settings.CHORSU_OFFICERS_URL:
        return HttpResponse("not from this page\n", status=403, content_type="text/plain")
    actor = await _actor(request)
    if actor == NOBODY:
        response: HttpResponseBase = HttpResponse("sign in first\n", status=401, content_type="text/plain")
    else:
        response = StreamingHttpResponse(_events(request, actor), content_type="text/event-stream")
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
    response["Access-Control-Allow-Origin"] = settings.CHORSU_OFFICERS_URL
    response["Access-Control-Allow-Credentials"] = "true"
    patch_vary_headers(response, ("Origin", "Cookie"))
    return response


async def _actor(request: HttpRequest) -> Actor:
    """Who asks. The connection goes back to the pool at once: a stream must not hold one for as long as it lasts."""
    try:
        user = await aget_user(request)
        return await sync_to_async(actor_of)(user)
    finally:
        await sync_to_async(_release)()


def _release() -> None:
    connection.close()


async def _still(request: HttpRequest) -> Actor:
    """Who the session belongs to now: signed out, or moved to another agency, is noticed at the next heartbeat."""
    fresh = type(request.session)(request.session.session_key)
    request.session = fresh
    if hasattr(request, "_acached_user"):
        del request._acached_user  # noqa: SLF001 — Django keeps the user here for the length of a request
    return await _actor(request)


async def _events(request: HttpRequest, actor: Actor) -> AsyncIterator[str]:
    hub = the_hub()
    await hub.ready()
    language = translation.get_language() or "en"
    asked = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    position = unseal(asked, actor.user)
    yield f"retry: {_RETRY_MILLISECONDS}\n\n"
    if position is None or position > hub.position:
        position = hub.position
        if asked:
            yield _event("reload", seal(position, actor.user), "")
    while True:
        newest = await hub.wait_beyond(position, _HEARTBEAT_SECONDS)
        if newest <= position:
            yield _event("ping", None, "")
            if await _still(request) != actor:
                yield _event("reload", seal(position, actor.user), "")
                return
            continue
        while position < newest:
            position, lines = await hub.deliver(actor, position, newest, language)
            for index, line in enumerate(lines):
                last = index == len(lines) - 1
                yield _event("entry", seal(position, actor.user) if last else None, line)


def _event(kind: str, cursor: str | None, text: str) -> str:
    data = "".join(f"data: {line}\n" for line in text.splitlines() or [""])
    return f"event: {kind}\n" + (f"id: {cursor}\n" if cursor else "") + data + "\n"
