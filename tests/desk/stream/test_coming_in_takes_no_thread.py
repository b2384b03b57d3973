"""A request for a stream has its session, its language and the usual headers, and waits for no thread."""

from __future__ import annotations

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from chorsu.desk.stream.coming import coming

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from django.test import RequestFactory
    from pytest_django.fixtures import SettingsWrapper


def _run[T](work: Coroutine[Any, Any, T]) -> T:
    """What comes of it, in a loop of its own: in this thread a browser's may be running."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(contextvars.copy_context().run, asyncio.run, work).result()


def _came(request: HttpRequest) -> tuple[HttpResponseBase, str, int]:
    """The answer, the language in which it was made, and how often a thread was asked for meanwhile."""
    found = []
    threads = 0

    async def answer(_: HttpRequest) -> HttpResponseBase:
        found.append(translation.get_language() or "")
        return HttpResponse("here")

    async def run() -> HttpResponseBase:
        loop = asyncio.get_running_loop()
        asked = loop.run_in_executor

        def counted(*args: object) -> object:
            nonlocal threads
            threads += 1
            return asked(*args)  # type: ignore[arg-type]

        loop.run_in_executor = counted  # type: ignore[method-assign, assignment]
        return await coming(answer)(request)

    with translation.override("en"):
        return _run(run()), found[0], threads


def test_session_language_and_headers_without_a_thread(rf: RequestFactory, settings: SettingsWrapper) -> None:
    """The session is the cookie's, the language the reader's, the headers those of every page."""
    request = rf.get("/stream", headers={"Accept-Language": "ru"})
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a" * 32
    response, language, threads = _came(request)
    assert request.session.session_key == "a" * 32
    assert (language, threads) == ("ru", 0)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"]
    assert response["Content-Language"] == "ru"


def test_what_comes_unsealed_is_led_to_the_sealed_address(rf: RequestFactory, settings: SettingsWrapper) -> None:
    """Where pages are told by HTTPS alone, so is the stream."""
    settings.SECURE_SSL_REDIRECT = True

    async def never(_: HttpRequest) -> HttpResponseBase:
        raise AssertionError

    response = _run(coming(never)(rf.get("/stream")))
    assert response.status_code == 301
    assert response["Location"].startswith("https://")


def test_each_of_those_that_come_at_once_has_a_language_of_its_own(rf: RequestFactory) -> None:
    """What one reads in is no other's."""

    async def said(_: HttpRequest) -> HttpResponseBase:
        await asyncio.sleep(0)
        return HttpResponse(translation.get_language() or "")

    async def both() -> list[HttpResponseBase]:
        asking = [rf.get("/stream", headers={"Accept-Language": one}) for one in ("ru", "en", "ru")]
        return await asyncio.gather(*(asyncio.create_task(_answered(one)) for one in asking))

    async def _answered(request: HttpRequest) -> HttpResponseBase:
        return await coming(said)(request)

    assert [one.content for one in _run(both()) if isinstance(one, HttpResponse)] == [b"ru", b"en", b"ru"]
