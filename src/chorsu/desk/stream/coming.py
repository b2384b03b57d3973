"""How a request for a stream comes in: with its session, its language and the usual headers, and without a thread.

Django takes each of its middleware classes through a thread of the request's own. None of those a stream needs asks the
database or waits for anything, and of a thousand streams that come back at once those threads are most of the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.sessions.middleware import SessionMiddleware
from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries
from django.middleware.locale import LocaleMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.decorators import async_only_middleware

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from django.http import HttpRequest, HttpResponseBase

    type _Answers = Callable[[HttpRequest], Awaitable[HttpResponseBase]]

__all__ = ["coming", "forget_requests"]

_CLASSES = (SecurityMiddleware, SessionMiddleware, LocaleMiddleware)


@async_only_middleware
def coming(get_response: _Answers) -> _Answers:
    """Django's middleware for a stream, each called as it is: the first in is the last out."""
    layers: list[Any] = [one(get_response) for one in _CLASSES]  # none of them answers by itself

    async def answer(request: HttpRequest) -> HttpResponseBase:
        for layer in layers:
            found: HttpResponseBase | None = layer.process_request(request)
            if found is not None:
                return found
        response = await get_response(request)
        for layer in reversed(layers):
            response = layer.process_response(request, response)
        return response

    return answer


def forget_requests() -> None:
    """Let no request's begin or end look after connections: a stream gives each back as soon as it was answered."""
    for receiver in (reset_queries, close_old_connections):
        request_started.disconnect(receiver)
    for receiver in (close_old_connections, close_caches):
        request_finished.disconnect(receiver)
